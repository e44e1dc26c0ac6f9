"""Reading plain text back by its own layout alone: parts, calls, notes, words (``docs/formats.md``, plain text)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from edition_builder.checking.calls import Called, Piece

__all__ = ["TextChapter", "TextNote", "read_parts"]

_MARKER = re.compile(r"(?:•|\d+\.|\|)  ")
_CELL_RULE = re.compile(r"  \|(?:  |$)")
_NOTE_START = re.compile(r"(\[+)([^\[\]]+)(\]+)(?:  | .+?:(?:  |$)|$)")
_HAND = re.compile(r"  — [^\n]*$")


class TextNote(Struct, frozen=True):
    """A note with its mark and its words and calls."""

    mark: str
    pieces: tuple[Piece, ...]


class TextChapter(Struct, frozen=True):
    """A part of the text, the headnote or a chapter: its words and calls, and its notes.

    ``Called.note`` holds the mark here, because that is all a plain text says.
    """

    pieces: tuple[Piece, ...]
    notes: tuple[TextNote, ...]


def read_parts(text: str) -> tuple[str, tuple[TextChapter, ...], str] | None:
    """Header, headnote and chapters, colophon; None if the file is not laid out like this."""
    rule = max(re.findall(r"(?m)^=+$", text), key=len, default="")
    header, *middle, colophon = re.split(rf"(?m)^{rule}$", text) if rule else ("", "")
    if not middle:
        return None
    dashes = max(re.findall(r"(?m)^-+$", text), key=len, default="")
    return header, tuple(_chapter(part, dashes) for part in middle), colophon


def _chapter(part: str, dashes: str) -> TextChapter:
    """One part, divided at its line of dashes if it has one."""
    body, _, after = part.partition(f"\n{dashes}\n") if dashes else (part, "", "")
    starts = [found for found in map(_NOTE_START.match, after.split("\n")) if found]
    if not starts:
        return TextChapter((_words(body),), ())
    brackets = len(starts[0][1])
    marks = "|".join(dict.fromkeys(re.escape(one[2]) for one in starts if len(one[1]) == brackets))
    calls = re.compile(rf"\[{{{brackets}}}({marks})\]{{{brackets}}}")
    return TextChapter(_pieces(_words(body), calls), tuple(_notes(after, brackets, calls)))


def _notes(after: str, brackets: int, calls: re.Pattern[str]) -> Iterator[TextNote]:
    """The notes below a line of dashes: each begins a line with its mark."""
    lines: list[str] = []
    mark = ""
    for line in after.strip("\n").split("\n"):
        start = _NOTE_START.match(line)
        if start and len(start[1]) == brackets and calls.match(line):
            if mark:
                yield _note(mark, lines, calls)
            mark, lines = start[2], [line[start.end() :]]
        else:
            lines.append(line)
    yield _note(mark, lines, calls)


def _note(mark: str, lines: list[str], calls: re.Pattern[str]) -> TextNote:
    """A note from its lines, the first without its mark and lemma."""
    last = lines[-1] if lines[-1].startswith(" ") else _HAND.sub("", lines[-1])
    return TextNote(mark, _pieces(_words("\n".join((*lines[:-1], last))), calls))


def _words(part: str) -> str:
    """The words of lines, without bullets, numbers of items, rules of tables, scene breaks and pictures."""
    return "\n".join(words for line in part.split("\n") if (words := _line_words(line)))


def _line_words(line: str) -> str:
    """The words of one line: nothing, if it is indented by two and holds no further pair of spaces."""
    stripped = line.lstrip(" ")
    if len(line) - len(stripped) == 2 and "  " not in stripped:  # noqa: PLR2004 - the indent of lines without words
        return ""
    if line.startswith(" "):
        while found := _MARKER.match(stripped):
            stripped = stripped[found.end() :]
    return _CELL_RULE.sub(" ", stripped) if "  |" in stripped else stripped


def _pieces(words: str, calls: re.Pattern[str]) -> tuple[Piece, ...]:
    """Words and calls in turn."""
    split = calls.split(words)
    return tuple(Called(one) if place % 2 else one for place, one in enumerate(split))
