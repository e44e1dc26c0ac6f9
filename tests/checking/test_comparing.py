"""The first difference between two makings is named, with its place and its words."""

from __future__ import annotations

import pytest

from edition_builder.checking.comparing import Difference, first_difference

SAME = {"a.txt": b"one two three\n", "b.pdf": b"%PDF\x00\x01"}


def test_what_is_the_same_has_no_difference() -> None:
    assert first_difference(SAME, dict(reversed(SAME.items()))) is None


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({**SAME, "b.pdf": b"%PDF\x00\x02"}, Difference("b.pdf", "differs from byte 5 on")),
        ({**SAME, "b.pdf": b"%PDF"}, Difference("b.pdf", "differs from byte 4 on")),
        ({**SAME, "0.txt": b""}, Difference("0.txt", "is not made from this manuscript")),
        ({"a.txt": SAME["a.txt"]}, Difference("b.pdf", "is not in the pack")),
        (
            {**SAME, "a.txt": b"one tow three\n", "b.pdf": b""},
            Difference("a.txt", "differs from byte 5 on: “one tow three” instead of “one two three”"),
        ),
    ],
)
def test_the_first_file_that_differs_is_named(given: dict[str, bytes], said: Difference) -> None:
    assert first_difference(given, SAME) == said
