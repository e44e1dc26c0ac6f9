"""Which fonts of the style folder a text needs: the engine would read all of them, and some are large."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from edition_builder.model.print_formats import PRINT_FORMATS
from edition_builder.model.rendition import StyleFolder

__all__ = ["needed_fonts"]

_MAIN_FAMILY = "GentiumBookPlus-"
_PLAIN = "-Regular"  # the face that has every letter that its family has
_OF_FORMATS = tuple(face for row in PRINT_FORMATS for face in row.faces)
_NO_GLYPH = ("Cc", "Cf", "Zl", "Zp", "Zs")


def needed_fonts(text: str, styles: StyleFolder, faces: tuple[str, ...] = ()) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of the main family and of every other font that has a character which that family lacks.

    The style sheet then chooses among them; without a character outside Latin, Greek and Cyrillic none is loaded but
    the main family and ``faces``, beginnings of file names that a format asks for; the faces of other formats come
    last. A project without the main family gets all its fonts.
    """
    names = sorted(name for name, _ in styles.files if name.endswith((".ttf", ".otf")))
    main = tuple((name, styles.read(name)) for name in names if _is_of(name, (_MAIN_FAMILY, *faces)))
    missing = _left(_drawn(text), main)
    if not missing and main:
        return main
    others = [name for name in names if not _is_of(name, (_MAIN_FAMILY, *faces))]
    chosen = main
    for lasting in (False, True):
        fonts = ((name, styles.read(name)) for name in others if _is_of(name, _OF_FORMATS) is lasting)
        chosen += tuple(font for font in fonts if not main or not missing.isdisjoint(_characters(font[1])))
        missing = _left(missing, chosen)
    return chosen


def _is_of(name: str, faces: tuple[str, ...]) -> bool:
    """Whether a font file is one of these faces."""
    return name.rpartition("/")[2].startswith(faces)


def _left(characters: set[int], fonts: tuple[tuple[str, bytes], ...]) -> set[int]:
    """The characters that none of these fonts has; no further font is opened when all were found."""
    for _name, data in sorted(fonts, key=lambda font: _PLAIN not in font[0]):
        if not characters:
            break
        characters = characters - _characters(data)
    return characters


def _drawn(text: str) -> set[int]:
    """The characters of a text that are drawn."""
    return {ord(one) for one in set(text) if unicodedata.category(one) not in _NO_GLYPH}


@lru_cache(maxsize=64)
def _characters(data: bytes) -> frozenset[int]:
    """The characters that a font file has; none for a file that is no font, which a check has said before."""
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, AssertionError, KeyError, ValueError, IndexError):
        return frozenset()
