"""The catalogue of a library: what its books say of themselves → pages and feeds in its output folder."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from edition_builder.model.catalogue import Book
from edition_builder.model.library import LibraryHeader
from edition_builder.model.rendition import Rendition
from edition_builder.model.terms import terms_for
from edition_builder.publishing import publish
from edition_builder.rendering.library_feeds import FEED, library_feeds
from edition_builder.rendering.library_pages import FOLDER, Library, library_pages

__all__ = ["publish_catalogue"]


def publish_catalogue(output: Path, header: LibraryHeader, books: tuple[Book, ...]) -> Path | None:
    """Write the catalogue, all of it or nothing, in place of the last one; its front page, None without a book.

    What the header does not say is taken from the books: the language that most of them have, and a plain title.

    Raises:
        CannotWrite: the folder or disk refuses; the last catalogue stands.
    """
    if not books:
        return None
    language = header.language or _most_common(books)
    library = Library(header.title or terms_for(language).catalogue, language, books, header.about)
    files = (*library_pages(library, FEED), *library_feeds(library))
    front = Rendition("front", tuple(file for file in files if "/" not in file.name))
    inner = Rendition(FOLDER, tuple(file for file in files if "/" in file.name))
    return publish(output, FOLDER, (front, inner))[0]


def _most_common(books: tuple[Book, ...]) -> str:
    """The language of most books; of equal ones the first by its tag."""
    counts = Counter(book.language for book in books)
    return min(counts, key=lambda language: (-counts[language], language))
