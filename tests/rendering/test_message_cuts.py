"""Where texts are cut: paragraph, sentence, word, sign."""

from __future__ import annotations

import pytest

from edition_builder.rendering.message_cuts import cut


def pieces(text: str, room: int) -> list[str]:
    """A text cut into pieces of at most so many characters."""
    return list(cut(text, lambda piece: len(piece) <= room, room))


@pytest.mark.parametrize(
    ("text", "room", "expected"),
    [
        ("One line.\n\nAnother one is here.", 16, ["One line.", "\n\nAnother one is", " here."]),
        ("It began. Nobody knew why. We ran.", 30, ["It began. Nobody knew why.", " We ran."]),
        ("“Peace!” she said and she went away", 20, ["“Peace!” she said", " and she went away"]),
        ("They came.[1] They went.[12] Then", 30, ["They came.[1] They went.[12]", " Then"]),
        ("we walked and walked", 12, ["we walked", " and walked"]),
        ("天安门。人民来了。走吧", 6, ["天安门。", "人民来了。", "走吧"]),
        ("кукареку" * 3, 10, ["кукарекуку", "карекукука", "реку"]),
        ("е\u0301" * 6, 5, ["е\u0301е\u0301", "е\u0301е\u0301", "е\u0301е\u0301"]),
        ("👩‍👩‍👧👩‍👩‍👧", 7, ["👩‍👩‍👧", "👩‍👩‍👧"]),
    ],
)
def test_cuts(text: str, room: int, expected: list[str]) -> None:
    assert pieces(text, room) == expected
    assert "".join(expected) == text


def test_a_sign_that_fills_a_message_is_cut_rather_than_lost() -> None:
    text = "e" + "\u0301" * 30
    assert "".join(pieces(text, 10)) == text


def test_no_piece_is_white_space_alone() -> None:
    found = pieces("One.\n\n" + "e" + "\u0301" * 30, 10)
    assert found[:2] == ["One.", "\n\ne" + "\u0301" * 7]
    assert all(one.strip() for one in found)
