"""Book pages as PDF: HTML for print, laid out by WeasyPrint, finished by pikepdf. The steps are modules ``pdf_*``."""

from __future__ import annotations

from math import ceil
from pathlib import Path
from tempfile import TemporaryDirectory

from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import BOOK_PAGE, PrintFormat, in_format
from edition_builder.model.printing import PrintedLinks
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.model.workshop import Workshop
from edition_builder.rendering.pdf_cover import COVER_PICTURE, front_page
from edition_builder.rendering.pdf_cuts import PrintedBook, is_long, may_be_cut
from edition_builder.rendering.pdf_engine import EditionFonts
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_layout import late_notes, lay_out
from edition_builder.rendering.pdf_marks import drawn
from edition_builder.rendering.pdf_measures import page_style, room
from edition_builder.rendering.pdf_page import PICTURE_SCHEME, printed_book
from edition_builder.rendering.pdf_parts import Finished, Given, in_parts
from edition_builder.rendering.pdf_pass import finished
from edition_builder.rendering.picture_sizes import paper_limits, with_fitting_pictures

__all__ = ["render", "render_in"]

_USUAL = Order()


def render(edition: Edition, styles: StyleFolder, order: Order = _USUAL) -> Rendition:
    """The edition as book pages, ``SLUG.pdf``: PDF/UA-1, fonts embedded, every note on the page of its call.

    Notes for which there is no room there, whatever is tried, are named in the rendition.

    Raises:
        UsageError: the style sheet asks for something outside the edition.
        KeyError: ``print.css`` is in neither style folder.
    """
    return render_in(edition, styles, BOOK_PAGE, order.workshop)


def render_in(
    edition: Edition, styles: StyleFolder, row: PrintFormat, workshop: Workshop = _USUAL.workshop
) -> Rendition:
    """The edition as the pages of a print format, ``SLUG-FORMAT.pdf``; the book page has no name of its own.

    A long one is laid out in parts, which are tasks of the workshop.

    Raises:
        UsageError, KeyError: as ``render``.
    """
    edition = in_format(edition, row)
    edition = with_fitting_pictures(edition, paper_limits(edition, grey=row.on_sheets))
    mirrored = ("print-rtl.css",) if edition.metadata.direction == "rtl" else ()
    front = front_page(edition, styles, PICTURE_SCHEME + COVER_PICTURE) if row.has_cover else ""
    style = page_style(edition.print_settings, styles, *mirrored, row=row)
    book = printed_book(edition, style, front, row)
    given = _given(book, edition, styles, row)
    may_be = row.columns == 1 and edition.print_settings.links is not PrintedLinks.QR and may_be_cut(style)
    is_cut = may_be and is_long(book.sections, room(edition.print_settings))
    made = in_parts(book, given, edition, styles, workshop) if is_cut else None
    made = made or _in_one_piece(book, given, edition, styles)
    ending = "" if row is BOOK_PAGE else f"-{row.name}"
    file = RenditionFile(f"{edition.metadata.slug}{ending}.pdf", made.data)
    return Rendition(row.name, (file,), made.late_notes, ceil(made.pages / 2) if row.on_sheets else 0)


def _given(book: PrintedBook, edition: Edition, styles: StyleFolder, row: PrintFormat) -> Given:
    """The pictures and fonts that the book is set with."""
    pictures = {PICTURE_SCHEME + picture.name: picture.data for picture in edition.pictures}
    if edition.cover_picture and row.has_cover:
        pictures[PICTURE_SCHEME + COVER_PICTURE] = edition.cover_picture.file.data
    return Given(pictures, needed_fonts(book.markup, styles, row.faces))


def _in_one_piece(book: PrintedBook, given: Given, edition: Edition, styles: StyleFolder) -> Finished:
    """The book laid out as one document."""
    with TemporaryDirectory(prefix="edition-") as folder:
        document = lay_out(book.markup, given.pictures, EditionFonts(given.fonts, Path(folder)))
        late, pages = late_notes(document), len(document.pages)
        data, pieces = drawn(document)
        del document
    return Finished(finished(data, pieces, edition, styles), late, pages)
