"""Lay out pages until every note begins on the page of its call.

The engine may still set a note a page late, where a call stands in a table or in a block that cannot be broken. The
anchors of calls and notes tell; the block of such a call is then moved to the next page and the whole is laid out
again, a few times at most.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from edition_builder.rendering.pdf_engine import EditionFonts, laid_out

__all__ = ["late_calls", "lay_out"]

_TRIES = 4
_CALL = "call-"
_BLOCKS = frozenset(("p", "li", "figure", "table", "h2", "h3", "h4", "h5", "h6", "pre"))


def lay_out(markup: str, pictures: Mapping[str, bytes], fonts: EditionFonts) -> Any:
    """The document in pages, mended as far as ``_TRIES`` layouts can."""
    moved: frozenset[int] = frozenset()
    for _ in range(_TRIES):
        document = laid_out(markup, pictures, fonts, moved)
        late = late_calls(document)
        more = moved | frozenset(_block_numbers(document, late))
        if not late or more == moved:
            break
        moved = more
    return document


def late_calls(document: Any) -> tuple[str, ...]:
    """The ids of calls whose note begins on another page."""
    pages = {name: number for number, page in enumerate(document.pages) for name in page.anchors}
    notes = (span.get("id") for span in document._html.etree_element.iter("span") if _is_note(span))
    return tuple(_CALL + name for name in notes if name and pages.get(_CALL + name) != pages.get(name))


def _is_note(span: Any) -> bool:
    """Whether an element is a note, or its first part."""
    return str(span.get("class")) == "footnote"


def _block_numbers(document: Any, calls: tuple[str, ...]) -> list[int]:
    """The number, in document order, of the block that each call stands in."""
    numbers, innermost, wanted = [], 0, set(calls)
    for number, element in enumerate(document._html.etree_element.iter()):
        if element.tag in _BLOCKS:
            innermost = number
        if element.get("id") in wanted:
            numbers.append(innermost)
    return numbers
