"""Pictures for a printing press: in black or in four inks, without transparency, with every pixel they came with."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from pikepdf import Array, Name, Pdf, PdfImage, Stream

from edition_builder.rendering.pdf_profiles import Profiles

__all__ = ["convert_pictures"]

_JPEG_QUALITY = 92
_SPACE = {"L": Name.DeviceGray, "CMYK": Name.DeviceCMYK}


def convert_pictures(pdf: Pdf, profiles: Profiles) -> None:
    """Convert every picture; a transparent one stands on white paper afterwards."""
    masks = set()
    pictures = []
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Image:
            pictures.append(thing)
            if Name.SMask in thing:
                masks.add(thing.SMask.objgen)
    for picture in pictures:
        if picture.objgen not in masks:
            _convert(picture, profiles)


def _filters(stream: Any) -> Iterator[Any]:
    """How the bytes of a picture are packed."""
    found = stream.get(Name.Filter, Array())
    yield from found if isinstance(found, Array) else (found,)


def _convert(stream: Any, profiles: Profiles) -> None:
    """Convert one picture in its place. What came as JPEG stays one."""
    photograph = "/DCTDecode" in map(str, _filters(stream))
    picture = PdfImage(stream).as_pil_image()
    if Name.SMask in stream:
        picture = picture.convert("RGBA")
        picture.putalpha(PdfImage(stream.SMask).as_pil_image().convert("L").resize(picture.size))
        del stream.SMask
    converted = profiles.picture_for_press(picture)
    stream.ColorSpace = _SPACE[converted.mode]
    stream.BitsPerComponent = 8
    for key in ("/Decode", "/DecodeParms"):
        if key in stream:
            del stream[key]
    if not photograph:
        stream.write(zlib.compress(converted.tobytes(), 9), filter=Name.FlateDecode)
        return
    buffer = BytesIO()
    converted.save(buffer, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    stream.write(buffer.getvalue(), filter=Name.DCTDecode)
    if converted.mode == "CMYK":
        stream.Decode = Array([1, 0] * 4)  # Pillow writes inks as Photoshop does, inverted
