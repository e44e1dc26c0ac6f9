"""Book pages for tests: the real style folder, and PDFs that several test modules look at, each made once."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path

from pikepdf import Pdf

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.rendering.pdf import render
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
