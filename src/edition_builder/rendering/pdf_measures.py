"""The measures of a page as style: what ``print`` of the manuscript says, before the looks of ``print.css``.

``print.css`` is written for type of 10.5 pt; for another size every length in points is scaled with it, so that sizes,
leading and the spaces between keep their proportions and facing pages their rows.
"""

from __future__ import annotations

import re

from msgspec import Struct

from edition_builder.model.print_formats import BOOK_PAGE, PrintFormat
from edition_builder.model.printing import PrintSettings
from edition_builder.model.rendition import StyleFolder

__all__ = ["BOOK_ROOM", "Room", "note_room", "page_style", "room"]

_BOOK = PrintSettings()
_POINTS = re.compile(r"(?<![\w.#])(?<!\w-)(\d+(?:\.\d+)?|\.\d+)pt\b")
_ROWS_BESIDE_NOTES_MM = 20  # what of a page notes leave to the text at 10.5 pt
_PICTURE_HEIGHT = 100 / 168  # of the text's


class Room(Struct, frozen=True):
    """How much a page holds beside the A5 book page: characters in a line, lines on a page, both as a factor."""

    line: float
    lines: float


BOOK_ROOM = Room(1, 1)


def room(settings: PrintSettings) -> Room:
    """The room of a page, exactly 1 for the book page."""
    smaller = _BOOK.size / settings.size
    return Room(settings.measure / _BOOK.measure * smaller, settings.text_height / _BOOK.text_height * smaller)


def note_room(settings: PrintSettings, row: PrintFormat) -> Room:
    """The room of a page for notes, which some formats set larger than in proportion to the text."""
    space = room(settings)
    return Room(space.line / row.note_scale, space.lines / row.note_scale)


def page_style(settings: PrintSettings, styles: StyleFolder, *mirrored: str, row: PrintFormat = BOOK_PAGE) -> str:
    """The whole style sheet: the page's measures, ``print.css`` and ``mirrored`` in its size, the project's own last.

    What the row of the format says, and its own sheet, stand before the project's.

    Raises:
        KeyError: a sheet is in neither style folder.
    """
    looks = _scaled(styles.text("print.css", *mirrored), settings.size / _BOOK.size)
    own = _scaled(styles.text(row.sheet), row.scale) if row.sheet else ""
    return "\n".join((_measures(settings), looks, _of_format(row), own, styles.sheet()))


def _scaled(style: str, factor: float) -> str:
    """A style sheet with every length in points multiplied."""
    if factor == 1:
        return style
    return _POINTS.sub(lambda found: f"{_number(float(found[1]) * factor)}pt", style)


def _of_format(row: PrintFormat) -> str:
    """Rules for what the row of a format says of the text; none for the book page."""
    rules = []
    if row.leading:
        rules.append(f"html {{ line-height: {_number(row.leading)}pt; }}")
    if row.notes:
        leading = f"line-height: {_number(row.notes.leading)}pt"
        rules.append(f".footnote {{ font-size: {_number(row.notes.size)}pt; {leading}; }}")
    if row.columns > 1:
        rules.append(f".columns {{ columns: {row.columns}; column-gap: {_number(row.gap)}mm; }}")
    return "\n".join(rules)


def _measures(settings: PrintSettings) -> str:
    """Rules for the page, and for what is measured by it."""
    page, margins = settings.page, settings.margins
    beside_notes = _ROWS_BESIDE_NOTES_MM * settings.size / _BOOK.size
    notes = max(settings.text_height - beside_notes, settings.text_height / 2)
    inner, outer = _number(margins.inner), _number(margins.outer)
    return f"""@page {{
  size: {_number(page.width_mm)}mm {_number(page.height_mm)}mm;
  margin: {_number(margins.top)}mm {outer}mm {_number(margins.bottom)}mm;
  {f"bleed: {_number(settings.bleed)}mm;" if settings.bleed else ""}
  @footnote {{ max-height: {_number(notes)}mm; }}
}}
@page :left {{ margin-left: {outer}mm; margin-right: {inner}mm; }}
@page :right {{ margin-left: {inner}mm; margin-right: {outer}mm; }}
.title-page, .imprint {{ height: {_number(settings.text_height - 1)}mm; }}
figure img {{ max-height: {_number(settings.text_height * _PICTURE_HEIGHT)}mm; }}"""


def _number(value: float) -> str:
    """A number for CSS, without an exponent or trailing zeros."""
    return f"{value:.3f}".rstrip("0").rstrip(".")
