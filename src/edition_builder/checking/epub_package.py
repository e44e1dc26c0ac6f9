"""The package of an EPUB: what it lists is there, what is there is listed, everything has its place in the order."""

from __future__ import annotations

import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping

from lxml import etree
from msgspec import Struct

from edition_builder.checking.epub_container import Container
from edition_builder.checking.markup import Page, parse_pages
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic, Outcome

__all__ = ["Book", "ManifestItem", "check_package", "named", "open_book", "words_of"]

_CONTAINER = "META-INF/container.xml"
_MIMETYPE = "mimetype"
_XHTML, _NCX = "application/xhtml+xml", "application/x-dtbncx+xml"
_SUFFIXES = {
    ".xhtml": _XHTML,
    ".ncx": _NCX,
    ".css": "text/css",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
_REFUSED_PROPERTIES = frozenset(("remote-resources", "scripted", "switch"))


class ManifestItem(Struct, frozen=True):
    """A file that the package lists; ``path`` is inside the container."""

    identifier: str
    path: str
    media_type: str
    properties: tuple[str, ...]


class Book(Struct, frozen=True):
    """A package as parsed.

    ``pages`` are its XHTML documents, those of the spine first and in its order; ``tables`` the contents for EPUB 2.
    """

    name: str
    path: str
    package: etree._Element
    items: tuple[ManifestItem, ...]
    spine: tuple[str, ...]
    pages: tuple[Page, ...]
    tables: tuple[Page, ...]
    files: Mapping[str, bytes]

    def spine_pages(self) -> tuple[Page, ...]:
        """The documents that are read in order."""
        return self.pages[: len(self.spine)]

    def navigation(self) -> tuple[Page, ...]:
        """The navigation document: one in a sound book."""
        paths = {item.path for item in self.items if "nav" in item.properties}
        return tuple(page for page in self.pages if page.name in paths)


def named(root: etree._Element, name: str) -> Iterator[etree._Element]:
    """The elements of this local name, in document order."""
    return root.iter(f"{{*}}{name}")


def words_of(element: etree._Element) -> str:
    """All characters inside an element."""
    return "".join(map(str, element.itertext()))


def open_book(container: Container) -> Outcome[Book]:
    """Find and parse the package and its documents; EB605 where that fails."""
    where = _package_path(container)
    if where.value is None:
        return Outcome(None, where.diagnostics)
    parsed = parse_pages([(where.value, container.entries[where.value])])
    if parsed.value is None:
        return Outcome(None, parsed.diagnostics)
    package = parsed.value[0].root
    items = tuple(_items(package, posixpath.dirname(where.value)))
    spine = tuple(itemref.get("idref") or "" for itemref in named(package, "itemref"))
    missing = _missing(container, items, spine)
    if missing:
        return Outcome(None, missing)
    pages = parse_pages((path, container.entries[path]) for path in _document_paths(items, spine))
    tables = parse_pages((item.path, container.entries[item.path]) for item in items if item.media_type == _NCX)
    if pages.value is None or tables.value is None:
        return Outcome(None, pages.diagnostics + tables.diagnostics)
    found = container.entries
    return Outcome(Book(container.name, where.value, package, items, spine, pages.value, tables.value, found))


def check_package(book: Book) -> tuple[Diagnostic, ...]:
    """EB605 for a file that is not listed, listed twice, of the wrong kind or outside the order of reading."""
    faults = (*_listing_faults(book), *_spine_faults(book), *_kind_faults(book))
    return tuple(Diagnostic("EB605", f"{book.name}: {fault}", None, TOOL_FAULT) for fault in faults)


def _package_path(container: Container) -> Outcome[str]:
    """The path of the package document, as META-INF/container.xml names it."""
    parsed = parse_pages([(_CONTAINER, container.entries.get(_CONTAINER, b""))])
    roots = [page.root for page in parsed.value or ()]
    paths = [rootfile.get("full-path") or "" for root in roots for rootfile in named(root, "rootfile")]
    if len(paths) == 1 and paths[0] in container.entries:
        return Outcome(paths[0])
    return Outcome(None, (Diagnostic("EB605", f"{container.name}: has no package document", None, TOOL_FAULT),))


def _items(package: etree._Element, folder: str) -> Iterator[ManifestItem]:
    """The files listed in the manifest."""
    for item in named(package, "item"):
        path = posixpath.normpath(posixpath.join(folder, item.get("href") or ""))
        properties = tuple((item.get("properties") or "").split())
        yield ManifestItem(item.get("id") or "", path, item.get("media-type") or "", properties)


def _missing(container: Container, items: tuple[ManifestItem, ...], spine: tuple[str, ...]) -> tuple[Diagnostic, ...]:
    """Files that are listed but not there, and places in the order that name no document."""
    documents = {item.identifier for item in items if item.media_type == _XHTML}
    faults = [f"{item.path} is listed but not there" for item in items if item.path not in container.entries]
    faults += [f"the order of reading names {one}, which is no document" for one in spine if one not in documents]
    return tuple(Diagnostic("EB605", f"{container.name}: {fault}", None, TOOL_FAULT) for fault in faults)


def _document_paths(items: tuple[ManifestItem, ...], spine: tuple[str, ...]) -> tuple[str, ...]:
    """The documents in the order of the spine, then those outside it."""
    by_identifier = {item.identifier: item.path for item in items}
    ordered = [by_identifier[one] for one in spine]
    rest = [item.path for item in items if item.media_type == _XHTML and item.identifier not in spine]
    return (*ordered, *rest)


def _listing_faults(book: Book) -> Iterator[str]:
    """Doubles, and files that nothing lists."""
    for what in ("identifier", "path"):
        counted = Counter(str(getattr(item, what)) for item in book.items)
        yield from (f"{one} is listed {times} times" for one, times in counted.items() if times > 1)
    listed = {item.path for item in book.items} | {book.path, _MIMETYPE, _CONTAINER}
    yield from (f"{path} is not listed" for path in book.files if path not in listed)


def _spine_faults(book: Book) -> Iterator[str]:
    """Documents that are read twice or never; only the navigation document may stand outside."""
    yield from (f"{one} is read {times} times" for one, times in Counter(book.spine).items() if times > 1)
    for item in book.items:
        if item.media_type == _XHTML and item.identifier not in book.spine and "nav" not in item.properties:
            yield f"{item.path} is not in the order of reading"
    for itemref in named(book.package, "itemref"):
        if itemref.get("linear") == "no":
            yield f"{itemref.get('idref')} stands outside the order of reading"
    tables = {item.identifier for item in book.items if item.media_type == _NCX}
    if {spine.get("toc") for spine in named(book.package, "spine")} != tables:
        yield "the order of reading does not name the table of contents for older readers"


def _kind_faults(book: Book) -> Iterator[str]:
    """A file's type against its suffix, and properties that no book of ours has."""
    for item in book.items:
        suffix = posixpath.splitext(item.path)[1]
        if _SUFFIXES.get(suffix, item.media_type) != item.media_type:
            yield f"{item.path} is listed as {item.media_type}"
        yield from (f"{item.path} is {one}" for one in item.properties if one in _REFUSED_PROPERTIES)
    if len(book.navigation()) != 1:
        yield "there is not one navigation document"
