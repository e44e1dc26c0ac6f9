"""Where a long book is cut: before sections, at places that stay where they are when a chapter changes."""

from __future__ import annotations

import pytest

from edition_builder.rendering.pdf_cuts import counts_all, is_long, may_be_cut, parts_of
from edition_builder.rendering.pdf_measures import Room

PAGE = 1900
ROOM = Room(1, 1)
SECTIONS = [f'<section data-name="Chapter {number}">'.ljust(300) + "x" * 5 * PAGE for number in range(300)]


def test_a_book_of_a_hundred_and_twenty_pages_is_long() -> None:
    assert is_long(["x" * PAGE] * 120, ROOM)
    assert not is_long(["x" * PAGE] * 119, ROOM)
    assert is_long(["x" * PAGE] * 30, Room(0.5, 0.5))


def test_parts_hold_every_section_once_and_between_twenty_and_eighty_pages() -> None:
    parts = list(parts_of(SECTIONS, ROOM))
    assert [section for part in parts for section in part] == SECTIONS
    pages = [sum(map(len, part)) / PAGE for part in parts]
    assert all(20 <= one <= 81 for one in pages[:-2])
    assert 20 < len(parts) < 75


def test_a_section_that_is_longer_than_a_part_is_one_by_itself() -> None:
    long = "y" * 100 * PAGE
    parts = list(parts_of([SECTIONS[0], long, SECTIONS[1], "colophon"], ROOM))
    assert parts == [(SECTIONS[0],), (long,), (SECTIONS[1],), ("colophon",)]


def test_a_chapter_that_grows_moves_no_cut_but_those_nearby() -> None:
    longer = [*SECTIONS[:40], SECTIONS[40] + "z" * 9 * PAGE, *SECTIONS[41:]]
    before, after = (set(parts_of(sections, ROOM)) for sections in (SECTIONS, longer))
    assert len(before - after) <= 4
    assert len(after - before) <= 4


@pytest.mark.parametrize(
    "rule",
    [
        ".chapter { counter-increment: chapter }",
        ".chapter + .chapter { color: red }",
        "section:first-of-type { color: red }",
        ".note { position: fixed }",
        "h2 { position: running(head) }",
        ".chapter { break-before:recto }",
        "a::after { content: target-text(attr(href)) }",
    ],
)
def test_a_style_sheet_may_ask_what_only_the_whole_book_can_tell(rule: str) -> None:
    assert not may_be_cut(rule)
    assert may_be_cut(f"/* {rule} */ p {{ color: black }}")


@pytest.mark.parametrize("content", ["counter(pages)", "counter( pages, lower-roman )", 'COUNTERS(pages, ".")'])
def test_a_style_sheet_may_print_how_many_pages_there_are(content: str) -> None:
    assert counts_all(f"@page {{ @bottom-right {{ content: counter(page) ' / ' {content} }} }}")
    assert not counts_all(f"/* {content} */ @page {{ @bottom-right {{ content: counter(page) 'pages' }} }}")
