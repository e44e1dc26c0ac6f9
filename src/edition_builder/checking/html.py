"""Check the HTML file: read back with lxml, which had no part in making it."""

from __future__ import annotations

import re
from collections.abc import Callable

from lxml import etree

from edition_builder.checking.calls import check_call_places, text_of
from edition_builder.checking.found_text import FoundText, found, nothing_found
from edition_builder.checking.leaks import check_leaks
from edition_builder.checking.links import check_links, check_notes
from edition_builder.checking.markup import Page, body_pieces, note_pieces, parse_pages
from edition_builder.checking.words import TOOL_FAULT, check_words
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition

__all__ = ["check", "check_alone", "find_text"]

_EMPTY = re.compile(rb"<(meta|input|br|hr|img)\b([^<>]*?)/?>")
_START = re.compile(rb'<!DOCTYPE html>\n<html lang="[^"]+" dir="(?:ltr|rtl)">\n<head>\n<meta charset="utf-8">\n')
# The wall around the page: even a mistake in it could not load anything, nor tell where the reader came from.
_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """Words, notes and the way back, ids and links, and that the file neither loads nor tells anything."""
    file = rendition.files[0]
    opened = _open(file.name, file.data if len(rendition.files) == 1 else b"")
    if opened.value is None:
        return opened.diagnostics
    page = opened.value
    return _check_text(page, edition) + check_leaks(page) + _check_wall(page)


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """What can be said of a file without knowing what it should hold: ids and links, and what it loads or tells."""
    opened = _open(name, data)
    if opened.value is None:
        return opened.diagnostics
    page = opened.value
    return check_links((page,)) + check_leaks(page) + _check_wall(page)


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text of a page, also of one that a browser saved again; EB811 if it is no edition."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: no root, as in an empty file
        root = None
    if root is None:
        return Outcome(None, (nothing_found(name),))
    pages = (Page(name, root),)
    return found(name, body_pieces(pages), note_pieces(pages), "".join(map(str, root.itertext())))


def _open(name: str, data: bytes) -> Outcome[Page]:
    """The page, if the file says its encoding first and is well-formed."""
    if not _START.match(data):
        fault = Diagnostic("EB605", f"{name}: not one HTML file that says its encoding first", None, TOOL_FAULT)
        return Outcome(None, (fault,))
    parsed = parse_pages([(name, _EMPTY.sub(rb"<\1\2/>", data))])
    return Outcome(parsed.value[0] if parsed.value else None, parsed.diagnostics)


def _check_text(page: Page, edition: Edition) -> tuple[Diagnostic, ...]:
    """Notes, links, words, places of the calls: the first that fails is said, because the others follow from it."""
    body, notes = body_pieces((page,)), note_pieces((page,))
    checks: tuple[Callable[[], tuple[Diagnostic, ...]], ...] = (
        lambda: check_notes((page,), edition),
        lambda: check_links((page,)),
        lambda: check_words(page.name, (canonical(text_of(body)), canonical(text_of(notes))), edition),
        lambda: check_call_places(page.name, body, notes, edition),
    )
    return next((found for one in checks if (found := one())), ())


def _check_wall(page: Page) -> tuple[Diagnostic, ...]:
    """The content security policy and the referrer policy are there, and pictures are in the file itself."""
    metas = {(meta.get("http-equiv") or meta.get("name") or ""): meta.get("content") for meta in page.root.iter("meta")}
    faults = [
        *(["the content security policy is not ours"] if metas.get("Content-Security-Policy") != _POLICY else []),
        *(["the referrer policy is not ours"] if metas.get("referrer") != "no-referrer" else []),
        *(
            "a picture outside the file"
            for img in page.root.iter("img")
            if not (img.get("src") or "").startswith("data:")
        ),
    ]
    return tuple(Diagnostic("EB604", f"{page.name}: {fault}", None, TOOL_FAULT) for fault in faults)
