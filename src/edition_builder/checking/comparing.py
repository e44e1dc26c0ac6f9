"""Two makings of the same files compared: the first file that differs, and where."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from msgspec import Struct

from edition_builder.checking.found_text import difference, find_text, is_edition_file

__all__ = ["Difference", "first_difference"]

_TEXT = frozenset((".txt", ".html", ".css"))
_AROUND = 30  # characters of a text that are shown on both sides of the place


class Difference(Struct, frozen=True):
    """The file's name, and in words what is unlike in it."""

    name: str
    what: str


def first_difference(given: Mapping[str, bytes], made: Mapping[str, bytes]) -> Difference | None:
    """The first file, by name, that is not the same in both; None if all are.

    Args:
        given: the files that somebody has, by name.
        made: the same files made anew.
    """
    for name in sorted(given.keys() | made.keys()):
        if name not in given:
            return Difference(name, "is not in the pack")
        if name not in made:
            return Difference(name, "is not made from this manuscript")
        if given[name] != made[name]:
            return Difference(name, _unlike(name, given[name], made[name]))
    return None


def _unlike(name: str, given: bytes, made: bytes) -> str:
    """Where two files part: the byte, and the words where that is what differs."""
    place = next((at for at, pair in enumerate(zip(given, made, strict=False)) if pair[0] != pair[1]), -1)
    place = min(len(given), len(made)) if place < 0 else place
    said = f"differs from byte {place} on"
    if is_edition_file(name):
        here, there = find_text(name, given).value, find_text(name, made).value
        words = difference(here, there) if here and there else ""
        if words:
            return f"{said}: {words}"
        if here and there:
            said += ", but not in the words of text and notes"
    if PurePosixPath(name).suffix in _TEXT:
        return f"{said}: “{_excerpt(given, place)}” instead of “{_excerpt(made, place)}”"
    return said


def _excerpt(data: bytes, place: int) -> str:
    """The text around a byte, on one line."""
    around = data[max(0, place - _AROUND) : place + _AROUND].decode(errors="ignore")
    return " ".join(around.split())
