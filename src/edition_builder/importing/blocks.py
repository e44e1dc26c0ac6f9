"""The values of importing: a foreign text as blocks, what was left out of it and why, what was found in it."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

__all__ = ["Block", "Field", "ImportFile", "Kind", "LeftOut", "Sureness", "Text"]


class Kind(StrEnum):
    """What a block of a foreign text is."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    LINES = "lines"
    QUOTE = "quote"
    ITEM = "item"
    TABLE = "table"
    BREAK = "break"
    PICTURE = "picture"
    NOTE = "note"
    MARKDOWN = "markdown"


class Block(Struct, frozen=True):
    """One block.

    ``markdown`` is how it stands in the manuscript; ``words`` is what a reader of the source saw, for the count.
    ``line`` is where it began in the source, 1-based, 0 where a source has no lines. ``level`` is that of a heading or
    list item, ``label`` that of a note (``[^label]``). ``reason`` is why the block is not in the text, "" if it is;
    ``moved`` says that its words stand in the front matter.
    """

    kind: Kind
    markdown: str
    words: str
    line: int = 0
    level: int = 0
    label: str = ""
    reason: str = ""
    moved: bool = False


class LeftOut(Struct, frozen=True):
    """Words that are in the source and not in the manuscript, with the reason; ``line`` as in ``Block``."""

    text: str
    reason: str
    line: int = 0


class Sureness(StrEnum):
    """How sure something found is: said twice or in so many words; said once; concluded."""

    SURE = "sure"
    LIKELY = "likely"
    GUESS = "a guess"


class Field(Struct, frozen=True):
    """A front-matter value: ``key`` dotted (``written.date``), where it was found (``line``, ``evidence``), how sure.

    ``moved`` says that these words left the text for the front matter; the others are copies, and the text has them
    still. ``offered`` is why the value is only offered as a comment: a person must look at it first; "" if it is not.
    """

    key: str
    value: str
    sureness: Sureness
    evidence: str
    line: int = 0
    moved: bool = False
    offered: str = ""


class ImportFile(Struct, frozen=True):
    """A file to import: its name as the user gave it, its bytes."""

    name: str
    data: bytes


class Text(Struct, frozen=True):
    """What a reader of one kind of file gives: blocks in order, fields that the file itself states, what it left out.

    ``kind`` and ``encoding`` are in words for people. ``pictures`` are address (as it stands in a block's Markdown) and
    bytes. ``seen`` is every word of the source as its reader saw it, counted without the blocks, for the law.
    """

    kind: str
    blocks: tuple[Block, ...]
    seen: str
    encoding: str = ""
    guessed: bool = False
    fields: tuple[Field, ...] = ()
    left_out: tuple[LeftOut, ...] = ()
    pictures: tuple[tuple[str, bytes], ...] = ()
    remarks: tuple[tuple[str, str, str], ...] = ()  # code, message, hint
    unit: str = "line"  # what ``Block.line`` counts, in words for people
    language: str = ""  # BCP 47, as the file states it
    header: str = ""  # front matter that stands in the source already, verbatim
