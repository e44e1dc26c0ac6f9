"""Which fonts of the style folder a text needs: the engine would read all of them, and some are large."""

from __future__ import annotations

import unicodedata
from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from edition_builder.model.rendition import StyleFolder

__all__ = ["needed_fonts"]

_MAIN_FAMILY = "Gentium"
_NO_GLYPH = ("Cc", "Cf", "Zl", "Zp", "Zs")


def needed_fonts(text: str, styles: StyleFolder) -> tuple[tuple[str, bytes], ...]:
    """Name and bytes of the main family and of every other font that has a character which that family lacks.

    The style sheet then chooses among them; without a character outside Latin, Greek and Cyrillic none is loaded but
    the main family. A project without the main family gets all its fonts.
    """
    names = sorted(name for name, _ in styles.files if name.endswith((".ttf", ".otf")))
    main = tuple((name, styles.read(name)) for name in names if _MAIN_FAMILY in name)
    missing = _drawn(text) - (_characters(main[0][1]) if main else frozenset())
    if not missing:
        return main
    others = ((name, styles.read(name)) for name in names if _MAIN_FAMILY not in name)
    return (*main, *(font for font in others if not main or not missing.isdisjoint(_characters(font[1]))))


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
