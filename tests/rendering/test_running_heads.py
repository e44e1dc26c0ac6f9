"""Running heads: which words stand over which page."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.rendering.running_heads import RunningHeads, running_heads, short_title
from editions import chapter, edition, paragraph

ONE = edition(chapter(1, paragraph("Text.")))


def test_a_book_with_chapters_has_its_title_on_the_left_and_the_chapter_on_the_right() -> None:
    assert running_heads(ONE, "First") == RunningHeads("Sample", "First")


def test_a_text_without_chapters_has_its_author_on_the_left() -> None:
    assert running_heads(replace(ONE, authors=("A", "B")), "") == RunningHeads("A · B", "Sample")


def test_from_right_to_left_the_sides_change() -> None:
    mirrored = replace(ONE, metadata=replace(ONE.metadata, direction="rtl"))
    assert running_heads(mirrored, "First") == RunningHeads("First", "Sample")


def test_a_short_title_stays_and_a_long_one_ends_where_it_divides_or_at_a_word() -> None:
    assert short_title("Kazakhstan: an eyewitness to the uprising in Almaty") == (
        "Kazakhstan: an eyewitness to the uprising in Almaty"
    )
    assert short_title("Kazakhstan: an eyewitness to the whole of the uprising in Almaty") == "Kazakhstan"
    assert short_title("A true and particular relation of the events that happened there in January") == (
        "A true and particular relation of the events that…"
    )
    assert short_title("Letters of Ulysses S. Grant to his Father and his Youngest Sister") == (
        "Letters of Ulysses S. Grant to his Father and his…"
    )
    assert len(short_title("х" * 200)) <= 60
