"""PRINT_FORMATS: the formats that are set like the book page with other measures, a row of data each.

The values and where they come from: ``docs/typography.md``. What a row does not say (where headings stand, what the
foot of a page shows) is in the style sheet that it names, read after ``print.css``.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.edition import Edition
from edition_builder.model.measures import PageSize
from edition_builder.model.printing import SHEETS, Margins, PrintedLinks, PrintSettings

__all__ = ["BOOK_PAGE", "PRINT_FORMATS", "Notes", "PrintFormat", "in_format", "print_format"]


class Notes(Struct, frozen=True):
    """How notes at the foot are set: size and line distance in points."""

    size: float
    leading: float


class PrintFormat(Struct, frozen=True):
    """How a format is printed. Lengths are millimetres, sizes points.

    ``page`` is None for the sheet that is in the printer, ``margins`` None for what the manuscript says. ``leading``
    and ``notes`` are None where ``print.css`` has them, in proportion to the size. ``faces`` are the beginnings of the
    names of font files that are needed beside the book's. ``hyphenated`` lets lines be justified and words be broken
    where the language has patterns. ``has_head`` puts title and names over the first lines instead of on pages of
    their own, and imprint and colophon behind the text.
    """

    name: str
    sheet: str = ""
    page: PageSize | None = None
    margins: Margins | None = None
    size: float = 10.5
    leading: float | None = None
    notes: Notes | None = None
    columns: int = 1
    gap: float = 0
    faces: tuple[str, ...] = ()
    hyphenated: bool = True
    has_cover: bool = False
    has_head: bool = False

    @property
    def note_scale(self) -> float:
        """How much larger than in proportion to the text notes are set."""
        return 1 if self.notes is None else self.notes.size / (_BOOK_NOTES * self.size)


_BOOK_NOTES = 8.5 / 10.5  # of the text's size
BOOK_PAGE = PrintFormat("pdf", has_cover=True)
PRINT_FORMATS: tuple[PrintFormat, ...] = (
    BOOK_PAGE,
    PrintFormat(
        "phone",
        "print-phone.css",
        page=PageSize(90, 160),
        margins=Margins(top=9, bottom=10, inner=6, outer=6),
        size=12.5,
        leading=17,
        notes=Notes(10.5, 13.5),
    ),
    PrintFormat(
        "handout",
        "print-handout.css",
        margins=Margins(top=14, bottom=15, inner=15, outer=15),
        size=9.5,
        leading=12.25,
        notes=Notes(8.5, 10.5),
        columns=2,
        gap=7,
        faces=("GentiumPlus-",),
        has_head=True,
    ),
    PrintFormat(
        "large-print",
        "print-large-print.css",
        margins=Margins(top=25.4, bottom=25.4, inner=28.8, outer=28.8),
        size=18,
        leading=27,
        notes=Notes(18, 24),
        faces=("NotoSans-",),
        hyphenated=False,
    ),
)


def print_format(name: str) -> PrintFormat:
    """The row of a format; that of the book page for one that has none."""
    return next((row for row in PRINT_FORMATS if row.name == name), BOOK_PAGE)


def in_format(edition: Edition, row: PrintFormat) -> Edition:
    """The edition with the print settings of a format; as it is for the book page.

    Such a file is read on a screen or copied at home: bleed, marks and the standard of a press are the book page's
    alone. Its margins have no room for codes, so addresses that would print as codes stand in brackets.
    """
    if row.margins is None:
        return edition
    asked = edition.print_settings
    links = PrintedLinks.BRACKETS if asked.links is PrintedLinks.QR else asked.links
    settings = PrintSettings(
        page=row.page or SHEETS[asked.paper], margins=row.margins, size=row.size, links=links, paper=asked.paper
    )
    return replace(edition, print_settings=settings)
