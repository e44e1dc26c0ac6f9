"""What is said before pages are set: letters without a font, a language without patterns."""

from __future__ import annotations

import pytest

from books import styles
from edition_builder.checking.pages import fitness
from edition_builder.diagnostics import Severity, has_errors, strictly
from editions import chapter, edition, paragraph


@pytest.mark.parametrize("language", ["en", "en-GB", "ru", "uk", "be", "de-CH", "ar", "fa", "ja", "zh-Hans", "my"])
def test_where_words_are_hyphenated_or_never_are_nothing_is_said(language: str) -> None:
    assert fitness(edition(chapter(1, paragraph("a")), language=language), styles()) == ()


@pytest.mark.parametrize("language", ["kk", "kk-Latn", "tt", "uz", "ky"])
def test_a_language_without_patterns_is_said_and_is_no_fault(language: str) -> None:
    said = fitness(edition(chapter(1, paragraph("a")), language=language), styles())
    assert [(one.code, one.severity) for one in said] == [("EB515", Severity.NOTICE)]
    assert f"patterns for {language}:" in said[0].message
    assert not has_errors(strictly(said))


def test_a_letter_without_a_font_is_an_error_still() -> None:
    said = fitness(edition(chapter(1, paragraph("\u0f40")), language="kk"), styles())
    assert [one.code for one in said] == ["EB506", "EB515"]
