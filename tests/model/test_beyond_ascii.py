"""What is not ASCII in a text, whatever stands around it."""

from __future__ import annotations

import pytest

from edition_builder.model.beyond_ascii import beyond_ascii


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("", ""),
        ("plain\t\x7f\n", ""),
        ("naïve café", "ïé"),
        ("«да»-да", "«да»да"),
        ("a\u200bb\U0001f600c\ud800d\u0080", "\u200b\U0001f600\ud800\u0080"),
    ],
)
def test_keeps_the_characters_beyond_ascii_in_order(text: str, left: str) -> None:
    assert beyond_ascii(text) == left
