"""Check an EPUB: opened with zipfile and lxml, which had no part in its text, never with EbookLib."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from edition_builder.checking.calls import check_call_places, text_of
from edition_builder.checking.epub_container import Container, check_container, open_container
from edition_builder.checking.epub_metadata import check_metadata, check_title_page
from edition_builder.checking.epub_navigation import check_headings, check_navigation
from edition_builder.checking.epub_package import Book, check_package, named, open_book, words_of
from edition_builder.checking.found_text import FoundText, found
from edition_builder.checking.leaks import check_leaks, check_style
from edition_builder.checking.links import check_links, check_notes
from edition_builder.checking.markup import body_pieces, note_pieces
from edition_builder.checking.words import TOOL_FAULT, check_words
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition

__all__ = ["check", "check_alone", "find_text"]

_Findings = tuple[Diagnostic, ...]
_UNREADABLE = "EB605"


def check(rendition: Rendition, edition: Edition) -> _Findings:
    """Container, package, ways through, words, notes and the way back, what is said and what is loaded.

    The first of these that fails is said, because the others follow from it.
    """
    file = rendition.files[0]
    opened = open_container(file.name, file.data)
    if opened.value is None:
        return opened.diagnostics
    read = _read(opened.value)
    if isinstance(read, tuple):
        return read
    return _first(
        lambda: check_package(read),
        lambda: check_notes(read.spine_pages(), edition),
        lambda: _check_form(read),
        lambda: _check_against(read, edition),
        lambda: _check_texts(read, edition),
    )


def check_alone(name: str, data: bytes) -> _Findings:
    """What can be said of an EPUB without knowing what it should hold."""
    opened = open_container(name, data)
    if opened.value is None:
        return opened.diagnostics
    read = _read(opened.value)
    return read if isinstance(read, tuple) else _check_form(read)


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text of a book, whoever packed it last; EB605 if it cannot be read, EB811 if it is of another make."""
    opened = open_container(name, data)
    if opened.value is None:
        return Outcome(None, opened.diagnostics)
    damage = tuple(one for one in check_container(opened.value) if one.code == _UNREADABLE)
    book = Outcome[Book](None, damage) if damage else open_book(opened.value)
    if book.value is None:
        return Outcome(None, book.diagnostics)
    pages = book.value.spine_pages()
    everything = "\n".join(words_of(page.root) for page in pages)
    return found(name, body_pieces(pages), note_pieces(pages), everything)


def _read(container: Container) -> Book | _Findings:
    """The book in a container, or why there is none."""
    damage = check_container(container)
    if damage:
        return damage
    opened = open_book(container)
    return opened.diagnostics if opened.value is None else opened.value


def _check_form(book: Book) -> _Findings:
    """Everything about the form of a book."""
    return _first(
        lambda: check_package(book),
        lambda: check_links(book.pages, frozenset(book.files)),
        lambda: check_navigation(book),
        lambda: _check_pictures(book),
        lambda: _check_loads(book),
    )


def _check_pictures(book: Book) -> _Findings:
    """EB603 for a picture that is shown but not in the book."""
    sources = ((page.name, image.get("src") or "") for page in book.pages for image in named(page.root, "img"))
    return tuple(
        Diagnostic("EB603", f"{name}: the picture {source} is not in the book", None, TOOL_FAULT)
        for name, source in sources
        if ":" not in source and source not in book.files
    )


def _check_loads(book: Book) -> _Findings:
    """EB604 and EB606 for what documents and style sheets load or tell."""
    pages = tuple(finding for page in book.pages for finding in check_leaks(page))
    sheets = ((name, data.decode(errors="replace")) for name, data in book.files.items() if name.endswith(".css"))
    return pages + tuple(finding for name, css in sheets for finding in check_style(name, css, relative=True))


def _check_against(book: Book, edition: Edition) -> _Findings:
    """What the book says of itself, and its contents, against the edition."""
    return _first(
        lambda: check_metadata(book, edition),
        lambda: check_title_page(book, edition),
        lambda: check_headings(book, edition),
    )


def _check_texts(book: Book, edition: Edition) -> _Findings:
    """Words in the order of reading, words of the notes, places of the calls."""
    pages = book.spine_pages()
    body, notes = body_pieces(pages), note_pieces(pages)
    return _first(
        lambda: check_words(book.name, (canonical(text_of(body)), canonical(text_of(notes))), edition),
        lambda: check_call_places(book.name, body, notes, edition),
    )


def _first(*checks: Callable[[], Iterable[Diagnostic]]) -> _Findings:
    """The findings of the first check that has any."""
    return next((found for one in checks if (found := tuple(one()))), ())
