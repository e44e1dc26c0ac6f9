"""Give every note its mark and its place: which chapter calls it, which series, which number or symbol.

Where both series occur they never share a mark: numbers are the translator's or editor's, symbols the author's
(in the order that English printers have long used). Where one series occurs alone it is numbered.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count

from msgspec.structs import replace

from edition_builder.model.document import Blocks, NoteCall, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.edition import Note, Series

__all__ = ["LONG_SERIES", "called_notes", "mark_notes"]

SYMBOLS = "*†‡§‖¶"
ROUNDS_OF_SYMBOLS = 2  # "**" can still be told from "*" on paper; after "¶¶" letters follow
LETTERS = "abcdefghijklmnopqrstuvwxyz"
LONG_SERIES = 99  # notes: a work with more starts again at 1 in each chapter, so that a call stays narrow


def called_notes(blocks: Blocks) -> tuple[str, ...]:
    """The identifiers of the notes that these blocks call, each once, in the order of the calls."""
    calls = (
        inline.note
        for block in walk_blocks(blocks)
        for run in own_inlines(block)
        for inline in walk_inlines(run)
        if isinstance(inline, NoteCall)
    )
    return tuple(dict.fromkeys(calls))


def mark_notes(chapters: tuple[tuple[Note, ...], ...]) -> tuple[tuple[Note, ...], ...]:
    """The notes of each chapter with their marks."""
    notes = [note for chapter in chapters for note in chapter]
    mixed = len({note.series for note in notes}) > 1
    restart = len(notes) > LONG_SERIES and len(chapters) > 1
    numbers, marked = count(1), []
    for chapter in chapters:
        numbers = count(1) if restart else numbers
        symbols = _author_marks(chapter)
        marked.append(tuple(_mark(note, numbers, symbols, mixed=mixed) for note in chapter))
    return tuple(marked)


def _mark(note: Note, numbers: Iterator[int], symbols: Iterator[str], *, mixed: bool) -> Note:
    """One note with the next mark of its series."""
    symbolic = mixed and note.series is Series.AUTHOR
    return replace(note, mark=next(symbols) if symbolic else str(next(numbers)))


def _author_marks(chapter: tuple[Note, ...]) -> Iterator[str]:
    """Symbols, or letters where a chapter has too many of the author's notes for symbols."""
    wanted = sum(note.series is Series.AUTHOR for note in chapter)
    signs, rounds = (SYMBOLS, ROUNDS_OF_SYMBOLS) if wanted <= len(SYMBOLS) * ROUNDS_OF_SYMBOLS else (LETTERS, wanted)
    return (sign * times for times in range(1, rounds + 1) for sign in signs)
