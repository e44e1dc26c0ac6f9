"""The cover as a picture: author, rule, title, picture, subtitle, hairline, credits, black on white.

Drawn with the vendored face by ``cover_layout``, mirrored for right-to-left languages. Where no font in
``styles/fonts`` has the letters of the title there is no cover (a reader's library then draws its own, with a font
that has them); another line that cannot be set is left out. The file holds pixels only: no text chunk, no time.
"""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from msgspec import Struct
from PIL import Image, ImageDraw

from edition_builder.model.edition import CoverPicture, Edition
from edition_builder.model.measures import COVER
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.cover_layout import HEIGHT_PX, MARGIN_PX, PX_PER_PT, WIDTH_PX, Placed, Room, cover_layout

__all__ = ["DrawnCover", "draw_cover"]

# Four greys from black to white. Drawn as such: where Pillow mixes ink and paper, it makes the greys between.
_BLACK, _WHITE, _BITS = 0, 3, 2
_JPEG_QUALITY = 88
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UNFILTERED = b"\0"


class DrawnCover(Struct, frozen=True):
    """The file of a cover: its ending ("png"), its media type and its bytes."""

    ending: str
    media_type: str
    data: bytes


def draw_cover(edition: Edition, styles: StyleFolder) -> DrawnCover | None:
    """The cover of an edition in 1600 × 2270 pixels, or None if no font can set its title.

    A PNG in four greys; with a picture a JPEG in colour. Scripts whose letters join are set only where Pillow finds
    the library that it needs for them (FriBiDi).
    """
    layout = cover_layout(edition, styles)
    if layout is None:
        return None
    size = (WIDTH_PX, HEIGHT_PX)
    image = Image.new("RGB", size, "white") if layout.picture else Image.new("L", size, _WHITE)
    canvas = ImageDraw.Draw(image)
    _rule(canvas, COVER.rule_at, COVER.rule_pt)
    if edition.credits:
        _rule(canvas, COVER.hairline_at, COVER.hairline_pt)
    for placed in layout.blocks:
        _draw_lines(canvas, placed, mirrored=edition.metadata.direction == "rtl")
    if layout.picture and edition.cover_picture:
        _paste(image, edition.cover_picture, layout.picture)
        buffer = BytesIO()
        image.save(buffer, "JPEG", quality=_JPEG_QUALITY, subsampling=0, optimize=True)
        return DrawnCover("jpg", "image/jpeg", buffer.getvalue())
    return DrawnCover("png", "image/png", _png(image))


def _paste(image: Image.Image, picture: CoverPicture, room: Room) -> None:
    """The picture in its room, on white where it is transparent."""
    with Image.open(BytesIO(picture.file.data)) as opened:
        pixels = opened.convert("RGBA").resize((round(room.width_px), round(room.height_px)), Image.Resampling.LANCZOS)
    image.paste(pixels, (round(room.left_px), round(room.top_px)), pixels)


def _ink(canvas: ImageDraw.ImageDraw) -> int | str:
    """Black, as the picture counts its greys or colours."""
    return _BLACK if canvas.mode == "L" else "black"


def _rule(canvas: ImageDraw.ImageDraw, at: float, thickness_pt: float) -> None:
    """A rule over the full measure, its top at a fraction of the height."""
    top = round(at * HEIGHT_PX)
    bottom = top + max(1, round(thickness_pt * PX_PER_PT)) - 1
    canvas.rectangle((round(MARGIN_PX), top, round(WIDTH_PX - MARGIN_PX) - 1, bottom), fill=_ink(canvas))


def _draw_lines(canvas: ImageDraw.ImageDraw, placed: Placed, *, mirrored: bool) -> None:
    """Lines flush left, or flush right where the language runs that way; each on its baseline."""
    block = placed.block
    font = block.face.at(block.size_px)
    ascent, descent = font.getmetrics()
    baseline = placed.top_px + (block.leading_px - ascent - descent) / 2 + ascent
    start = (WIDTH_PX - MARGIN_PX, "rs") if mirrored else (MARGIN_PX, "ls")
    for number, line in enumerate(block.lines):
        place = (round(start[0]), round(baseline + number * block.leading_px))
        canvas.text(place, line, fill=_ink(canvas), font=font, anchor=start[1])


def _png(image: Image.Image) -> bytes:
    """A grey PNG of two bits a pixel: a fifth of the bytes of 256 greys, and edges are smooth still.

    Written here (PNG 1.2, section 4.1) because Pillow would first load every picture format that it knows, which takes
    as long as the drawing.
    """
    packed = Image.frombytes("P", image.size, image.tobytes()).tobytes("raw", "P;2")
    length = len(packed) // image.height
    lines = b"".join(_UNFILTERED + packed[start : start + length] for start in range(0, len(packed), length))
    # The best level takes six times as long and saves a sixth.
    packer = zlib.compressobj(level=5, strategy=zlib.Z_FILTERED)
    header = struct.pack(">2I5B", *image.size, _BITS, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", packer.compress(lines) + packer.flush()), (b"IEND", b""))
    return _PNG_SIGNATURE + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    """A chunk of a PNG: length, name, data, checksum."""
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
