from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from edition_builder.editing.identity import direction, edition_date, identifier, slug
from edition_builder.model.document import Text
from edition_builder.model.manuscript import FrontMatter, Person, Written


def front(title: str = "A Title", **keys: Any) -> FrontMatter:
    return FrontMatter(title=(Text(title),), language="en", authors=(Person("A. Author"),), **keys)


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Kazakhstan: an eyewitness to the uprising in Almaty", "kazakhstan-an-eyewitness-to-the-uprising-in"),
        ("Don’t shoot!", "dont-shoot"),
        ("Қазақстан", "qazaqstan"),
        ("Путешествие из Петербурга в Москву", "puteshestvie-iz-peterburga-v-moskvu"),
        ("『世界人権宣言』", "shijierenquanxuanyan"),
        ("CON", "book-con"),
        ("🙂", "slight-smile"),
        ("…", "book-01234567"),
        ("x" * 100, "x" * 48),
    ],
)
def test_slug_is_ascii_words_cut_at_a_word(title: str, expected: str) -> None:
    made = slug(front(title), "0123456789abcdef")
    assert made == expected
    assert len(made) <= 48


def test_slug_as_given() -> None:
    assert slug(front(slug="almaty"), "") == "almaty"


def test_identifier_depends_on_title_author_language_and_translator_alone() -> None:
    one = identifier(front())
    assert one == identifier(front(description="changed"))
    assert one != identifier(front("Another"))
    assert one != identifier(front(translators=(Person("T"),)))
    assert one.startswith("urn:uuid:")
    assert one[23] == "5"
    assert identifier(front(identifier="urn:isbn:1")) == "urn:isbn:1"


@pytest.mark.parametrize(
    ("keys", "epoch", "expected"),
    [
        ({"edition_date": date(2022, 2, 3), "written": Written("2022-01-06")}, 0, date(2022, 2, 3)),
        ({"written": Written("2022-01-06")}, 86_400 * 366, date(1971, 1, 2)),
        ({"written": Written("2022-01-06")}, None, date(2022, 1, 6)),
        ({"written": Written("2022-01")}, None, date(2022, 1, 1)),
        ({"written": Written("1937")}, None, date(1980, 1, 1)),
        ({"written": Written("in winter")}, None, date(1980, 1, 1)),
        ({}, None, date(1980, 1, 1)),
    ],
)
def test_edition_date_never_asks_the_clock(keys: dict[str, Any], epoch: int | None, expected: date) -> None:
    assert edition_date(front(**keys), epoch) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [("en", "ltr"), ("ar", "rtl"), ("fa-IR", "rtl"), ("kk-Arab", "rtl"), ("ar-Latn", "ltr"), ("uz-Cyrl-UZ", "ltr")],
)
def test_direction_by_script_or_language(language: str, expected: str) -> None:
    assert direction(language) == expected
