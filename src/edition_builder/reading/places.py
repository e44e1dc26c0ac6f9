"""From an offset in a run of text back to the place in the file.

Markdown and YAML take prefixes, indents and escapes away before their text is read. ``Places`` keeps, for each piece
of such text, where it stood: exact to the character.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from edition_builder.diagnostics import Location

__all__ = ["Piece", "Places", "aligned_pieces", "cell_pieces", "heading_pieces"]

_BLANKS = " \t"


class Piece(NamedTuple):
    """Text from ``offset`` on stands at ``line`` and ``column`` (both 1-based) of the file."""

    offset: int
    line: int
    column: int


class Places:
    """Finds places in one run of text. The pieces are worked out when the first place is asked for."""

    __slots__ = ("_make", "_offsets", "_path", "_pieces")

    def __init__(self, path: str, make: Callable[[], Iterable[Piece]]) -> None:
        self._path = path
        self._make = make
        self._pieces: Sequence[Piece] = ()
        self._offsets: list[int] = []

    def start(self) -> Location:
        """The place of the first character, without working out the others: most runs are asked for no more."""
        piece = self._pieces[0] if self._pieces else next(iter(self._make()))
        return Location(self._path, piece.line, piece.column)

    def at(self, offset: int) -> Location:
        """The place of the character at ``offset``."""
        if not self._pieces:
            self._pieces = list(self._make())
            self._offsets = [piece.offset for piece in self._pieces]
        piece = self._pieces[max(bisect_right(self._offsets, offset) - 1, 0)]
        return Location(self._path, piece.line, piece.column + offset - piece.offset)

    def after(self, start: int) -> Places:
        """The places of the text that begins at ``start``."""
        return Places(self._path, lambda: self._later(start))

    def _later(self, start: int) -> list[Piece]:
        first = self.at(start)
        later = [piece._replace(offset=piece.offset - start) for piece in self._pieces if piece.offset > start]
        return [Piece(0, first.line, first.column), *later]


def aligned_pieces(lines: Sequence[str], first: int, content: str) -> Iterator[Piece]:
    """Pieces of a block whose lines lost something at their start only: they end where the file's lines end.

    Args:
        lines: the lines of the file.
        first: index of the line the content starts in (0-based).
        content: the block's text; trailing blanks are gone from its last line only.
    """
    offset, number = 0, first
    while (end := content.find("\n", offset)) >= 0:
        yield Piece(offset, number + 1, len(lines[number]) - (end - offset) + 1)
        offset, number = end + 1, number + 1
    yield Piece(offset, number + 1, len(lines[number].rstrip(_BLANKS)) - (len(content) - offset) + 1)


def heading_pieces(line: str, number: int, markup: str, content: str) -> list[Piece]:
    """The piece of a heading written with ``#``, which may lose characters at both ends."""
    after = line.find(markup) + len(markup)
    return [Piece(0, number, line.find(content, after) + 1 if content else after)]


def cell_pieces(line: str, number: int, start: int, content: str) -> list[Piece]:
    r"""Pieces of a table cell looked for from ``start`` on; ``\|`` in the file is ``|`` in the cell."""
    found = max(line.find(content.replace("|", "\\|"), start), start)
    pieces, offset = [], 0
    for escaped, part in enumerate(content.split("|")):
        pieces.append(Piece(offset, number, found + offset + escaped + 1))
        offset += len(part) + 1
    return pieces
