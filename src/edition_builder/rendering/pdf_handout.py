"""The handout with the sheets of codes of the same build behind it: one file for the copier."""

from __future__ import annotations

from io import BytesIO
from math import ceil

from msgspec.structs import replace
from pikepdf import Pdf

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.rendering import pdf_family
from edition_builder.rendering.pdf_pass import written
from edition_builder.rendering.pdf_sections import add_section

__all__ = ["render"]


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """The handout, ``SLUG-handout.pdf``, with the codes that the manuscript asks for behind it.

    Raises:
        KeyError: the codes were not made before.
    """
    handout = pdf_family.render(edition, styles, order)
    codes = order.rendition(edition.print_settings.handout.codes or "")
    (file,) = handout.files
    with Pdf.open(BytesIO(file.data)) as pdf, Pdf.open(BytesIO(codes.files[0].data)) as own:
        add_section(pdf, own)
        sheets, data = ceil(len(pdf.pages) / 2), written(pdf)
    return replace(handout, files=(RenditionFile(file.name, data),), sheets=sheets)
