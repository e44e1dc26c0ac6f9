"""The page as the manuscript measures it: size, margins, type; and that the text stays whole on any of them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from books import book, opened, styles
from edition_builder.checking.pdf import check
from edition_builder.model.edition import Edition
from edition_builder.model.measures import PageSize
from edition_builder.model.printing import PAGES, Margins, PrintSettings, default_margins
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.pdf import render
from edition_builder.rendering.pdf_measures import BOOK_ROOM, page_style, room
from edition_builder.rendering.pdf_page import print_page
from editions import call, chapter, edition, heading, note, paragraph, sample_edition

SHEET = StyleFolder((("print.css", b"p { margin: 13.5pt 0 0; top: -2pt; left: .5px; x: a12pt }"),))


def settings(page: PageSize, size: float) -> PrintSettings:
    return PrintSettings(page=page, margins=default_margins(page, size), size=size)


def test_the_book_page_has_the_room_that_everything_is_measured_by() -> None:
    assert room(PrintSettings()) == BOOK_ROOM
    twice = room(replace(PrintSettings(), size=21))
    assert (twice.line, twice.lines) == (0.5, 0.5)


def test_lengths_in_points_follow_the_size_and_nothing_else_does() -> None:
    scaled = page_style(replace(PrintSettings(), size=21), SHEET)
    assert "p { margin: 27pt 0 0; top: -4pt; left: .5px; x: a12pt }" in scaled
    assert "p { margin: 13.5pt 0 0; top: -2pt; left: .5px; x: a12pt }" in page_style(PrintSettings(), SHEET)


def test_the_projects_own_sheet_comes_last_and_is_not_scaled() -> None:
    own = StyleFolder((*SHEET.files, ("custom.css", b"p { margin: 1pt }")))
    assert page_style(replace(PrintSettings(), size=21), own).endswith("\np { margin: 1pt }")


@pytest.mark.parametrize(("name", "size"), [("a6", 9), ("a4", 12), ("half-letter", 6), ("b5", 11), ("a5", 30)])
def test_the_sample_is_whole_on_any_page(name: str, size: float) -> None:
    one = replace(sample_edition(), print_settings=settings(PAGES[name], size))
    rendition = render(one, styles())
    assert [found.code for found in check(rendition, one)] == ["EB612"]  # its picture has 8 × 6 pixels
    with opened(rendition.files[0].data) as pdf:
        for page in pdf.pages:
            box = [round(float(side), 2) for side in page.MediaBox]
            assert box == [0, 0, round(PAGES[name].width_pt, 2), round(PAGES[name].height_pt, 2)]


def noted(words: int, notes: int, print_settings: PrintSettings) -> Edition:
    """A chapter with notes of that many words, one in each paragraph."""
    made = tuple(note(number, str(number), paragraph("word " * words)) for number in range(1, notes + 1))
    calls = (paragraph("Some words of a text ", call(number), " " + "and more " * 9) for number in range(1, notes + 1))
    one = edition(chapter(1, heading(1, "One", "one"), paragraph("Text. " * 300), *calls, notes=made))
    return replace(one, print_settings=print_settings)


@pytest.mark.parametrize(
    "measures",
    [
        settings(PAGES["a6"], 12),
        PrintSettings(page=PageSize(120, 60), margins=Margins(12, 12, 12, 12), size=8),
        PrintSettings(page=PAGES["a5"], margins=Margins(60, 60, 40, 40)),
    ],
)
@pytest.mark.parametrize(("words", "notes"), [(600, 1), (60, 12)])
def test_long_notes_are_parted_for_small_pages(measures: PrintSettings, words: int, notes: int) -> None:
    one = noted(words, notes, measures)
    assert check(render(one, styles()), one) == ()


def test_margins_stand_where_they_are_asked_for() -> None:
    wide = PrintSettings(page=PAGES["a5"], margins=Margins(20, 22, 40, 20))
    one = replace(edition(chapter(1, paragraph("Text. " * 900))), print_settings=wide)
    with opened(book(one)) as pdf:
        starts = [_left_edge(page.Contents.read_bytes().decode("latin-1")) for page in list(pdf.pages)[3:5]]
    assert [round(start / 72 * 25.4) for start in starts] == [20, 40]


def _left_edge(content: str) -> float:
    """The left edge of the text in points: the smallest place that a line of it starts at."""
    lines = [line.split() for line in content.splitlines() if line.endswith(" Tm")]
    return min(float(line[4]) for line in lines) * 0.75


def test_running_heads_are_cut_to_their_line() -> None:
    one = edition(chapter(1, heading(1, "A chapter with a rather long name of its own", "one"), paragraph("Text.")))
    large = replace(one, print_settings=replace(PrintSettings(), size=28))
    assert 'data-right="A chapter with a rather long name of its own"' in print_page(one, "")
    assert 'data-right="A chapter with a…"' in print_page(large, "")
