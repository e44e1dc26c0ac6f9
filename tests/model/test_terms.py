"""The edition's own words in every language: complete, with the same fields, and usable as they stand."""

import json
import string
import unicodedata
from importlib.resources import files
from typing import cast

import pytest

from edition_builder.model.terms import terms_for, written_date

Table = dict[str, dict[str, str | list[str]]]

LANGUAGES = ["ar", "be", "de", "en", "es", "fa", "fr", "hi", "it", "ja", "kk", "pl", "pt", "ru", "tr", "uk", "zh"]
RIGHT_TO_LEFT = ("ar", "fa")
ALONE = {"be", "pl", "ru", "uk"}  # a month without its day stands in another case here


def load(name: str) -> Table:
    return cast(Table, json.loads(files("edition_builder.model").joinpath(name).read_text(encoding="utf-8")))


TERMS = load("terms.json")
NAMES = load("language_names.json")


def fields(phrase: str | list[str]) -> list[str]:
    assert isinstance(phrase, str)
    return sorted(name for _, name, _, _ in string.Formatter().parse(phrase) if name is not None)


def phrase(language: str, key: str) -> str:
    value = TERMS[language][key]
    assert isinstance(value, str)
    return value


def test_the_table_has_the_languages_that_the_documentation_names() -> None:
    assert sorted(TERMS) == LANGUAGES
    assert sorted(NAMES) == LANGUAGES


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_phrase_is_there_with_the_same_fields(language: str) -> None:
    extra = {"months_alone"} if language in ALONE else set()
    assert set(TERMS[language]) == set(TERMS["en"]) | extra
    for key, english in TERMS["en"].items():
        if isinstance(english, str):
            assert fields(TERMS[language][key]) == fields(english), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_phrases_are_clean_text(language: str) -> None:
    for key, value in TERMS[language].items():
        for text in [value] if isinstance(value, str) else value:
            assert text
            assert text == text.strip(), key
            assert unicodedata.is_normalized("NFC", text), key
            assert "  " not in text, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_twelve_different_months(language: str) -> None:
    for key in ("months", "months_alone"):
        months = TERMS[language].get(key)
        assert months is None or len(set(months)) == len(months) == 12


@pytest.mark.parametrize("language", [one for one in LANGUAGES if one != "en"])
def test_a_language_is_not_english_left_standing(language: str) -> None:
    same = {key for key, value in TERMS["en"].items() if TERMS[language][key] == value}
    shared_on_purpose = {
        "day_date",
        "month_date",
        "colophon",
        "catalogue",
        "notes",
        "note",
        "note_call",
        "text",
        "corrections",
        "links",
        "full_stop",
        "kilobytes",
    }
    assert same <= shared_on_purpose


@pytest.mark.parametrize("language", LANGUAGES)
def test_responsibility_marks_differ(language: str) -> None:
    marks = [phrase(language, f"responsibility_{hand}") for hand in ("author", "translator", "editor")]
    assert len(set(marks)) == 3


@pytest.mark.parametrize("language", RIGHT_TO_LEFT)
def test_right_to_left_phrases_begin_in_their_own_script(language: str) -> None:
    """A phrase that began with a Latin name or a sign would take its direction from it."""
    first_strong = {
        key: next((unicodedata.bidirectional(c) for c in bare(value) if unicodedata.bidirectional(c) in "L R AL"), "AL")
        for key, value in TERMS[language].items()
        if isinstance(value, str)
    }
    assert {key for key, direction in first_strong.items() if direction != "AL"} == set()


def bare(text: str) -> str:
    """The phrase without its fields."""
    return "".join(literal for literal, *_ in string.Formatter().parse(text))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_names_the_same_source_languages(language: str) -> None:
    assert list(NAMES[language]) == list(NAMES["en"])
    names = list(NAMES[language].values())
    assert len(set(map(str, names))) == len(names) >= 25


@pytest.mark.parametrize(
    ("language", "source", "line"),
    [
        ("en", "ru", "Translated from the Russian by PS"),
        ("ru", "sv", "Перевод со шведского: PS"),
        ("uk", "ru", "Переклад з російської: PS"),
        ("fr", "uk", "Traduit de l’ukrainien par PS"),
        ("fr", "ru", "Traduit du russe par PS"),
        ("de", "kk", "Aus dem Kasachischen übersetzt von PS"),
        ("it", "es", "Traduzione dallo spagnolo di PS"),
        ("tr", "en", "İngilizceden çeviren: PS"),
        ("ja", "zh", "PS 訳（中国語から）"),
    ],
)
def test_the_translators_line_is_grammatical(language: str, source: str, line: str) -> None:
    name = NAMES[language][source]
    assert phrase(language, "translated_from_by").format(language=name, names="PS") == line


def test_a_language_without_a_table_speaks_english() -> None:
    assert terms_for("cy").contents == "Contents"
    assert terms_for("cy").language == "en"


def test_a_regional_tag_finds_its_language() -> None:
    assert terms_for("pt-BR").contents == "Índice"
    assert terms_for("pt-BR").language == "pt"


@pytest.mark.parametrize(
    ("language", "iso", "said"),
    [
        ("en-GB", "2022-01-06", "6 January 2022"),
        ("en-GB", "2022-01", "January 2022"),
        ("en-GB", "2022", "2022"),
        ("ru", "2022-01-06", "6 января 2022 года"),
        ("ru", "2022-01", "январь 2022 года"),
        ("zh", "2022-01-06", "2022年1月6日"),
        ("kk", "2022-01", "2022 жылғы қаңтар"),
        ("en", "about 1918", "about 1918"),
    ],
)
def test_a_date_is_said_as_the_language_says_it(language: str, iso: str, said: str) -> None:
    assert written_date(terms_for(language), iso) == said
