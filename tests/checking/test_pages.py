"""What is said before pages are set: letters without a font, a language without patterns."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.checking.pages import booklet_fitness, fitness
from edition_builder.diagnostics import Severity, has_errors, strictly
from edition_builder.model.printing import PAGES, Paper, PrintSettings
from edition_builder.model.rendition import StyleFolder
from editions import chapter, edition, paragraph, sample_edition


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


@pytest.mark.parametrize(
    ("settings", "said"),
    [
        (PrintSettings(), ""),
        (PrintSettings(paper=Paper.LETTER), ""),
        (PrintSettings(page=PAGES["a4"], size=11.5), ""),
        (PrintSettings(page=PAGES["a4"]), "type of 10.5 pt prints in 7.4 pt"),
        (PrintSettings(page=PAGES["a6"], size=8), ""),
        (PrintSettings(page=PAGES["a6"], size=7), ""),
    ],
)
def test_type_that_a_booklet_makes_too_small_is_said(settings: PrintSettings, said: str) -> None:
    found = booklet_fitness(replace(sample_edition(), print_settings=settings), StyleFolder(()))
    assert [one.code for one in found] == (["EB518"] if said else [])
    assert all(said in one.message for one in found)
