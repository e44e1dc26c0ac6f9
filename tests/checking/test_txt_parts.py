"""A plain text taken apart by its layout alone."""

from __future__ import annotations

import pytest

from edition_builder.checking.calls import Called, text_of
from edition_builder.checking.txt_parts import read_parts

RULE, DASHES = "=" * 24, "-" * 24


def chapter_of(text: str, notes: str = "") -> tuple[str, list[tuple[str, str]]]:
    """Words of a chapter, and mark and words of each note."""
    below = f"\n\n{DASHES}\n\n{notes}" if notes else ""
    parts = read_parts(f"Title\n\n{RULE}\n\n{text}{below}\n\n{RULE}\n\nColophon\n")
    assert parts is not None
    (one,) = parts[1]
    return text_of(one.pieces).strip("\n"), [(note.mark, text_of(note.pieces)) for note in one.notes]


def test_header_and_colophon_are_no_text() -> None:
    parts = read_parts(f"Title\n\n{RULE}\n\na\n\n{RULE}\n\nb\n\n{RULE}\n\nColophon\n")
    assert parts is not None
    assert (parts[0].strip(), len(parts[1]), parts[2].strip()) == ("Title", 2, "Colophon")


@pytest.mark.parametrize("text", ["", "Title\n", f"Title\n{RULE}\nColophon\n"])
def test_what_has_no_text_between_lines_is_not_laid_out_so(text: str) -> None:
    assert read_parts(text) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("plain • words 1. | here", "plain • words 1. | here"),
        ("  •  bread", "bread"),
        ("        12.  bread", "bread"),
        ("  •", ""),
        ("  * * *", ""),
        ("    * * *", "* * *"),
        ("  (a picture)", ""),
        ("a  |    |  b  |", "a  b "),
        ("    verse", "verse"),
        ("    1. verse", "1. verse"),
    ],
)
def test_words_of_a_line(line: str, words: str) -> None:
    assert " ".join(chapter_of(line)[0].split()) == " ".join(words.split())


def test_calls_are_taken_out_and_only_with_the_brackets_of_the_notes() -> None:
    text, notes = chapter_of("a[[1]] and [1] b", "[[1]] a:  gloss  — Tr.")
    assert (text, notes) == ("a and [1] b", [("1", "gloss")])


@pytest.mark.parametrize(
    ("notes", "expected"),
    [
        ("[1]  words", [("1", "words")]),
        ("[1] the lemma:  words: more", [("1", "words: more")]),
        ("[1]  — words  — Tr.", [("1", "— words")]),
        ("[1]  one\n    two\n  — Tr.\n[*]  three", [("1", "one\ntwo"), ("*", "three")]),
        ("[1]\n    two", [("1", "two")]),
        ("[1] lemma:\n    two", [("1", "two")]),
    ],
)
def test_notes(notes: str, expected: list[tuple[str, str]]) -> None:
    assert [(mark, words.strip("\n")) for mark, words in chapter_of("a[1] b[*]", notes)[1]] == expected


def test_a_call_in_a_note_is_a_call() -> None:
    parts = read_parts(f"T\n{RULE}\na[1] b[2]\n{DASHES}\n[1]  see[2]\n[2]  b\n{RULE}\nC\n")
    assert parts is not None
    assert Called("2") in parts[1][0].notes[0].pieces
