"""The tree of a text: blocks that hold inlines, as frozen values without parent links.

Consumers match exhaustively over ``Inline`` and ``Block`` and end in ``assert_never``, so the type checker shows
every place that a new kind of node must visit. ``OpenBracket``, ``OpenBracketBlock`` and ``NoteReference`` stand only
in a ``Manuscript``: editing replaces them by ``NoteCall``, ``InlineBracket`` or a headnote ``Division``.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from typing import TypeAlias

from msgspec import Struct

from edition_builder.diagnostics import Location
from edition_builder.model.editorial import (
    Action,
    BracketClass,
    DivisionKind,
    Hand,
    Override,
)
from edition_builder.model.inlines import (
    Code,
    Correction,
    Emphasis,
    Inline,
    InlineBracket,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    NoteReference,
    OpenBracket,
    Picture,
    Span,
    Strong,
    Text,
    inline_children,
    plain_text,
    walk_inlines,
)

# Inlines and editorial words are part of the tree and are imported from here.
__all__ = [
    "Action",
    "Block",
    "Blocks",
    "BracketClass",
    "Code",
    "CodeBlock",
    "Correction",
    "Division",
    "DivisionKind",
    "Emphasis",
    "Figure",
    "Hand",
    "Heading",
    "Inline",
    "InlineBracket",
    "Inlines",
    "ItemList",
    "LineBreak",
    "Link",
    "NoteCall",
    "NoteReference",
    "OpenBracket",
    "OpenBracketBlock",
    "Override",
    "Paragraph",
    "Picture",
    "Quotation",
    "SceneBreak",
    "Span",
    "Strong",
    "Table",
    "Text",
    "Verse",
    "VerseLine",
    "child_blocks",
    "inline_children",
    "own_inlines",
    "plain_text",
    "walk_blocks",
    "walk_inlines",
]


class Paragraph(Struct, frozen=True):
    """A paragraph of prose. ``continues``: goes on after a block that interrupted it, so it is not indented."""

    content: Inlines
    location: Location
    continues: bool = False


class Heading(Struct, frozen=True):
    """A heading of level 1 to 6. ``identifier`` is "" until editing gives it one that is unique in the edition."""

    level: int
    content: Inlines
    location: Location
    identifier: str = ""


class Quotation(Struct, frozen=True):
    """A block quotation."""

    blocks: tuple[Block, ...]
    location: Location


class VerseLine(Struct, frozen=True):
    """A line of verse; ``indent`` counts steps (one step is two spaces in the manuscript)."""

    content: Inlines
    indent: int = 0


class Verse(Struct, frozen=True):
    """Stanzas of lines (``::: verse``)."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    location: Location


class ItemList(Struct, frozen=True):
    """A bulleted or numbered list; ``start`` is the first number of a numbered one. ``tight``: no space between."""

    items: tuple[tuple[Block, ...], ...]
    location: Location
    ordered: bool = False
    start: int = 1
    tight: bool = True


class Table(Struct, frozen=True):
    """A table. ``alignments`` holds "", "left", "center" or "right" for each column; cells are inlines."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[str, ...]
    location: Location


class Figure(Struct, frozen=True):
    """A picture that stands alone, with its caption (the Markdown title of the picture)."""

    picture: Picture
    caption: Inlines
    location: Location


class SceneBreak(Struct, frozen=True):
    """A break between scenes (``---`` or ``* * *``)."""

    location: Location


class CodeBlock(Struct, frozen=True):
    """Verbatim lines; ``value`` keeps its line ends."""

    value: str
    location: Location


class Division(Struct, frozen=True):
    """A fenced division of a known kind."""

    kind: DivisionKind
    blocks: tuple[Block, ...]
    location: Location


class OpenBracketBlock(Struct, frozen=True):
    """A bracket that opens at the start of one block and closes at the end of another, its brackets taken off."""

    blocks: tuple[Block, ...]
    location: Location
    override: Override = Override()


Block: TypeAlias = (
    Paragraph
    | Heading
    | Quotation
    | Verse
    | ItemList
    | Table
    | Figure
    | SceneBreak
    | CodeBlock
    | Division
    | OpenBracketBlock
)
Blocks: TypeAlias = tuple[Block, ...]


def child_blocks(block: Block) -> Blocks:
    """The blocks directly inside a block, in order."""
    match block:
        case Paragraph():  # nearly every block is one
            return ()
        case Quotation() | Division() | OpenBracketBlock():
            return block.blocks
        case ItemList():
            return tuple(chain.from_iterable(block.items))
        case _:
            return ()


def own_inlines(block: Block) -> tuple[Inlines, ...]:
    """The runs of inlines directly inside a block (not those of child blocks), in reading order."""
    match block:
        case Paragraph() | Heading():
            return (block.content,)
        case Verse():
            return tuple(line.content for stanza in block.stanzas for line in stanza)
        case Table():
            return (*block.head, *chain.from_iterable(block.rows))
        case Figure():
            return (block.picture,), block.caption
        case _:
            return ()


def walk_blocks(blocks: Blocks) -> Iterator[Block]:
    """Every block, parents before children."""
    for block in blocks:
        yield block
        children = child_blocks(block)
        if children:
            yield from walk_blocks(children)
