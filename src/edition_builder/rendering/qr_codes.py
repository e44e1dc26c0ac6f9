"""QR codes from texts, by segno."""

from __future__ import annotations

from base64 import b64encode
from io import BytesIO

import segno
from msgspec import Struct

from edition_builder.model.qr_sheets import Density
from edition_builder.rendering.pdf_links import code_svg

__all__ = ["QrCode", "short_code", "text_code", "vector_code"]

_PIXELS = 4  # a module: viewers that smooth a picture as they enlarge it then soften edges only
_ALPHANUMERIC = frozenset("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:")


class QrCode(Struct, frozen=True):
    """A code as a black and white PNG without its quiet zone, with the line that people read and modules a side."""

    picture: bytes
    strip: str
    modules: int


def text_code(text: str, strip: str, density: Density) -> QrCode:
    """A code of a density; error correction level M."""
    alphanumeric = set(text) <= _ALPHANUMERIC
    content, mode = (text, "alphanumeric") if alphanumeric else (text.encode(), "byte")
    code = segno.make(content, version=density.version, error="m", mode=mode, boost_error=False)
    return _drawn(code, strip)


def short_code(text: str, strip: str, *, says_encoding: bool) -> QrCode:
    """The smallest code for a few words; ``says_encoding``: with a header that names UTF-8 (ECI).

    Never a Micro QR code, which few cameras read.
    """
    if says_encoding:
        return _drawn(segno.make_qr(text, error="m", encoding="utf-8", mode="byte", eci=True, boost_error=False), strip)
    return _drawn(segno.make_qr(text.encode(), error="m", mode="byte", boost_error=False), strip)


def vector_code(text: str, density: Density | None = None) -> tuple[str, int]:
    """A code as the address of a picture in vectors, its quiet zone in it, and its modules a side without that.

    ``density`` None is the smallest code that holds the text.
    """
    if density is None:
        code = segno.make_qr(text.encode(), error="m", mode="byte", boost_error=False)
    else:
        code = segno.make(text.encode(), version=density.version, error="m", mode="byte", boost_error=False)
    picture = b64encode(code_svg(code).encode()).decode()
    return f"data:image/svg+xml;base64,{picture}", len(code.matrix)


def _drawn(code: segno.QRCode, strip: str) -> QrCode:
    picture = BytesIO()
    code.save(picture, kind="png", scale=_PIXELS, border=0)
    return QrCode(picture.getvalue(), strip, len(code.matrix))
