"""A page, its margins and its type as people write them, and whether text fits what they leave."""

from __future__ import annotations

import re
from math import ceil

from edition_builder.diagnostics import Location
from edition_builder.model.measures import POINTS_PER_MM, PageSize
from edition_builder.model.printing import LEAST_MARGIN, PAGES, PrintSettings
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import JsonSchema, wrong_type
from edition_builder.reading.lengths import POINTS, Length, shown
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reading.shape import Key, Shape
from edition_builder.reading.yaml_nodes import Items, Node, Pairs, Scalar

__all__ = ["MARGINS", "PAGE", "SIZE", "check_heads", "check_room"]

_SIDE = Length("a side of the page", "140mm", 50, 1200)
_MARGIN = Length("a margin", "20mm", LEAST_MARGIN, 600)
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


PAGE = Key("page", _PageKind(), "the trimmed page: a5, half-letter, 140x210mm")
MARGINS = Key("margins", _MarginsKind(), "the margins: one length, or top, bottom, inner, outer")
SIZE = Key("size", Length("the type size", "10.5pt", 6, 30, POINTS), "the size of the type in points")


def check_heads(settings: PrintSettings, place: Location, findings: Findings) -> None:
    """EB213 where there is no room over the text for a running head, or under it for a page number."""
    margins, size_mm = settings.margins, settings.size / POINTS_PER_MM
    for name, margin, away in (("above", margins.top, _HEAD_MM), ("below", margins.bottom, _FOLIO_MM)):
        if margin < away + _LEADING * size_mm:
            findings.add(
                "EB213",
                f"the margin of {shown(margin)} mm {name} the text has no room for the running head or page number",
                place,
                f"make it {shown(ceil(away + _LEADING * size_mm))} mm or more",
            )


def check_room(settings: PrintSettings, place: Location, findings: Findings, columns: int = 1) -> None:
    """EB213 where no text can be set."""
    page, margins, size_mm = settings.page, settings.margins, settings.size / POINTS_PER_MM
    shortest, lowest = columns * _SHORTEST_LINE_EM * size_mm, _FEWEST_LINES * _LEADING * size_mm
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
