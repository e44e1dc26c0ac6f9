"""What a manuscript may hold and a page hardly can: the text stays whole, the page sound."""

from __future__ import annotations

from io import BytesIO

import pytest
from msgspec.structs import replace
from PIL import Image

from books import opened, styles
from edition_builder.checking.pdf import check
from edition_builder.editing.edition import edit
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import LoadedPictures, SourceFile, Sources
from edition_builder.model.measures import PageSize
from edition_builder.model.print_formats import PRINT_FORMATS, PrintFormat
from edition_builder.model.printing import PAGES, PrintSettings, Standard, default_margins
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.rendering.pdf import render, render_in
from editions import call, chapter, edition, heading, inlines, note, paragraph


def on(page: PageSize, size: float) -> PrintSettings:
    return PrintSettings(page=page, margins=default_margins(page, size), size=size)


@pytest.mark.parametrize("measures", [on(PAGES["a6"], 9), on(PAGES["a5"], 24), on(PAGES["a4"], 12)])
@pytest.mark.parametrize("title", ["A true and particular relation of events " * 10, "Aa" * 200])
def test_a_title_of_400_characters_stays_on_the_page(title: str, measures: PrintSettings) -> None:
    one = edition(chapter(1, heading(1, title.strip(), "one"), paragraph("Text. " * 50)))
    one = replace(one, title=inlines(title), metadata=replace(one.metadata, title=title), print_settings=measures)
    assert check(render(one, styles()), one) == ()


@pytest.mark.parametrize("size", [6, 30])
def test_hundreds_of_notes_in_one_paragraph_stand_below_their_calls(size: float) -> None:
    made = tuple(note(number, str(number), paragraph("few words")) for number in range(1, 301))
    calls = [part for number in range(1, 301) for part in (" some words", call(number))]
    one = replace(edition(chapter(1, paragraph(*calls), notes=made)), print_settings=on(PAGES["a4"], size))
    assert check(render(one, styles()), one) == ()


def test_a_word_of_20_000_letters_fills_pages() -> None:
    one = edition(chapter(1, paragraph("Begin ", "abcdefghijklmnopqrst" * 1000, " end.")))
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    with opened(rendition.files[0].data) as pdf:
        assert len(pdf.pages) > 10


def crowd(number: int, between: str) -> Edition:
    made = tuple(note(one, str(one), paragraph("few words")) for one in range(1, number + 1))
    calls = [part for one in range(1, number + 1) for part in ((between, call(one)) if between else (call(one),))]
    return edition(chapter(1, paragraph("Begin", *calls, " end."), notes=made))


@pytest.mark.parametrize("row", PRINT_FORMATS, ids=lambda row: row.name)
def test_a_hundred_calls_without_a_space_between_stand_above_their_notes(row: PrintFormat) -> None:
    one = crowd(100, "")
    rendition = render_in(one, styles(), row)
    found = check(rendition, one)
    if row.columns == 1:
        assert found == ()
    assert {fault.code for fault in found} <= {"EB614"}


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("between", ["", " some words"])
def test_five_thousand_notes_of_one_paragraph_stand_below_their_calls(between: str) -> None:
    one = crowd(5000, between)
    assert check(render(one, styles()), one) == ()


def picture(mode: str, size: tuple[int, int], form: str, frames: int = 1) -> bytes:
    buffer = BytesIO()
    image = Image.new(mode, size, 0)
    more = [Image.new(mode, size, 100 * number) for number in range(1, frames)]
    image.save(buffer, form, **({"save_all": True, "append_images": more} if more else {}))
    return buffer.getvalue()


@pytest.mark.parametrize("standard", [Standard.PDF_UA_1, Standard.PDF_X_4])
@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("one.png", picture("L", (1, 1), "PNG")),
        ("thin.png", picture("L", (1, 3000), "PNG")),
        ("flat.png", picture("1", (3000, 1), "PNG")),
        ("inks.jpg", picture("CMYK", (40, 30), "JPEG")),
        ("deep.png", picture("I;16", (40, 30), "PNG")),
        ("moving.gif", picture("L", (40, 30), "GIF", frames=3)),
        ("large.png", picture("1", (8000, 5000), "PNG")),
    ],
)
def test_any_picture_that_is_taken_is_printed(name: str, data: bytes, standard: Standard) -> None:
    header = f"---\ntitle: T\nauthor: A\nlanguage: en\nprint: {{standard: {standard}}}\n---\n"
    text = f"{header}\nWords.\n\n![A picture]({name})\n"
    pictures = LoadedPictures(((("a.md", name), data),))
    read = read_manuscript(Sources((SourceFile("a.md", text.encode()),), pictures))
    assert read.value is not None
    one = edit(read.value).value
    assert one is not None
    rendition = render(one, styles())
    assert {found.code for found in check(rendition, one)} <= {"EB612"}
    with opened(rendition.files[0].data) as pdf:
        assert len(pdf.pages) <= 5
