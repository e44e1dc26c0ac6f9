"""Law 2, first half: every call stands behind the words that it stands behind in the edition.

A file is read as pieces: its words in order, and between them ``Called`` where a note is called. The same is made of
the edition, and what must agree is which note is called and the last canonical characters before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TypeAlias

from msgspec import Struct

from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.canonical import canonical
from edition_builder.model.document import (
    Blocks,
    Code,
    CodeBlock,
    InlineBracket,
    Inlines,
    NoteCall,
    Text,
    child_blocks,
    inline_children,
    own_inlines,
)
from edition_builder.model.edition import Edition

__all__ = ["Called", "Piece", "check_call_places", "text_of"]

_BEFORE = 20  # canonical characters that must agree: a few words
_KEPT = 200  # characters of running text that surely hold them


class Called(Struct, frozen=True):
    """The place of a call; ``note`` is the id of its note."""

    note: str


Piece: TypeAlias = str | Called


def text_of(pieces: Iterable[Piece]) -> str:
    """The words alone."""
    return "".join([piece for piece in pieces if isinstance(piece, str)])


def check_call_places(
    name: str, body: Iterable[Piece], notes: Iterable[Piece], edition: Edition
) -> tuple[Diagnostic, ...]:
    """Compare the calls in the text and in the notes of a file with the edition's; the first difference is said."""
    wanted_body = [*_pieces(edition.headnote), *(p for chapter in edition.chapters for p in _pieces(chapter.blocks))]
    wanted_notes = [piece for note in edition.notes for piece in _pieces(note.blocks)]
    for found, wanted in ((body, wanted_body), (notes, wanted_notes)):
        difference = _first_difference(list(_placed(found)), list(_placed(wanted)))
        if difference:
            return (Diagnostic("EB602", f"{name}: {difference}", None, TOOL_FAULT),)
    return ()


def _first_difference(found: list[tuple[str, str]], wanted: list[tuple[str, str]]) -> str:
    """A sentence on the first call that is not as in the edition, "" if all are."""
    for one, other in zip(found, wanted, strict=False):
        if one == other:
            continue  # and nearly all are: only the others need their canonical characters
        here, there = _end(one[1]), _end(other[1])
        if one[0] != other[0] or not _same_end(here, there):
            return f"{one[0]} is called after “{here}”, in the edition {other[0]} after “{there}”"
    if len(found) > len(wanted):
        return f"{found[len(wanted)][0]} is called once more than in the edition"
    return f"the call of {wanted[len(found)][0]} is lost" if len(found) < len(wanted) else ""


def _same_end(one: str, other: str) -> bool:
    """Whether two texts end alike; among many hyphens and blanks one may hold fewer characters than the other."""
    return one.endswith(other) or other.endswith(one)


def _end(text: str) -> str:
    """The last canonical characters of a text."""
    return canonical(text)[-_BEFORE:]


def _placed(pieces: Iterable[Piece]) -> Iterator[tuple[str, str]]:
    """Each call with the characters before it."""
    recent = ""
    for piece in pieces:
        if isinstance(piece, str):
            recent = (recent + piece)[-_KEPT:]
        else:
            yield piece.note, recent


def _pieces(blocks: Blocks) -> Iterator[Piece]:
    """The pieces of blocks, as a file should hold them."""
    for block in blocks:
        if isinstance(block, CodeBlock):
            yield block.value
        for run in own_inlines(block):
            yield from _inline_pieces(run)
        yield from _pieces(child_blocks(block))


def _inline_pieces(inlines: Inlines) -> Iterator[Piece]:
    """The pieces of a run of inlines."""
    for inline in inlines:
        match inline:
            case Text() | Code():
                yield inline.value
            case NoteCall():
                yield Called(inline.note)
            case InlineBracket():
                yield inline.opening
                yield from _inline_pieces(inline.content)
                yield inline.closing
            case _:
                yield from _inline_pieces(inline_children(inline))
