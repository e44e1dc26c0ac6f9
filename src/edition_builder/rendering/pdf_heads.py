"""The heads of tables: they stand again where their table goes on, and nothing in them may be lost.

The engine leaves out a head that is, with the notes it calls, as high as the page, and sets its notes again with each
repetition. So the notes of a head are laid out with the first row, which always stands on the same page, and a head
that is too high all the same becomes an ordinary row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

__all__ = ["AS_ROW", "dropped_heads", "give_notes_to_first_row", "repeated_boxes"]

AS_ROW = "as-row"  # a class of print.css


def give_notes_to_first_row(root: Any) -> None:
    """Move the notes that heads of tables call into the first row below; nothing where no row has words."""
    for table in root.iter("table"):
        head, body = table.find("thead"), table.find("tbody")
        cells = [] if head is None or body is None else [cell for cell in body[0] if "".join(cell.itertext()).strip()]
        if cells:
            _move(list(_notes_of(head)), cells[0])


def _notes_of(element: Any) -> Iterator[tuple[Any, Any]]:
    """The notes inside an element with their parents, in order."""
    for kid in element:
        if "footnote" in (kid.get("class") or "").split():
            yield element, kid
        else:
            yield from _notes_of(kid)


def _move(notes: list[tuple[Any, Any]], cell: Any) -> None:
    """Take notes from their parents and put them before the words of a cell."""
    for parent, note in notes:
        place = list(parent).index(note)
        if place:
            parent[place - 1].tail = (parent[place - 1].tail or "") + (note.tail or "")
        else:
            parent.text = (parent.text or "") + (note.tail or "")
        parent.remove(note)
        note.tail = ""
    if notes:
        notes[-1][1].tail, cell.text = cell.text, ""
        cell[:0] = [note for _parent, note in notes]


def dropped_heads(document: Any) -> Iterator[Any]:
    """The elements of heads that a laid-out document leaves out where their table begins."""
    begun = set()
    for table in _tables(document):
        if id(table.element) not in begun:
            begun.add(id(table.element))
            head = table.element.find("thead")
            if head is not None and all(group.element is not head for group in table.children):
                yield head


def repeated_boxes(document: Any) -> frozenset[int]:
    """The ids of all boxes in heads that stand again: on a further page, or in a further column."""
    seen, repeated = set(), set()
    for table in _tables(document):
        for head in (group for group in table.children if group.is_header):
            if id(head.element) in seen:
                repeated |= {id(box) for box in head.descendants(placeholders=True)}
            seen.add(id(head.element))
    return frozenset(repeated)


def _tables(document: Any) -> Iterator[Any]:
    """The pieces of tables, page by page."""
    for page in document.pages:
        for box in page._page_box.descendants(placeholders=True) if hasattr(page, "_page_box") else ():
            if type(box).__name__ == "TableBox":
                yield box
