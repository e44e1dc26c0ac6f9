"""The server over real sockets on the loopback address."""

from __future__ import annotations

import socket  # noqa: TID251 - to take a port away from the server
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from threading import Thread

import pytest

from edition_builder.errors import UsageError
from edition_builder.previewing.board import Board
from edition_builder.previewing.paper import Paper
from edition_builder.previewing.server import Server

pytestmark = pytest.mark.usefixtures("loopback")


@pytest.fixture
def server() -> Iterator[Server]:
    board = Board()
    with Server(0, board, Paper()) as server:
        running = Thread(target=server.serve_forever)
        running.start()
        yield server
        board.close()
        server.shutdown()
        running.join(60)


def ask(server: Server, method: str, target: str, **headers: str) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request(method, target, headers=headers)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response, body


def test_it_listens_on_loopback_only(server: Server) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert server.address == f"http://127.0.0.1:{server.port}/"


def test_an_answer_says_nothing_of_the_program_or_the_hour(server: Server) -> None:
    response, body = ask(server, "GET", "/")
    assert (response.status, body[:15]) == (200, b"<!DOCTYPE html>")
    assert response.getheader("Server") is None
    assert response.getheader("Date") is None
    assert response.getheader("Cache-Control") == "no-store"
    assert "frame-ancestors 'none'" in (response.getheader("Content-Security-Policy") or "")


def test_another_name_for_this_computer_is_refused(server: Server) -> None:
    assert ask(server, "GET", "/", Host=f"evil.example:{server.port}")[0].status == 421
    assert ask(server, "GET", "/", Host=f"localhost:{server.port}")[0].status == 200


def test_head_is_get_without_its_body(server: Server) -> None:
    response, body = ask(server, "HEAD", "/preview.css")
    assert (response.status, body) == (200, b"")
    assert int(response.getheader("Content-Length") or 0) > 200


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "CONNECT"])
def test_nothing_can_be_sent_to_it(server: Server, method: str) -> None:
    response, _ = ask(server, method, "/state")
    assert response.status == 501
    assert response.getheader("Access-Control-Allow-Origin") is None


def test_a_fault_is_one_answer_and_not_the_end(
    server: Server, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    with monkeypatch.context() as fault:
        fault.setattr(server.answers, "answer", lambda *_: 1 / 0)
        assert ask(server, "GET", "/")[0].status == 500
    assert ask(server, "GET", "/")[0].status == 200
    assert capfd.readouterr().err == ""


def test_a_browser_that_goes_away_is_no_news(server: Server, capfd: pytest.CaptureFixture[str]) -> None:
    for sent in (b"", b"GET / HT", b"GET /state?after=0 HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n" % server.port):
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as rude:
            rude.sendall(sent)
    assert ask(server, "GET", "/")[0].status == 200
    assert capfd.readouterr().err == ""


def test_a_port_in_use_is_said(server: Server) -> None:
    with pytest.raises(UsageError, match=f"port {server.port} cannot be used: Address already in use"):
        Server(server.port, Board(), Paper())


@pytest.mark.parametrize("port", [-1, 65536, 10**9])
def test_a_port_that_cannot_be(port: int) -> None:
    with pytest.raises(UsageError, match=f"there is no port {port}"):
        Server(port, Board(), Paper())
