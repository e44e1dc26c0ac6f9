"""Places where more notes are called than the foot of a page holds, and how to set them apart.

A line takes its notes with it, so the notes of one line must fit a page, and where a paragraph may not leave a line
alone, those of two or three. Such a paragraph may leave lines alone, and its lines end before the call whose note
would be too much.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from edition_builder.rendering.pdf_changes import numbered

__all__ = ["CALL", "LOOSE", "NEW_LINE", "Block", "Call", "blocks_with_calls", "loosened"]

CALL = "call-"  # begins the ids of calls; the id of the note follows
LOOSE = "loose"  # a class of print.css
NEW_LINE = "new line"
_BLOCKS = frozenset(("p", "li", "figure", "table", "h2", "h3", "h4", "h5", "h6", "pre"))
_WHOLE = frozenset(("table", "figure"))  # what is broken in a cell loses the head of its table
_MAY_FILL = 0.75  # of the room for notes: the rest is for a heading over the line
_LINES = 3  # that stand together where two may not be left alone
_THINNEST = 0.3  # em, of the letters of a line on the average
_CALL_SIZE = 0.7  # of the text's


class Call(Struct, frozen=True):
    """A call: the number of its element, its id, and how many characters of its block stand before it."""

    number: int
    name: str
    place: float


class Block(Struct, frozen=True):
    """A block with the calls in it; ``number`` is that of its element, ``is_whole`` says that it keeps together."""

    number: int
    is_whole: bool
    calls: tuple[Call, ...]


def blocks_with_calls(document: Any) -> Iterator[Block]:
    """The innermost blocks that hold calls, in document order."""
    numbers = {id(element): number for number, element in numbered(document)}
    tags: dict[int, str] = {}
    found: dict[int, list[Call]] = {}
    root = document._html.etree_element
    for block, element, place in _walk(root, root, [0.0]):
        name = element.get("id") or ""
        if name.startswith(CALL):
            tags[numbers[id(block)]] = block.tag
            found.setdefault(numbers[id(block)], []).append(Call(numbers[id(element)], name, place))
    return (Block(number, tags[number] in _WHOLE, tuple(calls)) for number, calls in found.items())


def _walk(element: Any, block: Any, before: list[float]) -> Iterator[tuple[Any, Any, float]]:
    """Each element with its innermost block and the characters before it there, without those of notes."""
    if element.tag in _BLOCKS:
        block, before = element, [0.0]
    yield block, element, before[0]
    if "footnote" in (element.get("class") or "").split():
        return
    size = _CALL_SIZE if (element.get("id") or "").startswith(CALL) else 1
    before[0] += size * len(element.text or "")
    for kid in element:
        yield from _walk(kid, block, before)
        before[0] += len(kid.tail or "")


def loosened(block: Block, document: Any) -> Iterator[tuple[int, str]]:
    """What to change about a block: the numbers of elements and how each is to be set. Nothing where no notes crowd."""
    heights, room, line = ({}, 0.0, 0.0) if block.is_whole else _measured(document)
    pending: list[tuple[float, float]] = []
    loose = False
    for call in block.calls:
        height = heights.get(call.name.removeprefix(CALL), 0.0)
        pending = [one for one in pending if one[0] > call.place - _LINES * line]
        in_line = sum(one[1] for one in pending if one[0] > call.place - line)
        loose = loose or sum(one[1] for one in pending) + height > _MAY_FILL * room
        if in_line and in_line + height > _MAY_FILL * room:
            yield call.number, NEW_LINE
            pending = []
        pending.append((call.place, height))
    if loose:
        yield block.number, LOOSE


def _measured(document: Any) -> tuple[dict[str, float], float, float]:
    """The height of each note by its id, the most that the notes of a page may take, the characters of a line."""
    heights: dict[str, float] = {}
    room = line = 0.0
    for page in document.pages:
        text, *others = page._page_box.children if hasattr(page, "_page_box") else [page]
        for foot in (box for box in others if type(box).__name__ == "FootnoteAreaBox"):
            heights |= {note.element.get("id"): note.margin_height() for note in foot.children}
            room = foot.max_height
            line = text.width / (_THINNEST * text.style["font_size"])
    return heights, room, line
