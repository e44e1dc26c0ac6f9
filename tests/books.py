"""Book pages for tests: the real style folder, and PDFs that several test modules look at, each made once."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pikepdf import Pdf

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.rendering.pdf import render
from edition_builder.rendering.pdf_engine import EditionFonts
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_layout import lay_out
from edition_builder.rendering.pdf_measures import page_style
from edition_builder.rendering.pdf_page import print_page
from editions import sample_edition

FOLDER = Path(__file__).resolve().parents[1] / "styles"


@lru_cache(maxsize=1)
def styles() -> StyleFolder:
    """``styles/`` as it stands in the repository."""
    files = sorted(path for path in FOLDER.rglob("*") if path.is_file())
    return StyleFolder(tuple((path.relative_to(FOLDER).as_posix(), path.read_bytes()) for path in files))


@lru_cache(maxsize=1)
def sample_book() -> Rendition:
    """The sample edition as a book."""
    return render(sample_edition(), styles())


def book(edition: Edition) -> bytes:
    """The bytes of an edition's PDF."""
    return render(edition, styles()).files[0].data


def opened(data: bytes) -> Pdf:
    """A PDF from its bytes."""
    return Pdf.open(BytesIO(data))


def lines(edition: Edition) -> list[list[str]]:
    """The lines of each page of a book, notes included, in the order of the layout."""
    markup = print_page(edition, page_style(edition.print_settings, styles()))
    with TemporaryDirectory() as folder:
        document = lay_out(markup, {}, EditionFonts(needed_fonts(markup, styles()), Path(folder)))
        return [[text for line in _line_boxes(page._page_box) if (text := _text(line))] for page in document.pages]


def _line_boxes(box: Any) -> list[Any]:
    return [one for one in box.descendants() if type(one).__name__ == "LineBox"]


def _text(line: Any) -> str:
    return "".join(one.text for one in line.descendants() if type(one).__name__ == "TextBox").strip()
