"""Where everything on a cover stands, by ``model.measures.COVER``: what EPUB draws and print sets.

Both covers are one design because both are made from this layout: the same lines in the same sizes at the same
places. It is measured on a canvas of 1600 × 2270 pixels, the shape of A5.
"""

from __future__ import annotations

import unicodedata
from enum import StrEnum

from msgspec import Struct

from edition_builder.model.edition import Edition
from edition_builder.model.measures import A5, COVER, CoverLine
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.cover_text import TextBlock, face_for, fit

__all__ = [
    "HEIGHT_PX",
    "MARGIN_PX",
    "PX_PER_PT",
    "WIDTH_PX",
    "CoverLayout",
    "CoverPart",
    "Placed",
    "Room",
    "cover_layout",
]

WIDTH_PX, HEIGHT_PX = 1600, 2270
PX_PER_PT = WIDTH_PX / A5.width_pt
MARGIN_PX = WIDTH_PX * COVER.side_margin
_UNKNOWN_LETTERS = 0.5  # of the measure, for lines of which a face has not every letter: ideographs are twice as wide
_MEASURE_PX = WIDTH_PX - 2 * MARGIN_PX


class CoverPart(StrEnum):
    """What a block of lines is."""

    AUTHORS = "authors"
    TITLE = "title"
    SUBTITLE = "subtitle"
    CREDITS = "credits"


class Placed(Struct, frozen=True):
    """A block of lines and the top of its first line in pixels."""

    part: CoverPart
    block: TextBlock
    top_px: float


class Room(Struct, frozen=True):
    """A rectangle in pixels."""

    left_px: float
    top_px: float
    width_px: float
    height_px: float


class CoverLayout(Struct, frozen=True):
    """A cover: blocks of lines, authors first, and the room that the picture fills, if there is one."""

    blocks: tuple[Placed, ...]
    picture: Room | None = None


def cover_layout(edition: Edition, styles: StyleFolder, *, drawn: bool = True) -> CoverLayout | None:
    """The layout of an edition's cover; None if it is to be drawn and no font has all letters of its title.

    Another line that no font has is left out then. ``drawn=False`` measures for an engine that takes each letter from
    a font that has it: nothing is left out.
    """
    setting = _Setting(styles, drawn)
    subtitle = setting.line(edition.metadata.subtitle, COVER.subtitle, (0.40, COVER.subtitle_bottom))
    subtitle_top = COVER.subtitle_bottom * HEIGHT_PX - (subtitle.height_px if subtitle else 0)
    above_subtitle = subtitle_top - PX_PER_PT * COVER.subtitle.leading_pt
    picture = _picture(edition, above_subtitle if subtitle else COVER.picture_bottom * HEIGHT_PX)
    title = setting.title(edition.metadata.title, COVER.title_bottom * HEIGHT_PX if picture else above_subtitle)
    if title is None:
        return None
    author = setting.line("\n".join(edition.authors), COVER.author, (COVER.author_top, COVER.rule_at))
    below = setting.line("\n".join(edition.credits), COVER.credits, (COVER.credits_top, COVER.credits_bottom))
    parts = (
        (CoverPart.AUTHORS, author, COVER.author_top * HEIGHT_PX),
        (CoverPart.TITLE, title, COVER.title_top * HEIGHT_PX),
        (CoverPart.SUBTITLE, subtitle, subtitle_top),
        (CoverPart.CREDITS, below, COVER.credits_top * HEIGHT_PX),
    )
    return CoverLayout(tuple(Placed(part, block, top) for part, block, top in parts if block), picture)


def _picture(edition: Edition, bottom_px: float) -> Room | None:
    """The room of the picture: as large as it fits between title and subtitle, on the side where lines begin."""
    if edition.cover_picture is None:
        return None
    top = COVER.picture_top * HEIGHT_PX
    file = edition.cover_picture.file
    scale = min(_MEASURE_PX / file.width, (bottom_px - top) / file.height)
    width = file.width * scale
    left = WIDTH_PX - MARGIN_PX - width if edition.metadata.direction == "rtl" else MARGIN_PX
    return Room(left, top, width, file.height * scale)


class _Setting(Struct, frozen=True):
    """Sets lines in the faces of a style folder."""

    styles: StyleFolder
    drawn: bool

    def title(self, title: str, bottom_px: float) -> TextBlock | None:
        """The title, as large as its length, its longest word and the room down to ``bottom_px`` allow."""
        # A short line of its own for what stands before a colon reads better than a line filled to the edge.
        text = title.replace(": ", ":\n", 1)
        size_px = COVER.title_size_pt(title) * PX_PER_PT
        height = bottom_px - COVER.title_top * HEIGHT_PX
        return self._fitted(text, COVER.title_face, (size_px, COVER.title_leading), height)

    def line(self, text: str, style: CoverLine, span: tuple[float, float]) -> TextBlock | None:
        """Smaller lines in a part of the height; None if there is nothing to set or no font that could."""
        height = (span[1] - span[0]) * HEIGHT_PX
        return self._fitted(text, style.face, (style.size_pt * PX_PER_PT, style.leading_pt / style.size_pt), height)

    def _fitted(self, text: str, preferred: str, type_px: tuple[float, float], height_px: float) -> TextBlock | None:
        """A text of a size and a leading (a multiple of the size) in the measure and a height."""
        normal = unicodedata.normalize("NFC", text)
        if not normal.strip():
            return None
        face, width_px = face_for(normal, preferred, self.styles, drawn=self.drawn), _MEASURE_PX
        if face is None and not self.drawn:
            face, width_px = face_for("", preferred, self.styles, drawn=False), _MEASURE_PX * _UNKNOWN_LETTERS
        return fit(normal, face, *type_px, (width_px, height_px)) if face else None
