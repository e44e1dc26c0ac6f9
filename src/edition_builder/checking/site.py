"""Check the folder of pages: words and notes over all its pages, the ways between them, names, and the downloads."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from edition_builder.checking.html import check_text
from edition_builder.checking.leaks import check_leaks, check_style
from edition_builder.checking.markup import Page
from edition_builder.checking.screen_pages import FOLDER_POLICY, check_wall, open_page
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Order, Rendition, RenditionFile

__all__ = ["check"]

# Servers tell capitals from small letters, sticks do not; a name with a leading stop is hidden.
_NAME = re.compile(r"[a-z0-9][a-z0-9-]*-site/[a-z0-9][a-z0-9-]*\.[a-z0-9]+")
_DOWNLOADED = ("epub", "pdf", "html", "txt")
_KILOBYTE = 1000


def check(rendition: Rendition, edition: Edition, order: Order) -> tuple[Diagnostic, ...]:
    """Everything that the check of the one HTML file looks at, over all pages, and what only a folder can have wrong.

    ``order`` holds the renditions whose copies are to be downloaded.
    """
    files = {file.name: file.data for file in rendition.files}
    folder = posixpath.dirname(rendition.files[0].name)
    originals = {f"{folder}/{file.name}": file.data for file in _downloaded(order)}
    faults = tuple(_said("EB605", name, fault) for name, fault in _folder_faults(files, originals))
    if faults:
        return faults
    opened = [open_page(name, data) for name, data in files.items() if name.endswith(".html") and name not in originals]
    damage = tuple(one for outcome in opened for one in outcome.diagnostics)
    if damage:
        return damage
    pages = tuple(outcome.value for outcome in opened if outcome.value)
    text = check_text(pages, edition, frozenset(files)) or _check_ways(pages, files)
    walls = tuple(one for page in pages for one in check_leaks(page) + check_wall(page, FOLDER_POLICY))
    sheet = f"{folder}/style.css"
    return text + walls + check_style(sheet, files[sheet].decode()) + _check_sizes(pages[0], originals)


def _downloaded(order: Order) -> Iterator[RenditionFile]:
    return (file for name in _DOWNLOADED for file in order.rendition(name).files)


def _folder_faults(files: dict[str, bytes], originals: dict[str, bytes]) -> Iterator[tuple[str, str]]:
    """Names that some server or stick cannot have, pages and sheet that are not there, copies that are none."""
    folder = posixpath.dirname(next(iter(files)))
    yield from ((name, "not a name for every server and stick") for name in files if not _NAME.fullmatch(name))
    yield from (
        (name, "is not in the folder")
        for name in (f"{folder}/index.html", f"{folder}/style.css", *originals)
        if name not in files
    )
    yield from (
        (name, "is not the file of that format, byte for byte")
        for name, data in originals.items()
        if files.get(name, data) != data
    )


def _check_ways(pages: tuple[Page, ...], files: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    """EB603 for a file that nobody who starts at the first page comes to, and for an address of a file that is lost."""
    leads = {page.name: set(_addresses(page)) for page in pages}
    reached, ahead = {pages[0].name}, [pages[0].name]
    while ahead:
        further = leads.get(ahead.pop(), set()) - reached
        reached |= further
        ahead += further
    lost = [_said("EB603", name, "no way leads to it") for name in files if name not in reached]
    return (*lost, *(_said("EB603", name, "is not in the folder") for name in sorted(reached - set(files))))


def _addresses(page: Page) -> Iterator[str]:
    """The files that a page links to or shows."""
    for element in page.root.iter("*"):
        address = (element.get("href") or element.get("src") or "").partition("#")[0]
        if address and ":" not in address:  # what has a scheme is no file of the folder, and is said elsewhere
            yield posixpath.normpath(posixpath.join(posixpath.dirname(page.name), address))


def _check_sizes(front: Page, originals: dict[str, bytes]) -> tuple[Diagnostic, ...]:
    """EB605 for a download that is offered with another size than it has."""
    folder = posixpath.dirname(front.name)
    offered = {
        f"{folder}/{one.get('href')}": one.text or "" for one in front.root.iter("a") if "download" in one.attrib
    }
    return tuple(
        _said("EB605", name, "is offered with another size than it has")
        for name, data in originals.items()
        if str(-(-len(data) // _KILOBYTE)) not in re.findall(r"\d+", offered.get(name, ""))
    )


def _said(code: str, name: str, what: str) -> Diagnostic:
    return Diagnostic(code, f"{name}: {what}", None, TOOL_FAULT)
