"""Lines of a cover: which face has the letters, where a line breaks, what size fits its room.

Letters are set by Pillow's own simple layout wherever the script allows it, because the other engine needs a library
of the machine and would make the same manuscript give other bytes elsewhere (law 3). Scripts that join or reorder
letters are set by that engine, or not at all: a wrong shape on a cover is worse than none.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from msgspec import Struct
from PIL import ImageFont, features

from edition_builder.model.rendition import StyleFolder

__all__ = ["LONG_WORD", "Face", "TextBlock", "face_for", "fit"]

# Metrics are taken at this size and scaled: one load of a face serves every size that is tried.
_REFERENCE_PX = 200
LONG_WORD = 44  # characters: what the measure holds in the smallest size of the table
_NO_CHARACTER = "\U0010ffff"
_SHRINK = 0.94
_FIRST_SHAPED, _FIRST_IDEOGRAPH = "\u0590", "\u2e80"  # below these neither pattern can match


class Face(Struct, frozen=True):
    """A font file and how its letters are laid out; ``shaped`` if they join, stack or reorder."""

    data: bytes
    engine: ImageFont.Layout
    reference: ImageFont.FreeTypeFont
    shaped: bool = False

    def at(self, size_px: float) -> ImageFont.FreeTypeFont:
        """The face at a size in pixels."""
        return ImageFont.truetype(BytesIO(self.data), size_px, layout_engine=self.engine)

    @property
    def tallest(self) -> float:
        """The height of its letters with everything above and below them, as a multiple of the size."""
        return sum(self.reference.getmetrics()) / _REFERENCE_PX

    def width(self, text: str) -> float:
        """The advance of a line in pixels of the reference size."""
        return self.reference.getlength(text)


class _Piece(Struct, frozen=True):
    """What stands together on a line, and the space before it; widths in pixels of the reference size."""

    glue: str
    glue_width: float
    text: str
    width: float


class TextBlock(Struct, frozen=True):
    """Lines ready to be drawn; sizes in pixels."""

    lines: tuple[str, ...]
    face: Face
    size_px: float
    leading_px: float

    @property
    def height_px(self) -> float:
        """The height of all lines."""
        return len(self.lines) * self.leading_px


@lru_cache(maxsize=1)
def _needs_shaping() -> re.Pattern[str]:
    """Letters that join, stack or reorder.

    Hebrew, Arabic, Syriac, Thaana, NKo, Indic, Thai, Lao, Tibetan, Myanmar, Georgian is not, Khmer, Mongolian, and the
    Arabic presentation forms.
    """
    return re.compile(r"[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\ufb1d-\ufdff\ufe70-\ufeff]")


@lru_cache(maxsize=1)
def _piece() -> re.Pattern[str]:
    """What stands together: ideographs and kana may be parted anywhere but before a closing mark.

    Compiled when the first of them comes: sets that large take as long as the drawing.
    """
    return re.compile(
        r"[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef][\u3001\u3002\u300d\u300f\uff09\uff0c\uff01\uff1f]*|[^\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]+"
    )


def face_for(text: str, preferred: str, styles: StyleFolder, *, drawn: bool = True) -> Face | None:
    """The preferred face if it has every character, else the first font of the folder that has; else None.

    With ``drawn=False`` the face only measures, for text that another engine will set: joining letters are measured
    one by one then, on every machine alike, and are wider that way than joined.
    """
    shaped = max(text, default="") >= _FIRST_SHAPED and _needs_shaping().search(text) is not None
    if drawn and shaped and not features.check("raqm"):
        return None
    engine = ImageFont.Layout.RAQM if drawn and shaped else ImageFont.Layout.BASIC
    weight = preferred.rpartition("-")[2]
    for _, data in styles.fonts(lambda name: (name != preferred, "NotoSans-" in name, not name.endswith(weight))):
        reference = ImageFont.truetype(BytesIO(data), _REFERENCE_PX, layout_engine=engine)
        face = Face(data, engine, reference, shaped)
        if _has_all(face, text):
            return face
    return None


def _has_all(face: Face, text: str) -> bool:
    """Whether no character is drawn as the face's box for missing ones; most are told from it by their width."""
    small = face.at(16)
    width, missing = small.getlength(_NO_CHARACTER), bytes(small.getmask(_NO_CHARACTER))
    letters = {one for one in text if not one.isspace() and unicodedata.category(one) not in ("Cf", "Mn", "Mc")}
    return all(small.getlength(one) != width or bytes(small.getmask(one)) != missing for one in sorted(letters))


def fit(text: str, face: Face, size_px: float, leading: float, room_px: tuple[float, float]) -> TextBlock:
    """Set a text in a room of width and height, in pixels, as large as it fits; never cut, never over the edge.

    ``leading`` is the line distance as a multiple of the size, more where a script needs it. Only words of more than
    ``LONG_WORD`` characters are parted between lines.
    """
    width, height = room_px
    leading = max(leading, face.tallest) if face.shaped else leading
    paragraphs = tuple(_pieces(paragraph, face) for paragraph in text.split("\n"))
    while True:
        scale = size_px / _REFERENCE_PX
        lines = tuple(line for pieces in paragraphs for line in _lines(pieces, width / scale))
        fits = len(lines) * size_px * leading <= height
        # Measured once more as set, because letters that join have another width than the sum of their parts.
        if fits and all(face.width(line) * scale <= width for line in lines):
            return TextBlock(_balanced(paragraphs, lines, width / scale), face, size_px, size_px * leading)
        size_px *= _SHRINK


def _balanced(paragraphs: tuple[tuple[_Piece, ...], ...], lines: tuple[str, ...], width: float) -> tuple[str, ...]:
    """As many lines, but even ones: no word alone on the last of them. The narrowest room is found by halving."""
    narrow = 0.0
    while width - narrow > 1:
        middle = (narrow + width) / 2
        evener = tuple(line for pieces in paragraphs for line in _lines(pieces, middle))
        if len(evener) == len(lines):
            lines, width = evener, middle
        else:
            narrow = middle
    return lines


def _lines(pieces: tuple[_Piece, ...], width: float) -> Iterator[str]:
    """Fill lines of at most ``width``, in pixels of the reference size, greedily."""
    line, filled = "", 0.0
    for piece in pieces:
        longer = filled + piece.glue_width + piece.width
        if line and longer > width:
            yield line
            line, filled = piece.text, piece.width
        else:
            line, filled = line + (piece.glue if line else "") + piece.text, longer
    yield line


def _pieces(paragraph: str, face: Face) -> tuple[_Piece, ...]:
    """Pieces that a line may end after, each with the space that stands before it within a line."""
    space = face.width(" ")
    pieces: list[_Piece] = []
    for word in paragraph.split():
        for place, part in enumerate(_parts(word)):
            glue, glue_width = (" ", space) if place == 0 and pieces else ("", 0.0)
            pieces.append(_Piece(glue, glue_width, part, face.width(part)))
    return tuple(pieces)


def _parts(word: str) -> list[str]:
    """The pieces of a word, most often one."""
    if len(word) > LONG_WORD:
        return _clusters(word)
    return _piece().findall(word) if max(word) >= _FIRST_IDEOGRAPH else [word]


def _clusters(word: str) -> list[str]:
    """Letters with the marks that belong to them."""
    clusters: list[str] = []
    for letter in word:
        if clusters and unicodedata.category(letter) in ("Mn", "Mc", "Cf"):
            clusters[-1] += letter
        else:
            clusters.append(letter)
    return clusters
