"""Pasted or saved plain text → blocks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_builder.importing.blocks import Block, Kind, LeftOut, Text
from edition_builder.importing.decoding import Decoded
from edition_builder.importing.escaping import escape
from edition_builder.importing.hyphens import join_hyphens
from edition_builder.importing.invisible import clean_characters
from edition_builder.importing.lines import Group, divide, join_lines
from edition_builder.importing.pages import drop_pages

__all__ = ["read_plain"]

_MARKED_HEADING = re.compile(r"(#{1,6})\s+(\S.*?)\s*#*")
_MOST_WORDS_OF_A_HEADING = 10
_FEWEST_CAPITALS = 4  # letters of a heading in capitals: fewer are an abbreviation, as "UN", "США"
_CHAPTER = re.compile(
    r"(?:chapter|part|book|глава|часть|chapitre|partie|kapitel|teil|capítulo|parte|الفصل|الباب)\s+[\w.]{1,12}[.:]?(?:\s.{0,60})?"
    r"|(?:ch|гл)\.\s?\d+",
    re.IGNORECASE,
)


def read_plain(decoded: Decoded, choices: frozenset[str]) -> Text:
    """The blocks of a plain text.

    Args:
        decoded: the text with what is known of its encoding.
        choices: names of ``choices.CHOICES``.
    """
    cleaned = clean_characters(decoded.text)
    lines = list(enumerate(cleaned.text.split("\n"), start=1))
    left_out: tuple[LeftOut, ...] = ()
    if "pages" in choices:
        lines, left_out = drop_pages(lines)
    if "hyphens" in choices:
        lines = join_hyphens(lines)
    blocks = tuple(_blocks(lines, join="lines" in choices))
    seen = "\n".join([line for _, line in lines] + [one.text for one in left_out])
    return Text(
        "plain text", blocks, seen, decoded.encoding, decoded.guessed, left_out=left_out, remarks=cleaned.remarks
    )


def _blocks(lines: list[tuple[int, str]], *, join: bool) -> Iterator[Block]:
    """Blocks with the numbers that their lines have in the file."""
    numbers = [number for number, _ in lines]
    for group in divide([line for _, line in lines], join=join):
        yield _block(group, numbers[group.line - 1])


def _block(group: Group, number: int) -> Block:
    """One group as a block."""
    if group.rule:
        return Block(Kind.BREAK, "* * *", "", number)
    if not group.wrapped:
        words = "\n".join(group.lines)
        markdown = "\\\n".join(escape(line.strip()) for line in group.lines)
        return Block(Kind.LINES, markdown, words, number)
    text = join_lines(group.lines)
    heading = _heading(text) if len(group.lines) == 1 else None
    if heading:
        return Block(Kind.HEADING, escape(heading[1]), text, number, heading[0])
    return Block(Kind.PARAGRAPH, escape(text), text, number)


def _heading(text: str) -> tuple[int, str] | None:
    """Level and words of a line that says of itself that it is a heading: marked, in capitals, or "Chapter 3"."""
    marked = _MARKED_HEADING.fullmatch(text)
    if marked:
        return len(marked[1]), marked[2]
    few = len(text.split()) <= _MOST_WORDS_OF_A_HEADING
    letters = [letter for letter in text if letter.isalpha()]
    capitals = len(letters) >= _FEWEST_CAPITALS and text == text.upper() != text.lower() and text[-1:] not in ".!?,;:"
    return (2, text) if few and (capitals or _CHAPTER.fullmatch(text)) else None
