"""uvicorn, held to what a hotspot may say: no log of readers, no name, no clock, and no patience with the slow.

A client has ten seconds for the head of a request and eight thousand bytes; then its connection is closed.
"""

from __future__ import annotations

import asyncio
import logging
import socket  # noqa: TID251 - it answers others and asks nobody
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from edition_builder.errors import UsageError
from edition_builder.sharing.answering import Answering

__all__ = ["Hotspot"]

_HEAD_SECONDS = 10.0
_LONGEST_HEAD = 8_192  # bytes
_MOST_CONNECTIONS = 200
_LAST_PORT = 65535


class _Impatient(H11Protocol):
    """A connection that is closed when no whole request has come for a while."""

    _timer: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin to wait."""
        super().connection_made(transport)  # type: ignore[arg-type] # the class below it says the same
        self._wait()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no more."""
        if self._timer is not None:
            self._timer.cancel()
        super().connection_lost(exc)

    def _wait(self) -> None:
        """Close what is not being answered after the time is over, else look again later."""
        self._seen = self.cycle
        self._timer = self.loop.call_later(_HEAD_SECONDS, self._look)

    def _look(self) -> None:
        waits = self.cycle is None or self.cycle.response_complete
        if waits and self.cycle is self._seen:
            self.transport.close()
        else:
            self._wait()


class Hotspot:
    """A server that listens from the moment it is made; ``run`` answers until it is stopped."""

    def __init__(self, host: str, port: int, answering: Answering) -> None:
        """Take the port; 0 is a free one.

        Raises:
            UsageError: the address or port cannot be used.
        """
        if not 0 <= port <= _LAST_PORT:
            raise UsageError(f"there is no port {port}", f"name one from 1024 to {_LAST_PORT}")
        try:
            self._socket = socket.create_server((host, port), backlog=128)
        except OSError as error:
            hint = "name another with --port, or end what uses it"
            raise UsageError(f"port {port} at {host} cannot be used: {error.strerror}", hint) from error
        self.port = int(self._socket.getsockname()[1])
        settings: dict[str, Any] = {
            "http": _Impatient,
            "ws": "none",
            "loop": "asyncio",
            "lifespan": "off",
            "log_config": None,
            "access_log": False,
            "server_header": False,
            "date_header": False,
            "proxy_headers": False,
            "timeout_keep_alive": 5,
            "timeout_graceful_shutdown": 1,
            "limit_concurrency": _MOST_CONNECTIONS,
            "h11_max_incomplete_event_size": _LONGEST_HEAD,
        }
        self._server = uvicorn.Server(uvicorn.Config(answering, **settings))

    def run(self) -> None:
        """Answer until ``stop`` or Ctrl+C. What clients do wrong is written nowhere."""
        for name in ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi"):
            logging.getLogger(name).addHandler(logging.NullHandler())
            logging.getLogger(name).propagate = False
        try:
            self._server.run(sockets=[self._socket])
        finally:
            self._socket.close()

    def stop(self) -> None:
        """End ``run`` from another thread."""
        self._server.should_exit = True
