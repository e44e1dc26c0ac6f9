"""A long book set in parts: the same pages as in one piece, for the eye, for search, for those who listen."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import TypeVar

import pytest
from msgspec import msgpack
from msgspec.structs import replace
from pikepdf import Name, Stream
from PIL import ImageChops

from books import opened, styles
from edition_builder.checking.pdf import check
from edition_builder.model.document import Figure
from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import BOOK_PAGE, PrintFormat, print_format
from edition_builder.model.printing import Marks, PrintSettings, Standard
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.rendering import pdf, pdf_parts
from edition_builder.rendering.pdf import render_in
from edition_builder.rendering.pdf_part import PartText, SetPart, set_part
from editions import paragraph
from whole_books import cut_everywhere, facts, letters, long_edition, misplaced, never_cut, pictures_of, with_parts

A = TypeVar("A")
B = TypeVar("B")
SPECKS = 300  # of 800,000 dots of a page: edges of letters, where a thousandth of a dot tips the balance
SEEN = ("book", "right to left")
LONG = long_edition()
PRESS = PrintSettings(bleed=3, marks=Marks.CROP, standard=Standard.PDF_A_2A)
RIGHT_TO_LEFT = replace(
    long_edition(runs_over=False), metadata=replace(LONG.metadata, direction="rtl", language="ar"), glossary=()
)


@cache
def both(one: Edition, row: PrintFormat, sheets: StyleFolder) -> tuple[Rendition, Rendition]:
    """An edition in one piece and in as many parts as it has sections."""
    with pytest.MonkeyPatch.context() as patch:
        cut_everywhere(patch)
        in_parts = render_in(one, sheets, row)
        never_cut(patch)
        return render_in(one, sheets, row), in_parts


BOOKS = {
    "book": (LONG, BOOK_PAGE),
    "parts with titles": (with_parts(), BOOK_PAGE),
    "press": (replace(LONG, print_settings=PRESS), BOOK_PAGE),
    "right to left": (RIGHT_TO_LEFT, BOOK_PAGE),
    "phone": (LONG, print_format("phone")),
    "large print": (LONG, print_format("large-print")),
}


@pytest.mark.parametrize("name", BOOKS)
def test_pages_are_the_same_as_in_one_piece(name: str) -> None:
    one, parts = both(*BOOKS[name], styles())
    assert one.files != parts.files  # it was cut
    assert one.late_notes == parts.late_notes
    whole, put_together = (made.files[0].data for made in (one, parts))
    for page, other in zip(letters(whole), letters(put_together), strict=True):
        assert misplaced(page, other) == []
    assert facts(put_together) == facts(whole)
    for seen, again in zip(pictures_of(whole), pictures_of(put_together), strict=True) if name in SEEN else ():
        assert sum(ImageChops.difference(seen, again).convert("L").histogram()[16:]) < SPECKS
    assert check(parts, BOOKS[name][0]) == check(one, BOOKS[name][0])


class Recording:
    """A workshop that remembers what it was asked to do."""

    def __init__(self) -> None:
        self.parts: list[PartText] = []
        self.tasks: list[str] = []

    def map(self, task: Callable[[A], B], inputs: Sequence[A]) -> Iterator[B]:
        self.tasks += [task.__name__] * len(inputs)
        self.parts += [one for one in inputs if isinstance(one, PartText)]
        return map(task, inputs)


def asked(one: Edition, sheets: StyleFolder) -> Recording:
    """What is asked of the workshop for a book with a part for each section."""
    workshop = Recording()
    with pytest.MonkeyPatch.context() as patch:
        cut_everywhere(patch)
        render_in(one, sheets, BOOK_PAGE, workshop)
    return workshop


def test_another_word_in_a_chapter_changes_what_its_part_is_made_from_and_no_other() -> None:
    before = asked(long_edition(runs_over=False), styles()).parts
    chapters = list(LONG.chapters)
    chapters[3] = replace(chapters[3], blocks=(*chapters[3].blocks, *(paragraph("And then more. " * 90),) * 9))
    other = replace(
        long_edition(runs_over=False), chapters=(*chapters[:4], *long_edition(runs_over=False).chapters[4:])
    )
    after = asked(other, styles()).parts
    assert len(before) == len(after)
    changed = [number for number, (one, two) in enumerate(zip(before, after, strict=True)) if one != two]
    front_again = len(before) - 1  # its contents have other numbers
    assert changed == [4, front_again]


def test_a_part_whose_notes_run_over_is_set_with_the_next() -> None:
    sections = 1 + len(LONG.chapters) + 3  # front; chapters; notes, glossary, colophon
    tasks = asked(LONG, styles()).tasks
    assert tasks.count("set_part") == sections + 2  # two together, and the front with its numbers
    assert tasks.count("set_margins") == sections - 1
    assert asked(long_edition(runs_over=False), styles()).tasks.count("set_part") == sections + 1


def with_rules(rules: str) -> StyleFolder:
    """The styles with a sheet of the project's own."""
    return StyleFolder((*styles().files, ("custom.css", rules.encode())))


@pytest.mark.parametrize(
    "rules",
    [
        "h2::after { content: ' ' counter(page) }",
        "a[href^='#']::after { content: target-counter(attr(href), page) }",
        "@page { border: 1pt solid }",
        "@page :left { margin-left: 9mm } @page :right { margin-right: 30mm }",
        ".chapter { break-before: right }",
    ],
)
def test_what_only_the_whole_book_can_tell_is_laid_out_in_one_piece(rules: str) -> None:
    one = with_parts()
    in_one_piece, parts = both(one, BOOK_PAGE, with_rules(rules))
    assert in_one_piece == parts


@pytest.mark.parametrize(
    "rules", ["p { color: gray }", "@page { @bottom-left { content: counter(pages, lower-roman) } }"]
)
def test_other_rules_of_a_project_are_kept_in_parts(rules: str) -> None:
    one, parts = both(with_parts(), BOOK_PAGE, with_rules(rules))
    assert one.files != parts.files
    whole, put_together = (made.files[0].data for made in (one, parts))
    assert facts(put_together) == facts(whole)
    for page, other in zip(letters(whole), letters(put_together), strict=True):
        assert misplaced(page, other) == []


def test_a_picture_is_in_the_file_once() -> None:
    figure = next(block for block in LONG.chapters[1].blocks if isinstance(block, Figure))
    last = replace(LONG.chapters[-1], blocks=(*LONG.chapters[-1].blocks, figure))
    one = replace(LONG, chapters=(*LONG.chapters[:-1], last))
    for made in both(one, BOOK_PAGE, styles()):
        with opened(made.files[0].data) as book:
            pictures = [
                thing for thing in book.objects if isinstance(thing, Stream) and thing.get("/Subtype") == Name.Image
            ]
            assert len(pictures) == 1


def test_a_font_that_is_not_found_again_is_no_reason_to_stop(monkeypatch: pytest.MonkeyPatch) -> None:
    def lost(*_given: object) -> bytes:
        raise LookupError

    one, _ = both(with_parts(), BOOK_PAGE, styles())
    cut_everywhere(monkeypatch)
    monkeypatch.setattr(pdf_parts, "font_file", lost)
    assert render_in(with_parts(), styles(), BOOK_PAGE) == one


def test_a_short_book_is_laid_out_in_one_piece(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "in_parts", lambda *_: pytest.fail("it is short"))
    render_in(with_parts(), styles(), BOOK_PAGE)


def test_what_tasks_give_is_the_same_when_it_is_read_again() -> None:
    part = asked(with_parts(), styles()).parts[1]
    made = set_part(part)
    assert msgpack.decode(msgpack.encode(made), type=SetPart) == made
    assert msgpack.encode(msgpack.decode(msgpack.encode(made), type=SetPart)) == msgpack.encode(made)
