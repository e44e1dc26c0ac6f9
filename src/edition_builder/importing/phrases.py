"""The shipped table of furniture, ready to look lines up in: exact phrases, and patterns by their first word."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from functools import lru_cache
from pkgutil import get_data
from typing import NamedTuple

__all__ = ["Phrase", "find_phrase", "plain_line"]

_SECTION = re.compile(r"\[([^|\]]+)\|([^\]]+)\]")
_NUMBER = re.compile(r"\d+(?:[.,\u00a0 ]\d{3})*")
_LONGEST = 60  # words of a line that is looked up: notices are sentences, the text's paragraphs are longer
_LONGEST_LINE = 500  # characters: about as many words
_LONGEST_POSTING = 15
# Letters that are written with and without their marks: Russian ё, Arabic alif with hamza, short vowels, apostrophes.
_ALIKE = str.maketrans("ёأإآ’‘`", "еااا'''", "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640")


class Phrase(NamedTuple):
    """Why a line is furniture, and how far that reaches (``words/furniture.txt``)."""

    reason: str
    scope: str


class _Table(NamedTuple):
    exact: dict[str, Phrase]
    patterns: dict[str, list[tuple[re.Pattern[str], Phrase]]]


def plain_line(text: str) -> str:
    """A line as it is looked up: small letters, numbers as #, no punctuation or ornaments at its ends."""
    text = unicodedata.normalize("NFC", text).casefold().translate(_ALIKE)
    text = " ".join(_NUMBER.sub("#", text).split())
    first = next((place for place, sign in enumerate(text) if sign.isalnum() or sign in "#%©"), len(text))
    last = next(
        (place for place in range(len(text), first, -1) if text[place - 1].isalnum() or text[place - 1] == "#"), first
    )
    return text[first:last]


def find_phrase(line: str) -> Phrase | None:
    """The furniture that a line is, or None."""
    if len(line) > _LONGEST_LINE or len(line.split()) > _LONGEST:
        return None
    plain = plain_line(line)
    exact = _table().exact.get(plain)
    if exact or not plain:
        return exact
    for pattern, phrase in _table().patterns.get(plain.split(" ", 1)[0].rstrip(":,"), ()):
        if pattern.fullmatch(plain) and (phrase.reason != "posting line" or len(plain.split()) <= _LONGEST_POSTING):
            return phrase
    return None


@lru_cache(maxsize=1)
def _table() -> _Table:
    """The table, read when the first line asks for it."""
    exact: dict[str, Phrase] = {}
    patterns: dict[str, list[tuple[re.Pattern[str], Phrase]]] = defaultdict(list)
    phrase = Phrase("", "")
    for line in (get_data(__package__ or "", "words/furniture.txt") or b"").decode().splitlines():
        section = _SECTION.fullmatch(line)
        if section:
            phrase = Phrase(section[1].strip(), section[2].strip())
        elif line and not line.startswith(";"):
            _add(line, phrase, exact, patterns)
    return _Table(exact, dict(patterns))


def _add(
    line: str, phrase: Phrase, exact: dict[str, Phrase], patterns: dict[str, list[tuple[re.Pattern[str], Phrase]]]
) -> None:
    for one in line.split(" | "):
        starred = one.endswith("*")
        plain = plain_line(one.replace("*", "\ue000")).replace("\ue000", "*")
        if "*" not in one:
            exact.setdefault(plain, phrase)
            continue
        plain = f"{plain} *" if starred and not plain.endswith("*") else plain
        pattern = re.escape(plain).replace(r"\ \*", r"[\s:]+\S.*?").replace(r"\*", r".+?").replace(r"\ ", " ")
        patterns[plain.split(" ", 1)[0].rstrip(":,")].append((re.compile(pattern), phrase))
