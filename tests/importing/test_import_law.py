"""What goes in is what comes out and what is left out, to the word: over random texts, counted independently."""

from __future__ import annotations

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from imports import accounted, imported, words

FURNITURE = [
    "Leave a Reply",
    "3 Responses to A night",
    "Share this:",
    "Facebook",
    "Поделиться",
    "5 комментариев",
    "Laisser un commentaire",
    "Schreibe einen Kommentar",
    "Deja un comentario",
    "اترك تعليقاً",
    "Related Posts",
    "12",
    "- 13 -",
    "Posted on 5 May 2020 by anna",
    "Translated by M. L.",
    "By Anna K.",
    "See also: The station in winter",
    "Photos from the archive",
    "* * *",
    "[Footnote 3: a note]",
    "[1] a body",
]
SIGNS = st.sampled_from(list("*_`#<>&[](){}\\~^$|!:.-=+\"'"))
LETTERS = st.sampled_from([*"abcdeXYZ01éжЯёاب語文", "\u0301"])
WORD = st.text(LETTERS, min_size=1, max_size=9)
TOKEN = st.one_of(WORD, WORD, WORD, WORD, SIGNS, st.tuples(SIGNS, WORD, SIGNS).map("".join))
LINE = st.one_of(st.lists(TOKEN, min_size=1, max_size=30).map(" ".join), st.sampled_from(FURNITURE))
TEXT = st.lists(st.tuples(LINE, st.sampled_from(["\n", "\n\n", "\n\n", "\r\n\r\n", "\n    "])), min_size=1, max_size=25)


@given(TEXT, st.sets(st.sampled_from(["lines", "spaces", "hyphens", "pages", "furniture", "front-matter", "notes"])))
@settings(max_examples=150)
def test_every_word_stands_in_the_manuscript_or_in_what_was_left_out(
    text: list[tuple[str, str]], off: set[str]
) -> None:
    source = "".join(line + end for line, end in text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        result = imported(folder, source, dropped=tuple(off))
        if result.paths:
            assert accounted(folder) == words(source)
        else:
            assert not words(source) or any(one.code == "EB912" for one in result.diagnostics)


@given(TEXT)
@settings(max_examples=60)
def test_markdown_keeps_every_word_too(text: list[tuple[str, str]]) -> None:
    source = "".join(line + end for line, end in text)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if imported(folder, source, name="paste.md").paths:
            assert accounted(folder) == words(source)


def test_the_counter_sees_a_lost_word(tmp_path: Path) -> None:
    imported(tmp_path, "One two three.\n\nFour five.")
    assert accounted(tmp_path) == words("One two three. Four five.")
    assert accounted(tmp_path) != words("One two three. Four five six.")
