"""A discreet edition says nothing outside: no format has title, names or outward links where others see them."""

from __future__ import annotations

import re
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

from pikepdf import Pdf
from PIL import Image

from books import styles
from edition_builder.editing.discretion import discreet
from edition_builder.editing.edition import edit
from edition_builder.formats import FORMATS
from edition_builder.making import make_renditions
from edition_builder.model.edition import Edition
from edition_builder.reading.manuscript import read_manuscript
from made import errors, sources_of
from manuscript_strategies import Draft

TITLE, AUTHOR, SOURCE = "Zugvogel over the square", "A. Nachtigall", "Kranich Press"
TEXT = f"""---
title: {TITLE}
author: {AUTHOR}
translator: B. Amsel
language: en
original: {{title: Перелётные, language: ru, source: {SOURCE}}}
description: What birds saw.
subjects: [birds]
rights: Copy it.
slug: birds
identifier: urn:isbn:9780000000002
see-also: "[A page](https://example.org/see)"
%s---

# One

They came [at night]{{.gloss}} over [the square](https://example.org/square), see [Two](#two).[^1]

![A street](street.png)

# Two

And *[a letter](mailto:a@example.org)* came.

[^1]: By [radio](https://example.org/radio).
"""


@lru_cache(maxsize=4)
def edited(more: str = "", *, neutral: bool = False) -> Edition:
    picture = BytesIO()
    Image.new("RGB", (300, 200), (200, 40, 40)).save(picture, "PNG")
    read = read_manuscript(sources_of(Draft((("a.md", (TEXT % more).encode()), ("street.png", picture.getvalue())))))
    assert read.value is not None, read.diagnostics
    value = edit(read.value, outwardly_neutral=neutral).value
    assert value is not None
    return value


@lru_cache(maxsize=1)
def files() -> dict[str, bytes]:
    made = make_renditions(edited("discreet: true\n"), styles(), FORMATS, "telegram")
    assert errors(made.diagnostics) == []
    return {file.name: file.data for one in made.value or () for file in one.files}


def test_the_option_is_the_key() -> None:
    asked, said = edited(neutral=True), edited("discreet: true\n")
    assert (asked.metadata, asked.colophon.heading, asked.cover) == (said.metadata, said.colophon.heading, False)
    assert asked.discreet
    assert said.discreet
    assert not edited().discreet


def test_the_text_is_the_same_text() -> None:
    assert edited("discreet: true\n").text_hash == edited().text_hash
    assert edited("discreet: true\n").title == edited().title


def test_metadata_are_neutral() -> None:
    metadata = edited("discreet: true\n").metadata
    assert (metadata.title, metadata.slug, metadata.contributors) == ("Text", "text", ())
    assert metadata.identifier.startswith("urn:uuid:")
    assert metadata.identifier != edited().metadata.identifier
    said = repr(metadata)
    assert [word for word in (TITLE, AUTHOR, SOURCE, "birds", "Copy it", "9780000000002") if word in said] == []


def test_a_discreet_edition_stays_as_it_is() -> None:
    assert discreet(edited("discreet: true\n")) == edited("discreet: true\n")


def test_only_links_inside_the_text_are_left() -> None:
    said = repr(edited("discreet: true\n"))
    assert "example.org" in repr(edited())
    assert "example.org" not in said
    assert said.count("Link(") == repr(edited()).count("Link(") - 4
    assert "Link(" in said


def test_every_format_is_made_and_passes_its_check() -> None:
    assert len(files()) > len(FORMATS)
    assert [name for name in files() if not name.startswith("text")] == []
    assert [name for name, data in files().items() if b"example.org" in data] == []


def test_a_print_job_has_a_neutral_name() -> None:
    papers = {name: data for name, data in files().items() if name.endswith(".pdf")}
    assert len(papers) >= 7
    for name, data in papers.items():
        with Pdf.open(BytesIO(data)) as pdf:
            assert str(pdf.docinfo.get("/Title", "")) == "Text", name
            assert "/Author" not in pdf.docinfo, name
            assert TITLE.encode() not in pdf.Root.Metadata.read_bytes(), name
            assert AUTHOR.encode() not in pdf.Root.Metadata.read_bytes(), name


def test_a_browser_shows_a_neutral_title() -> None:
    pages = [data for name, data in files().items() if name.endswith(".html")]
    assert len(pages) >= 4
    assert [data for data in pages if TITLE.encode() in data.partition(b"<title>")[2].partition(b"</title>")[0]] == []


def test_a_book_has_no_cover_and_names_nobody() -> None:
    with ZipFile(BytesIO(files()["text.epub"])) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    package = next(data for name, data in entries.items() if name.endswith(".opf"))
    assert not [name for name in entries if "cover" in name]
    assert not [word for word in (TITLE, AUTHOR, "Amsel", SOURCE, "birds") if word.encode() in package]


def test_pictures_are_grey() -> None:
    with ZipFile(BytesIO(files()["text.epub"])) as opened:
        pictures = [opened.read(name) for name in opened.namelist() if name.endswith((".png", ".jpg"))]
    assert pictures
    for data in pictures:
        with Image.open(BytesIO(data)) as shown:
            red, green, blue = (band.tobytes() for band in shown.convert("RGB").split())
            assert red == green == blue


COLOUR = re.compile(r"(?<![\w&#])#([0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b(?=[^{}]*})")


def test_nothing_on_a_screen_is_coloured() -> None:
    rows = tuple(row for row in FORMATS if row.name in {"epub", "html", "site", "messages"})
    made = {}
    for neutral in (False, True):
        renditions = make_renditions(edited(neutral=neutral), styles(), rows).value
        assert renditions
        sheets = " ".join(
            sheet for one in renditions for file in one.files for sheet in sheets_of(file.name, file.data)
        )
        made[neutral] = {colour.lower() for colour in COLOUR.findall(sheets)}
    assert any(len(set(re.findall("..", colour))) > 1 for colour in made[False] if len(colour) == 6)
    assert made[True]
    assert all(len(set(re.findall("..", colour))) == 1 for colour in made[True])


def sheets_of(name: str, data: bytes) -> list[str]:
    """The style sheets that a file is or holds."""
    if name.endswith(".epub"):
        with ZipFile(BytesIO(data)) as book:
            return [book.read(one).decode() for one in book.namelist() if one.endswith(".css")]
    if name.endswith(".css"):
        return [data.decode()]
    return re.findall("<style>(.*?)</style>", data.decode(), re.DOTALL) if name.endswith(".html") else []
