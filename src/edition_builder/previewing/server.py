"""The preview's server: the standard library's, on the loopback address and nowhere else."""

from __future__ import annotations

import socketserver
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler
from typing import Any

from edition_builder.errors import UsageError
from edition_builder.previewing.answers import HEADERS, Answer, Answers
from edition_builder.previewing.board import Board
from edition_builder.previewing.paper import Paper

__all__ = ["LOOPBACK", "Server"]

LOOPBACK = "127.0.0.1"
_LAST_PORT = 65535
_FAULT = Answer(HTTPStatus.INTERNAL_SERVER_ERROR, "text/plain; charset=utf-8", b"A fault in the preview itself.\n")


class Server(socketserver.ThreadingTCPServer):
    """Answers on loopback until ``shutdown``.

    Not ``http.server.HTTPServer``: that one looks its own name up, and nothing is ever asked of a network.
    """

    allow_reuse_address = True  # of a preview that has just ended; a port in use stays refused
    daemon_threads = True

    def __init__(self, port: int, board: Board, paper: Paper) -> None:
        """Listen on a port; 0 takes a free one.

        Raises:
            UsageError: the port is taken, or may not be used.
        """
        if not 0 <= port <= _LAST_PORT:
            raise UsageError(f"there is no port {port}", f"name one from 1024 to {_LAST_PORT}, or leave --port out")
        try:
            super().__init__((LOOPBACK, port), _Handler)
        except OSError as error:
            hint = "leave --port out, and a free one is taken"
            raise UsageError(f"port {port} cannot be used: {error.strerror}", hint) from error
        self.port = int(self.server_address[1])
        self.answers = Answers(board, paper, frozenset({f"{LOOPBACK}:{self.port}", f"localhost:{self.port}"}))

    @property
    def address(self) -> str:
        """What to type into a browser."""
        return f"http://{LOOPBACK}:{self.port}/"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is no news."""


class _Handler(BaseHTTPRequestHandler):
    """One connection: GET and HEAD, no log, no name of the program or its version, no clock."""

    server: Server
    protocol_version = "HTTP/1.1"
    timeout = 60

    def do_GET(self) -> None:
        """Answer."""
        self._send(self._answer(), with_body=True)

    def do_HEAD(self) -> None:
        """Answer without the body."""
        self._send(self._answer(), with_body=False)

    def _answer(self) -> Answer:
        try:
            return self.server.answers.answer(self.path, self.headers)  # type: ignore[arg-type] # a message is a mapping
        except Exception:  # never a traceback; the next request may be sound
            return _FAULT

    def _send(self, answer: Answer, *, with_body: bool) -> None:
        self.send_response(answer.status)
        for name, value in HEADERS.items():
            self.send_header(name, value)
        self.send_header("Content-Security-Policy", answer.policy)
        self.send_header("Content-Type", answer.media_type)
        self.send_header("Content-Length", str(len(answer.body)))
        self.end_headers()
        if with_body:
            self.wfile.write(answer.body)

    def send_response(self, code: int, message: str | None = None) -> None:
        """The status line alone: neither ``Server`` nor ``Date``."""
        self.send_response_only(code, message)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the standard library's name
        """Nothing: the terminal is for what is wrong with the manuscript."""
