"""Answers to requests for a set of files in memory, as an ASGI application: what is not in the set is not there.

No address leads to a disk, so none leads out of the folder. RFC 9110 for methods, conditions and ranges; a request for
several ranges at once gets the whole, as section 14.2 allows.
"""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from http import HTTPStatus
from typing import Any

from msgspec import Struct

__all__ = ["Answering", "Served"]

_Message = MutableMapping[str, Any]
_Receive = Callable[[], Awaitable[_Message]]
_Send = Callable[[_Message], Awaitable[None]]
_CHUNK = 65_536  # bytes that wait in memory for a slow client
_PATIENCE = 60  # seconds that a client may take for one of them
_LONGEST_HEAD = 8_192  # bytes
_VERSIONS = ("1.0", "1.1")
_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")
_HOST = re.compile(r"[A-Za-z0-9.:\[\]-]{1,80}")
_POLICY = (
    "default-src 'none'; img-src 'self' data:; style-src 'self' 'unsafe-inline'; font-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = (
    ("content-security-policy", _POLICY),
    ("referrer-policy", "no-referrer"),
    ("x-content-type-options", "nosniff"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cache-control", "no-cache"),
)


class Served(Struct, frozen=True):
    """A file with its type."""

    media_type: str
    data: bytes

    @property
    def tag(self) -> str:
        """Its entity tag."""
        return f'"{hashlib.sha256(self.data).hexdigest()[:32]}"'


class Answering:
    """The application: ``front`` makes the page at / for the host that was asked for, ``files`` are all the rest."""

    def __init__(self, files: Mapping[str, Served], front: Callable[[str], Served]) -> None:
        """Keep the files, by their path without the slash in front, with their tags."""
        self._files = {name: (one, one.tag) for name, one in files.items()}
        self._front = front

    async def __call__(self, scope: Mapping[str, Any], receive: _Receive, send: _Send) -> None:
        """Answer one request; nothing of the request is kept."""
        _ = receive
        if scope["type"] != "http":
            return
        refused = _refused(scope)
        if refused is not None:
            allowed = (("allow", "GET, HEAD"),) if refused is HTTPStatus.METHOD_NOT_ALLOWED else ()
            await _send(send, refused, allowed, b"", with_body=True)
            return
        headers = {name.decode("latin-1"): value.decode("latin-1") for name, value in scope["headers"]}
        found = self._found(scope["path"], headers)
        if found is None:
            await _send(send, HTTPStatus.NOT_FOUND, (), b"", with_body=True)
            return
        status, more, body = _answer(*found, headers)
        await _send(send, status, more, body, with_body=scope["method"] == "GET")

    def _found(self, path: str, headers: Mapping[str, str]) -> tuple[Served, str] | None:
        if path == "/":
            host = headers.get("host", "")
            page = self._front(host if _HOST.fullmatch(host) else "")
            return page, page.tag
        return self._files.get(path.removeprefix("/"))


def _refused(scope: Mapping[str, Any]) -> HTTPStatus | None:
    """Why a request is not looked at, or None. What comes in one piece has passed the server's own limit of bytes."""
    size = len(scope["path"]) + sum(len(name) + len(value) for name, value in scope["headers"])
    if size > _LONGEST_HEAD:
        return HTTPStatus.REQUEST_HEADER_FIELDS_TOO_LARGE
    if scope.get("http_version", "1.1") not in _VERSIONS:
        return HTTPStatus.BAD_REQUEST
    return None if scope["method"] in ("GET", "HEAD") else HTTPStatus.METHOD_NOT_ALLOWED


def _answer(
    file: Served, tag: str, headers: Mapping[str, str]
) -> tuple[HTTPStatus, tuple[tuple[str, str], ...], bytes]:
    """Status, headers and body for a file under the conditions of a request."""
    size = len(file.data)
    common = (("content-type", file.media_type), ("etag", tag), ("accept-ranges", "bytes"))
    if tag in [one.strip().removeprefix("W/") for one in headers.get("if-none-match", "").split(",")]:
        return HTTPStatus.NOT_MODIFIED, (("etag", tag),), b""
    wanted = _RANGE.fullmatch(headers.get("range", "")) if headers.get("if-range", tag) == tag else None
    if wanted is None or not (wanted[1] or wanted[2]):
        return HTTPStatus.OK, common, file.data
    start = int(wanted[1]) if wanted[1] else max(0, size - int(wanted[2]))
    end = min(int(wanted[2]), size - 1) if wanted[1] and wanted[2] else size - 1
    if start >= size or (wanted[1] and wanted[2] and int(wanted[2]) < start):
        return HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, (("content-range", f"bytes */{size}"),), b""
    said = ("content-range", f"bytes {start}-{end}/{size}")
    return HTTPStatus.PARTIAL_CONTENT, (*common, said), file.data[start : end + 1]


async def _send(
    send: _Send, status: HTTPStatus, more: tuple[tuple[str, str], ...], body: bytes, *, with_body: bool
) -> None:
    """One answer in pieces; who takes no piece for a minute has gone."""
    length = () if status is HTTPStatus.NOT_MODIFIED else (("content-length", str(len(body))),)
    headers = [(name.encode(), value.encode()) for name, value in (*_HEADERS, *more, *length)]
    await send({"type": "http.response.start", "status": int(status), "headers": headers})
    for place in range(0, len(body) if with_body else 0, _CHUNK):
        piece = {"type": "http.response.body", "body": body[place : place + _CHUNK], "more_body": True}
        await asyncio.wait_for(send(piece), _PATIENCE)
    await send({"type": "http.response.body", "body": b""})
