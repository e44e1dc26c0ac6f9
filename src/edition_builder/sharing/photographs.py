"""Codes in photographs and scans, read by zxing-cpp after filters that undo what a bad copy and a bad camera do.

The filters are in the order in which they help most: a median of 3 × 3 takes specks away, doubling the size gives
modules of three pixels enough of them. On sheets of 0.6 mm modules at 150 dpi that were turned, tilted, blurred,
specked and saved as JPEG of quality 50, the plain picture gave 90 % of the codes, the first filter 98 %, all of them
together more than 99.5 % (docs/formats.md).
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from io import BytesIO

from PIL import Image, ImageFilter, ImageOps, UnidentifiedImageError
from zxingcpp import BarcodeFormat, BarcodeFormats, read_barcodes

__all__ = ["is_picture", "looks", "opened"]

_SIGNATURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")
_KINDS = ("JPEG", "PNG", "TIFF")
_MOST_PIXELS = 60_000_000  # a page at 600 dpi is 35 million
_CODES = BarcodeFormats([BarcodeFormat.QRCode])
_LARGEST_WORKED = 6_000  # pixels of the longer side; a larger picture is made smaller, its modules are large enough

_Filter = Callable[[Image.Image], Image.Image]


def is_picture(data: bytes) -> bool:
    """Whether a file is a picture that ``opened`` opens, by its first bytes."""
    return data.startswith(_SIGNATURES)


def looks(page: Image.Image) -> Iterator[tuple[str, ...]]:
    """The texts of the codes in a picture, one way of looking after another: ask for the next if codes are missing."""
    for change in _FILTERS:
        yield tuple(_texts(change(page)))


def opened(data: bytes) -> Image.Image | None:
    """A picture, upright and in grey; None if it cannot be opened or is too large."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(data), formats=_KINDS) as picture:
                if picture.width * picture.height > _MOST_PIXELS:
                    return None
                page = ImageOps.exif_transpose(picture).convert("L")
    except (UnidentifiedImageError, Image.DecompressionBombError, OSError, ValueError, SyntaxError):
        return None
    page.thumbnail((_LARGEST_WORKED, _LARGEST_WORKED))
    return page


def _texts(page: Image.Image) -> Iterator[str]:
    """The texts that one look at a picture gives: UTF-8 always, whatever a code says of its encoding."""
    for code in read_barcodes(page, formats=_CODES, try_invert=False):
        try:
            yield bytes(code.bytes).decode()
        except UnicodeDecodeError:
            continue


def _without_specks(page: Image.Image) -> Image.Image:
    return page.filter(ImageFilter.MedianFilter(3))


def _larger(page: Image.Image, times: float) -> Image.Image:
    if max(page.size) * times > _LARGEST_WORKED:
        return page
    return page.resize((round(page.width * times), round(page.height * times)), Image.Resampling.BICUBIC)


_FILTERS: tuple[_Filter, ...] = (
    lambda page: _larger(_without_specks(page), 2),
    lambda page: _larger(page, 2),
    lambda page: _larger(_without_specks(page), 3),
    lambda page: _without_specks(page),
    lambda page: page,
    lambda page: _larger(_without_specks(_without_specks(page)), 2),
    lambda page: _larger(page.filter(ImageFilter.GaussianBlur(1)), 2),
    lambda page: _larger(_without_specks(page), 1.5),
)
