"""Make a changed copy of a text: one function for every run of inlines, wherever it stands."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from edition_builder.model.document import (
    Block,
    Blocks,
    Correction,
    Division,
    Emphasis,
    Figure,
    Heading,
    Inline,
    InlineBracket,
    Inlines,
    ItemList,
    Link,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Quotation,
    Span,
    Strong,
    Table,
    Verse,
    VerseLine,
)

__all__ = ["rewrite_blocks", "rewrite_inlines"]

Change = Callable[[Inline], Inline]


def rewrite_inlines(inlines: Inlines, change: Change) -> Inlines:
    """The same run with ``change`` applied to every inline, children before their parent."""
    return tuple(_rewrite_inline(inline, change) for inline in inlines)


def rewrite_blocks(blocks: Blocks, change: Change) -> Blocks:
    """The same blocks with ``change`` applied to every inline in them."""
    return tuple(_rewrite_block(block, change) for block in blocks)


def _rewrite_inline(inline: Inline, change: Change) -> Inline:
    match inline:
        case Emphasis() | Strong() | Span() | Link() | Correction() | OpenBracket() | InlineBracket():
            return change(replace(inline, content=rewrite_inlines(inline.content, change)))
        case _:
            return change(inline)


def _rewrite_block(block: Block, change: Change) -> Block:
    match block:
        case Paragraph() | Heading():
            return replace(block, content=rewrite_inlines(block.content, change))
        case Quotation() | Division() | OpenBracketBlock():
            return replace(block, blocks=rewrite_blocks(block.blocks, change))
        case ItemList():
            return replace(block, items=tuple(rewrite_blocks(item, change) for item in block.items))
        case Verse():
            return replace(block, stanzas=tuple(_rewrite_stanza(stanza, change) for stanza in block.stanzas))
        case Table():
            rows = tuple(_rewrite_row(row, change) for row in block.rows)
            return replace(block, head=_rewrite_row(block.head, change), rows=rows)
        case Figure():
            return replace(block, caption=rewrite_inlines(block.caption, change))
        case _:
            return block


def _rewrite_stanza(stanza: tuple[VerseLine, ...], change: Change) -> tuple[VerseLine, ...]:
    return tuple(replace(line, content=rewrite_inlines(line.content, change)) for line in stanza)


def _rewrite_row(row: tuple[Inlines, ...], change: Change) -> tuple[Inlines, ...]:
    return tuple(rewrite_inlines(cell, change) for cell in row)
