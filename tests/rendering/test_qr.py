"""Sheets of QR codes: what a camera shows, how codes stand, black ink only, the same bytes always."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pytest
from pikepdf import Name, Pdf, Stream

from books import styles
from camera import codes_on
from edition_builder.model.measures import PageSize
from edition_builder.model.parity import read_parity_code
from edition_builder.model.printing import PAGES
from edition_builder.model.qr_sheets import DENSE, EASY, Density, Sheet, sheet_of
from edition_builder.model.rendition import Order, Rendition
from edition_builder.rendering import qr, txt
from edition_builder.rendering.qr_codes import short_code, text_code
from editions import sample_edition

EDITION = sample_edition()
PLAIN = txt.render(EDITION, styles())


@lru_cache(maxsize=2)
def rendered(*, dense: bool) -> Rendition:
    return (qr.render_dense if dense else qr.render)(EDITION, styles(), Order("", (PLAIN,)))


@pytest.mark.parametrize(
    ("density", "paper", "expected"),
    [
        (EASY, "a4", Sheet(columns=4, first_rows=5, rows=5)),
        (EASY, "letter", Sheet(columns=4, first_rows=4, rows=5)),
        (DENSE, "a4", Sheet(columns=3, first_rows=4, rows=5)),
        (DENSE, "letter", Sheet(columns=4, first_rows=4, rows=4)),
    ],
)
def test_codes_on_a_sheet(density: Density, paper: str, expected: Sheet) -> None:
    assert sheet_of(density, PAGES[paper]) == expected


def test_more_paper_holds_more_codes() -> None:
    assert sheet_of(EASY, PageSize(297, 420)).codes > 2 * sheet_of(EASY, PAGES["a5"]).codes


@pytest.mark.parametrize("dense", [False, True])
def test_a_camera_shows_readable_text_in_reading_order(dense: bool) -> None:
    file = rendered(dense=dense).files[0]
    assert file.name == f"{EDITION.metadata.slug}-qr{'-dense' if dense else ''}.pdf"
    first, second, *texts = codes_on(file.data)
    assert first == second
    assert EDITION.metadata.title.startswith(first)
    words = [text for text in texts if not read_parity_code(text)]
    parity = [code for text in texts if (code := read_parity_code(text))]
    assert all(text.startswith(f"{EDITION.metadata.slug} [{n}/{len(words)} ") for n, text in enumerate(words, start=1))
    assert [code.number for code in parity] == list(range(1, len(parity) + 1))
    assert parity


@pytest.mark.parametrize("dense", [False, True])
def test_every_picture_is_a_mask_that_black_ink_fills(dense: bool) -> None:
    with Pdf.open(BytesIO(rendered(dense=dense).files[0].data)) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Image]
        assert pictures
        assert all(one.ImageMask and one.BitsPerComponent == 1 and Name.ColorSpace not in one for one in pictures)


def test_the_same_text_gives_the_same_bytes() -> None:
    again = qr.render(EDITION, styles(), Order("", (PLAIN,)))
    assert again == rendered(dense=False)


def test_words_are_never_taken_for_japanese() -> None:
    code = text_code("дом АБВГД", "", EASY)
    assert code.modules == EASY.modules
    plain = short_code("дом", "", says_encoding=False)
    named = short_code("дом", "", says_encoding=True)
    assert plain.picture != named.picture
