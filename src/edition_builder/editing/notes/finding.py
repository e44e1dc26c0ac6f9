"""Find every bracket of a manuscript, in the order in which the text is walked, with what stands around it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import count

from msgspec import Struct, field

from edition_builder.diagnostics import Location
from edition_builder.editing.notes.site import Mark, MarkKind, Neighbour, Place, Site
from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Block,
    Blocks,
    Code,
    Division,
    DivisionKind,
    Emphasis,
    Figure,
    Heading,
    Inline,
    Inlines,
    ItemList,
    LineBreak,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Quotation,
    Span,
    Strong,
    Table,
    Text,
    Verse,
    inline_children,
    own_inlines,
    plain_text,
)
from edition_builder.model.manuscript import Manuscript

__all__ = ["WINDOW", "find_sites", "has_brackets"]

_PARTING = re.compile(r"[^\s,.;:!?”’\"'»…]")  # what keeps marked words from being those right before a bracket
WINDOW = 400  # characters either side: three long sentences; keeps a paragraph full of brackets linear
_AHEAD = 4  # blocks after a bracket that are looked at for a dateline or salutation


class _Run(Struct):
    """A run of inlines as one string without its brackets, and where each bracket stood."""

    text: list[str] = field(default_factory=list)
    length: int = 0
    brackets: list[tuple[int, OpenBracket]] = field(default_factory=list)
    marks: list[tuple[int, int, MarkKind]] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.text.append(text)
        self.length += len(text)


class _Setting(Struct, frozen=True):
    """What holds for every bracket of a run; ``paragraph`` is its place if it is nothing but brackets."""

    depth: int
    place: Place
    paragraph: Location | None = None
    before: Neighbour | None = None
    after: tuple[Neighbour, ...] = ()


def find_sites(manuscript: Manuscript) -> tuple[tuple[Site, ...], tuple[tuple[Site, ...], ...]]:
    """The brackets of the body, and those of each of the author's notes."""
    numbers = count()
    body = tuple(_in_blocks(manuscript.blocks, 0, numbers))
    notes = tuple(tuple(_in_blocks(note.blocks, 1, numbers)) for note in manuscript.author_notes)
    return body, notes


def has_brackets(inlines: Inlines) -> bool:
    """Whether a run holds an open bracket at any depth."""
    for one in inlines:
        if not isinstance(one, Text) and (isinstance(one, OpenBracket) or has_brackets(inline_children(one))):
            return True
    return False


def _in_blocks(blocks: Blocks, depth: int, numbers: Iterator[int]) -> Iterator[Site]:
    for index, block in enumerate(blocks):
        match block:
            case OpenBracketBlock():
                yield _block_site(blocks, index, block, depth, next(numbers))
                yield from _in_blocks(block.blocks, depth + 1, numbers)
            case Quotation() | Division():
                yield from _in_blocks(block.blocks, depth, numbers)
            case ItemList():
                for item in block.items:
                    yield from _in_blocks(item, depth, numbers)
            case _:
                yield from _in_leaf(blocks, index, depth, numbers)


def _in_leaf(blocks: Blocks, index: int, depth: int, numbers: Iterator[int]) -> Iterator[Site]:
    """The brackets in the runs of a block without child blocks."""
    block = blocks[index]
    for inlines in own_inlines(block):
        if has_brackets(inlines):
            run = _flatten(inlines)
            text = "".join(run.text)
            alone = isinstance(block, Paragraph) and not any(map(str.isalnum, text))
            around = _neighbours(blocks, index) if alone else (None, ())
            setting = _Setting(depth, _place(block), block.location if alone else None, *around)
            for offset, bracket in run.brackets:
                yield _site(run, text, (offset, bracket), next(numbers), setting)
                yield from _nested(bracket.content, depth + 1, numbers)


def _nested(inlines: Inlines, depth: int, numbers: Iterator[int]) -> Iterator[Site]:
    """The brackets inside a bracket."""
    if has_brackets(inlines):
        run = _flatten(inlines)
        text = "".join(run.text)
        for offset, bracket in run.brackets:
            yield _site(run, text, (offset, bracket), next(numbers), _Setting(depth, Place.PROSE))
            yield from _nested(bracket.content, depth + 1, numbers)


def _site(run: _Run, text: str, found: tuple[int, OpenBracket], number: int, setting: _Setting) -> Site:
    offset, bracket = found
    return Site(
        number=number,
        location=bracket.location,
        override=bracket.override,
        text=plain_text(bracket.content).strip(),
        left=text[max(0, offset - WINDOW) : offset],
        right=text[offset : offset + WINDOW],
        inlines=bracket.content,
        mark=_mark_before(run, text, offset),
        alone=setting.paragraph is not None,
        depth=setting.depth,
        place=setting.place,
        before=setting.before,
        after=setting.after,
        paragraph=setting.paragraph,
    )


def _block_site(blocks: Blocks, index: int, block: OpenBracketBlock, depth: int, number: int) -> Site:
    before, after = _neighbours(blocks, index)
    return Site(
        number=number,
        location=block.location,
        override=block.override,
        text=" ".join(visible_text(block.blocks)).strip(),
        left=before.text if before else "",
        right=after[0].text if after else "",
        blocks=block.blocks,
        alone=True,
        depth=depth,
        place=Place.BLOCK,
        before=before,
        after=after,
    )


def _flatten(inlines: Inlines) -> _Run:
    run = _Run()
    for inline in inlines:
        _flatten_into(run, inline)
    return run


def _flatten_into(run: _Run, inline: Inline) -> None:
    match inline:
        case Text() | Code():
            run.add(inline.value)
        case LineBreak():
            run.add("\n")
        case OpenBracket():
            run.brackets.append((run.length, inline))
        case _:
            start = run.length
            for child in inline_children(inline):
                _flatten_into(run, child)
            kind = _mark_kind(inline)
            if kind and run.length > start:
                run.marks.append((start, run.length, kind))


def _mark_kind(inline: Inline) -> MarkKind | None:
    match inline:
        case Span() if inline.language:
            return MarkKind.FOREIGN
        case Emphasis() | Strong():
            return MarkKind.EMPHASIS
        case _:
            return None


def _mark_before(run: _Run, text: str, offset: int) -> Mark | None:
    """The words set off that end right before a bracket; a language counts more than emphasis around it."""
    touching = [
        (kind is MarkKind.FOREIGN, start, end, kind)
        for start, end, kind in run.marks
        if (start < offset and end <= offset and not _PARTING.search(text[end:offset])) or (start < offset < end)
    ]
    if not touching:
        return None
    _, start, end, kind = max(touching)
    return Mark(kind, text[start : min(end, offset)].strip())


def _place(block: Block) -> Place:
    match block:
        case Heading():
            return Place.HEADING
        case Verse():
            return Place.VERSE
        case Table():
            return Place.CELL
        case Figure():
            return Place.CAPTION
        case _:
            return Place.PROSE


def _neighbours(blocks: Blocks, index: int) -> tuple[Neighbour | None, tuple[Neighbour, ...]]:
    """The block before and the next few after one that is nothing but a bracket."""
    before = _neighbour(blocks[index - 1], from_end=True) if index else None
    return before, tuple(_neighbour(block) for block in blocks[index + 1 : index + 1 + _AHEAD])


def _neighbour(block: Block, *, from_end: bool = False) -> Neighbour:
    text = " ".join(visible_text((block,)))
    dateline = isinstance(block, Division) and block.kind in (DivisionKind.DATELINE, DivisionKind.SALUTATION)
    sole = isinstance(block, OpenBracketBlock) or (
        isinstance(block, Paragraph) and any(isinstance(one, OpenBracket) for one in block.content[:1])
    )
    return Neighbour(text[-WINDOW:] if from_end else text[:WINDOW], isinstance(block, Heading), dateline, sole)
