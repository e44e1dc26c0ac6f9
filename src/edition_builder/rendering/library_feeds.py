"""The catalogue of a library for reading apps: OPDS 1.2 feeds (specs.opds.io/opds-1.2), navigation and acquisition.

``opds.xml`` leads to letters of titles and to languages, each to its books; a long list goes on over pages that name
their neighbours (RFC 5005, section 3), because apps load one page at a time.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.catalogue import Book, Download
from edition_builder.model.rendition import RenditionFile
from edition_builder.model.shelving import by_language, by_title
from edition_builder.model.terms import terms_for
from edition_builder.rendering.catalogue import FEED_TYPE, NAMESPACE, acquired
from edition_builder.rendering.library_pages import FOLDER, Library, Part, autonym, parts_of
from edition_builder.rendering.templates import page

__all__ = ["FEED", "library_feeds"]

FEED = "opds.xml"
_NAVIGATION_TYPE = FEED_TYPE.replace("acquisition", "navigation")
_BOOKS = 100  # of a page
_FIRST_DAY = "1980-01-01"


class _Entry(Struct, frozen=True):
    """A way on in a navigation feed."""

    identifier: str
    title: str
    address: str
    type: str
    count: int


class _Page(Struct, frozen=True):
    """A feed with the books of a part."""

    file: str
    part: Part


def _pages(stem: str, parts: tuple[Part, ...]) -> tuple[_Page, ...]:
    return tuple(_Page(f"{stem}-{number:03}.xml", part) for number, part in enumerate(parts, start=1))


def library_feeds(library: Library) -> tuple[RenditionFile, ...]:
    """``opds.xml``, and the feeds in ``catalogue/`` that it leads to; books without a file for apps are left out."""
    readable = replace(library, books=tuple(book for book in library.books if acquired(book)))
    terms = terms_for(library.language)
    ways = (
        ("titles", terms.by_title, _pages("titles", parts_of(by_title(readable.books), _BOOKS))),
        ("languages", terms.by_language, _pages("languages", parts_of(by_language(readable.books), _BOOKS, autonym))),
    )
    root = [
        _Entry(_identifier(library, stem), heading, f"{FOLDER}/{stem}.xml", _NAVIGATION_TYPE, len(readable.books))
        for stem, heading, _pages_of in ways
    ]
    files = [RenditionFile(FEED, _navigation(readable, FEED, library.title, root, ""))]
    for stem, heading, pages in ways:
        entries = [_way(library, pages, first) for first in pages if first.part.number == 1]
        files.append(
            RenditionFile(f"{FOLDER}/{stem}.xml", _navigation(readable, f"{stem}.xml", heading, entries, "../"))
        )
        files.extend(_acquisition(readable, stem, pages))
    return tuple(files)


def _way(library: Library, pages: tuple[_Page, ...], first: _Page) -> _Entry:
    """The way to a group of books."""
    label = first.part.label
    count = sum(len(one.part.books) for one in pages if one.part.label == label)
    return _Entry(_identifier(library, first.file), label, first.file, FEED_TYPE, count)


def _navigation(library: Library, file: str, title: str, entries: list[_Entry], front: str) -> bytes:
    """A feed of ways on; ``front`` leads from its folder to that of ``opds.xml``."""
    links = [("self", _NAVIGATION_TYPE, file), ("start", _NAVIGATION_TYPE, f"{front}{FEED}")]
    links += [("up", _NAVIGATION_TYPE, f"{front}{FEED}")] if front else []
    links.append(("alternate", "text/html", f"{front}index.html"))
    return page(
        "opds_navigation",
        identifier=_identifier(library, file if front else ""),
        title=title,
        author=library.title,
        updated=_updated(library.books),
        links=links,
        entries=entries,
    ).encode()


def _acquisition(library: Library, stem: str, pages: tuple[_Page, ...]) -> Iterator[RenditionFile]:
    """The feeds with books, each naming the other pages of its group."""
    for one in pages:
        group = [other.file for other in pages if other.part.label == one.part.label]
        place = one.part.number - 1
        links = [
            ("self", FEED_TYPE, one.file),
            ("start", _NAVIGATION_TYPE, f"../{FEED}"),
            ("up", _NAVIGATION_TYPE, f"{stem}.xml"),
            *([("first", FEED_TYPE, group[0]), ("last", FEED_TYPE, group[-1])] if len(group) > 1 else []),
            *([("previous", FEED_TYPE, group[place - 1])] if place else []),
            *([("next", FEED_TYPE, group[place + 1])] if place + 1 < len(group) else []),
        ]
        books = [(listed.book, tuple(map(_from_inside, acquired(listed.book)))) for listed in one.part.books]
        made = page(
            "opds",
            identifier=_identifier(library, one.file),
            title=one.part.label,
            updated=_updated(tuple(book for book, _files in books)),
            books=books,
            links=links,
        )
        yield RenditionFile(f"{FOLDER}/{one.file}", made.encode())


def _from_inside(file: Download) -> Download:
    """A file as it is reached from the folder of the feeds."""
    return replace(file, address=f"../{file.address}")


def _updated(books: tuple[Book, ...]) -> str:
    return max((book.updated for book in books), default=_FIRST_DAY)


def _identifier(library: Library, place: str) -> str:
    """A name for a feed that stays from one build to the next."""
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, f'{library.title} {library.language} {place}')}"
