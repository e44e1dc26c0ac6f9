"""Law 2: body and notes, put back in their brackets, are the manuscript again."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping

from edition_builder.checking.calls import Called, text_of
from edition_builder.diagnostics import Location
from edition_builder.editing.notes.resolve import ResolvedText
from edition_builder.model.canonical import canonical, visible_text
from edition_builder.model.document import (
    Action,
    Blocks,
    BracketClass,
    Code,
    CodeBlock,
    Division,
    Inlines,
    LineBreak,
    NoteCall,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Picture,
    Text,
    child_blocks,
    inline_children,
    own_inlines,
    plain_text,
    walk_inlines,
)
from edition_builder.model.edition import Edition, Note, Series
from edition_builder.model.manuscript import Manuscript

__all__ = ["author_text", "gone", "headnotes", "manuscript_text", "put_back", "put_back_shown"]

Piece = str | NoteCall


def gone(resolved: ResolvedText | Edition) -> frozenset[Location]:
    """The brackets that stand neither in the body nor in its notes: dropped layers and words about the file."""
    away = (Action.DROP, Action.BACK_MATTER)
    return frozenset(one.location for one in resolved.decisions if one.action in away)


def headnotes(edition: Edition) -> frozenset[Location]:
    """The brackets that became headnotes, which show no brackets."""
    return frozenset(one.location for one in edition.decisions if one.action is Action.HEADNOTE)


def manuscript_text(manuscript: Manuscript, without: Container[Location] = (), bare: Container[Location] = ()) -> str:
    """The canonical text of a manuscript's body with its brackets.

    ``without`` are places whose brackets are left out, ``bare`` those of which only the signs are.
    """
    return canonical("".join(_manuscript_pieces(manuscript.blocks, without, bare)))


def _manuscript_pieces(blocks: Blocks, without: Container[Location], bare: Container[Location] = ()) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, OpenBracketBlock):
            if block.location not in without:
                signs = ("", "") if block.location in bare else ("[", "]")
                yield from (signs[0], *_manuscript_pieces(block.blocks, without, bare), signs[1])
            continue
        if isinstance(block, CodeBlock):
            yield block.value
        for run in own_inlines(block):
            text = _open_text(run, without, bare)
            left_alone = any(isinstance(one, OpenBracket) and one.location in without for one in walk_inlines(run))
            empty = "[" not in text and not any(map(str.isalnum, text))
            # the stop of a paragraph that was nothing but such a bracket goes with it
            yield "" if left_alone and empty and isinstance(block, Paragraph) else text
        yield from _manuscript_pieces(tuple(child_blocks(block)), without, bare)


def _open_text(inlines: Inlines, without: Container[Location], bare: Container[Location]) -> str:
    """The text of a run that may hold open brackets."""
    parts = []
    for inline in inlines:
        if isinstance(inline, OpenBracket):
            inner = _open_text(inline.content, without, bare)
            sound = inner if inline.location in bare else f"[{inner}]"
            parts.append("" if inline.location in without else sound)
        elif inline_children(inline):
            parts.append(_open_text(inline_children(inline), without, bare))
        else:
            parts.append(plain_text((inline,)))
    return "".join(parts)


def author_text(manuscript: Manuscript, label: str) -> str:
    """The canonical text of one of the author's own notes."""
    notes = [note for note in manuscript.author_notes if note.label == label]
    return canonical("".join(_manuscript_pieces(notes[0].blocks, ())))


def put_back(resolved: ResolvedText) -> str:
    """The canonical text of the body with every lifted note back in its bracket, label and punctuation too."""
    headnotes = {one.location for one in resolved.decisions if one.action is Action.HEADNOTE}
    text, group = "", []
    for piece in (*_pieces(resolved.blocks, headnotes), "end"):
        if isinstance(piece, NoteCall):
            group.append(piece)
        elif piece.strip():
            text = _restore(text, group, {note.identifier: note for note in resolved.notes}) + piece
            group = []
    return canonical(text.removesuffix("end"))


def put_back_shown(body: Iterable[str | Called], notes: Mapping[str, Iterable[str | Called]], edition: Edition) -> str:
    """As ``put_back``, but with the words that a finished file shows; only what editing took away is the edition's."""
    calls = [one for chapter in edition.chapters for one in _pieces(chapter.blocks, ()) if isinstance(one, NoteCall)]
    by_name = {note.identifier: note for note in edition.notes}
    text, group = "", []
    for piece in (*body, "end"):
        if isinstance(piece, Called):
            call = calls.pop(0)
            assert call.note == piece.note
            words = text_of(notes[call.note])
            group.append((call, _around(by_name[call.note], words)))
        elif piece.strip():
            if group:
                moved = canonical(group[-1][0].moved_over)
                bare = canonical(text)
                assert bare.endswith(moved), (bare[-20:], moved)
                text = bare.removesuffix(moved) + "".join(
                    f"{call.closed_space}{inner}{call.closed_after}" if inner else "" for call, inner in group
                )
                text += moved
            text, group = text + piece, []
    assert calls == [], "calls that the file does not show"
    return canonical(text.removesuffix("end"))


def _pieces(blocks: Blocks, headnotes: Container[Location]) -> Iterator[Piece]:
    """Text and calls in reading order."""
    for block in blocks:
        ours = isinstance(block, Division) and block.location in headnotes
        if isinstance(block, CodeBlock):
            yield block.value
        yield from ("[",) if ours else ()
        for run in own_inlines(block):
            yield from _run_pieces(run)
        yield from _pieces(tuple(child_blocks(block)), headnotes)
        yield from ("]",) if ours else ()


def _run_pieces(inlines: Inlines) -> Iterator[Piece]:
    for inline in inlines:
        match inline:
            case NoteCall():
                yield inline
            case Text() | Code() | LineBreak() | Picture():
                yield plain_text((inline,))
            case OpenBracket() | NoteReference():
                raise AssertionError("an edition holds no open bracket")
            case _:
                opening, closing = getattr(inline, "opening", ""), getattr(inline, "closing", "")
                yield opening
                yield from _run_pieces(inline_children(inline))
                yield closing


def _restore(text: str, group: list[NoteCall], notes: dict[str, Note]) -> str:
    """Adjacent calls as the brackets they were; what stood behind them goes behind them again."""
    if not group:
        return text
    moved = "".join(call.moved_over for call in group)
    bare = text.rstrip()
    assert bare.endswith(moved), (bare[-20:], moved)
    bare = bare.removesuffix(moved)
    return bare + "".join(_bracket(call, notes[call.note]) + call.moved_over for call in group)


def _bracket(call: NoteCall, note: Note) -> str:
    around = _around(note, "".join(visible_text(note.blocks)))
    return f"{call.closed_space}{around}{call.closed_after}" if around else ""


def _around(note: Note, words: str) -> str:
    """The bracket that a note was, "" for a note that was none."""
    own = note.series is Series.AUTHOR and note.bracket_class is None
    return "" if own else f"[{note.label}{words}{note.trailing_label}]"


def always(bracket_class: BracketClass) -> bool:
    """Whether no policy may lift or drop the class."""
    return bracket_class in (BracketClass.GAP, BracketClass.CORRECT, BracketClass.SUPPLIED)
