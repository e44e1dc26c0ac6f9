"""Imposition: sheets folded as paper is folded give the pages in order, whatever their number."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from edition_builder.model.imposition import Side, imposed, sheets_for, signatures


def turned(sides: list[Side], *, right_to_left: bool = False) -> Iterator[int | None]:
    """The pages as a hand turns them. Each sheet is two leaves that hang together at the fold: one lies in front of
    the leaves of all sheets inside it, the other behind them."""
    for number in sorted({side.signature for side in sides}):
        own = [side for side in sides if side.signature == number]
        leaves: list[tuple[int | None, int | None]] = []
        for front, back in reversed(list(zip(own[::2], own[1::2], strict=True))):
            before, behind = (front.right, back.left), (back.right, front.left)
            if right_to_left:
                before, behind = (front.left, back.right), (back.left, front.right)
            leaves = [before, *leaves, behind]
        yield from (page for leaf in leaves for page in leaf)


@pytest.mark.parametrize("right_to_left", [False, True])
@pytest.mark.parametrize("most", [1, 3, 10])
@pytest.mark.parametrize("pages", [1, 2, 3, 4, 5, 8, 12, 15, 16, 40, 41, 97])
def test_folded_sheets_read_from_first_to_last_with_blanks_at_the_back(
    pages: int, most: int, right_to_left: bool
) -> None:
    sides = list(imposed(pages, most, right_to_left=right_to_left))
    assert len(sides) == 2 * sheets_for(pages)
    read = list(turned(sides, right_to_left=right_to_left))
    assert read == [*range(pages), *[None] * (len(read) - pages)]
    assert len(read) - pages < 4


def test_the_fold_of_this_test_sees_two_sheets_that_changed_places() -> None:
    sides = list(imposed(16, 10))
    assert list(turned(sides[2:4] + sides[:2] + sides[4:])) != list(range(16))


@pytest.mark.parametrize(
    ("pages", "most", "expected"),
    [(1, 3, (1,)), (15, 10, (4,)), (40, 10, (10,)), (41, 10, (6, 5)), (100, 10, (9, 8, 8)), (2000, 10, (10,) * 50)],
)
def test_signatures_are_few_and_even(pages: int, most: int, expected: tuple[int, ...]) -> None:
    assert signatures(pages, most) == expected


def test_staples_go_into_the_outside_of_each_signature() -> None:
    outside = [number for number, side in enumerate(imposed(24, 3)) if side.is_outside]
    assert outside == [0, 6]
