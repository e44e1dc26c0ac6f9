"""The tree of a text: blocks that hold inlines, as frozen values without parent links.

Consumers match exhaustively over ``Inline`` and ``Block`` and end in ``assert_never``, so the type checker shows
every place that a new kind of node must visit. ``OpenBracket``, ``OpenBracketBlock`` and ``NoteReference`` stand only
in a ``Manuscript``: editing replaces them by ``NoteCall``, ``InlineBracket`` or a headnote ``Division``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from edition_builder.diagnostics import Location

# ---------------------------------------------------------------- editorial words


class BracketClass(StrEnum):
    """What an editorial bracket is, after TEI and the Chicago Manual, in order of precedence (``docs/notes.md``)."""

    GAP = "gap"
    CORRECT = "correct"
    SUPPLIED = "supplied"
    SCENE = "scene"
    HEADNOTE = "headnote"
    ABOUT_THE_FILE = "about-the-file"
    NOTE = "note"
    DATE = "date"
    GLOSS = "gloss"
    IDENTIFY = "identify"


class Hand(StrEnum):
    """Who answers for words in a bracket or note."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    EDITOR = "editor"


class Action(StrEnum):
    """What becomes of a bracket."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    INLINE = "inline"
    DROP = "drop"
    HEADNOTE = "headnote"
    BACK_MATTER = "back-matter"
    UNTOUCHED = "untouched"


class DivisionKind(StrEnum):
    """The fenced divisions (``::: kind``) that a manuscript may use."""

    EPIGRAPH = "epigraph"
    LETTER = "letter"
    DATELINE = "dateline"
    SALUTATION = "salutation"
    SIGNATURE = "signature"
    HEADNOTE = "headnote"
    CREDIT = "credit"
    DEDICATION = "dedication"
    SCENE = "scene"
    PLAIN = "plain"


@dataclass(frozen=True, slots=True)
class Override:
    """What the translator said at the very bracket: ``[…]{.gloss .inline lemma="Old man" by=editor}``."""

    bracket_class: BracketClass | None = None
    action: Action | None = None
    lemma: str | None = None
    by: Hand | None = None


# ---------------------------------------------------------------- inlines


@dataclass(frozen=True, slots=True)
class Text:
    """Characters of the text. White space inside is already single spaces; no line ends."""

    value: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A hard break inside a paragraph."""


@dataclass(frozen=True, slots=True)
class Code:
    """Verbatim characters in a line."""

    value: str


@dataclass(frozen=True, slots=True)
class Emphasis:
    """``*stress*``."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Strong:
    """``**strong stress**``."""

    content: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """``[words]{lang=kk-Latn .small-caps}``: words in another language or with a class of the stylesheet.

    ``language`` is a BCP 47 tag or "" for none.
    """

    content: tuple[Inline, ...]
    language: str = ""
    classes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Link:
    """A link. ``target`` is an address as written, or ``#id`` of a heading of this manuscript."""

    target: str
    content: tuple[Inline, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture by its neutral name (``img-001.jpg``), which ``PictureFile.name`` carries too."""

    name: str
    alternative: str
    location: Location


@dataclass(frozen=True, slots=True)
class Correction:
    """``[saying]{sic="waying"}``: prints ``content``; ``sic`` is what the source had."""

    content: tuple[Inline, ...]
    sic: str
    location: Location


@dataclass(frozen=True, slots=True)
class OpenBracket:
    """A pair of square brackets whose fate is open. ``location`` is that of the opening bracket."""

    content: tuple[Inline, ...]
    location: Location
    override: Override = Override()


@dataclass(frozen=True, slots=True)
class InlineBracket:
    """A bracket that stays in the line, printed with its brackets.

    ``bracket_class`` is None where the manuscript asked to leave brackets untouched. ``opening`` and ``closing``
    are what is printed around the content.
    """

    content: tuple[Inline, ...]
    location: Location
    bracket_class: BracketClass | None = None
    by: Hand = Hand.EDITOR
    opening: str = "["
    closing: str = "]"


@dataclass(frozen=True, slots=True)
class NoteReference:
    """``[^label]`` in a manuscript: the author's own note."""

    label: str
    location: Location


@dataclass(frozen=True, slots=True)
class NoteCall:
    """The place in the text that calls a note of the edition.

    ``note`` is a ``Note.identifier``. ``repeat`` is 0 for the first call of a note and counts further calls (a merged
    repeat of a gloss), so that ids stay unique. ``closed_space`` is the white space before the bracket that closing up
    took away (or the dash before a note between dashes); ``moved_over`` the punctuation that stood after the bracket
    and now stands before the call (of adjacent calls the last one has it); ``closed_after`` what stood after the
    bracket and is gone (the second dash, or the stop of a paragraph that was nothing but the bracket). With them the
    bracket can be put back (law 2).
    """

    note: str
    repeat: int = 0
    closed_space: str = ""
    moved_over: str = ""
    closed_after: str = ""


Inline: TypeAlias = (
    Text
    | LineBreak
    | Code
    | Emphasis
    | Strong
    | Span
    | Link
    | Picture
    | Correction
    | OpenBracket
    | InlineBracket
    | NoteReference
    | NoteCall
)
Inlines: TypeAlias = tuple[Inline, ...]

# ---------------------------------------------------------------- blocks


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of prose. ``continues``: goes on after a block that interrupted it, so it is not indented."""

    content: Inlines
    location: Location
    continues: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of level 1 to 6. ``identifier`` is "" until editing gives it one that is unique in the edition."""

    level: int
    content: Inlines
    location: Location
    identifier: str = ""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A block quotation."""

    blocks: tuple[Block, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class VerseLine:
    """A line of verse; ``indent`` counts steps (one step is two spaces in the manuscript)."""

    content: Inlines
    indent: int = 0


@dataclass(frozen=True, slots=True)
class Verse:
    """Stanzas of lines (``::: verse``)."""

    stanzas: tuple[tuple[VerseLine, ...], ...]
    location: Location


@dataclass(frozen=True, slots=True)
class ItemList:
    """A bulleted or numbered list; ``start`` is the first number of a numbered one. ``tight``: no space between."""

    items: tuple[tuple[Block, ...], ...]
    location: Location
    ordered: bool = False
    start: int = 1
    tight: bool = True


@dataclass(frozen=True, slots=True)
class Table:
    """A table. ``alignments`` holds "", "left", "center" or "right" for each column; cells are inlines."""

    head: tuple[Inlines, ...]
    rows: tuple[tuple[Inlines, ...], ...]
    alignments: tuple[str, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class Figure:
    """A picture that stands alone, with its caption (the Markdown title of the picture)."""

    picture: Picture
    caption: Inlines
    location: Location


@dataclass(frozen=True, slots=True)
class SceneBreak:
    """A break between scenes (``---`` or ``* * *``)."""

    location: Location


@dataclass(frozen=True, slots=True)
class CodeBlock:
    """Verbatim lines; ``value`` keeps its line ends."""

    value: str
    location: Location


@dataclass(frozen=True, slots=True)
class Division:
    """A fenced division of a known kind."""

    kind: DivisionKind
    blocks: tuple[Block, ...]
    location: Location


@dataclass(frozen=True, slots=True)
class OpenBracketBlock:
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


# ---------------------------------------------------------------- walking


def child_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in order."""
    match block:
        case Quotation() | Division() | OpenBracketBlock():
            yield from block.blocks
        case ItemList():
            for item in block.items:
                yield from item
        case _:
            return


def own_inlines(block: Block) -> Iterator[Inlines]:
    """The runs of inlines directly inside a block (not those of child blocks), in reading order."""
    match block:
        case Paragraph() | Heading():
            yield block.content
        case Verse():
            for stanza in block.stanzas:
                for line in stanza:
                    yield line.content
        case Table():
            yield from block.head
            for row in block.rows:
                yield from row
        case Figure():
            yield (block.picture,)
            yield block.caption
        case _:
            return


def walk_blocks(blocks: Blocks) -> Iterator[Block]:
    """Every block, parents before children."""
    for block in blocks:
        yield block
        yield from walk_blocks(tuple(child_blocks(block)))


def inline_children(inline: Inline) -> Inlines:
    """The inlines directly inside an inline; empty for a leaf."""
    match inline:
        case Emphasis() | Strong() | Span() | Link() | Correction() | OpenBracket() | InlineBracket():
            return inline.content
        case _:
            return ()


def walk_inlines(inlines: Inlines) -> Iterator[Inline]:
    """Every inline, parents before children."""
    for inline in inlines:
        yield inline
        children = inline_children(inline)
        if children:
            yield from walk_inlines(children)


def plain_text(inlines: Inlines) -> str:
    """The characters a reader sees, without note calls and pictures; brackets that stay keep their brackets."""
    parts: list[str] = []
    for inline in inlines:
        match inline:
            case Text() | Code():
                parts.append(inline.value)
            case LineBreak():
                parts.append(" ")
            case OpenBracket():
                parts.append(f"[{plain_text(inline.content)}]")
            case InlineBracket():
                parts.append(f"{inline.opening}{plain_text(inline.content)}{inline.closing}")
            case Picture() | NoteCall() | NoteReference():
                pass
            case _:
                parts.append(plain_text(inline_children(inline)))
    return "".join(parts)
