"""Sheets of QR codes that hold the plain text: what crosses a gap on paper alone. The two rows differ by density.

Each code shows plain readable text in any camera: slug, number, check, then words, in reading order. Parity codes
come last and stand in for a lost sheet. Text always goes in as bytes of UTF-8: left to itself, an encoder takes many
Cyrillic words for Japanese (github.com/mnooner256/pyqrcode, issue 76).
"""

from __future__ import annotations

from collections.abc import Iterator
from math import ceil

from msgspec import Struct

from edition_builder.model.edition import Edition
from edition_builder.model.message_parts import head_length, marked_parts
from edition_builder.model.parity import parity_text
from edition_builder.model.printing import SHEETS
from edition_builder.model.qr_sheets import DENSE, EASY, SPARE, Density, Sheet, sheet_of
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.model.text_units import utf8_bytes
from edition_builder.rendering.message_cuts import cut
from edition_builder.rendering.qr_codes import QrCode, text_code
from edition_builder.rendering.qr_pages import sheets_pdf
from edition_builder.rendering.qr_parity import parity_codes

__all__ = ["pieces_of", "render", "render_dense"]

_FULL = 0.92  # of a code; what is left empty at cuts is paper
_PARITY_HEAD = len(" P000/000 XXXXXX 000 ")


class _Room(Struct, frozen=True):
    """What a piece of text may take, in bytes of UTF-8."""

    head: int
    limit: int

    def fits(self, piece: str) -> bool:
        """Whether a piece goes into a code, and its block into a parity code."""
        return utf8_bytes(piece) <= self.limit


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """Sheets that any camera reads, ``SLUG-qr.pdf``."""
    return _rendered("qr", EASY, edition, styles, order)


def render_dense(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """Fewer sheets, for cameras of the last ten years, ``SLUG-qr-dense.pdf``."""
    return _rendered("qr-dense", DENSE, edition, styles, order)


def _rendered(name: str, density: Density, edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    sheet = sheet_of(density, SHEETS[edition.print_settings.paper])
    text = order.rendition("txt").files[0].data.decode().strip("\n")
    codes = tuple(_codes(text, edition, density, sheet))
    data = sheets_pdf(codes, density, sheet, edition, styles)
    return Rendition(name, (RenditionFile(f"{edition.metadata.slug}-{name}.pdf", data),))


def _codes(text: str, edition: Edition, density: Density, sheet: Sheet) -> Iterator[QrCode]:
    """The codes in the order in which they stand: the text, then parity."""
    slug = edition.metadata.slug
    pieces = pieces_of(text, edition, density)
    for number, part in enumerate(marked_parts(pieces, edition.text_hash), start=1):
        strip = f"{number}/{len(pieces)}  {' '.join(pieces[number - 1].split())}"
        yield text_code(f"{slug} {part}", strip, density)
    count = _parity_count(len(pieces), sheet)
    for code in parity_codes(pieces, count, edition.text_hash):
        yield text_code(parity_text(slug, code), f"P{code.number}/{count}", density)


def pieces_of(text: str, edition: Edition, density: Density) -> tuple[str, ...]:
    """A plain text, which ends in words, cut for codes of a density; white space leads each piece."""
    return _pieces(f"\n\n{text}", edition.metadata.slug, density)


def _pieces(text: str, slug: str, density: Density) -> tuple[str, ...]:
    """The text cut so that each piece fits a code behind its head, and its block a parity code."""
    digits = 1
    while True:
        head = len(slug) + 1 + head_length(10**digits - 1)
        parity = (density.alphanumeric - len(slug) - _PARITY_HEAD - 3 * digits) * 2 // 3 - 2
        room = _Room(head, min(density.capacity - head, parity))
        pieces = tuple(cut(text, room.fits, room.limit, _FULL))
        if len(str(len(pieces))) <= digits:
            return pieces
        digits = len(str(len(pieces)))


def _parity_count(parts: int, sheet: Sheet) -> int:
    """Parity codes: for stains where all stands on one sheet, else for any one sheet besides."""
    spare = ceil(parts * SPARE)
    return spare if parts + spare <= sheet.first else max(sheet.first, sheet.codes) + spare
