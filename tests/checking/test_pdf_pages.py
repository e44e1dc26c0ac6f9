"""The pages of a long book are read in tasks: the same text, and a page that changes changes no other task."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar

import pytest
from pikepdf import Dictionary, Pdf

from edition_builder.checking import pdf_pages
from edition_builder.checking.pdf_content import PageText, read_page
from edition_builder.checking.pdf_pages import LONG, Pages, texts_of
from edition_builder.model.workshop import Here

A = TypeVar("A")
B = TypeVar("B")
TABLE = b"1 beginbfchar\n<%04x> <%04x>\nendbfchar"


class Recording:
    """Does tasks here, and remembers what they were given."""

    def __init__(self) -> None:
        self.inputs: list[Any] = []

    def map(self, task: Callable[[A], B], inputs: Sequence[A]) -> Iterator[B]:
        self.inputs += inputs
        return map(task, inputs)


def book(words: str = "a", pages: int = LONG, *, cover: str = "a") -> Pdf:
    """Pages that show a letter each, by turns one of the words; the first in a font of its own."""
    pdf = Pdf.new()
    fonts = [
        pdf.make_indirect(Dictionary(ToUnicode=pdf.make_stream(TABLE % (ord(one), ord(one.upper())))))
        for one in (words[0], cover)
    ]
    shared = pdf.make_indirect(Dictionary(Font=Dictionary(F=fonts[0], Cover=fonts[1], Bare=Dictionary())))
    for number in range(pages):
        page = pdf.add_blank_page()
        page.obj.Resources = shared
        name, letter = ("Cover", cover) if number == 0 else ("F", words[number % len(words)])
        content = f"/P <</MCID {number}>> BDC /{name} 9 Tf <{ord(letter):04x}> Tj EMC /Other 9 Tf <0000> Tj"
        page.obj.Contents = pdf.make_stream(content.encode())
    return pdf


def given(pdf: Pdf) -> list[Pages]:
    recording = Recording()
    list(texts_of(pdf, {}, recording))
    return recording.inputs


@pytest.mark.parametrize("pages", [1, LONG - 1, LONG, 3 * LONG])
def test_the_text_is_that_of_each_page(pages: int) -> None:
    pdf = book("abc", pages)
    assert list(texts_of(pdf, {}, Here())) == [read_page(page, {}) for page in pdf.pages]
    assert next(texts_of(pdf, {}, Here())) == PageText({0: "A"}, 2)


def test_a_short_book_is_no_task_and_a_long_one_is_several() -> None:
    assert given(book(pages=LONG - 1)) == []
    tasks = given(book(pages=3 * LONG))
    assert sum(len(one.contents) for one in tasks) == 3 * LONG
    assert max(len(one.contents) for one in tasks) <= pdf_pages._MOST
    assert len(tasks) > 5


def test_a_page_that_changes_or_comes_in_changes_no_task_far_from_it() -> None:
    before, pdf = given(book("abc", 3 * LONG)), book("abc", 3 * LONG)
    pdf.pages[150].obj.Contents = pdf.make_stream(b"/P <</MCID 0>> BDC EMC")
    assert sum(one not in before for one in given(pdf)) <= 2
    pdf.pages.insert(150, pdf.pages[150])
    assert sum(one not in before for one in given(pdf)) <= 3


def test_another_letter_in_a_font_changes_the_tasks_that_use_it() -> None:
    before = given(book(pages=3 * LONG))
    after = given(book(pages=3 * LONG, cover="b"))
    assert [one not in before for one in after] == [True, *[False] * (len(after) - 1)]


def test_pages_with_other_fonts_are_another_task() -> None:
    pdf = book()
    font = pdf.make_indirect(Dictionary(ToUnicode=pdf.make_stream(TABLE % (0x61, 0x62))))
    pdf.pages[50].obj.Resources = Dictionary(Font=Dictionary(F=font))
    found = list(texts_of(pdf, {}, Here()))
    assert (found[49].pieces, found[50].pieces, found[51].pieces) == ({49: "A"}, {50: "b"}, {51: "A"})
    assert any(len(one.contents) == 1 and dict(one.fonts).keys() == {"/F"} for one in given(pdf))
