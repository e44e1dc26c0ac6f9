"""What the preview answers to a request, as a value: no socket here. Addresses are looked up in a literal table.

No part of an address ever becomes a path of a file, so there is nothing to climb out of.

Other pages that are open in the same browser are kept out: the ``Host`` must be the loopback address itself (a name
that an attacker points at 127.0.0.1 is refused: DNS rebinding), a request that another site caused is refused by
``Sec-Fetch-Site`` (https://www.w3.org/TR/fetch-metadata/), and no header allows reading across origins (CORS).
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from http import HTTPStatus
from pkgutil import get_data
from urllib.parse import parse_qs, urlsplit

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic
from edition_builder.previewing.board import Board, View
from edition_builder.previewing.paper import Paper

__all__ = ["HEADERS", "Answer", "Answers"]

HEADERS = {
    "Cache-Control": "no-store",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "SAMEORIGIN",
}
"""With every answer. Nothing is stored by the browser, sent on, or lent to another site."""

_FRAME_POLICY = (
    "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self'; object-src 'none'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'none'"
)
_EDITION_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"
)
_ASSETS = {
    "/": ("preview.html", "text/html; charset=utf-8"),
    "/preview.css": ("preview.css", "text/css; charset=utf-8"),
    "/preview.js": ("preview.js", "text/javascript; charset=utf-8"),
    "/reading.js": ("reading.js", "text/javascript; charset=utf-8"),
    "/paper.js": ("paper.js", "text/javascript; charset=utf-8"),
    "/icon.svg": ("icon.svg", "image/svg+xml"),
}
_LONGEST_WAIT = 20.0  # seconds; after that the browser asks again
_MOST_DIGITS = 9


class Answer(Struct, frozen=True):
    """Status, media type, body, and the content security policy for this body."""

    status: HTTPStatus
    media_type: str
    body: bytes
    policy: str = "default-src 'none'"


class Answers:
    """Answers for one preview at one address."""

    def __init__(self, board: Board, paper: Paper, hosts: frozenset[str]) -> None:
        """``hosts`` are the values of the ``Host`` header that are ours."""
        self._board = board
        self._paper = paper
        self._hosts = hosts
        self._routes: dict[str, Callable[[Mapping[str, int]], Answer]] = {
            "/state": self._state,
            "/edition.html": self._edition,
            "/lines": self._lines,
            "/page.png": self._page,
        }

    def answer(self, target: str, headers: Mapping[str, str]) -> Answer:
        """The answer to a GET of this target."""
        if headers.get("Host", "") not in self._hosts:
            return _refusal(HTTPStatus.MISDIRECTED_REQUEST, "This is the preview of another address.")
        if headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin"):
            return _refusal(HTTPStatus.FORBIDDEN, "Another site may not look at this preview.")
        address = urlsplit(target)
        if address.path in _ASSETS:
            return _asset(*_ASSETS[address.path])
        if address.path not in self._routes:
            return _refusal(HTTPStatus.NOT_FOUND, "There is nothing here.")
        return self._routes[address.path](_numbers(address.query))

    def _state(self, query: Mapping[str, int]) -> Answer:
        """The view, as soon as it is another one than number ``after``."""
        after = query.get("after")
        view = self._board.view if after is None else self._board.wait(after, _LONGEST_WAIT)
        return _json(_as_seen(view, over=self._board.closed))

    def _edition(self, _query: Mapping[str, int]) -> Answer:
        """The web page of the edition, byte for byte as it would be published."""
        html = self._board.view.html
        if not html:
            return _refusal(HTTPStatus.NOT_FOUND, "There is no page yet.")
        return Answer(HTTPStatus.OK, "text/html; charset=utf-8", html, _EDITION_POLICY)

    def _lines(self, query: Mapping[str, int]) -> Answer:
        """What stands where on the pages of PDF ``number``."""
        view = self._board.view
        if query.get("number") != view.pages_number:
            return _refusal(HTTPStatus.NOT_FOUND, "These pages are gone.")
        return _json([[[line.top, line.text] for line in page.lines] for page in view.pages])

    def _page(self, query: Mapping[str, int]) -> Answer:
        """Page ``index`` (from 0) of PDF ``number``, ``width`` pixels wide."""
        data = self._paper.draw(query.get("number", 0), query.get("index", 0), query.get("width", 0))
        if data is None:
            return _refusal(HTTPStatus.NOT_FOUND, "This page is gone.")
        return Answer(HTTPStatus.OK, "image/png", data)


def _numbers(query: str) -> dict[str, int]:
    """The numbers in a query; whatever is none is left out."""
    pairs = parse_qs(query, max_num_fields=10).items() if query.count("&") < 10 else ()  # noqa: PLR2004
    return {name: int(values[0]) for name, values in pairs if values[0].isdecimal() and len(values[0]) <= _MOST_DIGITS}


def _as_seen(view: View, *, over: bool) -> dict[str, object]:
    """The view for the page's script: what is new it then asks for."""
    return {
        "number": view.number,
        "html": view.html_number,
        "pages": view.pages_number,
        "sizes": [[page.width, page.height] for page in view.pages],
        "reason": view.reason,
        "makingText": view.making_text,
        "makingPages": view.making_pages,
        "outdated": view.outdated,
        "over": over,
        "problem": [view.problem.message, view.problem.hint] if view.problem else None,
        "findings": [_finding(one) for one in view.diagnostics],
    }


def _finding(one: Diagnostic) -> dict[str, str]:
    """A diagnostic in the words of the command line."""
    place = str(one.location) if one.location else ""
    return {
        "place": place,
        "severity": str(one.severity),
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
    }


def _asset(name: str, media_type: str) -> Answer:
    body = get_data("edition_builder.previewing", f"page/{name}") or b""
    return Answer(HTTPStatus.OK, media_type, body, _FRAME_POLICY)


def _json(value: object) -> Answer:
    return Answer(HTTPStatus.OK, "application/json", json.dumps(value, ensure_ascii=False).encode())


def _refusal(status: HTTPStatus, words: str) -> Answer:
    return Answer(status, "text/plain; charset=utf-8", f"{words}\n".encode())
