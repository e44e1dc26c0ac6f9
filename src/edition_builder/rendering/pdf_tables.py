"""A table as one table for those who listen, though it goes on over pages or columns.

WeasyPrint makes an element of each piece of a table, with its head again, and of each piece of a row that is parted: a
listener would hear the first lines of all its cells, then the rest of each. Here pieces are put together (ISO
32000-1, 14.8.4.3.4: a table is rows, a row is cells).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from pikepdf import Array, Name

__all__ = ["every", "give_body", "join_tables"]

Place = tuple[int, int]  # the number of a table and of a row in it; (0, 0) outside of tables


def join_tables(document: Any, place_of: Callable[[Any], Place]) -> None:
    """Give the first piece of each table the rows of the others.

    Args:
        document: the element of the whole document, as the engine made it.
        place_of: the place of an element of the tree.
    """
    tables: dict[int, _Table] = {}
    for element in list(every("/Table", document)):
        number = place_of(element)[0]
        if number in tables:
            tables[number].take_in(element)
        elif number:
            tables[number] = _Table(element, place_of)


def give_body(groups: list[Any]) -> None:
    """Make the head of a table that has no other rows its body, which every table must have (ISO 14289-1, 7.2)."""
    if all(Name.THead == group.S for group in groups):
        for group in groups:
            group.S = Name.TBody


class _Table:
    """The first piece of a table, which takes in the others."""

    def __init__(self, element: Any, place_of: Callable[[Any], Place]) -> None:
        self._element = element
        self._place_of = place_of
        self._rows = {place_of(row): row for row in every("/TR", element)}
        self._body = next((group for group in reversed(list(element.K)) if Name.TBody == group.S), None)
        heads = [head for head in every("/THead", element) if len(head.K)]
        self._heads = list(heads[0].K[0].K) if heads else []

    def take_in(self, piece: Any) -> None:
        """Take the rows of another piece. A head that stands again, which is an artifact, stays where it is."""
        left = []
        for group in piece.K:
            rows = [row for row in every("/TR", group) if self._place_of(row)[0]]
            if not rows:
                left.append(group)
            elif self._body is None and Name.TBody == group.S:
                self._body = self._begun(group)
            for row in rows:
                self._take_row(row)
        piece.K = Array(left)

    def _begun(self, group: Any) -> Any:
        """The first body of the table: where a head takes a page for itself, it begins on the next."""
        group.P, group.K = self._element, Array()
        self._element.K.append(group)
        return group

    def _take_row(self, row: Any) -> None:
        """A row as one of the table's, or its cells as the rest of those that began before."""
        for head, cell in zip(self._heads, row.K, strict=False):
            if Name.A in cell and Name.ID in head and cell.S == Name.TD:
                cell.A.Headers = Array([head.ID])
        place = self._place_of(row)
        if place in self._rows:
            for begun, rest in zip(self._rows[place].K, list(row.K), strict=False):
                _go_on(begun, rest)
        elif self._body is not None:
            self._rows[place] = row
            self._body.K.append(row)
            row.P = self._body


def _go_on(cell: Any, rest: Any) -> None:
    """Put the rest of a cell into it, as an element of its own: it stands on another page."""
    if not len(rest.K):
        return
    rest.S = Name.Span
    for key in (Name.A, Name.ID):
        if key in rest:
            del rest[key]
    rest.P = cell
    cell.K.append(rest)


def every(tag: str, element: Any) -> Iterator[Any]:
    """Every element of a tag inside an element, in order."""
    for kid in element.get(Name.K, ()):
        if isinstance(kid, int) or kid.get(Name.Type) == Name.OBJR:
            continue
        if str(kid.S) == tag:
            yield kid
        yield from every(tag, kid)
