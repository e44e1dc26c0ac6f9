"""Plain text: the layout that ``docs/formats.md`` describes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from edition_builder.errors import Defect
from edition_builder.model.document import (
    Block,
    Code,
    CodeBlock,
    Figure,
    ItemList,
    LineBreak,
    Link,
    OpenBracket,
    OpenBracketBlock,
    Picture,
    Quotation,
    SceneBreak,
    Table,
    VerseLine,
)
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.txt import render
from edition_builder.rendering.txt_blocks import PlainMarks, block_lines, inline_text, joined_blocks
from editions import HERE, call, chapter, edition, glossary_edition, inlines, note, paragraph, sample_edition, verse

NO_MARKS = PlainMarks({})


def txt(one: Edition) -> str:
    return render(one, StyleFolder(())).files[0].data.decode()


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (paragraph("one\u00a0two"), ["one\u00a0two"]),
        (paragraph("one", LineBreak(), "two "), ["one", "two"]),
        (paragraph(Code("a   b")), ["a b"]),
        (Quotation((paragraph("a", LineBreak(), "b"), paragraph("c")), HERE), ["    a", "    b", "", "    c"]),
        (verse(("a", VerseLine(inlines("b"), 2)), ("c",)), ["    a", "        b", "", "    c"]),
        (ItemList(((paragraph("a", LineBreak(), "b"),),), HERE), ["  •  a", "      b"]),
        (
            ItemList(((paragraph("a"),), (paragraph("b"),)), HERE, ordered=True, start=9, tight=False),
            ["  9.  a", "", "  10.  b"],
        ),
        (ItemList(((paragraph("a"), ItemList(((paragraph("b"),),), HERE)),), HERE), ["  •  a", "        •  b"]),
        (ItemList(((verse(("a",)),),), HERE), ["  •", "          a"]),
        (
            Table((inlines("A"), ()), ((inlines("1"), inlines("2")), ((), ())), ("", ""), HERE),
            ["A  |", "1  |  2", "  |"],
        ),
        (Figure(Picture("p", "dark  square", HERE), inlines("Night"), HERE), ["  (dark square)", "Night"]),
        (SceneBreak(HERE), ["  * * *"]),
        (CodeBlock("a  b \n c\n", HERE), ["a\u00a0\u00a0b", "\u00a0c"]),
    ],
)
def test_block(block: Block, lines: list[str]) -> None:
    assert block_lines(block, NO_MARKS) == lines


def test_two_blank_lines_before_a_heading_and_none_at_the_start() -> None:
    chapters = sample_edition().chapters[1].blocks
    lines = joined_blocks(chapters, PlainMarks({"note-4": "1", "note-5": "2"}))
    assert lines[0] == "The second day"
    place = lines.index("What we carried")
    assert lines[place - 2 : place] == ["", ""]


def test_undecided_brackets_are_defects() -> None:
    with pytest.raises(Defect):
        inline_text((OpenBracket(inlines("x"), HERE),), NO_MARKS)
    with pytest.raises(Defect):
        block_lines(OpenBracketBlock((), HERE), NO_MARKS)


def one_note(text: str, words: str = "a gloss") -> Edition:
    made = note(1, "1", paragraph(words), lemma="word")
    return edition(chapter(1, paragraph(text, call(1)), notes=(made,)))


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("word", "[1]"),
        ("as in [1] a word", "[[1]]"),
        ("as in [[1]] a word", "[[[1]]]"),
        ("as in [2] a word", "[1]"),
        ("as in [[1] a word", "[[1]]"),
    ],
)
def test_a_call_has_as_many_brackets_as_it_takes(text: str, mark: str) -> None:
    written = txt(one_note(text))
    assert f"{text}{mark}\n" in written
    assert f"\n{mark} word:  a gloss  — Tr.\n" in written


def test_brackets_of_a_note_count_too() -> None:
    assert "[[1]] word:  see [1]" in txt(one_note("word", "see [1]"))


def test_lines_between_parts_are_longer_than_any_of_the_text() -> None:
    written = txt(one_note("=" * 30 + " and " + "-" * 40))
    assert f"\n{'=' * 31}\n" in written
    assert f"\n{'-' * 41}\n" in written


def test_header_says_whose_and_how_to_compare() -> None:
    sample = sample_edition()
    header = txt(sample).partition("\n====")[0]
    for words in ("Six days & a half", "Anonymous Witness", "Translated from the Russian by PS", "First circulation"):
        assert words in header
    assert f"Check phrase: {' '.join(sample.check_phrase)}" in header


def test_addresses_of_links_stand_behind_the_text_once_each() -> None:
    link = Link("https://example.org", inlines("page"), HERE)
    auto = Link("https://example.net", inlines("https://example.net"), HERE)
    written = txt(edition(chapter(1, paragraph("See ", link, " and ", auto, "."))))
    assert "See page and https://example.net.\n" in written
    assert "Links\n\npage: https://example.org\n" in written
    assert "Links" not in txt(edition(chapter(1, paragraph("No link."))))


def test_a_note_without_lemma_or_hand_and_one_of_several_blocks() -> None:
    plain = replace(note(1, "*", paragraph("Mine."), author=True))
    long = note(2, "1", paragraph("First."), verse(("Stand.",)), lemma="song")
    written = txt(edition(chapter(1, paragraph("a", call(1), call(2)), notes=(plain, long))))
    assert "\n[*]  Mine.\n[1] song:  First.\n    Stand.\n  — Tr.\n" in written


def test_bytes_are_plain() -> None:
    data = render(sample_edition(), StyleFolder(())).files[0].data
    assert not data.startswith(b"\xef\xbb\xbf")
    assert b"\r" not in data
    assert data.endswith(b"\n")
    assert not any(line.endswith(b" ") for line in data.split(b"\n"))


def test_letters_and_marks_are_composed() -> None:
    assert "café" in txt(edition(chapter(1, paragraph("cafe\u0301"))))


def test_twice_the_same_bytes() -> None:
    assert render(sample_edition(), StyleFolder(())) == render(sample_edition(), StyleFolder(()))


def test_the_credits_stand_once_before_the_text() -> None:
    made = sample_edition()
    line = paragraph(f"{made.credits[0]}.")
    said_twice = replace(made, imprint=replace(made.imprint, blocks=(line, *made.imprint.blocks)))
    assert made.credits
    assert txt(said_twice).count(made.credits[0]) == txt(made).count(made.credits[0])


def test_the_glossary_stands_in_the_part_after_the_text() -> None:
    after = txt(glossary_edition()).rsplit("=\n", 1)[1]
    assert after.startswith("\nGlossary\n\nkarabets: armed security forces\n\nledger: So the ledger says.\n\nsong: ")
    assert txt(glossary_edition()).replace(after, "") == txt(sample_edition()).rsplit("=\n", 1)[0] + "=\n"
