"""Ways through an EPUB: contents for new and for old readers agree, name every heading, and lead somewhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable, Iterator

from lxml import etree

from edition_builder.checking.epub_package import Book, named, words_of
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.canonical import canonical
from edition_builder.model.document import Heading, plain_text
from edition_builder.model.edition import Edition

__all__ = ["check_headings", "check_navigation"]

_TYPE = "{http://www.idpf.org/2007/ops}type"
# A line of contents: its depth, its words, its address inside the container.
_Line = tuple[int, str, str]


def check_navigation(book: Book) -> tuple[Diagnostic, ...]:
    """EB603 where the contents for EPUB 3 and EPUB 2 differ, or a place that is named does not exist."""
    contents, landmarks = _nav_lines(book, "toc"), _nav_lines(book, "landmarks")
    faults = [
        *(["the contents for new and for old readers differ"] if contents != tuple(_ncx_lines(book)) else []),
        *(["the landmarks and the guide for old readers differ"] if _places(landmarks) != _guide(book) else []),
        *(f"{address} is named in the contents but not there" for address in _lost(book, contents + landmarks)),
    ]
    return tuple(Diagnostic("EB603", f"{book.name}: {fault}", None, TOOL_FAULT) for fault in faults)


def check_headings(book: Book, edition: Edition) -> tuple[Diagnostic, ...]:
    """EB603 for a heading of the text that the contents do not name, in its place."""
    labels = iter([canonical(label) for _, label, _ in _nav_lines(book, "toc")])
    headings = (
        block
        for chapter in edition.chapters
        for block in chapter.blocks
        if isinstance(block, Heading) and block.identifier
    )
    for heading in headings:
        words = plain_text(heading.content)
        if canonical(words) not in labels:  # consumes the labels up to this one: the order is checked too
            return (Diagnostic("EB603", f"{book.name}: the contents do not name “{words}”", None, TOOL_FAULT),)
    return ()


def _nav_lines(book: Book, kind: str) -> tuple[_Line, ...]:
    """The lines of one list of the navigation document."""
    return tuple(
        (_depth(link, "ol"), _words(link), _inside(page.name, link.get("href") or ""))
        for page in book.navigation()
        for nav in named(page.root, "nav")
        if nav.get(_TYPE) == kind
        for link in named(nav, "a")
    )


def _ncx_lines(book: Book) -> Iterator[_Line]:
    """The lines of the EPUB 2 table of contents."""
    for table in book.tables:
        for point in named(table.root, "navPoint"):
            label, content = next(named(point, "text"), None), next(named(point, "content"), None)
            if label is not None and content is not None:
                address = _inside(table.name, content.get("src") or "")
                yield _depth(point, "navPoint") + 1, _words(label), address


def _guide(book: Book) -> set[tuple[str, str]]:
    """Label and address of each place in the EPUB 2 guide."""
    return {
        (one.get("title") or "", _inside(book.path, one.get("href") or "")) for one in named(book.package, "reference")
    }


def _places(lines: Iterable[_Line]) -> set[tuple[str, str]]:
    """Label and address of each landmark."""
    return {(label, address) for _, label, address in lines}


def _lost(book: Book, lines: Iterable[_Line]) -> Iterator[str]:
    """Addresses that lead to no document of the order of reading, or to no id in it."""
    read = {page.name: {element.get("id") for element in page.elements} for page in book.spine_pages()}
    for _, _, address in lines:
        path, _, fragment = address.partition("#")
        if path not in read or (fragment and fragment not in read[path]):
            yield address


def _inside(name: str, address: str) -> str:
    """An address relative to a file as one relative to the container."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(name), address))


def _depth(element: etree._Element, name: str) -> int:
    """How many ancestors of this name an element has."""
    return sum(1 for one in element.iterancestors(f"{{*}}{name}"))


def _words(element: etree._Element) -> str:
    """The text of an element in one line."""
    return " ".join(words_of(element).split())
