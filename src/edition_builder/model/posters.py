"""The measures of a poster, as data: for A4, and scaled to the sheet that is asked for.

A line of 17 pt on a measure of 180 mm holds 65 characters and is read at arm's length and a step more; on A3 from half
as far again. What is smaller is small print for those who come near.
"""

from __future__ import annotations

from edition_builder.model.measures import PageSize
from edition_builder.model.print_formats import PrintFormat, settings_in
from edition_builder.model.printing import PAGES, SHEETS, Margins, PrintSettings
from edition_builder.model.qr_sheets import EASY

__all__ = [
    "CUT_SIZES",
    "MOST_CHARACTERS",
    "WHOLE_SIZES",
    "codes_in_row",
    "poster_page",
    "poster_row",
    "poster_settings",
]

WHOLE_SIZES = (38.0, 31.0, 25.0, 21.0, 17.0)  # pt on A4, for a text that stands there whole: the largest that holds it
CUT_SIZES = (17.0, 14.0, 11.5)  # for the beginning of a text: the first that holds a sentence
MOST_CHARACTERS = 3_000  # of a text that are looked at: as many as a poster holds in the smallest size
_MARGIN_MM = 15.0
_LEADING = 1.32  # of the size


def poster_page(settings: PrintSettings) -> PageSize:
    """The sheet."""
    return PAGES[settings.poster] if settings.poster else SHEETS[settings.paper]


def poster_row(settings: PrintSettings, size: float = CUT_SIZES[0]) -> PrintFormat:
    """A poster as a print format, its text in a size that is given for A4."""
    page = poster_page(settings)
    scale = min(page.width_mm / PAGES["a4"].width_mm, page.height_mm / PAGES["a4"].height_mm)
    margin = round(_MARGIN_MM * scale, 2)
    return PrintFormat(
        "poster",
        "print-poster.css",
        page=page,
        margins=Margins(margin, margin, margin, margin),
        size=size * scale,
        leading=size * scale * _LEADING,
        hyphenated=False,
        scale=scale,
    )


def poster_settings(asked: PrintSettings) -> PrintSettings:
    """The print settings of a poster: no bleed, marks or standard of a press."""
    return settings_in(asked, poster_row(asked))


def codes_in_row(settings: PrintSettings) -> int:
    """How many codes that nearly any camera reads stand side by side on a poster."""
    measure = poster_settings(settings).measure
    return int((measure + EASY.quiet_mm) / (EASY.side_mm + EASY.quiet_mm))
