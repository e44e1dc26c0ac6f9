"""Codes on sheets of paper, as a PDF: placed by the table of measures, set by the engine, drawn in black only."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Name, Pdf, PdfImage, Stream

from edition_builder.model.edition import Edition
from edition_builder.model.measures import PageSize
from edition_builder.model.printing import SHEETS, PrintSettings
from edition_builder.model.qr_sheets import HEAD_MM, LATER_HEAD_MM, MARGIN_MM, STRIP_MM, Density, Sheet
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.dialect import dialect, term_language
from edition_builder.rendering.pdf_engine import EditionFonts
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_layout import lay_out
from edition_builder.rendering.pdf_marks import drawn
from edition_builder.rendering.pdf_page import PICTURE_SCHEME
from edition_builder.rendering.pdf_pass import finished
from edition_builder.rendering.qr_codes import QrCode, short_code
from edition_builder.rendering.templates import page

__all__ = ["sheets_pdf"]

_LONGEST_SAMPLE = 40  # bytes of UTF-8 in the codes of the test strip
_STRIP_CHARACTERS_PER_MM = 0.85  # of 6.5 pt; a strip is cut rather than wrapped
_MOST_PITCH = 1.1  # of the least distance of rows


class _Grid(Struct, frozen=True):
    """Where the first row stands and how far columns and rows are apart, in mm."""

    top_mm: float
    column_mm: float
    row_mm: float


class _Placed(Struct, frozen=True):
    """A code on a sheet: its picture's name, where it stands from the sheet's upper left corner, its line."""

    name: str
    left_mm: float
    top_mm: float
    strip: str


def sheets_pdf(
    codes: tuple[QrCode, ...], density: Density, sheet: Sheet, edition: Edition, styles: StyleFolder
) -> bytes:
    """The sheets, the test strip on the first."""
    sample = _sample(edition.metadata.title)
    tests = tuple(short_code(sample, sample, says_encoding=says) for says in (False, True))
    pictures = {
        f"{PICTURE_SCHEME}{name}": code.picture for name, code in (*_named("test", tests), *_named("qr", codes))
    }
    choices = dialect(edition, str)
    sheets = list(_sheets(codes, density, sheet, SHEETS[edition.print_settings.paper]))
    markup = page(
        "qr",
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        name=edition.metadata.title,
        style=styles.sheet("qr.css"),
        terms=edition.terms,
        terms_language=term_language(choices),
        authors=", ".join(edition.authors),
        slug=edition.metadata.slug,
        sample=sample,
        scheme=PICTURE_SCHEME,
        sheets=sheets,
        measures=_measures(edition, density, tests[0]),
    )
    with TemporaryDirectory(prefix="edition-") as folder:
        fonts = EditionFonts(needed_fonts(markup, styles), Path(folder))
        data, pieces = drawn(lay_out(markup, pictures, fonts))
    return _in_black(finished(data, pieces, _on_paper(edition), styles))


def _on_paper(edition: Edition) -> Edition:
    """The edition with the sheet as its page: no bleed, marks or press of the book's pages."""
    settings = edition.print_settings
    return replace(edition, print_settings=PrintSettings(page=SHEETS[settings.paper], paper=settings.paper))


def _measures(edition: Edition, density: Density, test: QrCode) -> dict[str, float]:
    """The measures that the page needs, in mm."""
    paper = SHEETS[edition.print_settings.paper]
    return {
        "width": paper.width_mm,
        "height": paper.height_mm,
        "margin": MARGIN_MM,
        "side": density.side_mm,
        "quiet": density.quiet_mm,
        "strip": STRIP_MM,
        "test": test.modules * density.module_mm,
    }


def _named(stem: str, codes: tuple[QrCode, ...]) -> Iterator[tuple[str, QrCode]]:
    """Each code with the name of its picture."""
    return ((f"{stem}-{number}", code) for number, code in enumerate(codes))


def _sheets(codes: tuple[QrCode, ...], density: Density, sheet: Sheet, paper: PageSize) -> Iterator[list[_Placed]]:
    """The codes of each sheet, placed row by row."""
    rest = list(_named("qr", codes))
    rows, head = sheet.first_rows, HEAD_MM
    while rest:
        room = sheet.columns * rows
        grid = _grid(density, sheet.columns, rows, paper, head)
        yield [_placed(one, divmod(place, sheet.columns), density, grid) for place, one in enumerate(rest[:room])]
        rest, rows, head = rest[room:], sheet.rows, LATER_HEAD_MM


def _grid(density: Density, columns: int, rows: int, paper: PageSize, head: float) -> _Grid:
    """What the paper has more than the codes need goes between them: white around a code helps a camera."""
    across = paper.width_mm - 2 * MARGIN_MM - density.side_mm
    last_row = density.side_mm + density.quiet_mm + STRIP_MM
    down = paper.height_mm - 2 * MARGIN_MM - head - last_row
    widest = (last_row + density.quiet_mm) * _MOST_PITCH
    return _Grid(MARGIN_MM + head, across / max(1, columns - 1), min(widest, down / max(1, rows - 1)))


def _placed(named: tuple[str, QrCode], place: tuple[int, int], density: Density, grid: _Grid) -> _Placed:
    """A code in its row and column."""
    (name, code), (row, column) = named, place
    left, top = MARGIN_MM + column * grid.column_mm, grid.top_mm + row * grid.row_mm
    strip = code.strip[: int(density.side_mm * _STRIP_CHARACTERS_PER_MM)]
    return _Placed(name, round(left, 3), round(top, 3), strip)


def _sample(title: str) -> str:
    """The beginning of the title, for the test strip: whole words as far as they fit a small code."""
    words = title.split()
    while len(words) > 1 and len(" ".join(words).encode()) > _LONGEST_SAMPLE:
        words.pop()
    text = " ".join(words)
    while len(text.encode()) > _LONGEST_SAMPLE:
        text = text[:-1]
    return text


def _in_black(data: bytes) -> bytes:
    """The PDF with each picture as a mask that is painted in black ink alone, one bit a pixel.

    The engine makes every picture RGB, which prints black from four plates and takes twice the room.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Image:
                _as_mask(thing)
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True, fix_metadata_version=False, recompress_flate=True)
    return stream.getvalue()


def _as_mask(picture: Stream) -> None:
    """One picture as a mask: 0 paints (ISO 32000-1, 8.9.6.2)."""
    bits = PdfImage(picture).as_pil_image().convert("1").tobytes()
    width, height = picture.Width, picture.Height
    picture.write(bits)
    for key in (Name.ColorSpace, Name.SMask, Name.DecodeParms, Name.Interpolate):
        if key in picture:
            del picture[key]
    picture.ImageMask, picture.BitsPerComponent, picture.Width, picture.Height = True, 1, width, height
