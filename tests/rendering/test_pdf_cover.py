"""The front page of a printed book: the cover's design, nothing over its edge, nothing left out, one scale."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Pdf

from books import book, opened, styles
from edition_builder.checking.pdf import check
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import CoverPicture, PictureFile
from edition_builder.model.measures import A5, COVER, PageSize
from edition_builder.model.printing import PrintSettings
from edition_builder.rendering.cover_layout import PX_PER_PT, cover_layout
from edition_builder.rendering.pdf import render
from edition_builder.rendering.pdf_cover import front_page
from edition_builder.rendering.pdf_engine import EditionFonts, laid_out
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_measures import page_style
from edition_builder.rendering.pdf_page import print_page
from editions import chapter, edition, inlines, paragraph, png

PX_PER_MM = 96 / 25.4


def titled(title: str, language: str = "en", direction: str = "ltr", subtitle: str = "") -> Edition:
    one = edition(chapter(1, paragraph("Text.")), language=language, direction=direction)
    said = replace(one.metadata, title=title, subtitle=subtitle)
    return replace(one, title=inlines(title), metadata=said, credits=("Translated by M. L.",))


def front_boxes(one: Edition) -> list[Any]:
    """The boxes of text on the first page as the engine lays them out."""
    markup = print_page(one, page_style(one.print_settings, styles()), front_page(one, styles(), "edition:cover"))
    with TemporaryDirectory() as folder:
        document = laid_out(markup, {}, EditionFonts(needed_fonts(markup, styles()), Path(folder)), {})
        return [
            box for box in document.pages[0]._page_box.descendants(placeholders=True) if type(box).__name__ == "TextBox"
        ]


@pytest.mark.parametrize(
    ("title", "language", "direction"),
    [
        ("I", "en", "ltr"),
        ("A true and particular relation of events", "en", "ltr"),
        ("A true and particular relation of the events " * 9, "en", "ltr"),
        ("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunte", "de", "ltr"),
        ("W" * 400, "en", "ltr"),
        ("شهادة عيان على انتفاضة ألماتي في يناير", "ar", "rtl"),
        ("Алматыдағы көтеріліс: көзімен көргеннің айтқаны", "kk", "ltr"),
        ("哈萨克斯坦：阿拉木图起义目击记", "zh", "ltr"),
        ("哈萨克斯坦 Kazakhstan 目击记", "zh", "ltr"),
    ],
    ids=lambda value: value[:9],
)
def test_no_title_leaves_the_measure_or_meets_the_subtitle(title: str, language: str, direction: str) -> None:
    boxes = front_boxes(titled(title, language, direction, "A subtitle of its own"))
    margin = A5.width_mm * COVER.side_margin * PX_PER_MM
    assert all(box.position_x >= margin - 1 for box in boxes)
    # Joined letters and kerned pairs are not as wide as they were measured; never much wider.
    assert all(box.position_x + box.width <= A5.width_mm * PX_PER_MM - margin * 0.85 for box in boxes)
    said = "".join(box.text for box in boxes)
    assert all(word in "".join(said.split()) for word in ("Translatedby", "Asubtitle"))
    assert len([one for one in said if one not in " \u2068\u2069"]) >= len("".join(title.split()))
    bottoms = [box.position_y + box.height for box in boxes if box.element.tag == "h1"]
    tops = [box.position_y for box in boxes if box.element.get("class") == "subtitle"]
    assert max(bottoms) <= min(tops)


def test_both_covers_have_the_same_lines_at_the_same_places() -> None:
    one = titled("Kazakhstan: an eyewitness to the uprising in Almaty")
    drawn, layout = cover_layout(one, styles()), cover_layout(one, styles(), drawn=False)
    assert drawn and layout
    assert [(part.block.lines, part.top_px) for part in drawn.blocks] == [
        (part.block.lines, part.top_px) for part in layout.blocks
    ]
    markup = front_page(one, styles(), "")
    title = next(part.block for part in layout.blocks if part.part == "title")
    assert f"font-size: {title.size_px / PX_PER_PT:.2f}pt" in markup
    assert "Kazakhstan: <br>an eyewitness to the <br>uprising in Almaty</h1>" in markup
    assert f"top: {COVER.title_top * A5.height_mm:.2f}mm" in markup


def test_it_keeps_its_proportions_on_another_page() -> None:
    page = PageSize(297, 420)
    large = front_page(replace(titled("Title"), print_settings=PrintSettings(page=page)), styles(), "")
    sizes = [
        [float(size) for size in re.findall(r"font-size: ([0-9.]+)pt", markup)]
        for markup in (front_page(titled("Title"), styles(), ""), large)
    ]
    assert sizes[1] == pytest.approx([size * 2 for size in sizes[0]], abs=0.02)
    assert "width: 297.00mm; height: 420.00mm" in large


def test_the_front_page_takes_the_place_of_the_title_page() -> None:
    one = titled("Title")
    for cover, wanted in ((True, "front-page"), (False, "title-page")):
        markup = print_page(one, "", front_page(replace(one, cover=cover), styles(), ""))
        assert re.findall(r'<section class="(front-page|title-page)"', markup) == [wanted]
        assert markup.count("<h1") == 1
    with opened(book(one)) as with_cover, opened(book(replace(one, cover=False))) as without:
        assert len(with_cover.pages) == len(without.pages)


def test_a_picture_has_its_description_and_its_place() -> None:
    file = PictureFile("img-001.png", "image/png", png(300, 200), 300, 200)
    one = replace(titled("Title"), cover_picture=CoverPicture(file, 'The "square"'))
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    with Pdf.open(BytesIO(rendition.files[0].data)) as pdf:
        assert len(list(pdf.pages[0].get_images())) == 1
    assert 'alt="The &quot;square&quot;"' in front_page(one, styles(), "edition:cover")


def test_a_latin_name_on_a_page_that_runs_from_right_to_left_keeps_its_stop_behind_it() -> None:
    one = replace(titled("شهادة عيان", "ar", "rtl"), authors=("Anna K.",))
    assert "\u2068Anna K.\u2069" in front_page(one, styles(), "")
    assert check(render(one, styles()), one) == ()
