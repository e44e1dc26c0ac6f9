"""Check sheets of QR codes: drawn as a printer would, read as a camera would, joined, compared with the edition."""

from __future__ import annotations

from collections.abc import Iterator
from typing import cast

import pypdfium2
from msgspec import Struct
from pypdfium2 import PdfiumError
from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

from edition_builder.checking.found_text import FoundText, nothing_found
from edition_builder.checking.pdf import check_alone
from edition_builder.checking.txt import check as check_txt
from edition_builder.checking.txt import find_text as find_in_txt
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import visible_text
from edition_builder.model.edition import Edition
from edition_builder.model.message_joining import join_parts, placed_parts
from edition_builder.model.parity import ParityCode, read_parity_code
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder

__all__ = ["PdfiumError", "ReadCode", "check", "find_text", "fitness", "read_codes"]

_DPI, _POINTS = 200, 72
_LEAST_MODULES = 17  # a side has four more for each version (ISO/IEC 18004, 6.3.1)
_CODES = BarcodeFormats([BarcodeFormat.QRCode])
_MOST_BYTES = 400_000  # 60,000 English words: some 90 sheets, which somebody may still photograph


def fitness(edition: Edition, styles: StyleFolder) -> tuple[Diagnostic, ...]:  # noqa: ARG001 - every fitness has both
    """EB807 for a text that would take more sheets than anybody prints, or an hour to make."""
    chapters = (chapter.blocks for chapter in edition.chapters)
    blocks = (edition.headnote, *chapters, *(note.blocks for note in edition.notes))
    size = sum(len(words.encode()) for one in blocks for words in visible_text(one))
    if size <= _MOST_BYTES:
        return ()
    message = f"the text has {size:,} bytes, more than the {_MOST_BYTES:,} that sheets of codes are made for"
    hint = "print the handout instead, or make a manuscript of each part; leave qr and qr-dense out of --format here"
    return (Diagnostic("EB807", message, None, hint),)


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """The file itself; every code; the text that they make; the parity codes that stand in for a lost sheet."""
    file = rendition.files[0]
    faults = check_alone(file.name, file.data)
    if faults:
        return faults
    texts = [code.text for code in read_codes(file.data)]
    parity = [code for text in texts if (code := read_parity_code(text))]
    parts = [one for text in texts if not read_parity_code(text) for one in placed_parts(file.name, text)]
    if not parts:
        return (Diagnostic("EB805", f"{file.name}: no code on its sheets holds a part", None, TOOL_FAULT),)
    joined = join_parts(parts)
    if joined.value is None:
        return joined.diagnostics
    return (
        *check_txt(Rendition("txt", (RenditionFile(file.name, joined.value.encode()),)), edition),
        *_lost(parity, file.name),
    )


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text that the codes on sheets make; EB811 if there are none."""
    try:
        texts = [code.text for code in read_codes(data)]
    except PdfiumError:  # harmed on its way, yet not so much that its objects cannot be read
        texts = []
    parts = [one for text in texts if not read_parity_code(text) for one in placed_parts(name, text)]
    if not parts:
        return Outcome(None, (nothing_found(name),))
    joined = join_parts(parts)
    return find_in_txt(name, joined.value.encode()) if joined.value else Outcome(None, joined.diagnostics)


class ReadCode(Struct, frozen=True):
    """What a code says, and how wide its modules print."""

    text: str
    module_mm: float


def read_codes(data: bytes) -> Iterator[ReadCode]:
    """The codes on all pages of a PDF.

    Raises:
        PdfiumError: it cannot be opened.
    """
    pdf = pypdfium2.PdfDocument(data)
    try:
        for page in pdf:
            picture = page.render(scale=_DPI / _POINTS, grayscale=True).to_pil()
            for code in read_barcodes(picture, formats=_CODES, try_invert=False, try_rotate=False):
                side = code.position.top_right.x - code.position.top_left.x
                details = cast(dict[str, str], code.extra)
                modules = _LEAST_MODULES + 4 * int(details.get("Version", 1))
                yield ReadCode(bytes(code.bytes).decode(errors="replace"), side / modules / _DPI * 25.4)
    finally:
        pdf.close()


def _lost(parity: list[ParityCode], name: str) -> Iterator[Diagnostic]:
    """Parity codes that cannot be read."""
    numbers = {code.number for code in parity}
    count = max((code.count for code in parity), default=1)
    if lost := set(range(1, count + 1)) - numbers:
        yield Diagnostic("EB803", f"{name}: {len(lost)} of {count} parity codes cannot be read", None, TOOL_FAULT)
