"""The booklet: what lies on its sheets, folded and turned, is the book, by its words and as it looks."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import page as judge
import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageChops, ImageStat

from books import opened, styles
from edition_builder.model.edition import Edition
from edition_builder.model.imposition import imposed
from edition_builder.model.measures import PageSize
from edition_builder.model.printing import Booklet, Marks, Paper, PrintSettings, Standard
from edition_builder.model.rendition import Order, Rendition
from edition_builder.rendering.pdf import render as render_book
from edition_builder.rendering.pdf_booklet import render
from edition_builder.rendering.pdf_pass import written
from editions import chapter, edition, heading, paragraph, sample_edition

_MM = 72 / 25.4
BOOKLET = PrintSettings(page=PageSize(90, 120), booklet=Booklet(signature=2))


def text(language: str = "en", direction: str = "ltr", chapters: int = 8) -> Edition:
    """A page or so a chapter, each with words that no other has."""
    return edition(
        *(
            chapter(
                number, heading(1, f"Chapter {number}", f"c-{number}"), paragraph(f"{'long' * number}.{number} " * 16)
            )
            for number in range(1, chapters + 1)
        ),
        language=language,
        direction=direction,
    )


@lru_cache(maxsize=8)
def made(one: Edition) -> tuple[bytes, bytes]:
    """The book and the booklet of an edition."""
    book = render_book(one, styles())
    return book.files[0].data, render(one, styles(), Order("", (book,))).files[0].data


def with_settings(settings: PrintSettings, one: Edition | None = None) -> Edition:
    return replace(one or text(), print_settings=settings)


def pictures(data: bytes) -> list[Image.Image]:
    """The pages as a printer draws them, 72 dots to the inch."""
    pdf = pypdfium2.PdfDocument(data)
    try:
        return [page.render(scale=1, grayscale=True).to_pil() for page in pdf]
    finally:
        pdf.close()


def halves(side: Image.Image, size: tuple[int, int], *, scale: float = 1) -> tuple[Image.Image, Image.Image]:
    """What lies left and right of the fold, cut to a page."""
    fold, middle = side.width / 2, side.height / 2
    width, height = size[0] * scale, size[1] * scale
    boxes = [(x, middle - height / 2, x + width, middle + height / 2) for x in (fold - width, fold)]
    left, right = (side.crop(tuple(map(round, box))).resize(size) for box in boxes)  # type: ignore[arg-type]
    return left, right


def unlike(one: Image.Image, other: Image.Image) -> float:
    """How far two pages are from each other, seen from afar, so that parts of a dot do not count."""
    first, second = (picture.resize((45, 63), Image.Resampling.BOX) for picture in (one, other))
    return float(ImageStat.Stat(ImageChops.difference(first, second)).mean[0])


@pytest.mark.parametrize(
    ("one", "right_to_left", "scale"),
    [
        (with_settings(BOOKLET), False, 1),
        (with_settings(replace(BOOKLET, paper=Paper.LETTER)), False, 1),
        (with_settings(replace(BOOKLET, bleed=3, marks=Marks.CROP)), False, 1),
        (with_settings(replace(BOOKLET, page=PageSize(210, 297))), False, 210 / 297),
        (with_settings(BOOKLET, text("ar", "rtl")), True, 1),
    ],
    ids=["a4", "letter", "bleed", "large page", "right to left"],
)
def test_folded_sheets_look_like_the_book(one: Edition, right_to_left: bool, scale: float) -> None:
    book, booklet = made(one)
    trimmed = made(with_settings(replace(one.print_settings, bleed=0, marks=Marks.NONE), one))[0]
    pages, sides = pictures(trimmed), pictures(booklet)
    most = one.print_settings.booklet.signature
    layout = list(imposed(len(pages), most, right_to_left=right_to_left))
    assert len(sides) == len(layout)
    blank = Image.new("L", pages[0].size, 255)
    for side, where in zip(sides, layout, strict=True):
        for half, number in zip(halves(side, pages[0].size, scale=scale), (where.left, where.right), strict=True):
            if number is None:
                assert unlike(half, blank) < 1
            else:
                nearest = min(range(len(pages)), key=lambda other: unlike(half, pages[other]))
                assert nearest == number
                assert unlike(half, pages[number]) < 4
    assert book != booklet


def test_the_words_of_each_page_lie_on_its_half() -> None:
    book, booklet = made(with_settings(BOOKLET))
    pages, sides = (pypdfium2.PdfDocument(data) for data in (book, booklet))
    try:
        for side, where in zip(sides, imposed(len(pages), 2), strict=True):
            width, height = side.get_size()
            words = side.get_textpage()
            for number, (left, right) in ((where.left, (0, width / 2)), (where.right, (width / 2, width))):
                wanted = pages[number].get_textpage().get_text_bounded().split() if number is not None else []
                assert words.get_text_bounded(left, 0, right, height).split() == wanted
    finally:
        pages.close()
        sides.close()


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (297, 210)), (Paper.LETTER, (279.4, 215.9))])
def test_sheets_are_those_in_the_printer_and_print_as_large_as_they_are(
    paper: Paper, size: tuple[float, float]
) -> None:
    with opened(made(with_settings(replace(BOOKLET, paper=paper)))[1]) as pdf:
        for page in pdf.pages:
            box = [float(side) / _MM for side in page.MediaBox]
            assert box == pytest.approx([0, 0, *size], abs=0.01)
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_an_a5_page_is_as_large_on_a4_as_in_the_book() -> None:
    with opened(made(with_settings(PrintSettings()))[1]) as pdf:
        drawing = b"".join(page.Contents.read_bytes() for page in pdf.pages)
    assert drawing.count(b" cm ") == drawing.count(b"q 1 0 0 1 ")


@pytest.mark.parametrize("standard", Standard)
def test_the_tags_read_the_booklet_as_pdf_ua_whatever_the_book_is_made_for(standard: Standard, tmp_path: Path) -> None:
    settings = PrintSettings(standard=standard, booklet=Booklet(marks=True, instruction=True))
    _book, booklet = made(with_settings(settings, sample_edition()))
    (tmp_path / "booklet.pdf").write_bytes(booklet)
    assert judge.validate_pdf(str(tmp_path / "booklet.pdf"), profile="ua1").failures == []
    assert b"pdfxid" not in booklet


def test_nothing_of_the_single_pages_is_left_in_the_file() -> None:
    book, booklet = made(with_settings(PrintSettings()))
    with opened(booklet) as pdf:
        kinds = [str(thing.get("/Type", "")) for thing in pdf.objects if hasattr(thing, "keys")]
        assert kinds.count("/Page") == len(pdf.pages)
        assert "/Outlines" not in pdf.Root
    assert len(booklet) < len(book) * 1.25


def test_the_same_edition_gives_the_same_bytes() -> None:
    one = with_settings(replace(BOOKLET, booklet=Booklet(2, marks=True, instruction=True)))
    order = Order("", (render_book(one, styles()),))
    first = render(one, styles(), order)
    assert first == render(one, styles(), order)
    assert first.files[0].name == f"{one.metadata.slug}-booklet.pdf"


def test_marks_of_the_fold_stand_on_every_side_and_those_of_staples_on_the_outside() -> None:
    with opened(made(with_settings(replace(BOOKLET, booklet=Booklet(2, marks=True))))[1]) as pdf:
        lines = [page.Contents.read_bytes().count(b" l S") for page in pdf.pages]
    assert len(lines) > 8
    assert [number for number, count in enumerate(lines) if count == 4] == list(range(0, len(lines), 4))
    assert set(lines) == {2, 4}
    with opened(made(with_settings(BOOKLET))[1]) as pdf:
        assert not any(b" l S" in page.Contents.read_bytes() for page in pdf.pages)


@pytest.mark.parametrize(
    ("signature", "said"), [(2, "in this order: 1–2, 3–4, 5."), (10, "Fold all sheets together in the middle")]
)
def test_the_first_sheet_says_how_to_fold_and_its_back_is_blank(signature: int, said: str) -> None:
    one = with_settings(PrintSettings(booklet=Booklet(signature, instruction=True)), text(chapters=13))
    book, booklet = made(one)
    with opened(book) as pages:
        assert 17 <= len(pages.pages) <= 20
    pdf = pypdfium2.PdfDocument(booklet)
    try:
        words = " ".join(pdf[0].get_textpage().get_text_bounded().split())
        assert said in words
        assert "turn on their short edge" in words
        assert "not part of the booklet" in words
        assert not pdf[1].get_textpage().get_text_bounded().strip()
        assert len(pdf) == 2 + 2 * 5
    finally:
        pdf.close()


def test_a_rendition_is_a_book_handed_over() -> None:
    with pytest.raises(KeyError):
        render(text(), styles(), Order("", (Rendition("txt", ()),)))


def test_two_thousand_pages_are_many_signatures_quickly() -> None:
    one = text(chapters=2)
    book = render_book(one, styles())
    with opened(book.files[0].data) as pdf:
        for number in range(len(pdf.pages), 2000):
            pdf.pages.append(pdf.pages[-1])
            pdf.pages[-1].obj.StructParents = number
        longer = replace(book, files=(replace(book.files[0], data=written(pdf)),))
    with opened(render(one, styles(), Order("", (longer,))).files[0].data) as pdf:
        assert len(pdf.pages) == 1000
