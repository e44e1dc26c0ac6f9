"""What is counted as a word, so that the law of importing holds in every script."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition_builder.importing.counting import count_words, missing_words
from imports import body, imported


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("We came at nine.", 4),
        ("那天晚上我们", 6),
        ("駅で三時間、待った", 8),
        ("วันที่ 5", 7),
        ("ဗမာ", 3),
        ("2022年1月6日", 6),
        ("ночь_на", 2),
    ],
)
def test_words_and_signs(text: str, count: int) -> None:
    assert sum(count_words(text).values()) == count


def test_one_lost_sign_is_missed() -> None:
    assert missing_words(count_words("那天晚上我们站在广场"), count_words("那天晚上我站在广场")) == {"们": 1}


def test_a_chinese_text_is_whole(tmp_path: Path) -> None:
    lines = ["那天晚上我们站在广场上，", "没有人知道会发生什么。"]
    result = imported(tmp_path, "\n".join(lines) + "\n\n" + "因为每条街道都被士兵封锁了。\n")
    assert "EB906" not in {one.code for one in result.diagnostics}
    assert not count_words("".join(lines)) - count_words(body(tmp_path))
