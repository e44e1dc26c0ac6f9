"""A file as it lies there, and everything that is packed inside it: what a finder with time would see."""

from __future__ import annotations

import base64
import re
import zlib
from binascii import Error as Base64Error
from collections.abc import Iterator

from edition_builder.checking.zips import unpacked

__all__ = ["views"]

_DATA = re.compile(rb"data:[a-z/+.-]+;base64,([A-Za-z0-9+/=]+)")
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\n?endstream", re.DOTALL)
_DEEPEST = 3
_MOST_INFLATED = 500_000_000  # bytes of one stream


def views(name: str, data: bytes, levels: int = _DEEPEST) -> Iterator[tuple[str, bytes]]:
    """Label and bytes of the file, of each member of a zip, each stream of a PDF, each picture inside a page.

    Args:
        name: what the file is called; what is inside is called by it and its own name.
        data: its bytes.
        levels: how deep to look, where one thing is packed in another.
    """
    yield name, data
    for inner, content in _packed(name, data) if levels else ():
        yield from views(inner, content, levels - 1)


def _packed(name: str, data: bytes) -> Iterator[tuple[str, bytes]]:
    if data.startswith(b"PK\x03\x04"):
        yield from unpacked(name, data).value or ()
    elif data.startswith(b"%PDF"):
        yield from ((name, content) for found in _STREAM.finditer(data) for content in _streams(found[1]))
    elif b";base64," in data:
        yield from ((name, content) for found in _DATA.finditer(data) for content in _decoded(found[1]))


def _streams(packed: bytes) -> Iterator[bytes]:
    """A stream of a PDF as it is, if it is a picture, else inflated, as far as that goes."""
    if packed.startswith(b"\xff\xd8\xff"):
        yield packed
        return
    try:
        yield zlib.decompressobj().decompress(packed, _MOST_INFLATED)
    except zlib.error:
        return


def _decoded(text: bytes) -> Iterator[bytes]:
    try:
        yield base64.b64decode(text)
    except Base64Error:
        return
