"""A private list of words that no file may hold: names, places, telephone numbers.

The list is the user's; nothing of it is ever printed, and it goes nowhere. A word is found in whatever alphabet it is
written: "Ivanov" forbids "Иванов", "Ивановой" and "IVANOVA", because both are compared in Latin letters, and as the
beginning of a word. Digits are compared without what stands between them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from enum import Enum
from importlib import import_module

from msgspec import Struct
from msgspec.structs import fields

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.model.building import Forbidden
from edition_builder.model.document import Inline, plain_text
from edition_builder.model.edition import Decision, Edition
from edition_builder.model.terms import Terms

__all__ = ["find_forbidden", "read_forbidden"]

_WORD = re.compile(r"[^\W_]+")
_BETWEEN_DIGITS = re.compile(r"(?<=\d)[\s().\-–/]+(?=\d)")
_FEWEST = 3  # letters or digits: less would be found in every text
_UNSEEN = (Terms, Decision, Location, Enum)  # the tool's own words, what happened to brackets, where things stand
_STEP = "change or take out the words there; the list itself is not shown"


def read_forbidden(text: str) -> tuple[Forbidden, ...]:
    """The entries of a list: one a line; what follows a # is a remark.

    Raises:
        ValueError: an entry is so short that it would be found everywhere; the message is its line.
    """
    entries = []
    for number, line in enumerate(text.splitlines(), start=1):
        words = tuple(_words(line.partition("#")[0]))
        if words and sum(map(len, words)) < _FEWEST:
            raise ValueError(str(number))
        if words:
            entries.append(Forbidden(number, words))
    return tuple(entries)


def find_forbidden(edition: Edition, entries: tuple[Forbidden, ...], place: Location | None) -> tuple[Diagnostic, ...]:
    """EB516 for each place where an edition has a forbidden word, in text, notes, metadata or alternative text.

    Args:
        edition: everything in it that can come into a file is looked at.
        entries: the list.
        place: of what has no place of its own, as the front matter has.
    """
    if not entries:
        return ()
    found = {
        (where, entry.line): Diagnostic(
            "EB516", f"a forbidden word is here (line {entry.line} of the list)", where, _STEP
        )
        for text, where in _texts(edition, place)
        for entry in _in(text, entries)
    }
    return tuple(found[key] for key in sorted(found, key=lambda key: (str(key[0]), key[1])))


def _in(text: str, entries: tuple[Forbidden, ...]) -> Iterator[Forbidden]:
    """The entries that a text has: all their words in a row, each as the beginning of a word."""
    words = tuple(_words(text))
    for entry in entries:
        rows = (words[at : at + len(entry.words)] for at in range(len(words) - len(entry.words) + 1))
        if any(all(map(str.startswith, row, entry.words)) for row in rows):
            yield entry


def _words(text: str) -> Iterator[str]:
    """The words of a text in small Latin letters, numbers without what parts their digits."""
    latin = text if text.isascii() else str(import_module("anyascii").anyascii(text))
    yield from _WORD.findall(_BETWEEN_DIGITS.sub("", latin.casefold().replace("'", "")))


def _texts(value: object, place: Location | None) -> Iterator[tuple[str, Location | None]]:
    """Every string inside a value with its place; a run of inlines also as a whole, for words that markup parts."""
    if isinstance(value, str) and not isinstance(value, Enum):
        yield value, place
    elif isinstance(value, tuple):
        if value and all(isinstance(one, Inline) for one in value):
            yield plain_text(value), place
        for one in value:
            yield from _texts(one, place)
    elif isinstance(value, Struct) and not isinstance(value, _UNSEEN):
        place = getattr(value, "location", None) or place
        for field in fields(value):
            yield from _texts(getattr(value, field.name), place)
