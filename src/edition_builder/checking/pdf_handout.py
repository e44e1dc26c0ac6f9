"""Check a handout with codes behind it: its pages as those of a book, its codes as a camera reads them."""

from __future__ import annotations

from edition_builder.checking import pdf, qr
from edition_builder.diagnostics import Diagnostic, has_errors
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Order, Rendition

__all__ = ["check"]

_USUAL = Order()


def check(rendition: Rendition, edition: Edition, order: Order = _USUAL) -> tuple[Diagnostic, ...]:
    """Every word and note on the pages; if they are in order, every word and note in the codes."""
    found = pdf.check(rendition, edition, order)
    return found if has_errors(found) else found + qr.check(rendition, edition)
