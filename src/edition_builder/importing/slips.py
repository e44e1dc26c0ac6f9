"""Likely slips of the keyboard, by what the text itself shows: listed with a ready line, never changed.

A word that nobody knows and that differs by one neighbouring key from one that the text or the shipped list of common
words has; a word written twice; a space that is missing or too many. What is a slip only in the eyes of a grammarian is
not listed.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator

from msgspec import Struct

from edition_builder.importing.blocks import Block, Kind

__all__ = ["Slip", "find_slips"]

_ROWS = (("qwertyuiop", "asdfghjkl", "zxcvbnm"), ("йцукенгшщзхъ", "фывапролджэ", "ячсмитьбю"))
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_SHORTEST, _OFTEN = 4, 2  # letters of a word that is judged; how often the other word must stand in the text
_TWICE = re.compile(r"\b([^\W\d_]{2,}) (\1)\b")
_MISSING = re.compile(r"\b([^\W\d_]{3,}s[’'])([^\W\d_]{3,})\b|\b([a-zа-я]{3,}[.,;!?])([A-ZА-Я]?[a-zа-я]{3,})\b(?!\.)")
_SPLIT = re.compile(r"\b(in) (to (?:English|French|German|Russian|Spanish|Arabic))\b")
_MAY_STAND_TWICE = frozenset(
    {"that", "had", "very", "ha", "no", "nous", "vous", "sie", "die", "der", "das", "так", "да", "нет", "он", "bye"}
)
_MOST = 40


class Slip(Struct, frozen=True):
    """A likely slip: the words as they stand, what was probably meant, the line in the source."""

    sic: str
    meant: str
    line: int

    @property
    def ready(self) -> str:
        """What may be put in the place of the words to accept it."""
        return f'[{self.meant}]{{sic="{self.sic}"}}'


def find_slips(blocks: Iterable[Block], known: frozenset[str]) -> tuple[Slip, ...]:
    """The likely slips of a text, in order, at most ``_MOST``.

    Args:
        blocks: those with a reason are left out and not looked at.
        known: common words of the language; without any, slips within words are not looked for.
    """
    kept = [
        block for block in blocks if not block.reason and block.kind not in (Kind.MARKDOWN, Kind.TABLE, Kind.PICTURE)
    ]
    counts = Counter(word for block in kept for word in _WORD.findall(block.words))
    low: Counter[str] = Counter()
    for word, count in counts.items():
        low[word.lower()] += count
    found = [slip for block in kept for slip in _in_block(block, low, known)]
    return tuple(found[:_MOST])


def _in_block(block: Block, low: Counter[str], known: frozenset[str]) -> Iterator[Slip]:
    for found in _TWICE.finditer(block.words):
        if found[1].lower() not in _MAY_STAND_TWICE:
            yield Slip(found[0], found[1], block.line)
    for found in _MISSING.finditer(block.words):
        first, second = (found[1], found[2]) if found[1] else (found[3], found[4])
        if found[1] or second.lower() in low:
            yield Slip(found[0], f"{first} {second}", block.line)
    for found in _SPLIT.finditer(block.words):
        yield Slip(found[0], found[1] + found[2], block.line)
    for word in dict.fromkeys(_WORD.findall(block.words)) if known else ():
        meant = _meant(word, low, known)
        if meant:
            yield Slip(word, meant, block.line)


def _meant(word: str, low: Counter[str], known: frozenset[str]) -> str:
    """The word that differs from this rare, unknown one by one neighbouring key, or ""."""
    if low[word.lower()] != 1 or len(word) < _SHORTEST or not word.islower() or word in known:
        return ""
    candidates = {
        word[:place] + other + word[place + 1 :] for place, letter in enumerate(word) for other in _neighbours(letter)
    }
    best = max(candidates, key=lambda one: (low[one], one in known, one), default="")
    strange = not any(stem in known for stem in _stems(word))
    doubtful = word.endswith("ing") and low[best] >= _OFTEN  # any noun has a form in -ing that looks like a word
    return (
        best if (strange and (best in known or low[best] >= _OFTEN)) or (doubtful and not _drops_e(word, known)) else ""
    )


def _drops_e(word: str, known: frozenset[str]) -> bool:
    """Whether a form in -ing belongs to a known word in -e, or to one whose last letter is doubled."""
    stem = word.removesuffix("ing")
    return f"{stem}e" in known or (stem[-2:-1] == stem[-1:] and stem[:-1] in known)


def _stems(word: str) -> tuple[str, ...]:
    """What a word may be a form of: the list holds base forms."""
    cut = [
        word.removesuffix(ending)
        for ending in ("s", "es", "ed", "d", "ing", "ly", "er", "ers", "est")
        if word.endswith(ending)
    ]
    return (
        *cut,
        *(f"{one}e" for one in cut),
        *(one[:-1] for one in cut if one[-2:-1] == one[-1:]),
        word.replace("ies", "y"),
        word.replace("ied", "y"),
    )


def _neighbours(letter: str) -> str:
    """The keys to the left and right, and those above and below, on the keyboard of the letter's script."""
    for rows in _ROWS:
        for height, row in enumerate(rows):
            place = row.find(letter)
            if place >= 0:
                beside = row[max(0, place - 1) : place] + row[place + 1 : place + 2]
                above = rows[height - 1][place : place + 2] if height else ""
                below = rows[height + 1][max(0, place - 1) : place + 1] if height + 1 < len(rows) else ""
                return beside + above + below
    return ""
