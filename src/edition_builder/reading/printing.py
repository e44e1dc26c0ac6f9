"""``print`` of the front matter: read, checked as a whole, and given as ``PrintSettings``."""

from __future__ import annotations

import re
from math import ceil

from msgspec.structs import replace

from edition_builder.diagnostics import Location
from edition_builder.model.measures import POINTS_PER_MM, PageSize
from edition_builder.model.printing import (
    PAGES,
    Booklet,
    Margins,
    Marks,
    Paper,
    PrintedLinks,
    PrintSettings,
    Standard,
    default_margins,
)
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import Choice, Count, Flag, JsonSchema, wrong_type
from edition_builder.reading.lengths import POINTS, Length, shown
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reading.shape import Key, Shape, Values
from edition_builder.reading.yaml_nodes import Items, Node, Pairs, Scalar

__all__ = ["PrintKind"]

_SIDE = Length("a side of the page", "140mm", 50, 1200)
_MARGIN = Length("a margin", "20mm", 5, 600)  # no printer prints nearer to the edge, no knife cuts truer
_TWO_LENGTHS = re.compile(r"\s*([0-9.,]+)\s*(mm|cm|in|pt)?\s*[x×]\s*([0-9.,]+)\s*(mm|cm|in|pt)?\s*", re.IGNORECASE)
# What a line and a page must hold at the very least: some ten characters, two lines and the notes they call.
_SHORTEST_LINE_EM, _FEWEST_LINES = 6, 8
_LEADING = 9 / 7  # of the size: 13.5 pt for 10.5 pt
_HEAD_MM, _FOLIO_MM = 4, 7  # between the text and the running head over it, the page number under it (print.css)


class _PageKind:
    """A page by its name or by its two sides, width first."""

    def read(self, node: Node, findings: Findings) -> PageSize | None:
        """The page; EB209 for a name that is not known, EB212 for sides that cannot be."""
        if isinstance(node, Items) and len(node.items) == 2:  # noqa: PLR2004 - width and height
            return self._page(*(_SIDE.read(side, findings) for side in node.items))
        if not isinstance(node, Scalar):
            wrong_type(node, "a page such as a5, or its width and height: [140mm, 210mm]", findings)
            return None
        sides = _TWO_LENGTHS.fullmatch(node.value)
        if sides:
            width, unit_of_width, height, unit = sides.groups(default="")
            written = (f"{width}{unit_of_width or unit}", f"{height}{unit or unit_of_width}")
            return self._page(*(_SIDE.read(node._replace(value=one), findings) for one in written))
        if node.value.lower() not in PAGES:
            hint = did_you_mean(node.value.lower(), PAGES) + " A page of your own is written 140x210mm."
            findings.add("EB209", f"there is no page {node.value!r}", node.location, hint)
        return PAGES.get(node.value.lower())

    @staticmethod
    def _page(width: float | None, height: float | None) -> PageSize | None:
        return PageSize(width, height) if width and height else None

    def json(self) -> JsonSchema:
        """A name, two lengths in a string, or an array of them."""
        sides: JsonSchema = {"type": "array", "items": _SIDE.json(), "minItems": 2, "maxItems": 2}
        named: JsonSchema = {"type": "string", "examples": [*PAGES, "140x210mm"]}
        return {"anyOf": [named, sides]}


_SIDES = tuple(
    Key(name, _MARGIN, f"the margin {where}")
    for name, where in (
        ("top", "above the text"),
        ("bottom", "below the text"),
        ("inner", "at the spine"),
        ("outer", "at the fore-edge"),
    )
)
_MARGINS_BY_SIDE = Shape(_SIDES)


class _MarginsKind:
    """Margins: one length for all sides, or keys."""

    def read(self, node: Node, findings: Findings) -> dict[str, float] | None:
        """The margins that are given, by side."""
        if isinstance(node, Pairs):
            values = _MARGINS_BY_SIDE.read(node, findings)
            given = {key.name: values.get(key) for key in _SIDES} if values else {}
            return {side: length for side, length in given.items() if length is not None}
        length = _MARGIN.read(node, findings)
        return None if length is None else dict.fromkeys((key.name for key in _SIDES), length)

    def json(self) -> JsonSchema:
        """A length or an object."""
        return {"anyOf": [_MARGIN.json(), _MARGINS_BY_SIDE.json()]}


class _Loose:
    """A value that this version keeps no eye on: formats of one's own are settled with the print formats."""

    def read(self, node: Node, findings: Findings) -> Node | None:  # noqa: ARG002
        """The node as it is."""
        return node

    def json(self) -> JsonSchema:
        """Anything."""
        return {}


PAGE = Key("page", _PageKind(), "the trimmed page: a5, half-letter, 140x210mm")
MARGINS = Key("margins", _MarginsKind(), "the margins: one length, or top, bottom, inner, outer")
SIZE = Key("size", Length("the type size", "10.5pt", 6, 30, POINTS), "the size of the type in points")
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
FORMATS = Key("formats", _Loose(), "print formats of your own")
_PRINT = Shape((PAGE, MARGINS, SIZE, BLEED, MARKS, STANDARD, LINKS, PAPER, BOOKLET, FORMATS))


class PrintKind:
    """The value of ``print``."""

    def read(self, node: Node, findings: Findings) -> PrintSettings | None:
        """The settings; EB213 if what the margins leave of the page is too small for the type."""
        values = _PRINT.read(node, findings)
        if values is None:
            return None
        settings = _settings(values)
        place = next((value.location for key, value in getattr(node, "pairs", ()) if key.value == "margins"), None)
        _check_room(settings, place or node.location, findings)
        return settings

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
    )


def _booklet(values: Values | None) -> Booklet:
    """How the booklet is made."""
    if values is None:
        return Booklet()
    signature = values.get(SIGNATURE) or Booklet().signature
    return Booklet(signature, values.get(FOLD_MARKS) or False, values.get(INSTRUCTION) or False)


def _check_room(settings: PrintSettings, place: Location, findings: Findings) -> None:
    """EB213 where no text can be set."""
    page, margins, size_mm = settings.page, settings.margins, settings.size / POINTS_PER_MM
    shortest, lowest = _SHORTEST_LINE_EM * size_mm, _FEWEST_LINES * _LEADING * size_mm
    for name, margin, away in (("above", margins.top, _HEAD_MM), ("below", margins.bottom, _FOLIO_MM)):
        if margin < away + _LEADING * size_mm:
            findings.add(
                "EB213",
                f"the margin of {shown(margin)} mm {name} the text has no room for the running head or page number",
                place,
                f"make it {shown(ceil(away + _LEADING * size_mm))} mm or more",
            )
    for name, side, taken, least in (
        ("wide", page.width_mm, margins.inner + margins.outer, shortest),
        ("high", page.height_mm, margins.top + margins.bottom, lowest),
    ):
        if side - taken < least:
            findings.add(
                "EB213",
                f"the page is {shown(side)} mm {name} and its margins take {shown(taken)} mm of that; "
                f"type of {shown(settings.size)} pt needs {shown(least)} mm at least",
                place,
                "make the margins or the type smaller, or the page larger",
            )
