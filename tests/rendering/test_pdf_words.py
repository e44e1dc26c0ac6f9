"""Words stay whole where a page ends, for the price of one page; neighbours keep their hyphens, notes their places."""

from __future__ import annotations

import itertools
from typing import Any

import pytest
from weasyprint.layout import page as pages_of_engine

from books import book, lines
from edition_builder.checking.pdf import check
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.rendering import pdf_words
from edition_builder.rendering.pdf_words import keep_words_whole
from editions import call, chapter, edition, note, paragraph

WORDS = (
    "extraordinary",
    "kindness",
    "administration",
    "neighbours",
    "illuminated",
    "whenever",
    "telephoned",
    "remembered",
)


def prose(number: int, words: int) -> str:
    return " ".join(WORDS[(number * 3 + place * (1 + number % 5)) % len(WORDS)] for place in range(words)) + "."


def test_no_page_ends_in_half_a_word_and_no_paragraph_in_a_scrap_of_one() -> None:
    text = tuple(paragraph(prose(number, 30 + number % 23)) for number in range(120))
    pages = lines(edition(chapter(1, *text)))
    assert sum(line.endswith("\u2010") for page in pages for line in page) > 50
    heads = {"Sample", "Anonymous Witness"}
    ends = [[line for line in page if not line.isdigit() and line not in heads][-1] for page in pages[2:-1]]
    assert not [end for end in ends if end.endswith("\u2010")]
    for page in pages:
        after = [below for above, below in itertools.pairwise(page) if above.endswith("\u2010")]
        assert all(sum(map(str.isalpha, line)) > 3 for line in after)


def test_the_pages_of_a_book_are_made_once_but_for_those_that_end_badly(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[int] = []
    remake = pdf_words._remake_page

    def counted(index: int, *arguments: Any) -> Any:
        made.append(index)
        return remake(index, *arguments)

    monkeypatch.setattr(pdf_words, "_remake_page", counted)
    text = tuple(paragraph(prose(number, 30 + number % 23)) for number in range(120))
    count = len(lines(edition(chapter(1, *text))))
    again = [index for index, one in itertools.groupby(sorted(made)) if len(list(one)) > 1]
    assert 0 < len(again) < count / 2
    assert len(made) < 2 * count


def test_paragraphs_before_and_after_are_set_as_they_were(monkeypatch: pytest.MonkeyPatch) -> None:
    text = tuple(paragraph(prose(number, 30 + number % 23)) for number in range(120))
    whole = [line for page in lines(edition(chapter(1, *text))) for line in page]
    monkeypatch.setattr(pages_of_engine, "remake_page", pdf_words._remake_page)
    broken = [line for page in lines(edition(chapter(1, *text))) for line in page]
    kept, all_of_them = (sum(line.endswith("\u2010") for line in every) for every in (whole, broken))
    assert all_of_them / 2 < kept < all_of_them


def test_notes_of_a_page_that_is_made_again_stand_there_once() -> None:
    text = tuple(paragraph(prose(number, 20 + number % 23) + " And", call(number), " then.") for number in range(1, 90))
    notes = tuple(
        note(number, str(number), paragraph(f"Note {number}. " + prose(number, 12))) for number in range(1, 90)
    )
    written = edition(chapter(1, *text, notes=notes))
    file = RenditionFile("a.pdf", book(written))
    assert check(Rendition("pdf", (file,)), written) == ()


def test_the_engine_has_it() -> None:
    keep_words_whole()
    assert pages_of_engine.remake_page is pdf_words._remake_page_of_whole_words
