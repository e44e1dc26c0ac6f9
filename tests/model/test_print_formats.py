"""The table of print formats: each is a format with its own sheet, and decides the page whatever is asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.formats import FORMATS
from edition_builder.model.print_formats import BOOK_PAGE, PRINT_FORMATS, PrintFormat, in_format, print_format
from edition_builder.model.printing import PAGES, Paper, PrintedLinks, PrintSettings, Standard
from editions import sample_edition

FAMILY = tuple(row for row in PRINT_FORMATS if row is not BOOK_PAGE)
ASKED = PrintSettings(bleed=3, standard=Standard.PDF_X_4, links=PrintedLinks.QR, paper=Paper.LETTER)


@pytest.mark.parametrize("row", PRINT_FORMATS, ids=lambda row: row.name)
def test_each_row_is_a_format_with_its_sheet_and_its_fonts(row: PrintFormat) -> None:
    assert row.name in [one.name for one in FORMATS]
    names = [name for name, _data in styles().files]
    assert not row.sheet or row.sheet in names
    assert all(any(name.startswith(f"fonts/{face}") for name in names) for face in row.faces)


def test_the_book_page_is_as_the_manuscript_says() -> None:
    one = replace(sample_edition(), print_settings=ASKED)
    assert in_format(one, BOOK_PAGE) is one
    assert print_format("qr") is BOOK_PAGE


@pytest.mark.parametrize("row", FAMILY, ids=lambda row: row.name)
def test_what_is_for_a_press_is_the_book_pages_alone(row: PrintFormat) -> None:
    settings = in_format(replace(sample_edition(), print_settings=ASKED), row).print_settings
    assert (settings.bleed, settings.standard, settings.links) == (0, Standard.PDF_UA_1, PrintedLinks.BRACKETS)
    assert settings.page == (row.page or PAGES["letter"])


def test_addresses_stay_away_where_the_manuscript_leaves_them_out() -> None:
    one = replace(sample_edition(), print_settings=PrintSettings(links=PrintedLinks.NONE))
    assert in_format(one, print_format("phone")).print_settings.links is PrintedLinks.NONE


@pytest.mark.parametrize("paper", list(Paper))
def test_a_line_of_large_print_has_six_inches_or_about(paper: Paper) -> None:
    one = replace(sample_edition(), print_settings=PrintSettings(paper=paper))
    assert 150 < in_format(one, print_format("large-print")).print_settings.measure < 160
