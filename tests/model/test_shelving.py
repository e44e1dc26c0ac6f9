"""Books in the orders in which people look for one, and which are one work in several languages."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from edition_builder.model.catalogue import Book
from edition_builder.model.shelving import Group, by_author, by_date, by_language, by_title, other_languages


def book(title: str, language: str = "en", **more: object) -> Book:
    made = Book(title, ("A",), language, f"urn:{title}", "1980-01-01", name=title)
    return replace(made, **more)


def shown(groups: tuple[Group, ...]) -> list[tuple[str, list[str]]]:
    return [(group.label, [one.book.title for one in group.books]) for group in groups]


def test_titles_stand_under_their_first_letter_whatever_is_before_and_above_it() -> None:
    titles = ["“The night”", "école", "Ere", "étage", "7 days", "Ночь", "ёлка", "йод", "夜", "…", "the day"]
    assert shown(by_title(map(book, titles))) == [
        ("E", ["école", "Ere", "étage"]),
        ("T", ["the day", "“The night”"]),
        ("Ё", ["ёлка"]),
        ("Й", ["йод"]),
        ("Н", ["Ночь"]),
        ("0–9", ["7 days"]),
        ("…", ["…", "夜"]),
    ]


def test_a_book_stands_under_each_of_its_authors_as_they_are_sorted() -> None:
    both = book("Two", authors=("Anna K.", "Boris L."), sorted_as=("K., Anna", ""))
    groups = by_author([both, book("One", authors=("Kim",))])
    assert shown(groups) == [("B", ["Two"]), ("K", ["Two", "One"])]
    assert [one.heading for group in groups for one in group.books] == ["Boris L.", "K., Anna", "Kim"]


def test_languages_and_years() -> None:
    books = [book("b", "ru", written="1991-02"), book("a", "ru", written="1991-12"), book("c", "de"), book("d", "ru")]
    assert shown(by_language(books)) == [("de", ["c"]), ("ru", ["a", "b", "d"])]
    assert shown(by_date(books, "No date")) == [("1991", ["b", "a"]), ("No date", ["c", "d"])]


def test_translations_and_their_original_find_each_other() -> None:
    books = [
        book("Ночь", "ru", written="1991-02-03"),
        book("The night", "en-GB", original=("ночь", "ru"), written="1991-02"),
        book("Die Nacht", "de", original=("Ночь", "ru-RU")),
        book("Another", "en", original=("День", "ru")),
        book("A later night", "fr", original=("Ночь", "ru"), written="2001"),
    ]
    found = {name: [one.name for one in others] for name, others in other_languages(books).items()}
    assert found == {
        "Ночь": ["Die Nacht", "The night"],
        "The night": ["Die Nacht", "Ночь"],
        "Die Nacht": ["The night", "A later night", "Ночь"],
        "A later night": ["Die Nacht"],
    }


@pytest.mark.parametrize("title", ["Letter", "letter!"])
def test_two_texts_of_one_title_in_one_language_are_no_translations(title: str) -> None:
    assert other_languages([book("Letter"), book(title, name="other")]) == {}
