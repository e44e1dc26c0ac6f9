"""The sheet before a booklet that says how to print, fold and staple it, in the words of the edition's language."""

from __future__ import annotations

from io import BytesIO
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec.structs import replace
from pikepdf import Dictionary, Name, Page, Pdf

from edition_builder.model.edition import Edition
from edition_builder.model.imposition import signatures
from edition_builder.model.measures import PageSize
from edition_builder.model.printing import SHEETS, PrintSettings
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.dialect import dialect, term_language
from edition_builder.rendering.pdf_engine import EditionFonts
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_layout import lay_out
from edition_builder.rendering.pdf_marks import drawn
from edition_builder.rendering.pdf_pass import finished
from edition_builder.rendering.pdf_sections import add_section
from edition_builder.rendering.templates import page

__all__ = ["put_in_front"]


def put_in_front(pdf: Pdf, pages: int, edition: Edition, styles: StyleFolder) -> None:
    """Put the sheet before those of a booklet, its back blank, its tags before theirs.

    Args:
        pdf: the booklet.
        pages: of the book that it holds.
        edition: whose language and settings it is written in.
        styles: with ``booklet.css``.
    """
    paper = SHEETS[edition.print_settings.paper]
    sheet = PageSize(paper.height_mm, paper.width_mm)
    with Pdf.open(BytesIO(_set(edition, sheet, pages, styles))) as own:
        add_section(pdf, own, in_front=True)
        pdf.pages.insert(
            1, Page(Dictionary(Type=Name.Page, MediaBox=pdf.pages[0].MediaBox, TrimBox=pdf.pages[0].TrimBox))
        )


def _set(edition: Edition, sheet: PageSize, pages: int, styles: StyleFolder) -> bytes:
    """The sheet as a PDF of its own."""
    markup = page(
        "instruction",
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        name=edition.metadata.title,
        width=sheet.width_mm,
        height=sheet.height_mm,
        style=styles.sheet("booklet.css"),
        terms=edition.terms,
        terms_language=term_language(dialect(edition, str)),
        steps=_steps(edition, pages),
    )
    with TemporaryDirectory(prefix="edition-") as folder:
        data, pieces = drawn(lay_out(markup, {}, EditionFonts(needed_fonts(markup, styles), Path(folder))))
    settings = PrintSettings(page=sheet, paper=edition.print_settings.paper)
    return finished(data, pieces, replace(edition, print_settings=settings), styles)


def _steps(edition: Edition, pages: int) -> tuple[str, str]:
    """What to do, in order."""
    terms = edition.terms
    sizes = signatures(pages, edition.print_settings.booklet.signature)
    if len(sizes) == 1:
        return terms.booklet_print, terms.booklet_fold
    bounds = pairwise(accumulate(sizes, initial=0))
    groups = ", ".join(f"{first + 1}–{last}" if last > first + 1 else f"{last}" for first, last in bounds)
    return terms.booklet_print, terms.booklet_groups.format(groups=groups)
