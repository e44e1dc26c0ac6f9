"""Gather what reading has to say, so that one run shows every problem."""

from __future__ import annotations

from edition_builder.diagnostics import Diagnostic, Location

__all__ = ["MOST_OF_A_CODE", "Findings"]

MOST_OF_A_CODE = 100  # nobody reads on, and a hostile text can hold a million


class Findings:
    """A growing list of diagnostics, in the order they were found; nothing is said twice, or without end."""

    __slots__ = ("_counts", "_found")

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._counts: dict[tuple[str, str], int] = {}

    def add(self, code: str, message: str, location: Location, hint: str) -> None:
        """Keep one finding; ``code`` is a key of ``codes.CODES``. Of one code a file gets ``MOST_OF_A_CODE``."""
        count = self._counts.get((code, location.path), 0)
        self._counts[code, location.path] = count + 1
        if count >= MOST_OF_A_CODE:
            return
        if count == MOST_OF_A_CODE - 1:
            message += " (there are more of these; they are not listed)"
        self._found.setdefault(Diagnostic(code, message, location, hint))

    def says(self, code: str) -> bool:
        """Whether something of this code was found."""
        return any(one.code == code for one in self._found)

    def in_order(self) -> tuple[Diagnostic, ...]:
        """Everything found, sorted by file and place; of equal places the first found comes first."""
        paths: dict[str, int] = {}
        for one in self._found:
            paths.setdefault(one.location.path if one.location else "", len(paths))
        return tuple(sorted(self._found, key=lambda one: _order(one, paths)))


def _order(one: Diagnostic, paths: dict[str, int]) -> tuple[int, int, int]:
    place = one.location or Location("")
    return paths[place.path], place.line, place.column
