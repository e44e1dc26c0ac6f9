"""The catalogue of a library as a static site: found by title, author, language and date, read without script.

Whole entries stand on the pages of titles; the other pages have a line for each book that leads there. No page has more
entries than a telephone shows at once without trouble, so an archive of ten thousand texts is some hundred pages. Every
link is relative, and all of it works from a stick (``file://``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from edition_builder.model.catalogue import Book
from edition_builder.model.rendition import RenditionFile
from edition_builder.model.shelving import Group, Listed, by_author, by_date, by_language, by_title, other_languages
from edition_builder.model.terms import Terms, terms_for, written_date
from edition_builder.rendering.catalogue import FEED_TYPE, shown
from edition_builder.rendering.templates import page

__all__ = ["FOLDER", "Library", "Part", "autonym", "library_pages", "parts_of"]

FOLDER = "catalogue"
_ENTRIES, _LINES = 100, 500  # of a page: some 150 kB
_RIGHT_TO_LEFT = ("ar", "fa")


class Library(Struct, frozen=True):
    """A library as it is shown: its name, the language it speaks, a paragraph about it ("" for none), its books."""

    title: str
    language: str
    books: tuple[Book, ...]
    about: str = ""


class Part(Struct, frozen=True):
    """A group of an index or, where it is large, part ``number`` of it; ``anchor`` is its name on its page."""

    label: str
    books: tuple[Listed, ...]
    number: int = 1
    anchor: str = ""


class _Page(Struct, frozen=True):
    """A page of an index: its file, and what it shows."""

    file: str
    parts: tuple[Part, ...]


class _Index(Struct, frozen=True):
    """One way to find a book: its heading and pages; ``whole`` if these have the entries themselves."""

    heading: str
    pages: tuple[_Page, ...]
    whole: bool = False

    @property
    def links(self) -> tuple[tuple[str, str, int], ...]:
        """Label, address of the beginning and number of books of each group."""
        found: dict[str, tuple[str, int]] = {}
        for one in self.pages:
            for part in one.parts:
                address, count = found.get(part.label, (f"{one.file}#{part.anchor}", 0))
                found[part.label] = address, count + len(part.books)
        return tuple((label, address, count) for label, (address, count) in found.items())


def library_pages(library: Library, feed: str) -> tuple[RenditionFile, ...]:
    """The front page ``index.html``, then the pages in ``catalogue/``.

    Args:
        library: its books have ``name``, and addresses relative to the front page.
        feed: the address of the feed, from the front page.
    """
    terms = terms_for(library.language)
    indexes = _indexes(library, terms)
    shared = {
        "terms": terms,
        "library": library,
        "direction": "rtl" if terms.language in _RIGHT_TO_LEFT else "ltr",
        "feed_type": FEED_TYPE,
        "indexes": indexes,
    }
    front = page("library", **shared, up=f"{FOLDER}/", front="", feed=feed, index=None).encode()
    inner = {**shared, "up": "", "front": "../", "feed": f"../{feed}"}
    return RenditionFile("index.html", front), *_inner_pages(library, indexes, terms, inner)


def _inner_pages(
    library: Library, indexes: tuple[_Index, ...], terms: Terms, shared: Mapping[str, object]
) -> Iterator[RenditionFile]:
    """Every page of every index."""
    anchors = {
        one.book.name: f"{each.file}#{one.book.name}"
        for each in indexes[0].pages
        for part in each.parts
        for one in part.books
    }
    others = other_languages(library.books)
    for index in indexes:
        for before, each, after in _neighbours(index.pages):
            sections = [(part, _headed(part, anchors, others, terms, index)) for part in each.parts]
            made = page("library", **shared, index=index, sections=sections, before=before, after=after)
            yield RenditionFile(f"{FOLDER}/{each.file}", made.encode())


def _headed(
    part: Part, anchors: dict[str, str], others: dict[str, tuple[Book, ...]], terms: Terms, index: _Index
) -> list[tuple[str, list[dict[str, object]]]]:
    """What a page shows of the books of a group, under a heading for each author where they are grouped so."""
    return [
        (heading, [_entry(one.book, anchors, others, terms, whole=index.whole) for one in books])
        for heading, books in groupby(part.books, lambda one: one.heading)
    ]


def _entry(
    book: Book, anchors: dict[str, str], others: dict[str, tuple[Book, ...]], terms: Terms, *, whole: bool
) -> dict[str, object]:
    """What a page shows of a book."""
    entry = {"book": book, "date": written_date(terms, book.written)}
    if not whole:
        return {**entry, "address": anchors[book.name]}
    return {
        **entry,
        "files": [shown(file, terms) for file in book.downloads],
        "others": [(other, autonym(other.language), anchors[other.name]) for other in others.get(book.name, ())],
    }


def _indexes(library: Library, terms: Terms) -> tuple[_Index, ...]:
    """The four ways to find a book; titles come first, and have the entries."""
    books = library.books
    return (
        _Index(terms.by_title, _pages("titles", by_title(books), _ENTRIES), whole=True),
        _Index(terms.by_author, _pages("authors", by_author(books), _LINES)),
        _Index(terms.by_language, _pages("languages", by_language(books), _LINES, autonym)),
        _Index(terms.by_date, _pages("dates", by_date(books, terms.undated), _LINES)),
    )


def parts_of(groups: Sequence[Group], most: int, name: Callable[[str], str] = str) -> tuple[Part, ...]:
    """The groups of an index with their labels; one of more than ``most`` books is cut into several."""
    return tuple(
        Part(name(group.label), group.books[start : start + most], start // most + 1, f"{place}" if not start else "")
        for place, group in enumerate(groups, start=1)
        for start in range(0, len(group.books), most)
    )


def _pages(stem: str, groups: Sequence[Group], most: int, name: Callable[[str], str] = str) -> tuple[_Page, ...]:
    """The pages of an index, numbered through: as many groups on each as there is room for."""
    filled: list[list[Part]] = []
    count = most
    for part in parts_of(groups, most, name):
        if count + len(part.books) > most:
            filled.append([])
            count = 0
        filled[-1].append(part)
        count += len(part.books)
    return tuple(_Page(f"{stem}-{number:03}.html", tuple(parts)) for number, parts in enumerate(filled, start=1))


def _neighbours(pages: tuple[_Page, ...]) -> Iterator[tuple[str, _Page, str]]:
    """Each page with the one before and the one after it, "" for none."""
    names = ["", *(one.file for one in pages), ""]
    return zip(names, pages, names[2:], strict=False)


def autonym(language: str) -> str:
    """A language as its own readers call it, where the tool knows that; else its tag."""
    terms = terms_for(language)
    return terms.autonym if language.partition("-")[0].lower() == terms.language else language
