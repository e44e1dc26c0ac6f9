"""Trim, bleed and media of each page, and crop marks (ISO 32000-1, 14.11.2).

WeasyPrint draws marks inside the bleed and takes a bleed of at most 10 pt into the BleedBox. A printer cuts at the
TrimBox, prints as far as the BleedBox and keeps marks outside of it, so they are drawn here.
"""

from __future__ import annotations

from collections.abc import Iterator

from pikepdf import Array, Name, Page, Pdf

from edition_builder.model.measures import POINTS_PER_MM
from edition_builder.model.printing import Marks, PrintSettings

__all__ = ["set_boxes"]

_CLEAR_MM = 3  # between page and marks where there is no bleed, so that none is left on the page after cutting
_MARK_MM = 5
_AROUND_MM = 1
_HAIRLINE_PT = 0.25
_BLACK = "0 0 0 1 K"


def set_boxes(pdf: Pdf, settings: PrintSettings) -> None:
    """Give every page its boxes, and marks where they are asked for; nothing to do for a page without either."""
    if not settings.bleed and settings.marks is Marks.NONE:
        return
    bleed = settings.bleed * POINTS_PER_MM
    clear = max(settings.bleed, _CLEAR_MM) * POINTS_PER_MM
    length = _MARK_MM * POINTS_PER_MM
    around = clear + length + _AROUND_MM * POINTS_PER_MM if settings.marks is Marks.CROP else bleed
    for page in pdf.pages:
        trim = [float(side) for side in page.TrimBox]
        page.obj.MediaBox = _larger(trim, around)
        page.obj.BleedBox = _larger(trim, bleed)
        if settings.marks is Marks.CROP:
            _draw(pdf, page, "\n".join(_crop_marks(trim, clear, length)))


def _larger(box: list[float], by: float) -> Array:
    """A box with more on every side."""
    left, bottom, right, top = box
    return Array([round(side, 4) for side in (left - by, bottom - by, right + by, top + by)])


def _crop_marks(trim: list[float], clear: float, length: float) -> Iterator[str]:
    """Two lines at each corner, in line with the edges of the page."""
    left, bottom, right, top = trim
    near, far = clear, clear + length
    for x in (left, right):
        for start, end in ((bottom - far, bottom - near), (top + near, top + far)):
            yield f"{x:.3f} {start:.3f} m {x:.3f} {end:.3f} l S"
    for y in (bottom, top):
        for start, end in ((left - far, left - near), (right + near, right + far)):
            yield f"{start:.3f} {y:.3f} m {end:.3f} {y:.3f} l S"


def _draw(pdf: Pdf, page: Page, lines: str) -> None:
    """Put lines under the page's own content, which need not leave its coordinates as it found them."""
    marks = pdf.make_stream(f"/Artifact BMC\nq\n{_HAIRLINE_PT} w\n{_BLACK}\n{lines}\nQ\nEMC\n".encode())
    contents = page.obj[Name.Contents]
    own = list(contents) if isinstance(contents, Array) else [contents]
    page.obj[Name.Contents] = Array([marks, *own])
