"""The folder of pages: its names, what stands on which page, and what the pages and downloads are made of."""

from __future__ import annotations

import re

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Order, Rendition, RenditionFile
from edition_builder.rendering import html, site
from editions import chapter, edition, heading, paragraph, sample_edition

SLUG = "sample"
ORDER = Order(
    made=tuple(
        Rendition(name, (RenditionFile(f"{SLUG}.{name}", name.encode() * size),))
        for name, size in (("epub", 300), ("pdf", 1000), ("html", 1), ("txt", 400))
    )
)
ONE = edition(chapter(1, heading(1, "One", "section-1"), paragraph("a")))


def files(one: Edition) -> dict[str, str]:
    """Name in the folder → text."""
    made = site.render(one, styles(), ORDER)
    assert made.format == "site"
    folder = f"{one.metadata.slug}-site/"
    assert all(file.name.startswith(folder) for file in made.files)
    return {file.name.removeprefix(folder): file.data.decode("utf-8", "replace") for file in made.files}


def test_a_page_a_chapter_and_everything_else_beside_them() -> None:
    downloads = [f"{SLUG}.{name}" for name in ("html", "epub", "pdf", "txt")]
    pages = ["index.html", *(f"text-{number}.html" for number in range(1, 4))]
    assert list(files(sample_edition())) == [*pages, "style.css", "img-001.png", *downloads]


def test_a_text_of_one_chapter_is_one_page() -> None:
    made = files(ONE)
    assert [name for name in made if name.endswith(".html")] == ["index.html", f"{ONE.metadata.slug}.html"]
    assert "<p>a</p>" in made["index.html"]
    assert 'class="turns"' not in made["index.html"]


def test_a_chapter_stands_with_its_notes_on_its_page_alone() -> None:
    sample = sample_edition()
    made = files(sample)
    for number, one in enumerate(sample.chapters, start=1):
        page = made[f"text-{number}.html"]
        assert re.findall(r'class="text" id="([^"]+)"', page) == [one.identifier]
        assert re.findall(r'<div id="([^"]+)" class="footnote"', page) == [note.identifier for note in one.notes]
    assert 'class="footnote"' not in made["index.html"]
    assert 'class="headnote text"' in made["index.html"]


def test_pages_lead_to_their_neighbours_by_name() -> None:
    made = files(sample_edition())
    turns = {name: re.findall(r'<a rel="(\w+)" href="([^"]+)"><span>([^<]+)</span> ([^<]+)</a>', page)
             for name, page in made.items() if name.startswith(("index", "text-"))}  # fmt: skip
    title = "Six days &amp; a half"
    assert turns["index.html"] == [("next", "text-1.html", "Next page", "The first evening")]
    assert turns["text-1.html"][0] == ("prev", "index.html", "Previous page", title)
    assert [turn[:2] for turn in turns["text-2.html"]] == [("prev", "text-1.html"), ("next", "text-3.html")]
    assert [turn[:2] for turn in turns["text-3.html"]] == [("prev", "text-2.html")]
    assert all('<h1><a href="index.html">' in made[f"text-{number}.html"] for number in range(1, 4))


def test_contents_and_links_inside_the_text_lead_over_the_pages() -> None:
    made = files(sample_edition())
    assert '<a href="text-1.html#the-first-evening">' in made["index.html"]
    assert '<a href="text-2.html#what-we-carried">' in made["index.html"]
    assert re.search(r'<a href="text-\d\.html#[^"]+">', made["text-3.html"] + made["text-1.html"])


def test_a_chapter_without_a_heading_has_a_line_and_a_name() -> None:
    two = edition(chapter(1, paragraph("a")), chapter(2, heading(1, "Two", "section-2"), paragraph("b")))
    made = files(two)
    assert '<a href="text-1.html">Text 1</a>' in made["index.html"]
    assert "<title>Text 1 – " in made["text-1.html"]


def test_downloads_are_the_renditions_with_size_and_use() -> None:
    made = files(sample_edition())
    offered = re.findall(r'<li><a href="([^"]+)" download="">([^<]+)</a> ([^<]+)</li>', made["index.html"])
    assert [one[:2] for one in offered] == [
        (f"{SLUG}.html", "HTML, 1 kB"), (f"{SLUG}.epub", "EPUB, 2 kB"),
        (f"{SLUG}.pdf", "PDF, 3 kB"), (f"{SLUG}.txt", "TXT, 2 kB"),
    ]  # fmt: skip
    assert all(use for _, _, use in offered)
    for rendition in ORDER.made:
        (file,) = rendition.files
        assert made[file.name].encode() == file.data


def test_nothing_in_a_page_is_inline() -> None:
    for name, page in files(sample_edition()).items():
        if name.startswith(("index", "text-")):
            assert not re.search(r"<style|style=|<script|\bon\w+=|data:", page)
            assert '<link rel="stylesheet" href="style.css">' in page


def test_the_sheet_is_that_of_the_one_file() -> None:
    page = html.render(ONE, styles()).files[0].data.decode()
    assert f"<style>\n{files(ONE)['style.css']}</style>" in page


@pytest.mark.parametrize("language", ["ru", "ar", "zh"])
def test_the_phrases_are_those_of_the_language(language: str) -> None:
    page = files(edition(*sample_edition().chapters, language=language))["index.html"]
    assert not re.search(r"Next page|Contents|pass this on|e-book|\d kB", page)


def test_twice_the_same_bytes() -> None:
    sample = replace(sample_edition())
    assert site.render(sample, styles(), ORDER) == site.render(sample, styles(), ORDER)
