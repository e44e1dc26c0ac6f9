"""Lay out pages, look at them, and lay out again what a typesetter would not let stand; a few times at most.

A note that would begin on the page after its call (in a table, or in a block that cannot be broken) takes its block
to the next page: the anchors of calls and notes tell. Where notes crowd, ``pdf_crowds`` says what helps. Codes in the
margin go to the outer side, which is known only then. Each of this is a class that the style sheet knows, or the end of
a line. Words at the end of a page are seen to while it is made (``pdf_words``).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, dropwhile, takewhile
from typing import Any

from msgspec.structs import replace

from edition_builder.rendering.pdf_changes import Change, numbered
from edition_builder.rendering.pdf_codes import Placed, placed_codes
from edition_builder.rendering.pdf_crowds import CALL, LOOSE, NEW_LINE, blocks_with_calls, loosened
from edition_builder.rendering.pdf_engine import Apart, EditionFonts, laid_out
from edition_builder.rendering.pdf_feet import CONTINUED
from edition_builder.rendering.pdf_heads import AS_ROW, dropped_heads

__all__ = ["late_notes", "lay_out"]

_TRIES = 4
_NEXT_PAGE, _CROWDED = "next-page", "crowded"
_COLOPHON, _ROOM, _NEEDED = "colophon", "room", "needed"  # an id and two classes of print.j2 and print.css
_OF_CODES = frozenset(("verso", _CROWDED))


def lay_out(markup: str, pictures: Mapping[str, bytes], fonts: EditionFonts, apart: Apart | None = None) -> Any:
    """The document in pages, mended as far as ``_TRIES`` layouts can; ``apart`` is what a part of a book is told."""
    changes: dict[int, Change] = {}
    for _ in range(_TRIES):
        document = laid_out(markup, pictures, fonts, changes, apart)
        faults = chain(_of_notes(document, changes), _faults(document), _of_rest(document, changes))
        wanted = _joined(changes, faults, placed_codes(document))
        if wanted == changes:
            break
        changes = wanted
    return document


def _joined(changes: Mapping[int, Change], faults: Iterable[tuple[int, str]], codes: Placed) -> dict[int, Change]:
    """Changes with further ones. What was mended stays mended; codes are placed anew on each layout."""
    joined = {
        number: one
        for number, one in changes.items()
        if one.new_line or not one.classes <= _OF_CODES or _CROWDED in one.classes
    }
    for number, name in faults:
        one = joined.get(number, Change())
        joined[number] = replace(one, new_line=True) if name == NEW_LINE else replace(one, classes=one.classes | {name})
    return {**codes, **joined}


def _of_notes(document: Any, changes: Mapping[int, Change]) -> Iterator[tuple[int, str]]:
    """How the blocks of late notes are to be set: loosened where notes crowd in them, or else on the next page."""
    late = {CALL + name for name in late_notes(document)}
    for block in blocks_with_calls(document) if late else ():
        if late.isdisjoint(call.name for call in block.calls):
            continue
        crowd = tuple(loosened(block, document))
        yield from crowd
        if not crowd:
            moved = _NEXT_PAGE in changes.get(block.number, Change()).classes
            yield block.number, LOOSE if moved else _NEXT_PAGE


def _of_rest(document: Any, changes: Mapping[int, Change]) -> Iterator[tuple[int, str]]:
    """A page more before the colophon for each on which the rest of a long note stands from there on."""
    rooms = [number for number, element in numbered(document) if _ROOM in (element.get("class") or "").split()]
    unused = (number for number in rooms if _NEEDED not in changes.get(number, Change()).classes)
    closing = dropwhile(lambda page: _COLOPHON not in page.anchors, document.pages) if rooms else ()
    yield from ((number, _NEEDED) for number, _page in zip(unused, takewhile(_holds_rest, closing), strict=False))


def _holds_rest(page: Any) -> bool:
    """Whether a later part of a long note stands at the foot of a page."""
    feet = page._page_box.children[1:] if hasattr(page, "_page_box") else ()
    notes = (note for foot in feet if type(foot).__name__ == "FootnoteAreaBox" for note in foot.children)
    return any(CONTINUED in (note.element.get("class") or "").split() for note in notes)


def _faults(document: Any) -> Iterator[tuple[int, str]]:
    """The number of each element that is to be set otherwise, with the class that says how."""
    heads = list(dropped_heads(document))
    if heads:
        numbers = {id(element): number for number, element in numbered(document)}
        yield from ((numbers[id(head)], AS_ROW) for head in heads if id(head) in numbers)


def late_notes(document: Any) -> tuple[str, ...]:
    """The ids of notes that begin on another page than their call, which stands again where a table's head does."""
    last = len(document.pages) - 1
    pages = {name: last - number for number, page in enumerate(reversed(document.pages)) for name in page.anchors}
    notes = (span.get("id") for span in document._html.etree_element.iter("span") if _is_note(span))
    return tuple(name for name in notes if name and pages.get(CALL + name) != pages.get(name))


def _is_note(span: Any) -> bool:
    """Whether an element is a note, or its first part."""
    return str(span.get("class")) == "footnote"
