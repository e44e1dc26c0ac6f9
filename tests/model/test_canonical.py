"""Canonical text as ``docs/canonical-text.md`` specifies it; the page's own lists and example are run."""

from __future__ import annotations

import re
import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_builder.model.canonical import canonical, canonical_streams, check_phrase, hash_streams, visible_text
from edition_builder.model.document import (
    Block,
    BracketClass,
    Code,
    CodeBlock,
    Correction,
    Emphasis,
    Figure,
    InlineBracket,
    ItemList,
    LineBreak,
    Link,
    Picture,
    SceneBreak,
    Table,
)
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph, sample_edition, verse

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/canonical-text.md").read_text(encoding="utf-8")


def step(number: int) -> str:
    """One numbered step of the page, to the next one."""
    found = re.search(rf"(?ms)^{number}\. (.*?)^(?:{number + 1}\. |\n)", PAGE)
    assert found
    return found[1]


def code_points(step_text: str) -> list[str]:
    """The characters that a step lists as ``U+0600–0605, U+061C``."""
    ranges = re.findall(r"U\+([0-9A-F]{4,6})(?:–([0-9A-F]{4,6}))?", step_text)
    return [chr(code) for first, last in ranges for code in range(int(first, 16), int(last or first, 16) + 1)]


REMOVED = [character for number in (1, 2, 3) for character in code_points(step(number))]


def test_the_page_lists_every_removed_character_and_the_code_removes_each() -> None:
    assert len(REMOVED) > 170
    assert [f"{ord(one):04X}" for one in REMOVED if canonical(f"a{one}ж") != "aж"] == []


def test_nothing_else_is_removed() -> None:
    # The tables of this Python stand in for "everything": what they call a letter, mark, digit, sign or dash stays.
    kept = (chr(code) for code in range(0x21, 0x30000) if unicodedata.category(chr(code)) not in {"Cc", "Cs", "Cn"})
    removed = {one for one in kept if canonical(f"a{one}ж") == "aж"}
    assert removed <= set(REMOVED)


@pytest.mark.skipif(int(unicodedata.unidata_version.split(".")[0]) > 16, reason="the list is that of Unicode 16")
def test_format_characters_of_this_python_are_all_on_the_page() -> None:
    formats = {chr(code) for code in range(sys.maxunicode + 1) if unicodedata.category(chr(code)) == "Cf"}
    assert formats <= set(REMOVED)


def test_white_space_of_the_page_is_that_of_unicode() -> None:
    # U+001C to U+001F are white space to Python only; a manuscript cannot hold them.
    spaces = {chr(code) for code in range(sys.maxunicode + 1) if chr(code).isspace()} - set("\x1c\x1d\x1e\x1f")
    assert set(code_points(step(1))) == spaces


def test_ligatures_are_undone_as_the_page_says() -> None:
    pairs = re.findall(r"U\+(FB[01][0-9A-F]) (\w+)", step(4))
    assert len(pairs) == 12
    assert [canonical(chr(int(code, 16))) for code, _ in pairs] == [letters for _, letters in pairs]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("passers-\nby", "passersby"),
        ("one – two — three", "one–two—three"),
        ("x² and ½", "x²and½"),
        ("cafe\u0301", "café"),
        ("e\u200d\u0301", "é"),  # a joiner between letter and mark: composed after it has gone
        ("می\u200cخواهم", "میخواهم"),
        ("क्\u200dष", "क्ष"),
        ("❤\ufe0f", "❤\ufe0f"),  # a variation selector is a mark, not a format character
        ("\u1100\u1161", "가"),
        ("СРЕДА, ночь", "СРЕДА,ночь"),
        ("", ""),
    ],
)
def test_canonical_form(text: str, expected: str) -> None:
    assert canonical(text) == expected


@given(st.text())
def test_canonical_form_is_stable(text: str) -> None:
    assert canonical(canonical(text)) == canonical(text)


@given(st.text(), st.sampled_from(REMOVED))
def test_what_is_removed_may_stand_anywhere(text: str, removed: str) -> None:
    middle = len(text) // 2
    assert canonical(text[:middle] + removed + text[middle:]) == canonical(text)


@given(st.text())
def test_normalisation_of_the_source_makes_no_difference(text: str) -> None:
    assert canonical(unicodedata.normalize("NFD", text)) == canonical(text)


def stream_of(*blocks: Block) -> str:
    return canonical_streams(edition(chapter(1, *blocks)))[0]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (heading(2, "What we carried", "x"), "Whatwecarried"),
        (paragraph("a ", Emphasis(inlines("b", Code("c-d"))), LineBreak(), "e"), "abcde"),
        (paragraph("they ", InlineBracket(inlines("were"), HERE, BracketClass.SUPPLIED)), "they[were]"),
        (paragraph(Correction(inlines("saying"), "waying", HERE)), "saying"),
        (paragraph("see ", Link("https://example.org", inlines("this"), HERE)), "seethis"),
        (paragraph("in ", Picture("img-001.png", "a grey mark", HERE), "line"), "inline"),
        (verse(("one", "two"), ("three",)), "onetwothree"),
        (ItemList(((paragraph("a"), verse(("b",))), (paragraph("c"),)), HERE, ordered=True), "abc"),
        (Table((inlines("A"), inlines("B")), ((inlines("1"), inlines("2")),), ("", ""), HERE), "AB12"),
        (Figure(Picture("img-001.png", "the square", HERE), inlines("The square"), HERE), "Thesquare"),
        (CodeBlock("call 102\n  wait\n", HERE), "call102wait"),
        (SceneBreak(HERE), ""),
    ],
)
def test_what_a_block_adds_to_the_text(block: Block, expected: str) -> None:
    assert stream_of(block) == expected


def test_streams_of_text_and_notes_are_apart_and_in_order() -> None:
    first = chapter(1, paragraph("One", call(1), " two."), notes=(note(1, "1", paragraph("A"), lemma="One"),))
    second = chapter(2, paragraph("Three", call(2), "."), notes=(note(2, "1", paragraph("B"), paragraph("C")),))
    assert canonical_streams(edition(first, second, headnote=(paragraph("Head."),))) == ("Head.Onetwo.Three.", "ABC")


def test_a_mark_composes_across_runs_but_not_across_streams() -> None:
    both = edition(chapter(1, paragraph("e", Emphasis(inlines("\u0301"))), notes=(note(1, "1", paragraph("\u0301")),)))
    assert canonical_streams(both) == ("é", "\u0301")


def test_visible_text_of_the_sample_has_every_block() -> None:
    words = " ".join(visible_text(sample_edition().chapters[1].blocks))
    assert [word for word in ("song", "far", "spade", "Thursday", "dark", "wait") if word not in words] == []


def test_the_hash_covers_both_streams_and_their_border() -> None:
    assert len({hash_streams("ab", "c"), hash_streams("a", "bc"), hash_streams("abc", "")}) == 3


def test_check_phrase_reads_eleven_bits_a_word() -> None:
    assert check_phrase("0" * 64) == ("abandon",) * 7
    assert check_phrase("f" * 64) == ("zoo",) * 7
    assert check_phrase(f"{1 << (256 - 77):064x}") == ("abandon",) * 6 + ("ability",)


def test_the_example_of_the_page_prints_what_the_page_says(tmp_path: Path) -> None:
    code, printed = (re.search(rf"(?s)```{kind}\n(.*?)```", PAGE) for kind in ("python", "text"))
    assert code
    assert printed
    script = tmp_path / "example.py"
    script.write_text(code[1], encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-X", "utf8", str(script)], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    assert run.stdout == printed[1]


def test_the_example_of_the_page_is_what_the_code_makes() -> None:
    printed = re.search(r"(?s)```text\n(.*?)```", PAGE)
    assert printed
    text, notes, digest, phrase = printed[1].splitlines()
    first = "The ﬁrst evening\u00a0– “they\u00ad [were] let loose”.\n\nWe passers-\nby sang in the cafe\u0301."
    assert (canonical(first), canonical("Wednesday 5 January")) == (text, notes)
    assert hash_streams(text, notes) == digest
    assert " ".join(check_phrase(digest)) == phrase
