"""Encode a picture smaller: fewer pixels first, then a coarser JPEG or a palette, until it is within its limits."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from msgspec.structs import replace
from PIL import Image

from edition_builder.model.manuscript import PictureFile
from edition_builder.model.rendition import PictureLimits

__all__ = ["fitted"]

_QUALITIES = (88, 80, 72, 64, 56)  # of JPEG; below that faces dissolve, and fewer pixels look better
_COLOURS = (256, 64, 16)
_STEP = 0.8  # to which each side shrinks when no quality is small enough
_SMALLEST = 200  # pixels of a side: below that nothing is to be seen, and the limit of bytes is let go


def fitted(picture: PictureFile, limits: PictureLimits) -> PictureFile:
    """The picture within its limits: a progressive JPEG, or a PNG with a palette where its bytes ask for one."""
    with Image.open(BytesIO(picture.data)) as opened:
        factor = min(1.0, limits.width / picture.width, limits.height / picture.height)
        opened.draft(opened.mode, (round(picture.width * factor), round(picture.height * factor)))
        pixels = _scaled(opened, round(picture.width * factor), round(picture.height * factor))
    if limits.grey:
        pixels = _grey(pixels)
    while True:
        smallest = b""
        for data in _encodings(pixels, picture.media_type):
            smallest = data
            if not limits.size or len(data) <= limits.size:
                break
        if not limits.size or len(smallest) <= limits.size or min(pixels.size) * _STEP < _SMALLEST:
            return replace(picture, data=smallest, width=pixels.width, height=pixels.height)
        pixels = _scaled(pixels, round(pixels.width * _STEP), round(pixels.height * _STEP))


def _scaled(picture: Image.Image, width: int, height: int) -> Image.Image:
    size = (max(1, width), max(1, height))
    return picture.copy() if picture.size == size else picture.resize(size, Image.Resampling.LANCZOS)


def _grey(pixels: Image.Image) -> Image.Image:
    """The same pixels without colours; what is transparent stays so."""
    return pixels.convert("LA" if pixels.has_transparency_data else "L")


def _encodings(pixels: Image.Image, media_type: str) -> Iterator[bytes]:
    """The same pixels encoded, each time smaller."""
    if media_type == "image/jpeg":
        for quality in _QUALITIES:
            yield _saved(pixels, "JPEG", quality=quality, progressive=True)
        return
    yield _saved(pixels, "PNG")
    for colours in _COLOURS:
        # Only the octree keeps transparency (Pillow's documentation of Image.quantize).
        method = Image.Quantize.FASTOCTREE if pixels.mode in ("RGBA", "LA") else Image.Quantize.MEDIANCUT
        yield _saved(pixels.quantize(colours, method=method), "PNG")


def _saved(pixels: Image.Image, kind: str, **options: int) -> bytes:
    buffer = BytesIO()
    pixels.save(buffer, kind, optimize=True, **options)
    return buffer.getvalue()
