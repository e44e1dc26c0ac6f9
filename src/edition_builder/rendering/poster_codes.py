"""The codes of a poster: those of the whole text where they stand in one row, else one that says which text it is.

No code holds an address. All are drawn as vectors in black ink alone, so that they are sharp on any sheet.
"""

from __future__ import annotations

from msgspec import Struct

from edition_builder.model.document import plain_text
from edition_builder.model.edition import Edition
from edition_builder.model.message_parts import marked_parts
from edition_builder.model.posters import codes_in_row, poster_settings
from edition_builder.model.qr_sheets import EASY, QUIET_MODULES
from edition_builder.rendering.qr import pieces_of
from edition_builder.rendering.qr_codes import vector_code

__all__ = ["PlacedCode", "PosterCodes", "poster_codes"]

_MODULE_MM = 0.9  # of the one code on A4, at most: nearly any camera reads it from a step away
_ONE_SIDE_MM = 44.0
_ALONE = EASY.capacity  # bytes of the one code


class PlacedCode(Struct, frozen=True):
    """A code with its quiet zone: where it begins from the edge where lines begin, its side, its words, its number."""

    picture: str
    start_mm: float
    side_mm: float
    words: str
    number: str


class PosterCodes(Struct, frozen=True):
    """The codes in their order; ``whole``: they hold the whole text. ``quiet_mm`` is the white around each."""

    codes: tuple[PlacedCode, ...]
    whole: bool
    quiet_mm: float

    @property
    def side_mm(self) -> float:
        """The side of a code as one sees it, without white."""
        return self.codes[0].side_mm - 2 * self.quiet_mm


def poster_codes(edition: Edition, text: str, scale: float) -> PosterCodes:
    """The codes of an edition whose plain text is given, on a poster that is ``scale`` times as large as A4."""
    columns = codes_in_row(edition.print_settings)
    if len(text.encode()) <= columns * EASY.capacity:
        pieces = pieces_of(text, edition, EASY)
        if len(pieces) <= columns:
            return _row(pieces, edition, scale)
    return _one("\n".join(_lines(edition)), scale)


def _row(pieces: tuple[str, ...], edition: Edition, scale: float) -> PosterCodes:
    """The codes of the text side by side, as large as the row allows, at most as the sheet is larger than A4."""
    measure, count = poster_settings(edition.print_settings).measure, len(pieces)
    module = min(EASY.module_mm * scale, measure / (count * (EASY.modules + QUIET_MODULES) - QUIET_MODULES))
    module = max(module, EASY.module_mm)
    quiet, side = QUIET_MODULES * module, EASY.modules * module
    step = min((measure - side) / (count - 1), side + 4 * quiet) if count > 1 else 0.0
    parts = marked_parts(pieces, edition.text_hash)
    codes = [
        PlacedCode(
            vector_code(f"{edition.metadata.slug} {part}", EASY)[0],
            round(number * step - quiet, 3),
            round(side + 2 * quiet, 3),
            f"{number + 1}/{count}  {' '.join(piece.split())}",
            f"{number + 1}/{count}",
        )
        for number, (piece, part) in enumerate(zip(pieces, parts, strict=True))
    ]
    return PosterCodes(tuple(codes), whole=True, quiet_mm=quiet)


def _one(text: str, scale: float) -> PosterCodes:
    """One code for a few lines."""
    picture, modules = vector_code(text)
    module = max(EASY.module_mm, min(_MODULE_MM, _ONE_SIDE_MM / modules) * scale)
    quiet = QUIET_MODULES * module
    one = PlacedCode(
        picture, round(-quiet, 3), round(modules * module + 2 * quiet, 3), " · ".join(text.split("\n")), ""
    )
    return PosterCodes((one,), whole=False, quiet_mm=quiet)


def _lines(edition: Edition) -> tuple[str, ...]:
    """Title, names, credits, check phrase; names and title shortened at a word where they are too long for a code."""
    phrase = f"{edition.terms.check_phrase}: {' '.join(edition.check_phrase)}"
    room = _ALONE - len(phrase.encode())
    kept = []
    for line in (plain_text(edition.title), ", ".join(edition.authors), *edition.credits):
        shown = _within(line, room - 1)
        kept += [shown] if shown else []
        room -= len(shown.encode()) + 1
    return (*kept, phrase)


def _within(line: str, most: int) -> str:
    """A line in at most so many bytes of UTF-8, cut at a word; "" where no word fits."""
    words = line.split()
    while words and len(" ".join(words).encode()) > most:
        words.pop()
    return " ".join(words)
