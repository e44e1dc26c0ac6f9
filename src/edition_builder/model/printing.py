"""How an edition is printed: ``print`` of the front matter as values. Lengths are millimetres, type sizes points."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

from edition_builder.model.measures import A5, POINTS_PER_MM, PageSize

__all__ = [
    "BOOK_MARGINS",
    "LEAST_MARGIN",
    "PAGES",
    "SHEETS",
    "Booklet",
    "Handout",
    "HandoutCodes",
    "LargePrint",
    "Margins",
    "Marks",
    "OwnFormat",
    "Paper",
    "PosterSheet",
    "PrintSettings",
    "PrintedLinks",
    "Standard",
    "default_margins",
]

INCH = 25.4
# ISO 216 and the sheets and book pages of North America.
PAGES: dict[str, PageSize] = {
    "a3": PageSize(297, 420),
    "a4": PageSize(210, 297),
    "a5": A5,
    "a6": PageSize(105, 148),
    "b4": PageSize(250, 353),
    "b5": PageSize(176, 250),
    "b6": PageSize(125, 176),
    "letter": PageSize(8.5 * INCH, 11 * INCH),
    "legal": PageSize(8.5 * INCH, 14 * INCH),
    "tabloid": PageSize(11 * INCH, 17 * INCH),
    "half-letter": PageSize(5.5 * INCH, 8.5 * INCH),
}
_WIDEST_MEASURE_EM = 31  # about 70 characters, above which the eye loses the next line


class Marks(StrEnum):
    """Printer's marks outside the page."""

    NONE = "none"
    CROP = "crop"


class Standard(StrEnum):
    """What the PDF conforms to. ``PDF_A_2A`` is PDF/UA-1 too: one file that is both."""

    PDF_UA_1 = "pdf/ua-1"
    PDF_A_2A = "pdf/a-2a"
    PDF_A_3U = "pdf/a-3u"
    PDF_X_4 = "pdf/x-4"


class PrintedLinks(StrEnum):
    """How the address of a link prints: behind its words, as a note of its own series, as a code, or not at all."""

    BRACKETS = "brackets"
    NOTE = "note"
    QR = "qr"
    NONE = "none"


class Paper(StrEnum):
    """The sheets that are in the printer, for formats that are imposed or printed at home."""

    A4 = "a4"
    LETTER = "letter"


class LargePrint(StrEnum):
    """The sizes of large print, in points: least, usual, better and largest of the rules in docs/typography.md."""

    LEAST = "16"
    USUAL = "18"
    BETTER = "20"
    LARGEST = "24"


SHEETS: dict[Paper, PageSize] = {Paper.A4: PAGES["a4"], Paper.LETTER: PAGES["letter"]}


class Margins(Struct, frozen=True):
    """The margins of a page in millimetres; ``inner`` is the side of the spine."""

    top: float
    bottom: float
    inner: float
    outer: float


LEAST_MARGIN = 5.0  # no printer prints nearer to the edge, no knife cuts truer
BOOK_MARGINS = Margins(top=20, bottom=22, inner=19, outer=21)


def default_margins(page: PageSize, size_pt: float) -> Margins:
    """Margins that stand to a page as those of the book page stand to A5, wider where lines would be too long.

    Args:
        page: the trimmed page.
        size_pt: the size of the type, which decides how long a line may be.
    """
    across, down = page.width_mm / A5.width_mm, page.height_mm / A5.height_mm
    inner, outer = BOOK_MARGINS.inner * across, BOOK_MARGINS.outer * across
    widest = _WIDEST_MEASURE_EM * size_pt / POINTS_PER_MM
    more = max(0.0, page.width_mm - inner - outer - widest) / 2
    return Margins(
        round(BOOK_MARGINS.top * down, 2),
        round(BOOK_MARGINS.bottom * down, 2),
        round(inner + more, 2),
        round(outer + more, 2),
    )


class Booklet(Struct, frozen=True):
    """How the book pages are imposed.

    ``signature`` is the most sheets that are folded into one another: ten make 40 pages, which the inner margin of a
    book page still bears and a stapler pierces. ``marks`` are those of fold and staples, ``instruction`` is a sheet
    before the others that says how to print, fold and staple.
    """

    signature: int = 10
    marks: bool = False
    instruction: bool = False


class HandoutCodes(StrEnum):
    """The rows of ``FORMATS`` whose sheets can stand behind a handout."""

    EASY = "qr"
    DENSE = "qr-dense"


class Handout(Struct, frozen=True):
    """How the handout is made: with sheets of codes behind it, or None."""

    codes: HandoutCodes | None = None


class PosterSheet(StrEnum):
    """The sheets of a poster: those of the paper, or twice as large."""

    A4 = "a4"
    A3 = "a3"
    LETTER = "letter"
    TABLOID = "tabloid"


class OwnFormat(Struct, frozen=True):
    """A print format that a manuscript defines: one of the tool's own (``like``) with other measures.

    ``page`` and ``size`` are None where they are those of the format that it is like, ``margins`` where they follow
    from the page.
    """

    name: str
    like: str = "pdf"
    page: PageSize | None = None
    margins: Margins | None = None
    size: float | None = None


class PrintSettings(Struct, frozen=True):
    """What the book pages are printed on, and how.

    ``page`` is the trimmed page, ``size`` the type size of the text in points, ``bleed`` what is printed beyond the
    page on every side, in millimetres, ``large_print`` the type size of that format, ``poster`` the sheet of that one,
    None for that of ``paper``. The defaults are the A5 book page.
    """

    page: PageSize = A5
    margins: Margins = BOOK_MARGINS
    size: float = 10.5
    bleed: float = 0
    marks: Marks = Marks.NONE
    standard: Standard = Standard.PDF_UA_1
    links: PrintedLinks = PrintedLinks.BRACKETS
    paper: Paper = Paper.A4
    booklet: Booklet = Booklet()
    handout: Handout = Handout()
    poster: PosterSheet | None = None
    large_print: float = 18
    formats: tuple[OwnFormat, ...] = ()

    @property
    def measure(self) -> float:
        """The width of the text in millimetres."""
        return self.page.width_mm - self.margins.inner - self.margins.outer

    @property
    def text_height(self) -> float:
        """The height of the text in millimetres."""
        return self.page.height_mm - self.margins.top - self.margins.bottom
