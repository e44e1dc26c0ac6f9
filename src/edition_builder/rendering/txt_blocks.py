"""Blocks of an edition as lines of plain text.

What the tool puts in (bullets, cell rules, scene breaks) must never be taken for words, so white space tells them
apart: words never hold two spaces running, and a line of words is indented by none or by four and more. Hence
``␣␣•␣␣``, ``␣␣|␣␣``, and a line indented by exactly two that holds no words. ``docs/formats.md`` has the whole list.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import assert_never

from msgspec import Struct

from edition_builder.errors import Defect
from edition_builder.model.document import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    Division,
    DivisionKind,
    Figure,
    Heading,
    Inline,
    InlineBracket,
    Inlines,
    ItemList,
    LineBreak,
    NoteCall,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Picture,
    Quotation,
    SceneBreak,
    Table,
    Text,
    Verse,
    inline_children,
)

__all__ = ["PlainMarks", "block_lines", "inline_text", "joined_blocks"]

_INDENT = "    "
_ITEM_INDENT = "      "
_STEP = "  "
_RULE = "  |  "
_FURNITURE = "  "
_RUN = re.compile(r"[ \t\n]+")
_WIDE = re.compile(r" {2,}|^ ")
_INDENTED = {DivisionKind.EPIGRAPH, DivisionKind.DATELINE, DivisionKind.SIGNATURE, DivisionKind.DEDICATION}


class PlainMarks(Struct, frozen=True):
    """How calls are written: the mark of each note by its identifier, between so many square brackets."""

    marks: Mapping[str, str]
    brackets: int = 1

    def call(self, note: str) -> str:
        """The call of a note: ``[1]``, or ``[[1]]`` where the text itself holds ``[1]``."""
        return "[" * self.brackets + self.marks[note] + "]" * self.brackets


def inline_text(inlines: Inlines, marks: PlainMarks) -> str:
    """The words of a run with its calls, single-spaced, a hard break as U+000A."""
    words = "".join([_inline(inline, marks) for inline in inlines])
    return "\n".join(_single_spaced(line).strip(" ") for line in words.split("\n"))


def _single_spaced(text: str) -> str:
    """Each run of blanks as one space; most texts have no other, which is seen many times faster than replaced."""
    return _RUN.sub(" ", text) if "  " in text or "\t" in text or "\n" in text else text


def _inline(inline: Inline, marks: PlainMarks) -> str:
    """One inline; stress and language cannot be shown, pictures have no words."""
    match inline:
        case Text() | Code():
            return _single_spaced(inline.value)
        case LineBreak():
            return "\n"
        case NoteCall():
            return marks.call(inline.note)
        case InlineBracket():
            return f"{inline.opening}{_children(inline, marks)}{inline.closing}"
        case Picture():
            return ""
        case OpenBracket() | NoteReference():
            raise Defect(f"an undecided bracket reached rendering: {inline!r}")
        case _:
            return _children(inline, marks)


def _children(inline: Inline, marks: PlainMarks) -> str:
    return "".join([_inline(child, marks) for child in inline_children(inline)])


def joined_blocks(blocks: Blocks, marks: PlainMarks, indent: str = "") -> list[str]:
    """The lines of blocks, a blank line between two of them and two before a heading."""
    lines: list[str] = []
    for block in blocks:
        if lines:
            lines += ["", ""] if isinstance(block, Heading) else [""]
        lines += block_lines(block, marks, indent)
    return lines


def block_lines(block: Block, marks: PlainMarks, indent: str = "") -> list[str]:
    """The lines of one block; ``indent`` stands before each line of words.

    Raises:
        Defect: the block is of a kind that editing should have replaced.
    """
    match block:
        case Paragraph() | Heading():
            return _indented(inline_text(block.content, marks), indent)
        case Quotation():
            return joined_blocks(block.blocks, marks, indent + _INDENT)
        case Division():
            return joined_blocks(block.blocks, marks, indent + (_INDENT if block.kind in _INDENTED else ""))
        case Verse():
            return _verse(block, marks, indent + _INDENT)
        case ItemList():
            return _list(block, marks, indent)
        case _:
            return _rarer_lines(block, marks, indent)


def _rarer_lines(
    block: Table | Figure | SceneBreak | CodeBlock | OpenBracketBlock, marks: PlainMarks, indent: str
) -> list[str]:
    """The blocks that prose seldom has."""
    match block:
        case Table():
            return [_row(row, marks) for row in (block.head, *block.rows) if row]
        case Figure():
            alternative = " ".join(block.picture.alternative.split())
            shown = [f"{_FURNITURE}({alternative})"] if alternative else []
            return shown + (_indented(inline_text(block.caption, marks), indent) if block.caption else [])
        case SceneBreak():
            return [f"{_FURNITURE}* * *"]
        case CodeBlock():
            return [_code_line(line) for line in block.value.removesuffix("\n").split("\n")]
        case OpenBracketBlock():
            raise Defect(f"an undecided bracket reached rendering: {block.location}")
        case _:
            assert_never(block)


def _indented(words: str, indent: str) -> list[str]:
    return [(indent + line).rstrip(" ") for line in words.split("\n")]


def _verse(verse: Verse, marks: PlainMarks, indent: str) -> list[str]:
    """A line a line, a blank line between stanzas."""
    lines: list[str] = []
    for stanza in verse.stanzas:
        lines += [""] if lines else []
        for line in stanza:
            lines += _indented(inline_text(line.content, marks), indent + _STEP * line.indent)
    return lines


def _list(items: ItemList, marks: PlainMarks, indent: str) -> list[str]:
    """Items with a bullet or number; blank lines between them as in the manuscript."""
    lines: list[str] = []
    for place, item in enumerate(items.items):
        lines += [] if items.tight or not lines else [""]
        lines += _item(item, f"{items.start + place}." if items.ordered else "•", marks, indent)
    return lines


def _item(item: Blocks, marker: str, marks: PlainMarks, indent: str) -> list[str]:
    """An item: the marker before its first words, or on a line of its own if it does not begin with words."""
    inner = indent + _ITEM_INDENT
    lines = _tight(item, marks, inner)
    if not item or not isinstance(item[0], Paragraph) or not lines[0].strip(" "):
        return [f"{_FURNITURE}{marker}", *lines]
    return [f"{indent}{_FURNITURE}{marker}  {lines[0].removeprefix(inner)}", *lines[1:]]


def _tight(blocks: Blocks, marks: PlainMarks, indent: str) -> list[str]:
    """The lines of blocks without blank lines between them."""
    return [line for block in blocks for line in block_lines(block, marks, indent)]


def _row(cells: tuple[Inlines, ...], marks: PlainMarks) -> str:
    """A row of a table on one line."""
    return _RULE.join(inline_text(cell, marks).replace("\n", " ") for cell in cells).rstrip(" ")


def _code_line(line: str) -> str:
    """A verbatim line; runs of spaces become no-break spaces, which look alike and cannot be taken for ours."""
    wide = line.rstrip().replace("\t", _INDENT)
    return _WIDE.sub(lambda run: "\u00a0" * len(run[0]), wide)
