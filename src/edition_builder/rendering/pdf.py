"""Book pages as PDF: HTML for print, laid out by WeasyPrint, finished by pikepdf. The steps are modules ``pdf_*``."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import BOOK_PAGE, PrintFormat, in_format
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.pdf_cover import COVER_PICTURE, front_page
from edition_builder.rendering.pdf_engine import EditionFonts
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_layout import late_notes, lay_out
from edition_builder.rendering.pdf_marks import drawn
from edition_builder.rendering.pdf_measures import page_style
from edition_builder.rendering.pdf_page import PICTURE_SCHEME, print_page
from edition_builder.rendering.pdf_pass import finished
from edition_builder.rendering.picture_sizes import paper_limits, with_fitting_pictures

__all__ = ["render", "render_in"]


def render(edition: Edition, styles: StyleFolder) -> Rendition:
    """The edition as book pages, ``SLUG.pdf``: PDF/UA-1, fonts embedded, every note on the page of its call.

    Notes for which there is no room there, whatever is tried, are named in the rendition.

    Raises:
        UsageError: the style sheet asks for something outside the edition.
        KeyError: ``print.css`` is in neither style folder.
    """
    return render_in(edition, styles, BOOK_PAGE)


def render_in(edition: Edition, styles: StyleFolder, row: PrintFormat) -> Rendition:
    """The edition as the pages of a print format, ``SLUG-FORMAT.pdf``; the book page has no name of its own.

    Raises:
        UsageError, KeyError: as ``render``.
    """
    edition = in_format(edition, row)
    edition = with_fitting_pictures(edition, paper_limits(edition, grey=row.on_sheets))
    mirrored = ("print-rtl.css",) if edition.metadata.direction == "rtl" else ()
    front = front_page(edition, styles, PICTURE_SCHEME + COVER_PICTURE) if row.has_cover else ""
    style = page_style(edition.print_settings, styles, *mirrored, row=row)
    markup = print_page(edition, style, front, row)
    pictures = {PICTURE_SCHEME + picture.name: picture.data for picture in edition.pictures}
    if edition.cover_picture and row.has_cover:
        pictures[PICTURE_SCHEME + COVER_PICTURE] = edition.cover_picture.file.data
    with TemporaryDirectory(prefix="edition-") as folder, _uncollected():
        fonts = EditionFonts(needed_fonts(markup, styles, row.faces), Path(folder))
        document = lay_out(markup, pictures, fonts)
        late, sheets = late_notes(document), ceil(len(document.pages) / 2) if row.on_sheets else 0
        data, pieces = drawn(document)
    finished_data = finished(data, pieces, edition, styles)
    ending = "" if row is BOOK_PAGE else f"-{row.name}"
    return Rendition(row.name, (RenditionFile(f"{edition.metadata.slug}{ending}.pdf", finished_data),), late, sheets)


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep Python from searching for garbage meanwhile.

    The boxes of all pages live until the last is drawn; to walk through them again and again takes a tenth of the
    time and finds next to nothing.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
