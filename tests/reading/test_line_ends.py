"""What a line end is worth."""

from __future__ import annotations

import pytest

from edition_builder.reading.line_ends import join_lines, joins_without_space
from manuscripts import read_line

_CASES = [
    ("a\nb", "a b"),
    ("日本\n語", "日本語"),
    ("日本、\n語", "日本、語"),
    ("カ\nナ", "カナ"),
    ("日本 \n  語", "日本語"),
    ("日本\nabc", "日本 abc"),
    ("abc\n日本", "abc 日本"),
    ("한국\n어", "한국 어"),
    ("а\nб", "а б"),
    ("日\n", "日"),
]


@pytest.mark.parametrize(("written", "joined"), _CASES)
def test_lines_of_plain_prose(written: str, joined: str) -> None:
    assert join_lines(written).strip() == joined
    assert read_line(written) == joined


@pytest.mark.parametrize(
    ("written", "joined"),
    [("*日*\n本", "<em>日</em>本"), ("[日\n本]", "⟦日本⟧"), ("*a*\nb", "<em>a</em> b"), ("[a\nb]", "⟦a b⟧")],
)
def test_lines_with_markup(written: str, joined: str) -> None:
    assert read_line(written) == joined


def test_an_end_without_neighbours_joins_nothing() -> None:
    assert not joins_without_space("\n日", 0)
    assert not joins_without_space("日\n", 1)
