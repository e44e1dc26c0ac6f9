"""A bracket and where it stands: all that the rules may look at."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from edition_builder.diagnostics import Location
from edition_builder.model.document import Blocks, Inlines, Override

__all__ = ["Mark", "MarkKind", "Neighbour", "Place", "Site"]


class MarkKind(StrEnum):
    """How words are set off from the rest."""

    EMPHASIS = "emphasis"
    FOREIGN = "foreign"


class Place(StrEnum):
    """What kind of run a bracket stands in."""

    PROSE = "prose"
    HEADING = "heading"
    VERSE = "verse"
    CELL = "cell"
    CAPTION = "caption"
    BLOCK = "block"


class Mark(Struct, frozen=True):
    """Words set off by emphasis or by a language, that end right before a bracket."""

    kind: MarkKind
    text: str


class Neighbour(Struct, frozen=True):
    """A block near a bracket that stands alone: its text (the start of it) and what it is."""

    text: str
    heading: bool = False
    dateline: bool = False
    sole_bracket: bool = False


class Site(Struct, frozen=True):
    """One bracket in its place.

    ``number`` counts the brackets in the order in which the text is walked. ``text`` is the content as plain words;
    ``left`` and ``right`` are what stands before and after it in the same paragraph, heading, line or cell (at most
    ``WINDOW`` characters) with other brackets taken out. ``alone``: the paragraph holds nothing but brackets.
    ``depth`` is 1 and more inside another bracket or an author's note. ``blocks`` are the content of a bracket that
    spans blocks, ``inlines`` of any other. ``paragraph`` is the place of the paragraph that an ``alone`` one fills.
    """

    number: int
    location: Location
    override: Override
    text: str
    left: str = ""
    right: str = ""
    inlines: Inlines = ()
    blocks: Blocks = ()
    mark: Mark | None = None
    alone: bool = False
    depth: int = 0
    place: Place = Place.PROSE
    before: Neighbour | None = None
    after: tuple[Neighbour, ...] = ()
    paragraph: Location | None = None
