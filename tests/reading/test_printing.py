"""The key ``print``: every way to write it, and every way to get it wrong."""

from __future__ import annotations

import re
from typing import Any

import pytest

from edition_builder.editing.edition import edit
from edition_builder.model.measures import A5, PageSize
from edition_builder.model.print_formats import PRINT_FORMATS
from edition_builder.model.printing import (
    PAGES,
    Booklet,
    Handout,
    HandoutCodes,
    Margins,
    Marks,
    OwnFormat,
    Paper,
    PosterSheet,
    PrintedLinks,
    PrintSettings,
    Standard,
    default_margins,
)
from edition_builder.reading.schema import json_schema
from manuscripts import read_text

_HEADER = "---\ntitle: T\nauthor: A\nlanguage: en\nprint: {keys}\n---\n"


def _settings(keys: str) -> PrintSettings:
    outcome = read_text("Text.\n", _HEADER.replace("{keys}", keys))
    assert outcome.value is not None
    assert outcome.diagnostics == ()
    return outcome.value.front_matter.print_settings


def _said(keys: str) -> list[tuple[str, str, str, str]]:
    """Place, code, message and hint of each finding."""
    findings = read_text("Text.\n", _HEADER.replace("{keys}", keys)).diagnostics
    return [(f"{one.location}", one.code, one.message, one.hint) for one in findings]


def test_everything_has_its_place_in_the_edition() -> None:
    keys = "{page: b5, margins: {inner: 2cm}, size: 11pt, bleed: 3mm, marks: crop, standard: pdf/x-4, links: qr, "
    read = read_text("Text.\n", _HEADER.replace("{keys}", keys + "paper: letter, formats: {pocket: {page: a6}}}"))
    assert read.value is not None
    edition = edit(read.value).value
    assert edition is not None
    page = PageSize(176, 250)
    usual = default_margins(page, 11)
    assert edition.print_settings == PrintSettings(
        page=page,
        margins=Margins(usual.top, usual.bottom, 20, usual.outer),
        size=11,
        bleed=3,
        marks=Marks.CROP,
        standard=Standard.PDF_X_4,
        links=PrintedLinks.QR,
        paper=Paper.LETTER,
        formats=(OwnFormat("pocket", page=PAGES["a6"]),),
    )


@pytest.mark.parametrize(
    "keys", ["", "{}", "{page: a5}", "{page: A5, size: 10.5}", "{margins: {top: 20, inner: 19mm}}"]
)
def test_without_a_word_it_is_the_book_page(keys: str) -> None:
    assert _settings(keys) == PrintSettings(A5, Margins(20, 22, 19, 21), 10.5)


@pytest.mark.parametrize(
    ("written", "page"),
    [
        *PAGES.items(),
        ("Half-Letter", PageSize(5.5 * 25.4, 8.5 * 25.4)),
        ("140x210mm", PageSize(140, 210)),
        ("140mm × 210mm", PageSize(140, 210)),
        ("6x9in", PageSize(152.4, 228.6)),
        ("14cmx210mm", PageSize(140, 210)),
        ("140x210", PageSize(140, 210)),
        ("[140, 21cm]", PageSize(140, 210)),
    ],
)
def test_a_page_by_name_or_by_its_sides(written: str, page: PageSize) -> None:
    assert _settings(f"{{page: {written}}}").page == page


@pytest.mark.parametrize(
    ("written", "margin"),
    [("25mm", 25), ("25", 25), ("2.5cm", 25), ("2,5 cm", 25), ("1in", 25.4), ("72pt", 25.4), ("72 PT", 25.4)],
)
def test_a_length_in_any_unit(written: str, margin: float) -> None:
    assert _settings(f'{{page: a4, margins: "{written}"}}').margins == Margins(margin, margin, margin, margin)


def test_how_a_booklet_is_made() -> None:
    assert _settings("{}").booklet == Booklet() == Booklet(10, marks=False, instruction=False)
    keys = "{booklet: {signature: 5, marks: true, instruction: yes}}"
    assert _settings(keys).booklet == Booklet(5, marks=True, instruction=True)


def test_codes_behind_the_handout() -> None:
    assert _settings("{}").handout == _settings("{handout: {}}").handout == Handout(None)
    assert _settings("{handout: {codes: qr}}").handout == Handout(HandoutCodes.EASY)
    assert _settings("{handout: {codes: qr-dense}}").handout.codes == "qr-dense"


@pytest.mark.parametrize("sheet", list(PosterSheet))
def test_the_sheet_of_the_poster(sheet: PosterSheet) -> None:
    assert _settings(f"{{poster: {sheet}}}").poster is sheet
    assert _settings("{}").poster is None


def test_formats_of_ones_own() -> None:
    keys = (
        "{size: 12, formats: {pocket: {page: a6, size: 9pt}, big: {like: large-print, margins: {top: 2cm}}, plain: {}}}"
    )
    assert _settings(keys).formats == (
        OwnFormat("pocket", "pdf", PAGES["a6"], None, 9),
        OwnFormat("big", "large-print", None, Margins(20, 25.4, 28.8, 28.8), None),
        OwnFormat("plain"),
    )
    assert _settings("{large-print: 24}").large_print == 24
    assert (_settings("{}").large_print, _settings("{}").formats) == (18, ())


def test_a_type_size_counts_in_points() -> None:
    assert _settings("{size: 12}").size == _settings("{size: 12pt}").size == 12
    assert _settings("{size: 0.25in}").size == 18


@pytest.mark.parametrize(
    ("keys", "place", "code", "message", "hint"),
    [
        ("{page: a55}", "5:15", "EB209", "there is no page 'a55'", "did you mean a5? A page of your own is"),
        ("{page: quarto}", "5:15", "EB209", "there is no page 'quarto'", "known here: a3, a4"),
        ("{page: 30x40mm}", "5:15", "EB212", "a side of the page cannot be 30 mm", "from 50 mm to 1200 mm"),
        ("{page: [10, 2000]}", "5:16", "EB212", "a side of the page cannot be 10 mm", "from 50 mm to 1200 mm"),
        ("{page: [210]}", "5:15", "EB205", "a list stands here", "width and height: [140mm, 210mm]"),
        ("{page: {w: 1}}", "5:15", "EB205", "a block of keys stands here", "width and height"),
        ("{size: 0}", "5:15", "EB212", "the type size cannot be 0 pt", "from 6 pt to 30 pt"),
        ("{size: 200}", "5:15", "EB212", "the type size cannot be 200 pt", "from 6 pt to 30 pt"),
        ("{size: large}", "5:15", "EB212", "'large' is not a length", "(mm, cm, in or pt): 10.5pt"),
        ("{size: [12]}", "5:15", "EB205", "a list stands here", "a length such as 10.5pt"),
        ("{bleed: -3mm}", "5:16", "EB212", "'-3mm' is not a length", "3mm"),
        ("{bleed: 3em}", "5:16", "EB212", "'3em' is not a length", "3mm"),
        ("{bleed: 1e9}", "5:16", "EB212", "'1e9' is not a length", "3mm"),
        ("{bleed: 5cm}", "5:16", "EB212", "the bleed cannot be 50 mm", "from 0 mm to 15 mm"),
        ("{margins: {top: 1}}", "5:24", "EB212", "a margin cannot be 1 mm", "from 5 mm to 600 mm"),
        ("{margins: {left: 3}}", "5:19", "EB203", 'unknown key "left"', "known here: top, bottom"),
        ("{margins: 80mm}", "5:18", "EB213", "148 mm wide and its margins take 160 mm", "make the margins"),
        ("{margins: {top: 20cm}}", "5:18", "EB213", "210 mm high and its margins take 222 mm", "make the margins"),
        ("{page: [60, 300], size: 30}", "5:8", "EB213", "type of 30 pt needs 63.5 mm at least", "or the type smaller"),
        ("{marks: crops}", "5:16", "EB209", "'crops' cannot stand here", "did you mean crop?"),
        ("{standard: pdf/x4}", "5:19", "EB209", "'pdf/x4' cannot stand here", "did you mean pdf/x-4?"),
        ("{links: notes}", "5:16", "EB209", "'notes' cannot stand here", "did you mean note?"),
        ("{paper: a9}", "5:16", "EB209", "'a9' cannot stand here", "did you mean a4?"),
        ("{booklet: 5}", "5:18", "EB205", "a text stands here", "(signature: …)"),
        ("{booklet: {signatures: 5}}", "5:19", "EB203", 'unknown key "signatures"', "did you mean signature?"),
        ("{booklet: {signature: 0}}", "5:30", "EB209", "'0' cannot stand here", "a whole number from 1 to 50"),
        ("{booklet: {signature: 4.5}}", "5:30", "EB209", "'4.5' cannot stand here", "a whole number from 1 to 50"),
        ("{booklet: {signature: 99999999999999999999}}", "5:30", "EB209", "cannot stand here", "from 1 to 50"),
        ("{booklet: {signature: [4]}}", "5:30", "EB205", "a list stands here", "a whole number from 1 to 50"),
        ("{booklet: {marks: crop}}", "5:26", "EB205", "neither true nor false", "write true or false"),
        ("{handout: {codes: true}}", "5:26", "EB209", "'true' cannot stand here", "qr"),
        ("{handout: qr}", "5:18", "EB205", "a text stands here", "(codes: …)"),
        ("{poster: a2}", "5:17", "EB209", "'a2' cannot stand here", "a3"),
        ("{large-print: 19}", "5:22", "EB209", "'19' cannot stand here", "did you mean 16?"),
        ("{formats: a6}", "5:18", "EB205", "a text stands here", "{pocket: {page: a6, size: 9pt}}"),
        ("{formats: {pocket: a6}}", "5:27", "EB205", "a text stands here", "(like: …)"),
        ("{formats: {pocket: {pge: a6}}}", "5:28", "EB203", 'unknown key "pge"', "did you mean page?"),
        ("{formats: {pocket: {page: a66}}}", "5:34", "EB209", "there is no page 'a66'", "did you mean a6?"),
        ("{formats: {pocket: {size: 2}}}", "5:34", "EB212", "the type size cannot be 2 pt", "from 6 pt to 30 pt"),
        ("{formats: {pocket: {like: phon}}}", "5:34", "EB209", "'phon' cannot stand here", "did you mean phone?"),
        ("{formats: {pocket: {bleed: 3mm}}}", "5:28", "EB203", 'unknown key "bleed"', "like, page, margins, size"),
        ("{formats: {phone: {page: a6}}}", "5:19", "EB209", "there is a format phone already", "my-phone"),
        ("{formats: {Pocket: {page: a6}}}", "5:19", "EB209", "cannot be called 'Pocket'", "a-z, 0-9 and hyphens"),
        ("{formats: {карман: {page: a6}}}", "5:19", "EB209", "cannot be called 'карман'", "a-z, 0-9 and hyphens"),
        ("{formats: {../x: {page: a6}}}", "5:19", "EB209", "cannot be called '../x'", "a-z, 0-9 and hyphens"),
        ("{formats: {pocket: {margins: 65mm}}}", "5:19", "EB213", "margins take 130 mm", "or the page larger"),
        ("{formats: {w: {page: a5}}}", "5:19", "EB209", "cannot be called 'w'", "2 to 24"),
        ("{formats: {two: {like: handout, size: 30, page: a6}}}", "5:19", "EB213", "needs 127 mm", "type smaller"),
        ("a5", "5:8", "EB205", "a text stands here", "(page: …)"),
    ],
)
def test_what_is_said_of_a_wrong_value(keys: str, place: str, code: str, message: str, hint: str) -> None:
    found = _said(keys)
    assert found[0][:2] == (f"a.md:{place}", code)
    assert message in found[0][2]
    assert hint in found[0][3]


def test_every_wrong_value_is_said_in_one_run() -> None:
    codes = [code for _, code, _, _ in _said("{page: a55, size: 0, bleed: 9cm, marks: x, margins: {top: 1, inner: x}}")]
    assert sorted(codes) == ["EB209", "EB209", "EB212", "EB212", "EB212", "EB212"]


def test_the_schema_tells_an_editor_what_may_stand_there() -> None:
    schema: Any = json_schema()["properties"]
    keys = schema["print"]["properties"]
    of_book = ["page", "margins", "size", "bleed", "marks", "standard", "links"]
    assert list(keys) == [*of_book, "paper", "booklet", "handout", "large-print", "poster", "formats"]
    assert keys["standard"]["enum"] == ["pdf/ua-1", "pdf/a-2a", "pdf/a-3u", "pdf/x-4"]
    assert keys["size"]["anyOf"][0] == {"type": "number", "minimum": 6, "maximum": 30}
    assert keys["margins"]["anyOf"][1]["properties"]["inner"]["description"] == "the margin at the spine"
    (name, own), *_others = keys["formats"]["patternProperties"].items()
    assert re.fullmatch(name, "pocket")
    assert not re.fullmatch(name, "Pocket")
    assert own["properties"]["like"]["enum"] == [row.name for row in PRINT_FORMATS]
