"""Margins that a page has by itself."""

from __future__ import annotations

import pytest

from edition_builder.model.measures import A5
from edition_builder.model.printing import BOOK_MARGINS, PAGES, PrintSettings, default_margins


def test_the_book_page_has_its_own() -> None:
    assert default_margins(A5, 10.5) == BOOK_MARGINS
    assert PrintSettings() == PrintSettings(A5, BOOK_MARGINS, 10.5)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", [9, 10.5, 12])
def test_no_line_is_too_long_to_be_read(name: str, size: float) -> None:
    page = PAGES[name]
    settings = PrintSettings(page, default_margins(page, size), size)
    em = size * 25.4 / 72
    assert settings.measure <= 31.01 * em
    assert settings.measure >= min(31 * em, 0.7 * page.width_mm) - 0.1
    assert settings.margins.outer > settings.margins.inner > 0
    assert settings.text_height == pytest.approx(page.height_mm * 168 / 210, abs=0.1)
