"""Change every run of inlines in a block, in reading order."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from edition_builder.model.document import (
    Block,
    Blocks,
    Division,
    DivisionKind,
    Figure,
    Heading,
    Inlines,
    ItemList,
    OpenBracketBlock,
    Paragraph,
    Quotation,
    Table,
    Verse,
    VerseLine,
)

__all__ = ["at_end", "at_start", "map_block"]

RunChange = Callable[[Inlines], Inlines]
BlocksChange = Callable[[Blocks], Blocks]


def map_block(block: Block, run: RunChange, inner: BlocksChange) -> Block:
    """The block with ``run`` applied to its runs of inlines, and ``inner`` to each list of blocks inside it.

    Unlike ``model.rewriting`` the runs are changed from first to last and each as a whole, because calls move between
    neighbours.
    """
    match block:
        case Paragraph() | Heading():
            return replace(block, content=run(block.content))
        case Quotation() | Division() | OpenBracketBlock():
            return replace(block, blocks=inner(block.blocks))
        case ItemList():
            return replace(block, items=tuple(inner(item) for item in block.items))
        case Verse():
            return replace(block, stanzas=tuple(_lines(stanza, run) for stanza in block.stanzas))
        case Table():
            head = tuple(run(cell) for cell in block.head)
            return replace(block, head=head, rows=tuple(tuple(run(cell) for cell in row) for row in block.rows))
        case Figure():
            return replace(block, caption=run(block.caption))
        case _:
            return block


def _lines(stanza: tuple[VerseLine, ...], run: RunChange) -> tuple[VerseLine, ...]:
    return tuple(replace(line, content=run(line.content)) for line in stanza)


def _is_headnote(block: Block) -> bool:
    """An editor's words: they are not what a note serves."""
    return isinstance(block, Division) and block.kind is DivisionKind.HEADNOTE


def at_end(block: Block, inlines: Inlines) -> Block | None:
    """The block with inlines after its last words; None if it has no place for them."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=(*block.content, *inlines))
        case Quotation() | Division() if block.blocks and not _is_headnote(block):
            last = at_end(block.blocks[-1], inlines)
            return replace(block, blocks=(*block.blocks[:-1], last)) if last else None
        case ItemList() if block.items and block.items[-1]:
            last = at_end(block.items[-1][-1], inlines)
            return replace(block, items=(*block.items[:-1], (*block.items[-1][:-1], last))) if last else None
        case Verse() if block.stanzas and block.stanzas[-1]:
            return replace(block, stanzas=(*block.stanzas[:-1], _with_line_end(block.stanzas[-1], inlines)))
        case Table() if block.rows and block.rows[-1]:
            row = block.rows[-1]
            return replace(block, rows=(*block.rows[:-1], (*row[:-1], (*row[-1], *inlines))))
        case Figure():
            return replace(block, caption=(*block.caption, *inlines))
        case _:
            return None


def _with_line_end(stanza: tuple[VerseLine, ...], inlines: Inlines) -> tuple[VerseLine, ...]:
    return (*stanza[:-1], replace(stanza[-1], content=(*stanza[-1].content, *inlines)))


def at_start(block: Block, inlines: Inlines) -> Block | None:
    """The block with inlines before its first words; None if it has no place for them."""
    match block:
        case Paragraph() | Heading():
            return replace(block, content=(*inlines, *block.content))
        case Quotation() | Division() if block.blocks and not _is_headnote(block):
            first = at_start(block.blocks[0], inlines)
            return replace(block, blocks=(first, *block.blocks[1:])) if first else None
        case ItemList() if block.items and block.items[0]:
            first = at_start(block.items[0][0], inlines)
            return replace(block, items=((first, *block.items[0][1:]), *block.items[1:])) if first else None
        case Verse() if block.stanzas and block.stanzas[0]:
            line = block.stanzas[0][0]
            stanza = (replace(line, content=(*inlines, *line.content)), *block.stanzas[0][1:])
            return replace(block, stanzas=(stanza, *block.stanzas[1:]))
        case Table() if block.head:
            return replace(block, head=((*inlines, *block.head[0]), *block.head[1:]))
        case _:
            return None
