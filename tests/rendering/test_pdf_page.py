"""The HTML for print: front matter, contents, capitals, heading levels, what the style sheet must know."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.model.document import ItemList, Text
from edition_builder.model.edition import Edition, Imprint
from edition_builder.rendering.pdf_page import print_page
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph, sample_edition


def made(one: Edition) -> str:
    return print_page(one, "")


def titled(title: str, language: str = "en") -> Edition:
    one = edition(chapter(1, paragraph("Text.")), language=language)
    return replace(one, title=inlines(title), metadata=replace(one.metadata, title=title))


def classes(one: Edition) -> str:
    found = re.search(r'<html [^>]*class="([^"]*)"', made(one))
    assert found
    return found[1]


@pytest.mark.parametrize(
    ("language", "title", "wanted"),
    [
        ("en-GB", "Sample", "hyphenated cased"),
        ("ru", "Образец", "hyphenated cased"),
        ("kk", "Үлгі", "cased"),
        ("ar", "نموذج", "tall"),
        ("hi", "नमूना", "tall"),
        ("ja", "見本", ""),
    ],
)
def test_lines_are_justified_only_where_words_may_be_broken(language: str, title: str, wanted: str) -> None:
    one = titled(title, language)
    assert classes(replace(one, authors=())) == wanted


@pytest.mark.parametrize(
    ("title", "wanted"),
    [("Short", ""), ("word " * 20, "long"), ("word " * 40, "longer"), ("word " * 80, "longest"), ("x" * 24, "long")],
)
def test_a_title_is_set_as_large_as_its_length_and_longest_word_allow(title: str, wanted: str) -> None:
    assert f'<h1 class="{wanted}">' in made(titled(title)) or (not wanted and "<h1>Short</h1>" in made(titled(title)))


def test_contents_stand_only_where_there_is_more_than_one_heading() -> None:
    one = edition(chapter(1, heading(1, "Alone", "alone"), paragraph("Text.")))
    assert 'class="contents"' not in made(one)
    assert re.findall(r'class="entry" href="#([^"]+)"', made(sample_edition())) == [
        "the-first-evening",
        "the-second-day",
        "what-we-carried",
        "a-letter",
    ]


def test_contents_list_two_levels() -> None:
    blocks = [heading(level, f"At {level}", f"at-{level}") for level in (2, 3, 4)]
    entries = re.findall(r'class="level-(\d)"><a class="entry" href="#([^"]+)"', made(edition(chapter(1, *blocks))))
    assert entries == [("1", "at-2"), ("2", "at-3")]


def in_parts() -> Edition:
    one, two, three = (heading(2, f"Chapter {name}", name) for name in ("one", "two", "three"))
    return edition(
        chapter(1, heading(1, "Part 1", "p1"), one, paragraph("a")),
        chapter(2, two, paragraph("b")),
        chapter(3, heading(1, "Part 2", "p2"), three, paragraph("c")),
    )


def test_the_title_of_a_part_stands_over_its_first_chapter_and_gives_the_head_to_it() -> None:
    page = made(in_parts())
    assert page.count('class="chapter part-opening"') == 2
    assert re.findall(r'data-right="([^"]*)"', page) == ["Chapter one", "Chapter two", "Chapter three"]
    assert re.findall(r'class="level-\d( part)?"><a class="entry" href="#([^"]+)"', page) == [
        (" part", "p1"),
        ("", "one"),
        ("", "two"),
        (" part", "p2"),
        ("", "three"),
    ]


def test_a_heading_under_a_chapters_own_is_no_chapter_of_a_part() -> None:
    one = edition(
        chapter(1, heading(1, "One", "a"), heading(2, "Section", "b"), paragraph("x")),
        chapter(2, heading(1, "Two", "c"), heading(2, "Section", "d"), paragraph("x")),
    )
    assert "part-opening" not in made(one)
    assert re.findall(r'data-right="([^"]*)"', made(one)) == ["One", "Two"]


def test_endless_words_alone_may_be_broken_anywhere() -> None:
    page = made(edition(chapter(1, paragraph("Straightforward " + "x" * 40 + " and 見" + "本" * 40))))
    assert re.findall(r'<span class="long-word">([^<]*)</span>', page) == ["x" * 40]


def test_a_run_of_letters_that_is_no_word_is_never_hyphenated() -> None:
    page = made(edition(chapter(1, paragraph("x" * 120 + " and " + "y" * 121))))
    assert re.findall(r'<span class="long-word endless">([^<]*)</span>', page) == ["y" * 121]
    assert ".endless { hyphens: none; }" in styles().text("print.css")


def test_a_run_of_letters_without_an_end_may_be_broken_between_stretches() -> None:
    page = made(edition(chapter(1, paragraph("z" * 1300))))
    assert f'{"z" * 600}</span><wbr><span class="long-word endless">{"z" * 600}</span><wbr>' in page


def test_heading_levels_never_skip_one_downwards() -> None:
    blocks = [heading(level, f"At {level}", f"at-{place}") for place, level in enumerate((3, 6, 4, 3, 5))]
    assert re.findall(r"<h(\d) id=", made(edition(chapter(1, *blocks)))) == ["2", "3", "3", "2", "3"]


def test_a_text_without_chapters_opens_with_its_title_and_headnote() -> None:
    one = edition(chapter(1, paragraph("Text.")), headnote=(paragraph("Passed on."),))
    page = made(replace(one, title=(Text("Kazakhstan: an eyewitness to the uprising"),)))
    assert '<p class="opening-title">Kazakhstan:<br>an eyewitness to the uprising</p>' in page
    assert page.index("opening-title") < page.index("Passed on.") < page.index("<p>Text.")


def test_in_a_book_of_chapters_the_headnote_has_a_page_of_its_own() -> None:
    page = made(sample_edition())
    assert "opening-title" not in page
    assert page.index('class="front-headnote"') < page.index('class="chapter"')


def test_words_in_capitals_are_kept_whole_and_markup_is_left_alone() -> None:
    page = made(
        edition(
            chapter(
                1, paragraph("In KAZAKHSTAN, PEACE & ҚАЗАҚСТАН; Almaty", call(1)), notes=(note(1, "1", paragraph("n")),)
            )
        )
    )
    assert re.findall(r'<span class="capitals">([^<]*)</span>', page) == ["KAZAKHSTAN", "ҚАЗАҚСТАН"]


def test_running_heads_go_with_each_chapter() -> None:
    heads = re.findall(r'class="chapter" data-left="([^"]*)" data-right="([^"]*)"', made(sample_edition()))
    assert heads[0] == ("Six days &amp; a half", "The first evening")


def test_endnotes_stand_together_behind_the_text() -> None:
    page = made(sample_edition())
    assert page.index('class="chapter endnotes"') > page.index("The end.")
    assert page.count('id="note-5"') == 1


def test_a_list_goes_on_from_its_first_number() -> None:
    one = ItemList(((paragraph("a spade"),),), HERE, ordered=True, start=3)
    assert 'style="counter-reset: list-item 2"' in made(edition(chapter(1, one)))


def test_a_long_imprint_is_not_cut_at_the_foot_of_its_page() -> None:
    one = edition(chapter(1, paragraph("Text.")))
    long = replace(one, imprint=Imprint("", tuple(paragraph("A line of thanks. " * 8) for _ in range(20))))
    assert 'class="imprint"' in made(one)
    assert 'class="imprint full"' in made(long)
