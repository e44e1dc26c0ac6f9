"""Random books of notes: none is lost, and each begins on the very page of its call, whatever calls and lengths meet.

The checker that every build runs judges: it reads notes, calls and pages through the tags of the finished file.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec import Struct
from msgspec.structs import replace

from books import styles
from edition_builder.checking.pdf import check
from edition_builder.model.document import Block, ItemList, NoteCall, Quotation, SceneBreak, Table
from edition_builder.model.edition import Edition, Note
from edition_builder.rendering.pdf import render
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph

WORDS = (
    *("people", "came", "out", "into", "the", "streets", "and", "stood", "in", "silence"),
    *("while", "administration", "extraordinary", "snow", "fell"),
)


class Drawn(Struct, frozen=True):
    """A paragraph: words before each call, how long each note is in words, whose it is, what it stands in."""

    notes: tuple[tuple[int, int, bool], ...]
    tail: int
    frame: str


# Mostly short, sometimes half a page, now and then longer than one; calls that follow one another at once.
LENGTHS = st.one_of(st.integers(1, 25), st.integers(1, 25), st.integers(26, 160), st.integers(161, 900))
PARAGRAPHS = st.builds(
    Drawn,
    st.lists(st.tuples(st.integers(0, 60), LENGTHS, st.booleans()), max_size=4).map(tuple),
    st.integers(0, 90),
    st.sampled_from(["plain", "plain", "plain", "quotation", "list", "scene"]),
)
CHAPTERS = st.lists(st.lists(PARAGRAPHS, min_size=1, max_size=10), min_size=1, max_size=2)


def words(number: int, seed: int) -> str:
    return " ".join(WORDS[(seed + place * 7) % len(WORDS)] for place in range(number))


def made(chapters: list[list[Drawn]]) -> Edition:
    """The edition of what was drawn; author's notes are one of the two series."""
    parts, number = [], 0
    for place, drawn in enumerate(chapters, start=1):
        blocks: list[Block] = [heading(1, f"Chapter {place}", f"chapter-{place}-heading")]
        notes: list[Note] = []
        for one in drawn:
            run: list[str | NoteCall] = ["So"]
            for before, length, by_author in one.notes:
                number += 1
                run += [" " + words(before, number) if before else "", call(number)]
                mark = "*" * (1 + len(notes) % 3) if by_author else str(number)
                made_note = note(number, mark, paragraph(words(length, number) + "."), author=by_author)
                notes.append(replace(made_note, lemma="" if by_author else "So"))
            blocks += framed(one.frame, paragraph(*run, f" {words(one.tail, number)}."))
        parts.append(chapter(place, *blocks, notes=tuple(notes)))
    return edition(*parts)


def framed(frame: str, block: Block) -> list[Block]:
    match frame:
        case "quotation":
            return [Quotation((block,), HERE)]
        case "list":
            return [ItemList(((block,),), HERE)]
        case "scene":
            return [block, SceneBreak(HERE), paragraph("And on.")]
        case _:
            return [block]


def holds(chapters: list[list[Drawn]]) -> None:
    one = made(chapters)
    assert check(render(one, styles()), one) == ()


@settings(max_examples=4, suppress_health_check=list(HealthCheck), deadline=None)
@given(CHAPTERS)
def test_every_note_of_a_random_book_begins_on_the_page_of_its_call(chapters: list[list[Drawn]]) -> None:
    holds(chapters)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@settings(max_examples=300, suppress_health_check=list(HealthCheck), deadline=None)
@given(CHAPTERS)
def test_every_note_of_many_random_books_begins_on_the_page_of_its_call(chapters: list[list[Drawn]]) -> None:
    holds(chapters)


@pytest.mark.parametrize("lines", [0, 9, 21, 30])
def test_notes_of_half_a_page_stand_with_their_call_in_any_line(lines: int) -> None:
    first = [Drawn((), 11 * lines, "plain")] if lines else []
    holds([[*first, Drawn(((4, 400, False), (0, 3, True)), 5, "plain")]])


@pytest.mark.parametrize("lines", [0, 21, 32])
def test_a_note_longer_than_a_page_begins_with_its_call_in_any_line(lines: int) -> None:
    first = [Drawn((), 11 * lines, "plain")] if lines else []
    holds([[*first, Drawn(((4, 1400, False),), 5, "plain")]])


@pytest.mark.parametrize("lines", [0, 12, 32])
def test_a_note_called_behind_one_longer_than_a_page_begins_there_too(lines: int) -> None:
    first = [Drawn((), 11 * lines, "plain")] if lines else []
    holds([[*first, Drawn(((4, 1400, False), (0, 3, True)), 5, "plain")], [Drawn(((9, 12, False),), 40, "plain")]])


CROWDS = {
    "sixty calls that follow one another": tuple((0, 6, False) for _ in range(60)),
    "notes of up to a third of a page, a word or two apart": tuple(
        (number % 4, length, False) for number, length in enumerate((59, 209, 150, 180, 120, 209, 90, 200))
    ),
    "two notes of a page, a few lines apart": ((9, 480, False), (40, 480, False)),
    "three notes of nearly half a page in a line": tuple((3, 300, False) for _ in range(3)),
}


@pytest.mark.parametrize("lines", [0, 20])
@pytest.mark.parametrize("crowd", CROWDS)
def test_more_notes_than_a_page_holds_begin_with_their_calls(crowd: str, lines: int) -> None:
    first = [Drawn((), 11 * lines, "plain")] if lines else []
    holds([[*first, Drawn(CROWDS[crowd], 20, "list" if lines else "plain")]])


def test_notes_of_a_cell_that_find_no_room_are_whole_and_said() -> None:
    number = 60
    cell = inlines("Sixty", *(call(one) for one in range(1, number + 1)))
    notes = tuple(note(one, str(one), paragraph(words(40, one) + ".")) for one in range(1, number + 1))
    one = edition(chapter(1, Table((inlines(),), ((cell,),), ("",), HERE), notes=notes))
    made_book = render(one, styles())
    assert {found.code for found in check(made_book, one)} == {"EB614"}
    assert len(check(made_book, one)) == len(made_book.late_notes)
    unsaid = replace(made_book, late_notes=())
    assert {found.code for found in check(unsaid, one)} == {"EB602"}
