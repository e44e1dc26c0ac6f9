"""The outline of a book whose parts were laid out by themselves: it is made of the bookmarks of all pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from pikepdf import Array, Name, OutlineItem, Pdf

from edition_builder.rendering.pdf_engine import bookmark_tree
from edition_builder.rendering.pdf_part import SetPage

__all__ = ["add_outline"]


def add_outline(pdf: Pdf, pages: Sequence[SetPage], moves: Sequence[float]) -> None:
    """Give the book its outline.

    Args:
        pdf: the book.
        pages: its pages.
        moves: how far the text of each has moved to the right, in points.
    """
    with pdf.open_outline() as outline:
        outline.root[:] = _items(bookmark_tree(pages), [page.obj for page in pdf.pages], moves)


def _items(tree: Any, pages: Sequence[Any], moves: Sequence[float]) -> Iterator[OutlineItem]:
    """The items of an outline with those under them."""
    for words, (number, left, bottom), inside, state in tree:
        item = OutlineItem(words, Array([pages[number], Name.XYZ, left + moves[number], bottom, 0]))
        item.is_closed = state == "closed"
        item.children = list(_items(inside, pages, moves))
        yield item
