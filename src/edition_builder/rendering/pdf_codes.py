"""Where the codes of links stand in the margin: on the outer side of their page, below one another, never overlapping.

A code wants the height of its line. Where two would meet, the lower one moves down, and up again from the foot of the
page; one that finds no room at all is marked ``crowded``, and its address prints in the line.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from edition_builder.rendering.pdf_changes import Change, numbered
from edition_builder.rendering.pdf_links import CODE

__all__ = ["Placed", "apart", "placed_codes"]

Placed = dict[int, Change]
_EDGE_PX = 19  # 5 mm at the head and foot of the page
_VERSO, _CROWDED = frozenset(("verso",)), frozenset(("crowded",))


def placed_codes(document: Any) -> Placed:
    """How each code of a laid-out document is to be set, by the number of its element."""
    elements = {
        id(element): (number, str(element.get("style", "")))
        for number, element in numbered(document)
        if str(element.get("id", "")).startswith(CODE)
    }
    if not elements:
        return {}
    placed: Placed = {}
    for number, page in enumerate(document.pages):
        boxes = [box for box in page._page_box.descendants(placeholders=True) if _is_code(box, elements)]
        boxes.sort(key=lambda box: box.position_y)
        wanted = [(box.position_y, box.margin_height() - box.margin_top) for box in boxes]
        for box, top in zip(boxes, apart(wanted, page.height), strict=True):
            side = _VERSO if number % 2 else frozenset()
            change = Change(_CROWDED) if top is None else Change(side, round(top - box.position_y, 2))
            placed[elements[id(box.element)][0]] = change
    return placed


def apart(wanted: list[tuple[float, float]], page_height: float) -> Iterator[float | None]:
    """The tops of codes moved apart; None for those that have no room.

    Args:
        wanted: top and height of each code, from the head of the page to its foot.
        page_height: of the same unit.
    """
    fitting, used = 0, 0.0
    for _top, height in wanted:
        used += height
        fitting += used <= page_height - 2 * _EDGE_PX
    tops: list[float] = []
    bottom = float(_EDGE_PX)
    for top, height in wanted[:fitting]:
        tops.append(max(top, bottom))
        bottom = tops[-1] + height
    limit = page_height - _EDGE_PX
    for place in reversed(range(fitting)):
        tops[place] = min(tops[place], limit - wanted[place][1])
        limit = tops[place]
    yield from tops
    yield from (None for _ in wanted[fitting:])


def _is_code(box: Any, elements: dict[int, tuple[int, str]]) -> bool:
    """Whether a box is a code's own, not one of those inside."""
    return id(box.element) in elements and type(box).__name__ != "LineBox" and box.element_tag == "span"
