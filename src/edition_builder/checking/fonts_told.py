"""What a font says beside its drawings: who made it, with what, when (OpenType 1.9.1, tables ``name`` and ``head``).

Family and licence are no finding, nor is a date that stands for none.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

__all__ = ["font_leaks"]

_LARGEST = 50_000_000  # bytes
_NAMES = {
    0: "whose it is",
    3: "its own number",
    5: "its version",
    8: "who made it",
    9: "who drew it",
    10: "a description",
    11: "an address",
    12: "an address",
}
_TABLES = {
    "FFTM": "when FontForge wrote it",
    "PfEd": "remarks of who drew it",
    "meta": "a table of remarks",
    "DSIG": "a signature",
    **dict.fromkeys(("TSI0", "TSI1", "TSI2", "TSI3", "TSI5", "TSIV"), "sources of who drew it"),
}
_NO_DATES = frozenset((0, 2_082_844_800, 2_398_377_600))  # 1904, 1970 and 1980, in seconds since 1904
_UNREADABLE = (TTLibError, AssertionError, AttributeError, KeyError, ValueError, IndexError, MemoryError)


def font_leaks(data: bytes) -> tuple[str, ...]:
    """Everything that a font tells beside family, licence and letters, in words, each once."""
    if len(data) > _LARGEST:
        return ("more than can be looked through",)
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            return tuple(dict.fromkeys(_told(font)))
    except _UNREADABLE:
        return ("what cannot be read",)


def _told(font: TTFont) -> Iterator[str]:
    if "name" in font:
        yield from (_NAMES[one.nameID] for one in font["name"].names if one.nameID in _NAMES and one.string)
    if {font["head"].created, font["head"].modified} - _NO_DATES:
        yield "when it was made"
    yield from (said for table, said in _TABLES.items() if table in font)
