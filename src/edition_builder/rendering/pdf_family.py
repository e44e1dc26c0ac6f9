"""The print formats beside the book page: the same pages in other measures, the tool's own and a manuscript's."""

from __future__ import annotations

from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import print_format
from edition_builder.model.rendition import Order, Rendition, StyleFolder
from edition_builder.rendering.pdf import render_in

__all__ = ["render"]


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """The pages of the format that is ordered, ``SLUG-FORMAT.pdf``; errors as ``render`` of the book page."""
    return render_in(edition, styles, print_format(order.format, edition.print_settings), order.workshop)
