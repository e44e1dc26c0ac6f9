"""``print`` of the front matter: read, checked as a whole, and given as ``PrintSettings``."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.model.printing import (
    Booklet,
    Handout,
    HandoutCodes,
    LargePrint,
    Margins,
    Marks,
    Paper,
    PosterSheet,
    PrintedLinks,
    PrintSettings,
    Standard,
    default_margins,
)
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import Choice, Count, Flag, JsonSchema
from edition_builder.reading.lengths import Length
from edition_builder.reading.own_formats import OwnFormatsKind
from edition_builder.reading.page_kinds import MARGINS, PAGE, SIZE, check_heads, check_room
from edition_builder.reading.shape import Key, Shape, Values
from edition_builder.reading.yaml_nodes import Node

__all__ = ["PrintKind"]

BLEED = Key("bleed", Length("the bleed", "3mm", 0, 15), "what is printed beyond the page: 3mm")
MARKS = Key("marks", Choice(tuple(Marks)), "printer's marks: none or crop")
STANDARD = Key("standard", Choice(tuple(Standard)), "what the PDF conforms to")
LINKS = Key("links", Choice(tuple(PrintedLinks)), "how the address of a link prints: note, brackets, qr or none")
PAPER = Key("paper", Choice(tuple(Paper)), "the sheets in the printer: a4 or letter")
SIGNATURE = Key("signature", Count(1, 50), "the most sheets that are folded into one another")
FOLD_MARKS = Key("marks", Flag(), "true draws where to fold and staple")
INSTRUCTION = Key("instruction", Flag(), "true puts a sheet before the others that says how to print, fold and staple")
_BOOKLET = Shape((SIGNATURE, FOLD_MARKS, INSTRUCTION))
BOOKLET = Key("booklet", _BOOKLET, "how the booklet is made: signature, marks, instruction")
CODES = Key("codes", Choice(tuple(HandoutCodes)), "sheets of codes behind the handout: qr or qr-dense")
_HANDOUT = Shape((CODES,))
HANDOUT = Key("handout", _HANDOUT, "how the handout is made: codes")
LARGE_PRINT = Key("large-print", Choice(tuple(LargePrint)), "the size of large print in points: 16, 18, 20 or 24")
POSTER = Key("poster", Choice(tuple(PosterSheet)), "the sheet of the poster: a4, a3, letter or tabloid")
FORMATS = Key("formats", OwnFormatsKind(), "print formats of your own, each with its measures")
_PRINT = Shape(
    (PAGE, MARGINS, SIZE, BLEED, MARKS, STANDARD, LINKS, PAPER, BOOKLET, HANDOUT, LARGE_PRINT, POSTER, FORMATS)
)


class PrintKind:
    """The value of ``print``."""

    def read(self, node: Node, findings: Findings) -> PrintSettings | None:
        """The settings; EB213 if what the margins leave of the page is too small for the type."""
        values = _PRINT.read(node, findings)
        if values is None:
            return None
        settings = _settings(values)
        place = next((value.location for key, value in getattr(node, "pairs", ()) if key.value == "margins"), None)
        check_heads(settings, place or node.location, findings)
        check_room(settings, place or node.location, findings)
        own = tuple(one.settled(settings, findings) for one in values.get(FORMATS) or ())
        return replace(settings, formats=own)

    def json(self) -> JsonSchema:
        """An object."""
        return _PRINT.json()


def _settings(values: Values) -> PrintSettings:
    """Everything with its type; what was refused, as by default."""
    usual = PrintSettings()
    page, size = values.get(PAGE) or usual.page, values.get(SIZE) or usual.size
    margins: Margins = replace(default_margins(page, size), **(values.get(MARGINS) or {}))
    return PrintSettings(
        page=page,
        margins=margins,
        size=size,
        bleed=values.get(BLEED) or 0,
        marks=values.get(MARKS) or usual.marks,
        standard=values.get(STANDARD) or usual.standard,
        links=values.get(LINKS) or usual.links,
        paper=values.get(PAPER) or usual.paper,
        booklet=_booklet(values.get(BOOKLET)),
        handout=_handout(values.get(HANDOUT)),
        poster=values.get(POSTER),
        large_print=float((values.get(LARGE_PRINT) or LargePrint.USUAL).value),
    )


def _booklet(values: Values | None) -> Booklet:
    """How the booklet is made."""
    if values is None:
        return Booklet()
    signature = values.get(SIGNATURE) or Booklet().signature
    return Booklet(signature, values.get(FOLD_MARKS) or False, values.get(INSTRUCTION) or False)


def _handout(values: Values | None) -> Handout:
    """How the handout is made."""
    return Handout() if values is None else Handout(values.get(CODES))
