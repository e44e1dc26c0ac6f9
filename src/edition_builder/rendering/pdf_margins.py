"""The margins of the pages of a part as a task, when it is known where the part stands: folios and running heads.

The engine makes and draws them as for any page, only without the text, so a style sheet may put into a margin
whatever it likes.
"""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from edition_builder.rendering.pdf_engine import EditionFonts, Face, Place, Withheld, margin_pages
from edition_builder.rendering.pdf_marks import drawn
from edition_builder.rendering.pdf_part import text_box, uncollected

__all__ = ["MarginText", "SetMargins", "set_margins"]


class MarginText(Struct, frozen=True):
    """The margins of a part's pages: a document with the book's style and an empty body, and where the pages stand.

    ``total`` is how many pages the book has, 0 where its style does not say so.

    The first of ``places`` is a page before the part, for the running heads in force there; it is not drawn.
    """

    markup: str
    fonts: tuple[tuple[str, bytes], ...]
    places: tuple[Place, ...]
    total: int


class SetMargins(Struct, frozen=True):
    """Margins as a PDF of pages with nothing else; ``texts`` is where the text of each page goes, as in ``SetPage``."""

    data: bytes
    texts: tuple[tuple[float, float, float, float], ...]
    faces: tuple[Face, ...]


def set_margins(text: MarginText) -> SetMargins:
    """Make the margins of a part.

    Raises:
        UsageError: the style sheet asks for something outside the edition.
    """
    with uncollected():
        return _drawn(text)


def _drawn(text: MarginText) -> SetMargins:
    with TemporaryDirectory(prefix="edition-") as folder:
        document = margin_pages(text.markup, EditionFonts(text.fonts, Path(folder)), text.places, text.total)
        document.pages = document.pages[1:]
        document.fonts = Withheld()
        boxes = [page._page_box for page in document.pages]
        texts = tuple(map(text_box, boxes))
        data, _pieces = drawn(document)
        return SetMargins(data, texts, document.fonts.faces())
