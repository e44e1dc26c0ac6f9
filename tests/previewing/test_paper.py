"""Pages as pictures and lines, from a PDF that the program makes itself."""

from __future__ import annotations

from io import BytesIO

import pytest
from PIL import Image, ImageChops

from edition_builder.previewing.paper import Paper, paper_pages
from edition_builder.project import load_styles
from edition_builder.rendering.pdf import render
from editions import chapter, edition, paragraph


@pytest.fixture(scope="module")
def pdf() -> bytes:
    styles = load_styles(None).value
    assert styles is not None
    return render(edition(chapter(1, paragraph("The last train was gone."))), styles).files[0].data


@pytest.fixture
def paper(pdf: bytes) -> Paper:
    paper = Paper()
    paper.put(3, pdf)
    return paper


def test_a_page_has_its_size_and_its_words_in_their_place(pdf: bytes) -> None:
    pages = paper_pages(pdf)
    assert {(round(page.width), round(page.height)) for page in pages} == {(420, 595)}  # A5 in points
    lines = [line for page in pages for line in page.lines]
    assert "The last train was gone." in [line.text.strip() for line in lines]
    assert all(0 <= line.top <= 1 for line in lines)


def test_a_line_further_down_has_a_greater_place(pdf: bytes) -> None:
    (page,) = [page for page in paper_pages(pdf) if any("SHA-256" in line.text for line in page.lines)]
    tops = [line.top for line in page.lines]
    assert tops[0] < tops[-1] or tops[0] < max(tops)
    assert len(set(tops)) > 3


def test_a_page_is_drawn_as_wide_as_asked_and_is_not_empty(paper: Paper) -> None:
    data = paper.draw(3, 0, 300)
    assert data is not None
    picture = Image.open(BytesIO(data))
    assert (picture.format, picture.width, round(picture.height / picture.width, 2)) == ("PNG", 300, 1.42)
    white = Image.new("RGB", picture.size, "white")
    assert ImageChops.difference(picture.convert("RGB"), white).getbbox() is not None


@pytest.mark.parametrize(("asked", "width"), [(0, 100), (10**9, 2400)])
def test_a_width_without_reason_is_brought_to_it(paper: Paper, asked: int, width: int) -> None:
    data = paper.draw(3, 0, asked)
    assert data is not None
    assert Image.open(BytesIO(data)).width == width


def test_a_page_that_is_not_there(paper: Paper, pdf: bytes) -> None:
    assert paper.draw(3, 10_000, 300) is None
    assert paper.draw(3, -1, 300) is None
    assert paper.draw(2, 0, 300) is None
    paper.put(4, pdf)
    assert paper.draw(3, 0, 300) is None
    assert Paper().draw(0, 0, 300) is None
