"""What is asked of the hotspot's application is answered from its set of files, and from nothing else."""

from __future__ import annotations

import asyncio
from collections.abc import MutableMapping
from typing import Any

import pytest

from edition_builder.sharing import answering
from edition_builder.sharing.answering import Answering, Served

DATA = bytes(range(256)) * 1000
FILE = Served("application/epub+zip", DATA)
APP = Answering(
    {"a.epub": FILE, "site/index.html": Served("text/html; charset=utf-8", b"<p>")},
    lambda host: Served("text/html; charset=utf-8", f"front {host}".encode()),
)


def ask(path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    """Status, headers and body for one request."""
    told: list[MutableMapping[str, Any]] = []

    async def send(message: MutableMapping[str, Any]) -> None:
        told.append(message)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    named = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    scope = {"type": "http", "method": method, "path": path, "headers": named}
    asyncio.run(APP(scope, receive, send))
    said = {name.decode(): value.decode() for name, value in told[0]["headers"]}
    return told[0]["status"], said, b"".join(one["body"] for one in told[1:])


def test_a_file_is_given_whole_with_its_type() -> None:
    status, headers, body = ask("/a.epub")
    assert (status, headers["content-type"], headers["content-length"]) == (200, FILE.media_type, str(len(DATA)))
    assert body == DATA


@pytest.mark.parametrize("path", ["/", "/a.epub", "/nothing", "/site/index.html"])
def test_every_answer_has_the_wall(path: str) -> None:
    _, headers, _ = ask(path)
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert (headers["referrer-policy"], headers["x-content-type-options"]) == ("no-referrer", "nosniff")
    assert not {"server", "date", "set-cookie", "last-modified"} & headers.keys()


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/../etc/passwd",
            "/..",
            "/./a.epub",
            "//a.epub",
            "/a.epub/",
            "/site",
            "/site/",
            "/site/../a.epub",
            "/A.EPUB",
        ),
        *("/etc/passwd", "/a.epub\0", "/%2e%2e/a", "\\a.epub", "", "a/../../a.epub", "/" + "a" * 8000, "/a.epub?x"),
    ],
)
def test_what_is_not_in_the_set_is_not_there(path: str) -> None:
    status, _, body = ask(path)
    assert (status, body) == (404, b"")


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS", "TRACE", "CONNECT", "PATCH", "PROPFIND", "get"])
def test_only_reading_is_allowed(method: str) -> None:
    status, headers, body = ask("/a.epub", method)
    assert (status, headers["allow"], body) == (405, "GET, HEAD", b"")


def test_a_head_that_is_too_long_is_refused() -> None:
    assert ask("/" + "a" * 9000)[0] == 431
    assert ask("/a.epub", **{f"x{number}": "a" * 90 for number in range(100)})[0] == 431


def test_a_head_is_the_answer_without_its_body() -> None:
    whole, head = ask("/a.epub"), ask("/a.epub", "HEAD")
    assert head == (*whole[:2], b"")


@pytest.mark.parametrize(
    ("wanted", "start", "end"),
    [
        ("bytes=0-0", 0, 0),
        ("bytes=10-19", 10, 19),
        ("bytes=255990-", 255990, 255999),
        ("bytes=-5", 255995, 255999),
        ("bytes=-999999", 0, 255999),
        ("bytes=100-99999999", 100, 255999),
    ],
)
def test_a_part_is_given_where_one_is_asked_for(wanted: str, start: int, end: int) -> None:
    status, headers, body = ask("/a.epub", range=wanted)
    assert (status, headers["content-range"]) == (206, f"bytes {start}-{end}/256000")
    assert body == DATA[start : end + 1]
    assert headers["content-length"] == str(len(body))


@pytest.mark.parametrize("wanted", ["bytes=256000-", "bytes=999999-", "bytes=5-4", "bytes=-0"])
def test_a_part_that_there_is_not_is_refused(wanted: str) -> None:
    status, headers, body = ask("/a.epub", range=wanted)
    assert (status, headers["content-range"], body) == (416, "bytes */256000", b"")


@pytest.mark.parametrize("wanted", ["bytes=0-1,5-6", "bytes=-", "lines=1-2", "bytes=a-b", "bytes", "bytes=" + "9" * 50])
def test_a_request_for_parts_that_is_not_understood_gets_the_whole(wanted: str) -> None:
    assert ask("/a.epub", range=wanted)[0::2] == (200, DATA)


def test_a_part_of_another_version_is_not_given() -> None:
    tag = ask("/a.epub")[1]["etag"]
    assert ask("/a.epub", range="bytes=0-1", if_range=tag)[0] == 206
    assert ask("/a.epub", range="bytes=0-1", if_range='"other"')[0] == 200


def test_what_the_client_has_is_not_sent_again() -> None:
    tag = ask("/a.epub")[1]["etag"]
    assert ask("/a.epub", if_none_match=tag)[0::2] == (304, b"")
    assert ask("/a.epub", if_none_match=f'"x", W/{tag}')[0] == 304
    assert ask("/a.epub", if_none_match='"x"')[0] == 200


@pytest.mark.parametrize(
    ("host", "shown"),
    [("192.168.4.1:8080", "192.168.4.1:8080"), ('"><script>', ""), ("a" * 99, ""), ("a b", ""), ("", "")],
)
def test_the_front_page_knows_a_host_that_can_be_one(host: str, shown: str) -> None:
    assert ask("/", host=host)[2] == f"front {shown}".encode()


def test_who_takes_nothing_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answering, "_PATIENCE", 0.01)

    async def send(message: MutableMapping[str, Any]) -> None:
        if message.get("more_body"):
            await asyncio.sleep(60)

    async def receive() -> MutableMapping[str, Any]:
        return {"type": "http.request"}

    scope = {"type": "http", "method": "GET", "path": "/a.epub", "headers": []}
    with pytest.raises(TimeoutError):
        asyncio.run(APP(scope, receive, send))
