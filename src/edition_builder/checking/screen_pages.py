"""Reading back pages made for a browser, with lxml: their form, and the wall around them."""

from __future__ import annotations

import re

from edition_builder.checking.markup import Page, parse_pages
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic, Outcome

__all__ = ["FILE_POLICY", "FOLDER_POLICY", "check_wall", "open_page", "said_policy"]

_EMPTY = re.compile(rb"<(meta|input|br|hr|img|link)\b([^<>]*?)/?>")
_START = re.compile(rb'<!DOCTYPE html>\n<html lang="[^"]+" dir="(?:ltr|rtl)">\n<head>\n<meta charset="utf-8">\n')
# The wall around a page: even a mistake in it could not load anything, nor tell where the reader came from.
FILE_POLICY = (
    "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)
FOLDER_POLICY = "default-src 'none'; img-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'"


def open_page(name: str, data: bytes) -> Outcome[Page]:
    """The page, if it says its encoding first and is well-formed; else EB605."""
    if not _START.match(data):
        fault = Diagnostic("EB605", f"{name}: not one HTML file that says its encoding first", None, TOOL_FAULT)
        return Outcome(None, (fault,))
    parsed = parse_pages([(name, _EMPTY.sub(rb"<\1\2/>", data))])
    return Outcome(parsed.value[0] if parsed.value else None, parsed.diagnostics)


def said_policy(page: Page) -> str:
    """The content security policy that a page states, "" for none."""
    return _metas(page).get("Content-Security-Policy", "")


def check_wall(page: Page, policy: str) -> tuple[Diagnostic, ...]:
    """EB604 unless the page states this content security policy and no referrer, and pictures stand where it allows."""
    inside = policy == FILE_POLICY
    faults = [
        *(["the content security policy is not ours"] if said_policy(page) != policy else []),
        *(["the referrer policy is not ours"] if _metas(page).get("referrer") != "no-referrer" else []),
        *(
            "a picture outside the file" if inside else "a picture that is not a file"
            for img in page.root.iter("img")
            if (img.get("src") or "").startswith("data:") is not inside
        ),
    ]
    return tuple(Diagnostic("EB604", f"{page.name}: {fault}", None, TOOL_FAULT) for fault in faults)


def _metas(page: Page) -> dict[str, str]:
    metas = page.root.iter("meta")
    return {(meta.get("http-equiv") or meta.get("name") or ""): meta.get("content") or "" for meta in metas}
