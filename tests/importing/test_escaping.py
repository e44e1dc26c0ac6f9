"""Plain words as Markdown: what is read back is what was there, for any words and signs."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from edition_builder.editing.edition import edit
from edition_builder.importing.escaping import escape
from edition_builder.model.canonical import canonical_streams
from edition_builder.model.manuscript import SourceFile, Sources
from edition_builder.reading.manuscript import read_manuscript

HEADER = "---\ntitle: T\nauthor: A\nlanguage: en\nnotes: {brackets: none}\n---\n\n"


def read_back(text: str) -> str:
    """The letters and signs of a paragraph after it was escaped, read and edited."""
    read = read_manuscript(Sources((SourceFile("a.md", (HEADER + escape(text) + "\n").encode()),)))
    assert read.value is not None, (text, read.diagnostics)
    edited = edit(read.value)
    assert edited.value is not None
    return "".join(canonical_streams(edited.value))


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("# not a heading", "\\# not a heading"),
        ("1991. A year", "1991\\. A year"),
        ("- said Anna", "\\- said Anna"),
        ("> quoted", "\\> quoted"),
        ("a *word* and _another_ one", "a *word* and _another_ one"),
        ("5 * 3 * 2", "5 \\* 3 \\* 2"),
        ("snake_case_word", "snake_case_word"),
        ("a <b> &amp; c", "a \\<b> \\&amp; c"),
        ("a [b](c) [d]{e} ![f]", "a [b]\\(c) [d]\\{e} \\![f]"),
        ("back\\slash \\*", "back\\slash \\\\\\*"),
        ("karabets [armed forces]", "karabets [armed forces]"),
    ],
)
def test_signs(text: str, markdown: str) -> None:
    assert escape(text) == markdown


PIECES = [" ", "  ", "a", "Bc", "12", "1.", "http://a.b", "é", "語", "&amp;", "&#65;"]
SIGN = st.sampled_from([*"*_`#<>&[](){}\\~^$|!:.-=+\"'", *PIECES])


@given(st.lists(SIGN, min_size=1, max_size=25).map("".join))
@settings(max_examples=400)
def test_no_letter_is_lost_or_made(text: str) -> None:
    line = " ".join(text.split())
    if not re.search(r"\w", line) or re.search(r"\[\^[^\s\[\]]+\]", line):
        return  # "[^a]" calls a note, in a pasted text too; a build says that the note is missing
    letters = Counter(letter for letter in line if letter.isalnum())
    assert Counter(letter for letter in read_back(line) if letter.isalnum()) == letters, escape(line)
