from __future__ import annotations

from edition_builder.diagnostics import Location
from edition_builder.editing.chapters import divide
from edition_builder.model.anchors import heading_anchor
from edition_builder.model.document import Block, Heading, Paragraph, Text

LONG = "word " * 1000


def heading(level: int, text: str, path: str = "m.md") -> Heading:
    return Heading(level, (Text(text),), Location(path, 1, 1))


def prose(text: str = LONG, path: str = "m.md") -> Paragraph:
    return Paragraph((Text(text),), Location(path, 2, 1))


def shape(parts: tuple[tuple[Block, ...], ...]) -> list[int]:
    return [len(part) for part in parts]


def test_a_text_without_headings_is_one_chapter() -> None:
    assert shape(divide((prose(), prose()))) == [2]


def test_long_parts_start_chapters_and_words_before_the_first_heading_are_kept() -> None:
    blocks = (prose("before"), heading(2, "a"), prose(), heading(2, "b"), heading(3, "c"), prose())
    assert shape(divide(blocks)) == [1, 2, 3]


def test_a_part_title_keeps_the_heading_of_its_first_chapter() -> None:
    blocks = (heading(1, "Part"), heading(2, "a"), prose(), heading(2, "b"), prose())
    assert shape(divide(blocks)) == [3, 2]


def test_short_sections_do_not_start_pages() -> None:
    blocks = tuple(block for number in range(30) for block in (heading(2, f"Article {number}"), prose("short")))
    assert shape(divide((heading(1, "Declaration"), *blocks))) == [61]


def book_in_parts(length: int, between: tuple[Block, ...] = ()) -> tuple[Block, ...]:
    one: tuple[Block, ...] = tuple(prose() for _ in range(length))
    chapters = (heading(2, "a"), *one, heading(2, "b"), *one)
    return (heading(1, "Part 1"), *between, *chapters, heading(1, "Part 2"), *between, *chapters)


def test_where_parts_gather_long_chapters_each_chapter_starts_a_page() -> None:
    assert shape(divide(book_in_parts(2))) == [4, 3, 4, 3]


def test_sections_that_are_short_or_follow_words_do_not_make_their_chapters_parts() -> None:
    assert shape(divide(book_in_parts(1))) == [5, 5]
    assert shape(divide(book_in_parts(2, (prose("before"),)))) == [8, 8]


def test_every_file_of_a_folder_starts_a_chapter() -> None:
    assert shape(divide((prose("a", "01.md"), prose("b", "02.md"), prose("c", "02.md")))) == [1, 2]


def test_no_block_is_lost_or_moved() -> None:
    blocks = (prose("x"), heading(1, "a"), prose(), heading(2, "b"), prose(), heading(1, "c"), prose())
    assert tuple(block for part in divide(blocks) for block in part) == blocks


def test_anchor_is_the_one_that_markdown_tools_give() -> None:
    assert heading_anchor((Text("  Второй день: «утро», 5-е "),)) == "второй-день-утро-5-е"
