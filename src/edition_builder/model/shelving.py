"""The books of a library in the orders in which people look for one, and which belong together.

Groups are small enough to be shown as one list of links: letters, languages, years. What stands in a group is in the
order of its names as people read them, without capitals, accents and marks before the first letter.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from itertools import groupby

from msgspec import Struct

from edition_builder.model.catalogue import Book

__all__ = ["Group", "Listed", "by_author", "by_date", "by_language", "by_title", "other_languages"]

# Scripts of few letters, as Unicode begins the names of theirs; in others (Han, Hangul …) a letter is no help.
_ALPHABETS = (
    "LATIN",
    "CYRILLIC",
    "GREEK",
    "ARMENIAN",
    "GEORGIAN",
    "HEBREW",
    "ARABIC",
    "DEVANAGARI",
    "BENGALI",
    "TAMIL",
)
_DIGITS, _OTHERS = "0–9", "…"


class Listed(Struct, frozen=True):
    """A book in a group, under ``heading``: the author's name, "" where the group is heading enough."""

    book: Book
    heading: str = ""


class Group(Struct, frozen=True):
    """Books that are found under one ``label``."""

    label: str
    books: tuple[Listed, ...]


def by_title(books: Iterable[Book]) -> tuple[Group, ...]:
    """By the first letter of the title."""
    return _lettered([(_sortable(book.title), Listed(book)) for book in books])


def by_author(books: Iterable[Book]) -> tuple[Group, ...]:
    """By the first letter of each author's name as it is sorted; a book stands under each of its authors."""
    return _lettered(
        [
            (_sortable(key or name), Listed(book, key or name))
            for book in books
            for name, key in zip(book.authors, book.sorted_as or book.authors, strict=True)
        ]
    )


def by_language(books: Iterable[Book]) -> tuple[Group, ...]:
    """By language; the label is its tag."""
    return _grouped(books, lambda book: book.language, lambda _: "")


def by_date(books: Iterable[Book], undated: str) -> tuple[Group, ...]:
    """By the year in which a text was written; what has no date comes last, under ``undated``."""
    groups = _grouped(books, lambda book: book.written[:4], lambda book: book.written)
    dated = tuple(one for one in groups if one.label)
    return dated + tuple(Group(undated, one.books) for one in groups if not one.label)


def other_languages(books: Iterable[Book]) -> dict[str, tuple[Book, ...]]:
    """The same work in other languages, by the name of a book's files, for those that have any.

    Two books are one work if the originals they name, or are, have one title in one language, and the days on which
    they were written do not gainsay that: many texts are called "Letter". Names of authors are no help, as each
    language writes them in its own way.
    """
    works: dict[tuple[str, str], list[Book]] = {}
    for book in books:
        title, language = book.original if book.original[0] else (book.title, book.language)
        works.setdefault((_sortable(title), _primary(language)), []).append(book)
    found = {one.name: _beside(one, work) for work in works.values() if len(work) > 1 for one in work}
    return {name: others for name, others in found.items() if others}


def _beside(book: Book, work: list[Book]) -> tuple[Book, ...]:
    others = [one for one in work if one.language != book.language and _same_day(one.written, book.written)]
    return tuple(sorted(others, key=lambda one: (one.language, one.name)))


def _same_day(one: str, other: str) -> bool:
    """Whether two dates of ISO 8601, each as exact as it is known, may be the same."""
    return one.startswith(other) or other.startswith(one)


def _primary(language: str) -> str:
    return language.partition("-")[0].lower()


def _grouped(books: Iterable[Book], label: Callable[[Book], str], order: Callable[[Book], str]) -> tuple[Group, ...]:
    """By a label, and in each group by ``order`` and title."""
    ordered = sorted(books, key=lambda one: (label(one), order(one), _sortable(one.title), one.name))
    return tuple(Group(name, tuple(map(Listed, group))) for name, group in groupby(ordered, label))


def _lettered(listed: list[tuple[str, Listed]]) -> tuple[Group, ...]:
    """By the first letter of a key."""
    rows = sorted(
        listed, key=lambda row: (_rank(_letter(row[0])), row[0], _sortable(row[1].book.title), row[1].book.name)
    )
    return tuple(
        Group(letter, tuple(one for _key, one in group)) for letter, group in groupby(rows, lambda row: _letter(row[0]))
    )


def _rank(letter: str) -> tuple[bool, bool, str]:
    """Letters before digits before everything else."""
    return letter == _OTHERS, letter == _DIGITS, letter


def _letter(key: str) -> str:
    """The letter that a key is found under."""
    first = key[:1]
    if first.isdigit():
        return _DIGITS
    alphabet = unicodedata.name(first, "").partition(" ")[0] if first else ""
    return first.upper() if alphabet in _ALPHABETS and first.isalpha() else _OTHERS


def _sortable(text: str) -> str:
    """A text as it is sorted: folded, Latin letters without accents, from its first letter or digit on."""
    parts = (one for one in unicodedata.normalize("NFC", text.casefold()))
    plain = "".join(_without_accent(one) for one in parts)
    start = next((place for place, one in enumerate(plain) if one.isalnum()), len(plain))
    return plain[start:]


def _without_accent(letter: str) -> str:
    """The letter below an accent, where that is Latin: й is a letter of its own, é is not."""
    base = unicodedata.normalize("NFD", letter)
    return base[0] if len(base) > 1 and base[0].isascii() else letter
