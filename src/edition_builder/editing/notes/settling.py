"""Brackets that stay: in the line, or as text around blocks; and references to notes inside what moves away."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.editing.notes.desk import Desk
from edition_builder.editing.notes.fate import Fate
from edition_builder.editing.notes.runs import at_end, at_start, map_block
from edition_builder.model.document import (
    Action,
    Block,
    Blocks,
    Correction,
    Emphasis,
    Inline,
    InlineBracket,
    Inlines,
    Link,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Span,
    Strong,
    Text,
)

__all__ = ["blocks_without_references", "print_around", "printed", "settle", "settle_blocks", "take_references"]


def printed(fate: Fate, content: Inlines) -> InlineBracket:
    """A bracket that stays in the line."""
    shown = None if fate.action is Action.UNTOUCHED else fate.bracket_class
    return InlineBracket(content, fate.site.location, shown, fate.by)


def settle(inlines: Inlines, desk: Desk) -> Inlines:
    """A run inside a bracket or note: the brackets in it stay in the line."""
    return tuple(_settle(inline, desk) for inline in inlines)


def _settle(inline: Inline, desk: Desk) -> Inline:
    match inline:
        case OpenBracket():
            fate = desk.next_fate()
            return printed(fate, settle(inline.content, desk))
        case Emphasis() | Strong() | Span() | Link() | Correction():
            return replace(inline, content=settle(inline.content, desk))
        case _:
            return inline


def settle_blocks(blocks: Blocks, desk: Desk) -> Blocks:
    """The same for blocks."""
    return tuple(one for block in blocks for one in _settle_block(block, desk))


def _settle_block(block: Block, desk: Desk) -> Blocks:
    if isinstance(block, OpenBracketBlock):
        fate = desk.next_fate()
        return print_around(settle_blocks(block.blocks, desk), fate)
    return (map_block(block, lambda run: settle(run, desk), lambda inner: settle_blocks(inner, desk)),)


def print_around(blocks: Blocks, fate: Fate) -> Blocks:
    """The brackets back where they were: at the first and the last words of the blocks."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return (replace(blocks[0], content=(printed(fate, blocks[0].content),)),)
    opened = at_start(blocks[0], (Text("["),)) if blocks else None
    first = (opened, *blocks[1:]) if opened else (Paragraph((Text("["),), fate.site.location), *blocks)
    closed = at_end(first[-1], (Text("]"),))
    return (*first[:-1], closed) if closed else (*first, Paragraph((Text("]"),), fate.site.location))


def take_references(inlines: Inlines) -> tuple[Inlines, tuple[NoteReference, ...]]:
    """A run without its references to author's notes, and those: a note does not call a note, its place does."""
    kept: list[Inline] = []
    references: list[NoteReference] = []
    for inline in inlines:
        if isinstance(inline, NoteReference):
            references.append(inline)
        elif isinstance(inline, Emphasis | Strong | Span | Link | Correction | InlineBracket):
            content, inner = take_references(inline.content)
            kept.append(replace(inline, content=content))
            references.extend(inner)
        else:
            kept.append(inline)
    return tuple(kept), tuple(references)


def blocks_without_references(blocks: Blocks) -> tuple[Blocks, tuple[NoteReference, ...]]:
    """Blocks without their references to author's notes, and those in order."""
    found: list[NoteReference] = []

    def strip(run: Inlines) -> Inlines:
        kept, references = take_references(run)
        found.extend(references)
        return kept

    def inner(nested: Blocks) -> Blocks:
        return tuple(map_block(block, strip, inner) for block in nested)

    return inner(blocks), tuple(found)
