"""A style sheet is parsed once for all documents that have it, and every document looks as if it were its own."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from pikepdf import Pdf

from books import styles
from edition_builder.rendering import pdf_sheets
from edition_builder.rendering.pdf_engine import EditionFonts, laid_out
from edition_builder.rendering.pdf_fonts import needed_fonts

PLAIN = "@page { size: 200px 100px; margin: 10px; @bottom-center { content: counter(page) } } p { font-size: 20px }"
PAGE = "<html lang='en'><head><title>T</title><style>{}</style><style>{}</style></head><body><p>{}</p></body></html>"


def pages(*sheets: str, text: str = "They came.") -> list[tuple[float, float]]:
    """The sizes of the pages of a document with two sheets, in points."""
    markup = PAGE.format(*sheets, text)
    with TemporaryDirectory() as folder:
        document = laid_out(markup, {}, EditionFonts(needed_fonts(markup, styles()), Path(folder)), {})
        with Pdf.open(BytesIO(document.write_pdf())) as pdf:
            return [(float(page.mediabox[2]), float(page.mediabox[3])) for page in pdf.pages]


@pytest.fixture(autouse=True)
def nothing_kept() -> None:
    pdf_sheets._parsed.cache_clear()


def test_a_sheet_is_parsed_once_for_all_texts() -> None:
    assert pages(PLAIN, "", text="One.") == pages(PLAIN, "", text="Two.") == [(150, 75)]
    assert pdf_sheets._parsed.cache_info().misses == 2  # the sheet, and the empty one
    assert pdf_sheets._parsed.cache_info().hits == 2


def test_rules_for_pages_of_two_sheets_come_in_their_order_each_time() -> None:
    wide, high = "@page { size: 400px 100px; margin: 0 }", "@page { size: 200px 400px; margin: 0 }"
    for _ in range(2):
        assert pages(wide, high) == [(150, 300)]
        assert pages(high, wide) == [(300, 75)]
        assert pages(wide, "") == [(300, 75)]


@pytest.mark.parametrize(
    "rule",
    ["@counter-style odd { system: cyclic; symbols: 'x'; suffix: '' }", "@layer a, b;", "@IMPORT 'data:text/css,p{}';"],
)
def test_a_sheet_that_hands_rules_on_while_it_is_parsed_is_parsed_each_time(rule: str) -> None:
    assert pages(f"{rule}{PLAIN}", "") == pages(f"{rule}{PLAIN}", "") == [(150, 75)]
    assert pdf_sheets._parsed.cache_info().misses == 1  # the empty one
