"""The print formats beside the book page, each the same pages in the measures of its row in ``PRINT_FORMATS``."""

from __future__ import annotations

from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import print_format
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.rendering.pdf import render_in

__all__ = ["render_handout", "render_large_print", "render_phone"]


def render_phone(edition: Edition, styles: StyleFolder) -> Rendition:
    """Pages as large as the screen of a telephone, ``SLUG-phone.pdf``; errors as ``render`` of the book page."""
    return render_in(edition, styles, print_format("phone"))


def render_handout(edition: Edition, styles: StyleFolder) -> Rendition:
    """Few sheets for a copier, in two columns, ``SLUG-handout.pdf``; errors as ``render`` of the book page."""
    return render_in(edition, styles, print_format("handout"))


def render_large_print(edition: Edition, styles: StyleFolder) -> Rendition:
    """Pages for those who see little, ``SLUG-large-print.pdf``; errors as ``render`` of the book page."""
    return render_in(edition, styles, print_format("large-print"))
