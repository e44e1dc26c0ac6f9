"""The inlines of a text, as frozen values without parent links, and ways to walk over them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from msgspec import Struct

from edition_builder.diagnostics import Location
from edition_builder.model.editorial import BracketClass, Hand, Override

__all__ = [
    "Code",
    "Correction",
    "Emphasis",
    "Inline",
    "InlineBracket",
    "Inlines",
    "LineBreak",
    "Link",
    "NoteCall",
    "NoteReference",
    "OpenBracket",
    "Picture",
    "Span",
    "Strong",
    "Text",
    "inline_children",
    "plain_text",
    "walk_inlines",
]


class Text(Struct, frozen=True):
    """Characters of the text. White space inside is already single spaces; no line ends."""

    value: str


class LineBreak(Struct, frozen=True):
    """A hard break inside a paragraph."""


class Code(Struct, frozen=True):
    """Verbatim characters in a line."""

    value: str


class Emphasis(Struct, frozen=True):
    """``*stress*``."""

    content: tuple[Inline, ...]


class Strong(Struct, frozen=True):
    """``**strong stress**``."""

    content: tuple[Inline, ...]


class Span(Struct, frozen=True):
    """``[words]{lang=kk-Latn .small-caps}``: words in another language or with a class of the stylesheet.

    ``language`` is a BCP 47 tag or "" for none.
    """

    content: tuple[Inline, ...]
    language: str = ""
    classes: tuple[str, ...] = ()


class Link(Struct, frozen=True):
    """A link. ``target`` is an address as written, or ``#id`` of a heading of this manuscript."""

    target: str
    content: tuple[Inline, ...]
    location: Location


class Picture(Struct, frozen=True):
    """A picture by its neutral name (``img-001.jpg``), which ``PictureFile.name`` carries too."""

    name: str
    alternative: str
    location: Location


class Correction(Struct, frozen=True):
    """``[saying]{sic="waying"}``: prints ``content``; ``sic`` is what the source had."""

    content: tuple[Inline, ...]
    sic: str
    location: Location


class OpenBracket(Struct, frozen=True):
    """A pair of square brackets whose fate is open. ``location`` is that of the opening bracket."""

    content: tuple[Inline, ...]
    location: Location
    override: Override = Override()


class InlineBracket(Struct, frozen=True):
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


class NoteReference(Struct, frozen=True):
    """``[^label]`` in a manuscript: the author's own note."""

    label: str
    location: Location


class NoteCall(Struct, frozen=True):
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


def inline_children(inline: Inline) -> Inlines:
    """The inlines directly inside an inline; empty for a leaf."""
    match inline:
        case Text():  # every other inline is one
            return ()
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
