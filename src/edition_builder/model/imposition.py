"""Where the pages of a book stand on the sheets of a booklet: saddle-stitched signatures, printed on both sides.

A signature is a few sheets that are laid on one another, folded in the middle and stapled on the fold. Each sheet
carries four pages. What is over is blank and stands at the back.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, pairwise

from msgspec import Struct

__all__ = ["PAGES_A_SHEET", "Side", "imposed", "sheets_for", "signatures"]

PAGES_A_SHEET = 4


class Side(Struct, frozen=True):
    """A side of a sheet as it is printed: the numbers of its pages counted from 0, None where it stays blank.

    ``signature`` counts from 0; ``is_outside`` marks the side that lies outside when its signature is folded.
    """

    left: int | None
    right: int | None
    signature: int
    is_outside: bool


def sheets_for(pages: int) -> int:
    """How many sheets a book takes."""
    return -(-pages // PAGES_A_SHEET)


def signatures(pages: int, most: int) -> tuple[int, ...]:
    """The sheets of each signature: as few signatures as ``most`` sheets in one allow, as even as can be."""
    sheets = sheets_for(pages)
    count = -(-sheets // most)
    return tuple(sheets // count + (number < sheets % count) for number in range(count))


def imposed(pages: int, most: int, *, right_to_left: bool = False) -> Iterator[Side]:
    """The sides in the order of printing: front and back of the outermost sheet of the first signature, and so on.

    Args:
        pages: of the book.
        most: sheets in a signature.
        right_to_left: whether the book is bound at its right edge.
    """
    sizes = signatures(pages, most)
    bounds = pairwise(accumulate((size * PAGES_A_SHEET for size in sizes), initial=0))
    for number, (first, end) in enumerate(bounds):
        for sheet in range((end - first) // PAGES_A_SHEET):
            early, late = first + 2 * sheet, end - 1 - 2 * sheet
            front, back = (late, early), (early + 1, late - 1)
            yield _side(front, pages, (number, sheet == 0), right_to_left)
            yield _side(back, pages, (number, False), right_to_left)


def _side(spread: tuple[int, int], pages: int, where: tuple[int, bool], right_to_left: bool) -> Side:
    left, right = (page if page < pages else None for page in (reversed(spread) if right_to_left else spread))
    return Side(left, right, *where)
