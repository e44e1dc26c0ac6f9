"""Blocks of a page are found again in what the extractor took of it."""

from __future__ import annotations

import pytest

from edition_builder.importing.taken import Taken, letters

TEXT = "# A night\n\nWe came at nine, and *nobody* knew why.\n- bread\nWe came at nine."


def test_letters() -> None:
    assert letters("We_came, at 9: “Да́”") == "Wecameat9Да"


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("A night", True),
        ("We came at nine, and nobody knew why.", True),
        ("nobody knew", True),
        ("We came at ten", False),
        ("bread", True),
    ],
)
def test_holds(words: str, held: bool) -> None:
    assert Taken(TEXT).holds(words) is held


def test_too_short_a_block_is_not_sure() -> None:
    assert not Taken(TEXT).holds("bread", fewest=25)


def test_blocks_out_of_order_are_found() -> None:
    taken = Taken("\n".join(f"Sentence number {number} of a long text follows. And so on." for number in range(3000)))
    assert taken.holds("Sentence number 2999 of a long text")
    assert taken.holds("Sentence number 1 of a long text")
