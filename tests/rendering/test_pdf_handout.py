"""The handout with codes behind it: one file, read in order, counted in sheets; its codes still make the text."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pypdfium2
import pytest
from msgspec.structs import replace

from books import opened, styles
from camera import codes_on
from edition_builder.checking.pdf_handout import check
from edition_builder.checking.pdf_text import read_tagged_text
from edition_builder.diagnostics import has_errors
from edition_builder.formats import Format, rows_for
from edition_builder.making import make_renditions
from edition_builder.model.printing import Handout, HandoutCodes, OwnFormat, PrintSettings
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.sharing.joining import join_messages
from editions import sample_edition

EASY = PrintSettings(handout=Handout(HandoutCodes.EASY))
EDITION = replace(sample_edition(), print_settings=EASY)


def row_of(settings: PrintSettings, name: str = "handout") -> Format:
    return next(row for row in rows_for(settings) if row.name == name)


@lru_cache(maxsize=4)
def made(settings: PrintSettings) -> dict[str, Rendition]:
    rows = tuple(row for row in rows_for(settings) if row.name in ("handout", "qr", "qr-dense"))
    done = make_renditions(replace(EDITION, print_settings=settings), styles(), rows)
    assert not has_errors(done.diagnostics)
    return {one.format: one for one in done.value or ()}


def pages_of(rendition: Rendition) -> int:
    with opened(rendition.files[0].data) as pdf:
        return len(pdf.pages)


def test_the_row_stands_after_the_codes_only_where_they_are_asked_for() -> None:
    assert row_of(PrintSettings()).after == ()
    assert row_of(EASY).after == ("qr",)
    dense = PrintSettings(handout=Handout(HandoutCodes.DENSE), formats=(OwnFormat("leaflet", "handout"),))
    assert row_of(dense).after == ("qr-dense",)
    assert row_of(dense, "leaflet").after == ()
    assert len({row.name for row in rows_for(dense)}) == len(rows_for(dense)) == len(rows_for(PrintSettings())) + 1


def test_nothing_but_the_handout_is_given_where_nothing_else_was_asked_for() -> None:
    done = make_renditions(EDITION, styles(), (row_of(EASY),))
    assert [one.format for one in done.value or ()] == ["handout"]


@pytest.mark.parametrize("codes", list(HandoutCodes))
def test_the_pages_are_those_of_both_and_so_are_the_sheets(codes: HandoutCodes) -> None:
    with_codes, without = made(PrintSettings(handout=Handout(codes))), made(PrintSettings())["handout"]
    handout = with_codes["handout"]
    assert pages_of(handout) == pages_of(without) + pages_of(with_codes[codes])
    assert handout.sheets == (pages_of(handout) + 1) // 2
    assert codes_on(handout.files[0].data) == codes_on(with_codes[codes].files[0].data)


def test_codes_are_read_behind_the_text_each_on_its_own_page() -> None:
    before = pages_of(made(PrintSettings())["handout"])
    with opened(made(EASY)["handout"].files[0].data) as pdf:
        text = read_tagged_text(pdf)
        assert text is not None
        assert text.untagged == 0
    pages = [one.page for one in text.root.walk() if one.tag == "Figure"]  # pictures of the text, then codes
    assert pages == sorted(pages)
    assert {page for page in pages if page >= before} == set(range(before, len(text.drawn)))


def test_photographs_of_its_pages_make_the_text_again() -> None:
    photographs = []
    with pypdfium2.PdfDocument(made(EASY)["handout"].files[0].data) as pdf:
        for number in range(pages_of(made(PrintSettings())["handout"]), len(pdf)):
            stream = BytesIO()
            pdf[number].render(scale=150 / 72).to_pil().save(stream, "PNG")
            photographs.append((f"{number}.png", stream.getvalue()))
    joined = join_messages(photographs)
    assert joined.value is not None, joined.diagnostics
    assert " ".join(EDITION.check_phrase) in joined.value


def test_the_same_edition_gives_the_same_bytes() -> None:
    again = make_renditions(EDITION, styles(), (row_of(EASY),))
    assert again.value == (made(EASY)["handout"],)


def test_a_handout_that_lost_its_codes_is_seen() -> None:
    without = made(PrintSettings())["handout"]
    assert [one.code for one in check(without, EDITION) if has_errors((one,))] == ["EB805"]


def test_a_sheet_of_codes_without_its_handout_is_seen() -> None:
    codes = made(EASY)["qr"].files[0].data
    found = check(Rendition("handout", (RenditionFile("a-handout.pdf", codes),)), EDITION)
    assert "EB602" in {one.code for one in found}
