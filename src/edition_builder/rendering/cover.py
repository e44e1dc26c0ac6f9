"""The typographic cover as a PNG: author, rule, title, subtitle, hairline, credits, black on white.

Drawn with the vendored face by ``model.measures.COVER``, mirrored for right-to-left languages. Where no font in
``styles/fonts`` has the letters of the title there is no cover (a reader's library then draws its own, with a font
that has them); another line that cannot be set is left out. The file holds pixels only: no text chunk, no time.
"""

from __future__ import annotations

import struct
import unicodedata
import zlib
from collections.abc import Iterator

from msgspec import Struct
from PIL import Image, ImageDraw

from edition_builder.model.edition import Edition
from edition_builder.model.measures import A5, COVER, CoverLine
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.cover_text import TextBlock, face_for, fit

__all__ = ["HEIGHT_PX", "WIDTH_PX", "draw_cover"]

WIDTH_PX, HEIGHT_PX = 1600, 2270
_PX_PER_PT = WIDTH_PX / A5.width_pt
_MARGIN_PX = WIDTH_PX * COVER.side_margin
_MEASURE_PX = WIDTH_PX - 2 * _MARGIN_PX
# Four greys from black to white. Drawn as such: where Pillow mixes ink and paper, it makes the greys between.
_BLACK, _WHITE, _BITS = 0, 3, 2
_PNG_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_UNFILTERED = b"\0"


class _Placed(Struct, frozen=True):
    """A block of lines and the top of its first line in pixels."""

    block: TextBlock
    top_px: float


def draw_cover(edition: Edition, styles: StyleFolder) -> bytes | None:
    """The cover of an edition as PNG of 1600 × 2270 pixels in four greys, or None if no font can set its title.

    Scripts whose letters join are set only where Pillow finds the library that it needs for them (FriBiDi).
    """
    blocks = tuple(_blocks(edition, styles))
    if not blocks:
        return None
    image = Image.new("L", (WIDTH_PX, HEIGHT_PX), _WHITE)
    canvas = ImageDraw.Draw(image)
    _rule(canvas, COVER.rule_at, COVER.rule_pt)
    if edition.credits:
        _rule(canvas, COVER.hairline_at, COVER.hairline_pt)
    for placed in blocks:
        _draw_lines(canvas, placed, mirrored=edition.metadata.direction == "rtl")
    return _png(image)


def _blocks(edition: Edition, styles: StyleFolder) -> Iterator[_Placed]:
    """Everything that is set: nothing at all if the title cannot be."""
    subtitle = _line(edition.metadata.subtitle, COVER.subtitle, (0.40, COVER.subtitle_bottom), styles)
    subtitle_top = COVER.subtitle_bottom * HEIGHT_PX - (subtitle.height_px if subtitle else 0)
    title = _title(edition.metadata.title, subtitle_top - _PX_PER_PT * COVER.subtitle.leading_pt, styles)
    if title is None:
        return
    yield _Placed(title, COVER.title_top * HEIGHT_PX)
    if subtitle:
        yield _Placed(subtitle, subtitle_top)
    author = _line("\n".join(edition.authors), COVER.author, (COVER.author_top, COVER.rule_at), styles)
    if author:
        yield _Placed(author, COVER.author_top * HEIGHT_PX)
    below = _line("\n".join(edition.credits), COVER.credits, (COVER.credits_top, COVER.credits_bottom), styles)
    if below:
        yield _Placed(below, COVER.credits_top * HEIGHT_PX)


def _title(title: str, bottom_px: float, styles: StyleFolder) -> TextBlock | None:
    """The title, as large as its length, its longest word and the room above the subtitle allow."""
    text = unicodedata.normalize("NFC", title)
    face = face_for(text, COVER.title_face, styles)
    if face is None:
        return None
    size_px = COVER.title_size_pt(text) * _PX_PER_PT
    room = (_MEASURE_PX, bottom_px - COVER.title_top * HEIGHT_PX)
    # A short line of its own for what stands before a colon reads better than a line filled to the edge.
    return fit(text.replace(": ", ":\n", 1), face, size_px, COVER.title_leading, room)


def _line(text: str, style: CoverLine, span: tuple[float, float], styles: StyleFolder) -> TextBlock | None:
    """Smaller lines in a part of the height; None if there is nothing to set or no font that could."""
    normal = unicodedata.normalize("NFC", text)
    face = face_for(normal, style.face, styles) if normal else None
    if face is None:
        return None
    room = (_MEASURE_PX, (span[1] - span[0]) * HEIGHT_PX)
    return fit(normal, face, style.size_pt * _PX_PER_PT, style.leading_pt / style.size_pt, room)


def _rule(canvas: ImageDraw.ImageDraw, at: float, thickness_pt: float) -> None:
    """A rule over the full measure, its top at a fraction of the height."""
    top = round(at * HEIGHT_PX)
    bottom = top + max(1, round(thickness_pt * _PX_PER_PT)) - 1
    canvas.rectangle((round(_MARGIN_PX), top, round(WIDTH_PX - _MARGIN_PX) - 1, bottom), fill=_BLACK)


def _draw_lines(canvas: ImageDraw.ImageDraw, placed: _Placed, *, mirrored: bool) -> None:
    """Lines flush left, or flush right where the language runs that way; each on its baseline."""
    block = placed.block
    font = block.face.at(block.size_px)
    ascent, descent = font.getmetrics()
    baseline = placed.top_px + (block.leading_px - ascent - descent) / 2 + ascent
    start = (WIDTH_PX - _MARGIN_PX, "rs") if mirrored else (_MARGIN_PX, "ls")
    for number, line in enumerate(block.lines):
        place = (round(start[0]), round(baseline + number * block.leading_px))
        canvas.text(place, line, fill=_BLACK, font=font, anchor=start[1])


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
