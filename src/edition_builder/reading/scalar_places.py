"""Where each character of a YAML string stands, through quotes, escapes, folding and indents."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition_builder.reading.places import Piece

__all__ = ["scalar_pieces"]

_ESCAPE_LENGTHS = {"x": 4, "u": 6, "U": 10}  # characters; every other escape has two (YAML 1.1, section 5.7)
Span = tuple[tuple[int, int], tuple[int, int]]


def scalar_pieces(lines: Sequence[str], first: int, span: Span, value: str, style: str) -> list[Piece]:
    """The pieces of a string.

    Args:
        lines: of the YAML document.
        first: number of its first line in the file (1-based).
        span: line and column (0-based) where the string starts and ends.
        value: the string itself.
        style: ``|``, ``>``, ``'``, ``"`` or "" for plain.
    """
    pieces: list[Piece] = []
    cursor = 0
    for number, column, written in _written(lines, span, style):
        found = value.find(written, cursor) if written else -1
        if found >= 0:
            pieces.append(Piece(found, first + number, column + 1))
            cursor = found + len(written)
        elif written and style in ("'", '"'):
            start = len(value[:cursor]) + (value[cursor : cursor + 1].isspace() and cursor > 0)
            escaped = list(_escaped(written, start, first + number, column + 1, style))
            pieces.extend(escaped)
            cursor = escaped[-1].offset
    return pieces or [Piece(0, first + span[0][0], span[0][1] + 1)]


def _written(lines: Sequence[str], span: Span, style: str) -> Iterator[tuple[int, int, str]]:
    """Line, column and characters of each line of a string as written, without indents and quotes."""
    (first, start), (last, end) = span
    block = style in ("|", ">")
    for number in range(first + block, min(last, len(lines) - 1) + 1):
        line = lines[number][:end] if number == last else lines[number]
        from_column = start if number == first else 0
        written = line[from_column:].lstrip(" ")
        column = len(line) - len(written)
        if style in ("'", '"') and number == first:
            written, column = written[1:], column + 1
        if style in ("'", '"') and number == last:
            written = written[:-1]
        yield number, column, written.rstrip(" ") if not block else written


def _escaped(written: str, offset: int, line: int, column: int, style: str) -> Iterator[Piece]:
    """Pieces of a quoted line with escapes: a new one after each."""
    yield Piece(offset, line, column)
    index = 0
    while index < len(written):
        length = 1
        if style == "'" and written.startswith("''", index):
            length = 2
        elif style == '"' and written[index] == "\\":
            length = _ESCAPE_LENGTHS.get(written[index + 1 : index + 2], 2)
        index += length
        offset += 1
        if length > 1:
            yield Piece(offset, line, column + index)
