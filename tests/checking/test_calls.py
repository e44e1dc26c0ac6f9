"""Calls stand behind their words."""

from __future__ import annotations

import pytest

from edition_builder.checking.calls import Called, Piece, check_call_places, text_of
from edition_builder.model.document import Code, CodeBlock, Emphasis, InlineBracket
from editions import HERE, call, chapter, edition, inlines, note, paragraph

ONE = edition(
    chapter(
        1,
        CodeBlock("x = 1\n", HERE),
        paragraph(
            "It ",
            Emphasis(inlines("began", call(1))),
            " ",
            InlineBracket(inlines("and", call(2)), HERE),
            Code("."),
        ),
        notes=(note(1, "1", paragraph("a", call(2))), note(2, "2", paragraph("b"))),
    )
)
BODY: list[Piece] = ["x = 1\nIt  be", "gan", Called("note-1"), " [and", Called("note-2"), "]."]
NOTES: list[Piece] = ["a", Called("note-2"), "b"]


def said(body: list[Piece], notes: list[Piece]) -> list[str]:
    return [found.message for found in check_call_places("a.txt", body, notes, ONE)]


def test_calls_in_their_places_say_nothing() -> None:
    assert said(BODY, NOTES) == []


@pytest.mark.parametrize(
    ("body", "notes", "message"),
    [
        ([*BODY[:2], " [and", Called("note-1"), Called("note-2"), "]."], NOTES,
         "a.txt: note-1 is called after “x=1Itbegan[and”, in the edition note-1 after “x=1Itbegan”"),
        ([*BODY[:2], Called("note-2"), " [and", Called("note-1"), "]."], NOTES,
         "a.txt: note-2 is called after “x=1Itbegan”, in the edition note-1 after “x=1Itbegan”"),
        ([*BODY[:4], "]."], NOTES, "a.txt: the call of note-2 is lost"),
        ([*BODY, Called("note-1")], NOTES, "a.txt: note-1 is called once more than in the edition"),
        (BODY, ["ab"], "a.txt: the call of note-2 is lost"),
    ],
)  # fmt: skip
def test_the_first_difference_is_said(body: list[Piece], notes: list[Piece], message: str) -> None:
    assert said(body, notes) == [message]


def test_blanks_and_hyphens_between_the_words_make_no_difference() -> None:
    spaced: list[Piece] = ["x = 1" + " " * 150 + "\n\n" + "-" * 60 + "It began", *BODY[2:]]
    assert said(spaced, NOTES) == []


def test_words_without_calls() -> None:
    assert text_of(BODY) == "x = 1\nIt  began [and]."
