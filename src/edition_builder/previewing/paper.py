"""PDF pages as pictures and as lines of text: the only module that loads PDFium.

Pictures instead of the browser's own viewer: the pages stay where the reader was when a new PDF comes, only what is
seen is drawn, and a browser without a viewer shows them too (``docs/adr/0013-the-preview.md``). The lines say what
stands where, so that page and web page can show the same sentence.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from threading import Lock

import pypdfium2
from msgspec import Struct

__all__ = ["Line", "Paper", "PaperPage", "paper_pages"]

_NARROWEST, _WIDEST = 100, 2400  # pixels


class Line(Struct, frozen=True, array_like=True):
    """A run of text of a page: its top as a part of the page's height, from above, and its words."""

    top: float
    text: str


class PaperPage(Struct, frozen=True):
    """Width and height of a page in points (1/72 inch), and its lines in the order of the page's content."""

    width: float
    height: float
    lines: tuple[Line, ...]


def paper_pages(data: bytes) -> tuple[PaperPage, ...]:
    """The pages of a PDF.

    Raises:
        pypdfium2.PdfiumError: this is no PDF; our own checks have read it before.
    """
    document = pypdfium2.PdfDocument(data)
    try:
        return tuple(_page(page) for page in document)
    finally:
        document.close()


def _page(page: pypdfium2.PdfPage) -> PaperPage:
    width, height = page.get_size()
    text = page.get_textpage()
    lines = tuple(_lines(text, height))
    text.close()
    page.close()
    return PaperPage(width, height, lines)


def _lines(text: pypdfium2.PdfTextPage, height: float) -> Iterator[Line]:
    """PDF counts from the bottom of a page, a browser from its top."""
    for index in range(text.count_rects()):
        left, bottom, right, top = text.get_rect(index)
        yield Line(round(1 - top / height, 4), text.get_text_bounded(left, bottom, right, top))


class Paper:
    """Draws pages of the PDF that was put in last. Several browsers may ask at a time; PDFium serves one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._number = 0
        self._document: pypdfium2.PdfDocument | None = None

    def put(self, number: int, data: bytes) -> None:
        """Draw from this PDF from now on; pages of another number are gone."""
        with self._lock:
            if self._document is not None:
                self._document.close()
            self._document = pypdfium2.PdfDocument(data)
            self._number = number

    def draw(self, number: int, index: int, width: int) -> bytes | None:
        """A page as PNG, ``width`` pixels wide (within reason); None if there is no such PDF or page any more."""
        with self._lock:
            if self._document is None or number != self._number or not 0 <= index < len(self._document):
                return None
            page = self._document[index]
            scale = min(max(width, _NARROWEST), _WIDEST) / page.get_width()
            bitmap = page.render(scale=scale)
            page.close()
        stream = BytesIO()
        bitmap.to_pil().save(stream, "PNG", compress_level=1)  # to be seen once, on this computer: speed, not size
        bitmap.close()
        return stream.getvalue()
