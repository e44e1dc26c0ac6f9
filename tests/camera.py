"""What a camera shows of the codes on sheets of paper."""

from __future__ import annotations

import pypdfium2
from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

__all__ = ["codes_on"]

_DPI, _POINTS, _ROW = 200, 72, 100  # rows of codes are farther apart than this many pixels


def codes_on(data: bytes) -> list[str]:
    """The texts of the codes of all sheets of a PDF, in the order in which they stand."""
    texts = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            picture = page.render(scale=_DPI / _POINTS).to_pil()
            codes = read_barcodes(picture, formats=BarcodeFormats([BarcodeFormat.QRCode]))
            codes.sort(key=lambda code: (round(code.position.top_left.y / _ROW), code.position.top_left.x))
            texts += [bytes(code.bytes).decode() for code in codes]
    return texts
