"""Cleaning within blocks: runs of spaces, and on demand the quotation marks and dashes of the language."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from msgspec.structs import replace

from edition_builder.importing.blocks import Block, Kind

__all__ = ["clean_blocks"]

_SPACES = re.compile(r"(?<=\S)[ \t\u00a0]{2,}(?=\S)")
_DASH = re.compile(r"(?<=\S) --?-? (?=\S)|(?<=\w)---?(?=\w)")
# Opening and closing marks, outer and inner, after the Unicode CLDR "delimiters" of each language.
_MARKS = {
    "en": "“”‘’", "ru": "«»„“", "uk": "«»„“", "be": "«»„“", "kk": "«»“”", "bg": "„“‘’", "de": "„“‚‘", "pl": "„”«»",
    "cs": "„“‚‘", "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "“”‘’", "tr": "“”‘’", "ar": "”“’‘", "fa": "«»‹›",
    "nl": "“”‘’",
}  # fmt: skip
_TOUCHY = frozenset({Kind.TABLE, Kind.MARKDOWN, Kind.PICTURE, Kind.BREAK})
_ATTRIBUTES = re.compile(r"(\{[^{}\n]*\}|\]\([^)\n]*\))")


def clean_blocks(blocks: Iterable[Block], choices: frozenset[str], language: str) -> tuple[Block, ...]:
    """The blocks with what was chosen done to their Markdown; no letter is changed.

    Args:
        blocks: in order.
        choices: names of ``choices.CHOICES``.
        language: BCP 47, "" if it is not known; without it quotation marks stay.
    """
    return tuple(
        block
        if block.reason or block.kind in _TOUCHY
        else replace(block, markdown=_clean(block.markdown, choices, language))
        for block in blocks
    )


def _clean(text: str, choices: frozenset[str], language: str) -> str:
    if "spaces" in choices:
        text = _SPACES.sub(" ", text)
    marks = _MARKS.get(language.split("-")[0], "")
    if ("quotes" in choices and marks) or "dashes" in choices:
        pieces = _ATTRIBUTES.split(text)
        pieces[::2] = [_typographic(piece, choices, marks, language) for piece in pieces[::2]]
        text = "".join(pieces)
    return text


def _typographic(text: str, choices: frozenset[str], marks: str, language: str) -> str:
    if "dashes" in choices:
        text = _DASH.sub("\u2009— " if language.startswith("fr") else " — ", text)
    if "quotes" in choices and marks:
        text = _quoted(text, '"', marks[:2], language)
        text = _quoted(text, "'", marks[2:], language)
    return text


def _quoted(text: str, straight: str, marks: str, language: str) -> str:
    """Straight marks as opening and closing ones, by their neighbours; one inside a word is an apostrophe."""
    space = "\u202f" if language.startswith("fr") and marks == "«»" else ""
    signs = [" ", *text, " "]
    made: list[str] = []
    for place, (before, sign) in enumerate(pairwise(signs[:-1]), start=1):
        after = signs[place + 1]
        if sign != straight:
            made.append(sign)
        elif straight == "'" and before.isalnum():
            made.append("’")
        elif before.isspace() or before in "([{—–-«“„\"'*_":
            made.append(marks[0] + space if not after.isspace() else sign)
        else:
            made.append(space + marks[1])
    return "".join(made)
