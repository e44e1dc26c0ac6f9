"""The catalogue of a library: every link leads somewhere, nothing runs or is fetched, and no page is too large."""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath

import pytest
from lxml import etree
from msgspec.structs import replace

from edition_builder.model.catalogue import Book, downloads_of
from edition_builder.model.rendition import RenditionFile
from edition_builder.rendering.library_feeds import library_feeds
from edition_builder.rendering.library_pages import Library, autonym, library_pages

ATOM = "{http://www.w3.org/2005/Atom}"


def book(number: int, **more: object) -> Book:
    name = f"text-{number}"
    sizes = ((f"{name}.epub", 20_000), (f"{name}.html", 9_999), (f"{name}.txt", 1))
    made = Book(
        f"{'ABCDEFGHIJ'[number % 10]} text & <{number}>",
        (f"Author {number % 300}",),
        ("en", "ru", "ar", "gsw")[number % 4],
        f"urn:uuid:{number}",
        "2001-02-03",
        downloads_of(sizes, f"texts/{name}/"),
        credits=("Translated by “X”",),
        written=f"{1980 + number % 40}-02-03",
        check_phrase=("one", "two", "three"),
        name=name,
    )
    return replace(made, **more)


def site(*books: Book) -> dict[str, RenditionFile]:
    library = Library("Archive & more", "en", books, "About <it>.")
    files = (*library_pages(library, "opds.xml"), *library_feeds(library))
    assert len({file.name for file in files}) == len(files)
    return {file.name: file for file in files}


def parsed(file: RenditionFile) -> etree._Element:
    if file.name.endswith(".xml"):
        return etree.fromstring(file.data)
    return etree.fromstring(file.data, etree.HTMLParser(encoding="utf-8"))


def broken_links(files: dict[str, RenditionFile], books: tuple[Book, ...]) -> list[str]:
    """Addresses in pages and feeds that lead to no file, or to no place in one."""
    places = {
        name: {str(one.get("id")) for one in parsed(file).iter() if one.get("id")} for name, file in files.items()
    }
    there = {download.address for one in books for download in one.downloads} | files.keys()
    broken = []
    for name, file in files.items():
        for link in parsed(file).iter("a", "link", "{*}link"):
            address, _, place = str(link.get("href")).partition("#")
            target = normpath(join(dirname(name), address)) if address else name
            if target not in there or (place and place not in places[target]):
                broken.append(f"{name}: {link.get('href')}")
    return broken


def test_every_link_of_pages_and_feeds_leads_somewhere() -> None:
    books = tuple(map(book, range(250)))
    files = site(*books)
    assert broken_links(files, books) == []
    del files["catalogue/titles-002.html"]
    assert broken_links(files, books) != []


def test_an_entry_says_what_there_is_and_for_what() -> None:
    books = (book(1), book(2, original=("B text & <1>", "ru"), written="1981"))
    page = parsed(site(*books)["catalogue/titles-001.html"])
    first = next(one for one in page.iter("article") if one.get("id") == "text-1")
    words = " ".join("".join(map(str, first.itertext())).split())
    for said in (
        "B text & <1>",
        "Author 1 3 February 1981",
        "Translated by “X”",
        "text-1.html (10 kB)",
        "opens in the browser",
        "Check phrase: one two three",
        "In other languages: العربية: C text & <2>",
    ):
        assert said in words
    assert [one.get("href") for one in first.iter("a")][:2] == [
        "../texts/text-1/text-1.html",
        "../texts/text-1/text-1.txt",
    ]
    assert [one.get("lang") for one in first.iter("h3")] == ["ru"]


def test_nothing_runs_and_nothing_is_fetched() -> None:
    for name, file in site(*map(book, range(30))).items():
        if name.endswith(".html"):
            assert not list(parsed(file).iter("script", "img", "iframe", "form", "style[@src]"))
            assert not re.search(rb"(?:src|href)=\"(?:[a-z]+:)?//", file.data)
            assert b'<meta charset="utf-8">' in file.data[:200]


def test_ten_thousand_texts_are_many_small_pages() -> None:
    files = site(*map(book, range(10_000)))
    assert max(len(file.data) for file in files.values()) < 400_000
    titles = [name for name in files if name.startswith("catalogue/titles-") and name.endswith(".html")]
    assert len(titles) == 100
    assert sum(file.data.count(b"<article") for name, file in files.items() if name in titles) == 10_000


def test_small_groups_share_a_page() -> None:
    files = site(*map(book, range(40)))
    assert [name for name in files if name.endswith(".html")] == [
        "index.html",
        *(f"catalogue/{one}-001.html" for one in ("titles", "authors", "languages", "dates")),
    ]


def test_feeds_lead_from_the_front_to_every_book_and_name_their_neighbours() -> None:
    files = site(*(book(number, title=f"A {number}") for number in range(250)))
    root = parsed(files["opds.xml"])
    ways = [str(link.get("href")) for link in root.iterfind(f"{ATOM}entry/{ATOM}link")]
    assert ways == ["catalogue/titles.xml", "catalogue/languages.xml"]
    (way,) = parsed(files["catalogue/titles.xml"]).findall(f"{ATOM}entry")
    assert (way.findtext(f"{ATOM}title"), way.findtext(f"{ATOM}content")) == ("A", "250")
    (link,) = way.findall(f"{ATOM}link")
    seen, at = 0, str(link.get("href"))
    while at:
        feed = parsed(files[f"catalogue/{at}"])
        seen += len(feed.findall(f"{ATOM}entry"))
        links = {str(link.get("rel")): str(link.get("href")) for link in feed.iterfind(f"{ATOM}link")}
        assert {"self", "start", "up", "first", "last"} <= links.keys()
        at = links.get("next", "")
    assert seen == 250


def test_a_feed_is_dated_by_its_books_and_named_alike_each_time() -> None:
    first, second = site(book(1)), site(book(1))
    assert first == second
    assert parsed(first["opds.xml"]).findtext(f"{ATOM}updated") == "2001-02-03T00:00:00Z"


@pytest.mark.parametrize(("tag", "name"), [("ru", "Русский"), ("en-GB", "English"), ("gsw", "gsw"), ("zh", "中文")])
def test_a_language_is_called_as_its_readers_call_it(tag: str, name: str) -> None:
    assert autonym(tag) == name
