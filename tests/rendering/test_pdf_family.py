"""Phone page, handout and large print: what makes each of them what it is, and that damage to them is seen."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace
from pikepdf import Name, Stream
from PIL import Image

from books import opened, styles
from edition_builder.checking.pdf import check
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.print_formats import in_format, print_format
from edition_builder.model.printing import PAGES, OwnFormat, Paper, PrintSettings
from edition_builder.model.rendition import Order, Rendition
from edition_builder.rendering.pdf_engine import EditionFonts
from edition_builder.rendering.pdf_family import render
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_layout import lay_out
from edition_builder.rendering.pdf_measures import page_style
from edition_builder.rendering.pdf_page import PICTURE_SCHEME, print_page
from editions import call, chapter, edition, heading, note, paragraph, sample_edition

EVERY = pytest.mark.parametrize("name", ["phone", "handout", "large-print"])
TEXT = edition(
    chapter(
        1,
        heading(1, "One", "one"),
        *(paragraph(f"Paragraph {number} has ", call(number), " words that go on. " * 30) for number in range(1, 9)),
        notes=tuple(note(number, str(number), paragraph("A note. " * 12)) for number in range(1, 9)),
    )
)


@lru_cache(maxsize=4)
def made(name: str) -> Rendition:
    return render(TEXT, styles(), Order(format=name))


@lru_cache(maxsize=4)
def boxes(name: str) -> list[list[Any]]:
    """The pieces of text of each page, as they were laid out."""
    row = print_format(name)
    one = in_format(sample_edition(), row)
    pictures = {PICTURE_SCHEME + picture.name: picture.data for picture in one.pictures}
    markup = print_page(one, page_style(one.print_settings, styles(), row=row), "", row)
    with TemporaryDirectory() as folder:
        document = lay_out(markup, pictures, EditionFonts(needed_fonts(markup, styles(), row.faces), Path(folder)))
        return [
            [box for box in page._page_box.descendants() if type(box).__name__ == "TextBox"] for page in document.pages
        ]


@EVERY
def test_every_word_and_note_arrives_and_the_same_edition_gives_the_same_bytes(name: str) -> None:
    assert check(made(name), TEXT) == ()
    assert render(TEXT, styles(), Order(format=name)) == made(name)
    assert made(name).files[0].name == f"{TEXT.metadata.slug}-{name}.pdf"


@EVERY
def test_a_page_of_another_format_is_seen(name: str) -> None:
    other = "handout" if name == "phone" else "phone"
    assert "EB613" in {found.code for found in check(Rendition(other, made(name).files), TEXT)}


@EVERY
def test_a_lost_word_is_seen(name: str) -> None:
    less = edition(*TEXT.chapters, chapter(2, heading(1, "Two", "two"), paragraph("Lost words.")))
    assert [found.code for found in check(made(name), less)] == ["EB601"]


def test_large_print_has_nothing_slanted_and_nothing_small() -> None:
    for box in (box for page in boxes("large-print") for box in page if box.text.strip()):
        assert box.style["font_style"] == "normal", box.text
        assert box.style["font_variant_caps"] == "normal", box.text
        assert box.style["font_size"] >= 18 * 96 / 72, box.text


def test_the_phone_page_has_no_type_that_must_be_enlarged() -> None:
    """9 pt on a page of 90 mm are 12.7 pixels of a screen that is 360 wide; figures of calls are smaller."""
    sizes = {box.style["font_size"] for page in boxes("phone") for box in page if any(map(str.isalpha, box.text))}
    assert min(sizes) >= 8.5 * 96 / 72


def test_the_handout_has_two_columns_and_no_page_without_text() -> None:
    first = [box for box in boxes("handout")[0] if box.text.strip()]
    middle = 105 / 25.4 * 96
    assert any(box.position_x > middle for box in first)
    assert any(box.position_x < middle for box in first)


def test_the_handout_is_printed_on_the_sheets_that_there_are() -> None:
    one = replace(TEXT, print_settings=PrintSettings(paper=Paper.LETTER))
    rendition = render(one, styles(), Order(format="handout"))
    assert check(rendition, one) == ()
    with opened(rendition.files[0].data) as pdf:
        assert [float(side) for side in pdf.pages[0].MediaBox] == [0, 0, 612, 792]


OWN = replace(
    TEXT,
    print_settings=PrintSettings(
        formats=(OwnFormat("pocket", page=PAGES["a6"], size=9), OwnFormat("large", "large-print", size=24))
    ),
)


@pytest.mark.parametrize(("name", "page"), [("pocket", (105, 148)), ("large", (210, 297))])
def test_a_format_of_ones_own_holds_every_word_on_its_page(name: str, page: tuple[float, float]) -> None:
    rendition = render(OWN, styles(), Order(format=name))
    assert check(rendition, OWN) == ()
    assert rendition == render(OWN, styles(), Order(format=name))
    assert (rendition.format, rendition.files[0].name) == (name, f"{OWN.metadata.slug}-{name}.pdf")
    with opened(rendition.files[0].data) as pdf:
        box = [float(side) * 25.4 / 72 for side in pdf.pages[0].MediaBox]
    assert box == pytest.approx([0, 0, *page], abs=0.01)
    assert "EB613" in {found.code for found in check(rendition, TEXT)}


def test_large_print_grows_with_its_sheet() -> None:
    row = print_format("large-print", PrintSettings(large_print=24))
    style = page_style(PrintSettings(size=24), styles(), row=row)
    assert "line-height: 36pt" in style
    assert "bold 24pt/36pt" in style


@pytest.mark.parametrize("name", ["pdf", "phone", "handout", "large-print"])
def test_a_call_leaves_the_distance_of_lines_as_it_is(name: str) -> None:
    row = print_format(name)
    one = in_format(TEXT, row)
    markup = print_page(one, page_style(one.print_settings, styles(), row=row), "", row)
    with TemporaryDirectory() as folder:
        document = lay_out(markup, {}, EditionFonts(needed_fonts(markup, styles(), row.faces), Path(folder)))
        heights = {
            round(line.height * 0.75, 2)
            for page in document.pages
            for line in page._page_box.descendants()
            if type(line).__name__ == "LineBox"
            and any(box.element is not None and box.element.get("class") == "call" for box in line.descendants())
        }
    assert heights == {row.leading or 13.5}


def words(name: str, one: Edition = TEXT) -> list[str]:
    """What each page of a format says, as it is copied from it."""
    pdf = pypdfium2.PdfDocument(render(one, styles(), Order(format=name)).files[0].data)
    try:
        return [" ".join(page.get_textpage().get_text_bounded().split()) for page in pdf]
    finally:
        pdf.close()


def test_the_handout_says_on_every_side_what_it_is_and_at_its_end_what_to_do_with_it() -> None:
    more = [paragraph("Words that go on for a while. " * 40) for _ in range(20)]
    long = edition(chapter(1, heading(1, "One", "one"), *more))
    pages = words("handout", long)
    assert len(pages) > 1
    assert all(f"{TEXT.metadata.title} · One" in page for page in pages)
    assert "Copy and pass on." in pages[-1]
    assert not any("Copy and pass on." in page for page in (*pages[:-1], *words("phone", long)))


def test_a_handout_tells_its_sheets_and_a_phone_page_has_none() -> None:
    with opened(made("handout").files[0].data) as pdf:
        assert made("handout").sheets == (len(pdf.pages) + 1) // 2
    assert made("phone").sheets == 0


def test_pictures_of_a_handout_are_grey() -> None:
    one = sample_edition()
    coloured = tuple(replace(picture, data=colours(picture)) for picture in one.pictures)
    assert coloured
    one = replace(one, pictures=coloured)
    spaces = {name: spaces_of(render(one, styles(), Order(format=name)).files[0].data) for name in ("handout", "phone")}
    assert spaces["handout"] == {"/DeviceGray"}
    assert "/DeviceRGB" in spaces["phone"]


def colours(picture: PictureFile) -> bytes:
    """A picture of the same size in red."""
    stream = BytesIO()
    Image.new("RGB", (picture.width, picture.height), "red").save(
        stream, "JPEG" if "jpeg" in picture.media_type else "PNG"
    )
    return stream.getvalue()


def spaces_of(data: bytes) -> set[str]:
    """The colour spaces of the pictures in a PDF."""
    with opened(data) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Image]
        return {str(one.ColorSpace) for one in pictures}


def test_a_long_note_of_large_print_is_read_at_the_end() -> None:
    long = note(2, "2", paragraph("A note that goes on. " * 20))
    one = edition(
        chapter(
            1, paragraph("Words", call(1), " and more", call(2), "."), notes=(note(1, "1", paragraph("Short.")), long)
        )
    )
    rendition = render(one, styles(), Order(format="large-print"))
    assert check(rendition, one) == ()
    text = " ".join(words("large-print", one))
    assert text.index("Short.") < text.index("Notes ") < text.index("A note that goes on.")
