"""What a layout changes about the HTML before it lays it out again, by the numbers of elements in document order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

__all__ = ["Change", "change", "numbered"]

_LINE_END = "line-end"


class Change(Struct, frozen=True):
    """How an element is set otherwise.

    Further classes, how much lower than it would stand, in CSS pixels, and whether a line ends before it and the word
    that it follows.
    """

    classes: frozenset[str] = frozenset()
    down: float = 0
    new_line: bool = False


def numbered(document: Any) -> Iterator[tuple[int, Any]]:
    """The elements of a laid-out document with their numbers: in document order, without what ``Change`` put in."""
    return enumerate(element for element in document._html.etree_element.iter() if element.get("class") != _LINE_END)


def change(root: Any, changes: Mapping[int, Change]) -> None:
    """Set elements otherwise."""
    parents = {kid: parent for parent in root.iter() for kid in parent} if _new_lines(changes) else {}
    for number, element in enumerate(list(root.iter()) if changes else ()):
        if number in changes:
            one = changes[number]
            element.set("class", " ".join([element.get("class", ""), *sorted(one.classes)]).strip())
            if one.down:
                element.set("style", f"margin-top: {one.down:.2f}px")
            if one.new_line:
                _end_line_before(element, parents[element])


def _new_lines(changes: Mapping[int, Change]) -> bool:
    return any(one.new_line for one in changes.values())


def _end_line_before(element: Any, parent: Any) -> None:
    """End the line before an element and the word that it follows."""
    place = list(parent).index(element)
    before = parent[place - 1] if place else None
    text = (parent.text if before is None else before.tail) or ""
    cut = max(text.rfind(" "), text.rfind("\n")) + 1
    line_end = parent.makeelement("br", {"class": _LINE_END})
    line_end.tail = text[cut:]
    parent.insert(place, line_end)
    if before is None:
        parent.text = text[:cut]
    else:
        before.tail = text[:cut]
