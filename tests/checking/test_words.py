"""Where two canonical streams part, said in the words of the manuscript."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from edition_builder.checking.words import check_words
from edition_builder.diagnostics import Location
from edition_builder.model.canonical import canonical_streams
from edition_builder.model.edition import Edition
from editions import HERE, chapter, edition, note, paragraph

PLACE = Location("text.md", 7, 3)


def two_paragraphs() -> Edition:
    second = replace(paragraph("They went home by the old road, singing all the way."), location=PLACE)
    return edition(chapter(1, paragraph("It began."), second, notes=(note(1, "1", paragraph("a gloss")),)))


ONE = two_paragraphs()
BODY, NOTES = canonical_streams(ONE)


def test_equal_streams_say_nothing() -> None:
    assert check_words("a.html", (BODY, NOTES), ONE) == ()


@pytest.mark.parametrize(
    ("body", "near"),
    [
        (BODY.replace("old", "new"), "“went home by the old road, singing all”: the file goes on “newroad,"),
        (BODY.replace("It", "As"), "“It began.”: the file goes on “Asbegan."),
        (BODY[:-4], "“road, singing all the way.”: the file ends"),
        (BODY + "More", "“… by the old road, singing all the way.”: the file goes on “More”"),
        ("", "“It began.”: the file ends"),
    ],
)
def test_the_words_near_a_difference(body: str, near: str) -> None:
    (found,) = check_words("a.html", (body, NOTES), ONE)
    assert found.code == "EB601"
    assert near in found.message


def test_the_place_is_that_of_the_block() -> None:
    (found,) = check_words("a.html", (BODY.replace("old", "new"), NOTES), ONE)
    assert found.location == PLACE
    (found,) = check_words("a.html", (BODY.replace("It", "As"), NOTES), ONE)
    assert found.location == HERE


def test_text_and_notes_are_each_said() -> None:
    assert [
        found.message.partition(" differ")[0] for found in check_words("a.html", (BODY + "x", NOTES + "x"), ONE)
    ] == ["a.html: words of the text", "a.html: words of the notes"]


def test_a_wrong_hash_is_said_although_the_words_are_right() -> None:
    (found,) = check_words("a.html", (BODY, NOTES), replace(ONE, text_hash="0" * 64))
    assert "text hash" in found.message
