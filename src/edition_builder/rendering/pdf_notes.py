"""Notes on paper: the call as a link, and beside it the note that the engine moves to the foot of that page.

The engine never breaks a note over pages: one that is longer than the page would lose its last lines. A long note is
therefore handed over in parts, whole paragraphs where possible, and the parts that find no room go on to the next
page one by one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import pairwise
from unicodedata import east_asian_width

from msgspec.structs import replace

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Action,
    Block,
    Blocks,
    Inline,
    Inlines,
    ItemList,
    NoteCall,
    Paragraph,
    Quotation,
    Text,
    Verse,
    plain_text,
)
from edition_builder.model.edition import Note
from edition_builder.rendering.dialect import Dialect, escape
from edition_builder.rendering.pdf_measures import BOOK_ROOM, Room
from edition_builder.rendering.xhtml_inlines import call_identifier
from edition_builder.rendering.xhtml_notes import inline_note

__all__ = ["calls_apart", "calls_with_notes", "note_parts"]

# About 24 lines of 8.5 pt over a measure of 108 mm: half a page. Parts are of a third of that. Other pages hold other
# numbers of characters.
_LONG_NOTE = 2000
_PART = 700
_CALL_END = "\0"  # stands in no text; ``calls_apart`` takes it out
_BETWEEN_BLOCKS = re.compile(r">\n+<")
_SENTENCE_END = re.compile(r"(?<=[.!?…։।။።؟])[\s]+|(?<=[。！？])|(?<=[.!?…][”»’\"]) +")


def calls_with_notes(choices: Dialect, space: Room = BOOK_ROOM) -> Callable[[NoteCall], str]:
    """The markup at a call: a link to the note and, at the first call of a footnote, the note itself.

    Endnotes and repeated calls have the link alone. The whole must go through ``calls_apart``.
    """
    return lambda call: _call(call, choices, space) + _CALL_END


def calls_apart(markup: str) -> str:
    """Markup with the ends of calls taken out, and calls that follow one another at once marked: "2b" reads as one."""
    return markup.replace(f'{_CALL_END}<a class="call"', '<wbr><a class="call" data-next="next"').replace(_CALL_END, "")


def _call(call: NoteCall, choices: Dialect, space: Room) -> str:
    note = choices.notes[call.note]
    mark = escape(note.mark)
    name = call_identifier(call.note, call.repeat)
    link = f'<a class="call" id="{name}" href="#{call.note}">{mark}</a>'
    if call.repeat or note.action is Action.ENDNOTE:
        return link
    number = f'<a class="number" href="#{name}">{mark}</a> '
    first, *others = note_parts(note, space)
    further = "".join(_continued(part, choices) for part in others)
    # A line end between blocks would be set as an empty line of the note.
    return link + _BETWEEN_BLOCKS.sub("><", inline_note(first, choices, number) + further)


def _continued(part: Note, choices: Dialect) -> str:
    """A part after the first: the engine may move it on to the next page."""
    return inline_note(part, choices).replace('class="footnote"', 'class="footnote continued"', 1)


def note_parts(note: Note, space: Room = BOOK_ROOM) -> tuple[Note, ...]:
    """The note in parts that fit a page: itself where it is of ordinary length.

    The first part has mark and lemma, the last the responsibility; ids of the others are derived from the note's.
    """
    characters = space.line * space.lines
    if _length(note.blocks) <= _LONG_NOTE * characters:
        return (note,)
    size = max(1, round(_PART * characters))
    groups = tuple(_grouped((piece for block in note.blocks for piece in _pieces(block, size)), size))
    last = len(groups) - 1
    return tuple(
        replace(
            note,
            identifier=f"{note.identifier}-part-{number + 1}" if number else note.identifier,
            blocks=group,
            lemma="" if number else note.lemma,
            responsibility=note.responsibility if number == last else "",
        )
        for number, group in enumerate(groups)
    )


def _length(blocks: Iterable[Block]) -> int:
    """Characters that are printed, those of full width (ideographs, kana) counted twice."""
    return sum(map(_width, visible_text(tuple(blocks))))


def _width(text: str) -> int:
    """The characters of a text, those of full width counted twice."""
    return len(text) if text.isascii() else sum(2 if east_asian_width(one) in "WF" else 1 for one in text)


def _grouped(pieces: Iterable[Block], size: int) -> Iterator[Blocks]:
    """Pieces put together to parts of about ``size`` characters."""
    group: tuple[Block, ...] = ()
    for piece in pieces:
        if group and _length((*group, piece)) > size:
            yield group
            group = ()
        group = (*group, piece)
    if group:
        yield group


def _pieces(block: Block, size: int) -> Iterator[Block]:
    """A block, or what it can be broken into where it is longer than a part."""
    if _length((block,)) <= size:
        return iter((block,))
    match block:
        case Paragraph():
            return (replace(block, content=run) for run in _sentences(block.content, size))
        case Quotation():
            return (replace(block, blocks=(piece,)) for inner in block.blocks for piece in _pieces(inner, size))
        case Verse():
            return (replace(block, stanzas=(stanza,)) for stanza in block.stanzas)
        case ItemList():
            items = enumerate(block.items, start=block.start)
            return (replace(block, items=(item,), start=number) for number, item in items)
        case _:
            return iter((block,))


def _sentences(inlines: Inlines, size: int) -> Iterator[Inlines]:
    """A run parted after sentences, in stretches of about ``size`` characters; endless sentences after words."""
    run: tuple[Inline, ...] = ()
    for inline in (piece for whole in inlines for piece in _sentence_pieces(whole, size)):
        length = _width(plain_text((*run, inline)))
        if run and length > size and (_ends_sentence(run) or length > 2 * size):
            yield run
            run = ()
        run = (*run, inline)
    if run:
        yield run


def _sentence_pieces(inline: Inline, size: int) -> Iterator[Inline]:
    """A text parted behind its sentence ends, and sentences longer than a part anywhere; other inlines whole."""
    if not isinstance(inline, Text):
        yield inline
        return
    ends = [match.end() for match in _SENTENCE_END.finditer(inline.value)]
    for start, end in pairwise((0, *ends, len(inline.value))):
        yield from (Text(piece) for piece in _stretch(size).findall(inline.value[start:end]))


@lru_cache(maxsize=8)
def _stretch(size: int) -> re.Pattern[str]:
    """As much as a part holds, to the end of a word where there is one near."""
    return re.compile(rf"\S.{{0,{size}}}(?:\s+|\Z)|.{{1,{size}}}", re.DOTALL)


def _ends_sentence(run: Inlines) -> bool:
    """Whether a run ends where a sentence ends."""
    return _SENTENCE_END.search(plain_text(run)[-3:] + " ") is not None
