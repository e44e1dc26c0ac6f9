"""The table of print formats: each is a format with its own sheet, and decides the page whatever is asked."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.formats import FORMATS
from edition_builder.model.document import Action
from edition_builder.model.edition import Edition
from edition_builder.model.measures import PageSize
from edition_builder.model.print_formats import (
    BOOK_PAGE,
    PRINT_FORMATS,
    TAKEN,
    Notes,
    PrintFormat,
    in_format,
    print_format,
    settings_in,
)
from edition_builder.model.printing import (
    PAGES,
    Margins,
    OwnFormat,
    Paper,
    PrintedLinks,
    PrintSettings,
    Standard,
    default_margins,
)
from editions import call, chapter, edition, note, paragraph, sample_edition

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


OWN = PrintSettings(
    page=PageSize(140, 210),
    size=12,
    paper=Paper.LETTER,
    formats=(
        OwnFormat("pocket", page=PAGES["a6"], size=9),
        OwnFormat("plain"),
        OwnFormat("sheet", "handout", size=19),
        OwnFormat("wide", "phone", page=PageSize(180, 160)),
        OwnFormat("tight", "phone", page=PageSize(60, 100)),
        OwnFormat("large", "large-print", margins=Margins(20, 20, 20, 20)),
    ),
    large_print=24,
)


def test_a_format_of_ones_own_has_its_measures_and_the_rest_of_what_it_is_like() -> None:
    pocket = print_format("pocket", OWN)
    assert (pocket.page, pocket.size, pocket.has_cover) == (PAGES["a6"], 9, True)
    assert pocket.margins == default_margins(PAGES["a6"], 9)
    plain = print_format("plain", OWN)
    assert (plain.page, plain.size, plain.margins) == (OWN.page, 12, OWN.margins)
    handout, sheet = print_format("handout"), print_format("sheet", OWN)
    assert (sheet.page, sheet.columns, sheet.scale) == (PAGES["letter"], 2, 2)
    assert sheet.notes == Notes(17, 21)
    assert (sheet.leading, sheet.margins) == (24.5, handout.margins)


def test_margins_go_with_the_page_and_are_never_too_narrow_for_a_printer() -> None:
    assert print_format("wide", OWN).margins == Margins(9, 10, 12, 12)
    assert print_format("tight", OWN).margins == Margins(5.62, 6.25, 5, 5)
    assert print_format("large", OWN).margins == Margins(20, 20, 20, 20)


def test_large_print_grows_as_a_whole() -> None:
    usual, larger = print_format("large-print"), print_format("large-print", OWN)
    assert (usual.size, larger.size, larger.leading, larger.notes) == (18, 24, 36, Notes(24, 32))
    assert print_format("large", OWN).size == 24
    assert larger.margins == usual.margins


def test_settings_of_a_format_keep_those_of_the_others() -> None:
    settings = settings_in(OWN, print_format("pocket", OWN))
    assert (settings.formats, settings.paper, settings.page) == (OWN.formats, Paper.LETTER, PAGES["a6"])
    assert settings_in(OWN, BOOK_PAGE) is OWN


def test_no_manuscript_can_take_the_name_of_a_format() -> None:
    assert {row.name for row in FORMATS} <= TAKEN


def with_notes(*lengths: int, again: bool = False) -> Edition:
    """A text with notes of these lengths; ``again``: in two chapters that both count from 1."""
    notes = tuple(note(n, str(n), paragraph("a" * length)) for n, length in enumerate(lengths, start=1))
    calls = [call(n) for n in range(1, len(lengths) + 1)]
    others = tuple(replace(one, identifier=f"other-{one.identifier}") for one in notes)
    second = (chapter(2, paragraph("b"), notes=others),) if again else ()
    return edition(chapter(1, paragraph("a", *calls), notes=notes), *second)


def test_long_notes_of_large_print_stand_at_the_end() -> None:
    large, phone = print_format("large-print"), print_format("phone")
    one = with_notes(20, 132, 133, 800)
    actions = [note.action for note in in_format(one, large).notes]
    assert actions == [Action.FOOTNOTE, Action.FOOTNOTE, Action.ENDNOTE, Action.ENDNOTE]
    assert {note.action for note in in_format(one, phone).notes} == {Action.FOOTNOTE}
    assert in_format(one, large).text_hash == one.text_hash


def test_notes_that_could_not_be_told_apart_at_the_end_stay_at_the_foot() -> None:
    one = with_notes(20, 800, again=True)
    assert {note.action for note in in_format(one, print_format("large-print")).notes} == {Action.FOOTNOTE}
