"""Language tags and the slips that people make."""

from __future__ import annotations

import pytest

from edition_builder.reading.language_tags import language_fault


@pytest.mark.parametrize(
    "tag",
    ["en", "en-GB", "kk-Latn", "zh-Hans-CN", "sr-Cyrl", "es-419", "de-1996", "sl-rozaj-biske", "en-a-bbb-x-a", "ast"],
)
def test_sound_tags(tag: str) -> None:
    assert language_fault(tag) == ""


@pytest.mark.parametrize(
    ("tag", "step"),
    [
        ("English", "write en"),
        ("russian", "write ru"),
        ("kz", "write kk"),
        ("ua", "write uk"),
        ("JP", "write ja"),
        ("en_GB", "write en-GB"),
        ("zz", "write a language tag such as en, en-GB, ru, kk or kk-Latn"),
        ("x", "write a language tag"),
        ("", "write a language tag"),
        ("en-", "write a language tag"),
        ("en GB", "write a language tag"),
        ("en-GB-", "write a language tag"),
        ("abcdefghi", "write a language tag"),
        ("рус", "write a language tag"),
    ],
)
def test_slips(tag: str, step: str) -> None:
    assert language_fault(tag).startswith(step)
