"""The hotspot over real sockets: many at once, the slow, the loud, the malicious."""

from __future__ import annotations

import socket  # noqa: TID251 - to be a client that no library would be
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from threading import Thread

import pytest

from edition_builder.errors import UsageError
from edition_builder.sharing import hotspot
from edition_builder.sharing.answering import Answering, Served
from edition_builder.sharing.hotspot import Hotspot

pytestmark = pytest.mark.usefixtures("loopback")
DATA = bytes(range(250)) * 4000  # 1 MB
APP = Answering({"a.pdf": Served("application/pdf", DATA)}, lambda host: Served("text/html", f"at {host}".encode()))


@pytest.fixture
def served() -> Iterator[Hotspot]:
    one = Hotspot("127.0.0.1", 0, APP)
    running = Thread(target=one.run)
    running.start()
    yield one
    one.stop()
    running.join(60)
    assert not running.is_alive()


def ask(served: Hotspot, path: str = "/a.pdf") -> tuple[int, dict[str, str], bytes]:
    connection = HTTPConnection("127.0.0.1", served.port, timeout=60)
    connection.request("GET", path)
    response = connection.getresponse()
    body = response.read()
    connection.close()
    return response.status, {name.lower(): value for name, value in response.getheaders()}, body


def raw(served: Hotspot, sent: bytes) -> bytes:
    """What comes back for bytes; b"" if the connection is closed."""
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as client:
        client.sendall(sent)
        got = b""
        try:
            while more := client.recv(65_536):
                got += more
        except ConnectionResetError:
            pass
        return got


def test_twenty_at_once_get_a_megabyte_each(served: Hotspot) -> None:
    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda _: ask(served), range(20)))
    assert [(status, body == DATA) for status, _, body in answers] == [(200, True)] * 20


def test_it_says_neither_what_it_is_nor_what_time_it_is(served: Hotspot) -> None:
    _, headers, _ = ask(served)
    assert not {"server", "date", "via", "x-powered-by"} & headers.keys()


def test_readers_are_written_nowhere(served: Hotspot, capfd: pytest.CaptureFixture[str]) -> None:
    ask(served)
    ask(served, "/nothing")
    raw(served, b"nonsense\r\n\r\n")
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize(
    "sent",
    [
        b"GET /../../etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /..%2f..%2fetc%2fpasswd HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /..%5c..%5cetc HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /%00 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET /%ff%fe HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"GET http://elsewhere.example/a.pdf HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n",
        b"POST /a.pdf HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n",
        b"GET /" + b"a" * 20_000 + b" HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nX: " + b"a" * 20_000 + b"\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\n" + b"X: a\r\n" * 5_000 + b"\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"GET / HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: x\r\n\r\n",
        b"GET / HTTP/1.1\r\n Host: a\r\n\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        b"nonsense\r\n\r\n",
    ],
)
def test_a_hostile_request_is_refused_and_the_next_is_answered(sent: bytes, served: Hotspot) -> None:
    answer = raw(served, sent)
    # 501 is what RFC 9112, section 6.1, asks for where a transfer coding is not known
    assert answer.partition(b" ")[2][:1] == b"4" or answer.startswith(b"HTTP/1.1 501 "), answer[:200]
    assert b"root:" not in answer
    assert ask(served)[0] == 200


def test_who_sends_no_whole_request_is_left(served: Hotspot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(hotspot, "_HEAD_SECONDS", 0.2)
    assert raw(served, b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ") == b""
    assert raw(served, b"") == b""


def test_many_who_wait_do_not_keep_others_waiting(served: Hotspot) -> None:
    waiting = [socket.create_connection(("127.0.0.1", served.port), timeout=60) for _ in range(50)]
    try:
        for one in waiting:
            one.sendall(b"GET /a.pdf HTTP/1.1\r\n")
        assert ask(served)[2] == DATA
    finally:
        for one in waiting:
            one.close()


def test_who_reads_slowly_does_not_keep_others_waiting(served: Hotspot) -> None:
    slow = [socket.create_connection(("127.0.0.1", served.port), timeout=60) for _ in range(10)]
    try:
        for one in slow:
            one.sendall(b"GET /a.pdf HTTP/1.1\r\nHost: a\r\n\r\n")
            one.recv(10)
        assert ask(served)[2] == DATA
    finally:
        for one in slow:
            one.close()


def test_a_port_that_is_taken_is_said(served: Hotspot) -> None:
    with pytest.raises(UsageError, match=f"port {served.port} at 127.0.0.1 cannot be used"):
        Hotspot("127.0.0.1", served.port, APP)


def test_a_port_that_there_is_not_is_said() -> None:
    with pytest.raises(UsageError, match="there is no port 70000"):
        Hotspot("127.0.0.1", 70_000, APP)
