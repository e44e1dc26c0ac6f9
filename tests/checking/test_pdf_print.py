"""The check for printers finds what would go wrong there: boxes, standards, colours, coarse pictures."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf, String

from books import opened, styles
from edition_builder.checking.pdf import check, check_alone
from edition_builder.checking.pdf_painting import is_black, paint_of
from edition_builder.model.document import Figure, Picture
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.printing import Marks, PrintSettings, Standard
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.rendering.pdf import render
from editions import HERE, call, chapter, edition, note, paragraph, png

Damage = Callable[[Pdf], Any]
TEXT = edition(chapter(1, paragraph("Words", call(1), " of it."), notes=(note(1, "1", paragraph("A note.")),)))


def asked(standard: Standard) -> Edition:
    settings = PrintSettings(standard=standard, bleed=3, marks=Marks.CROP)
    return replace(TEXT, print_settings=settings)


@lru_cache(maxsize=4)
def made(standard: Standard) -> bytes:
    return render(asked(standard), styles()).files[0].data


def said(damage: Damage, standard: Standard) -> list[tuple[str, str]]:
    with opened(made(standard)) as pdf:
        damage(pdf)
        stream = BytesIO()
        pdf.save(stream, force_version="1.6" if standard is Standard.PDF_X_4 else "")
    rendition = Rendition("pdf", (RenditionFile("sample.pdf", stream.getvalue()),))
    return [(found.code, found.message) for found in check(rendition, asked(standard))]


def rewrite(pdf: Pdf, old: bytes, new: bytes) -> None:
    """Change the XMP packet."""
    packet = pdf.Root.Metadata.read_bytes()
    assert old in packet
    pdf.Root.Metadata.write(packet.replace(old, new))


def paint(pdf: Pdf, operators: bytes) -> None:
    """Put operators before the content of page 3."""
    page = pdf.pages[2]
    page.contents_add(pdf.make_stream(operators), prepend=True)


def state(pdf: Pdf, **keys: Any) -> None:
    pdf.make_indirect(Dictionary(Type=Name.ExtGState, **keys))
    pdf.pages[0].Resources.ExtGState[Name("/damage")] = pdf.make_indirect(Dictionary(**keys))


def profile(pdf: Pdf, old: bytes, new: bytes) -> None:
    stream = pdf.Root.OutputIntents[0].DestOutputProfile
    stream.write(stream.read_bytes().replace(old, new, 1))


@pytest.mark.parametrize("standard", Standard)
def test_an_untouched_file_passes(standard: Standard) -> None:
    assert said(Pdf.check_pdf_syntax, standard) == []


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda pdf: pdf.pages[0].obj.__delitem__("/TrimBox"), "page 1 has no TrimBox"),
        (lambda pdf: setattr(pdf.pages[1].obj, "TrimBox", Array([0, 0, 300, 400])), "page 2 is cut to another size"),
        (lambda pdf: setattr(pdf.pages[1].obj, "BleedBox", pdf.pages[1].TrimBox), "page 2 has another bleed"),
        (lambda pdf: setattr(pdf.pages[0].obj, "MediaBox", pdf.pages[0].BleedBox), "page 1 has no room around it"),
    ],
)
def test_boxes_that_are_not_the_manuscripts_are_found(damage: Damage, words: str) -> None:
    for standard in (Standard.PDF_UA_1, Standard.PDF_X_4):
        found = said(damage, standard)
        assert ("EB613", True) in [(code, words in message) for code, message in found], found


@pytest.mark.parametrize(
    ("damage", "words"),
    [
        (lambda pdf: rewrite(pdf, b"PDF/X-4", b"PDF/X-3"), "declares PDF/X-3 and should be pdf/x-4"),
        (lambda pdf: rewrite(pdf, b"<pdf:Trapped>False", b"<pdf:Trapped>Unknown"), "whether it is trapped"),
        (lambda pdf: rewrite(pdf, b"<xmp:CreateDate>", b"<xmp:CreateDate>1"), "the edition's date as its CreateDate"),
        (lambda pdf: pdf.docinfo.__delitem__("/Trapped"), "whether it is trapped"),
        (lambda pdf: pdf.Root.__delitem__("/OutputIntents"), "has 0 output intents"),
        (lambda pdf: pdf.Root.OutputIntents[0].__delitem__("/DestOutputProfile"), "without a profile"),
        (lambda pdf: profile(pdf, b"prtr", b"mntr"), "none of a press"),
        (lambda pdf: setattr(pdf.pages[0].obj, "Annots", Array([])), "links or other annotations"),
        (lambda pdf: paint(pdf, b"1 0 0 rg"), "colours of screens"),
        (lambda pdf: state(pdf, ca=0.5), "has transparency"),
        (lambda pdf: state(pdf, BM=Name.Multiply), "has transparency"),
        (lambda pdf: state(pdf, TR=Name.Identity), "transfer functions"),
    ],
)
def test_what_a_press_refuses_is_found(damage: Damage, words: str) -> None:
    found = said(damage, Standard.PDF_X_4)
    assert ("EB613", True) in [(code, words in message) for code, message in found], found


def test_a_file_of_another_standard_than_was_asked_for_is_found() -> None:
    rendition = Rendition("pdf", (RenditionFile("sample.pdf", made(Standard.PDF_A_2A)),))
    found = check(rendition, asked(Standard.PDF_A_3U))
    assert "declares 2A and should be pdf/a-3u" in " ".join(one.message for one in found)
    found = check(rendition, asked(Standard.PDF_UA_1))
    assert {"EB606", "EB613"} == {one.code for one in found}


def test_a_time_of_day_is_a_leak_and_a_day_is_none() -> None:
    assert check_alone("a.pdf", made(Standard.PDF_X_4)) == ()
    found = said(lambda pdf: pdf.docinfo.__setitem__("/ModDate", String("D:20260106101500Z")), Standard.PDF_X_4)
    assert ("EB606", "sample.pdf: has /ModDate") in found
    found = said(lambda pdf: pdf.docinfo.__setitem__("/CreationDate", String("D:19990101000000Z")), Standard.PDF_X_4)
    assert ("EB606", "sample.pdf: gives /CreationDate as “D:19990101000000Z”") in found


@pytest.mark.parametrize(
    ("colour", "black"),
    [((0,), True), ((0.5,), True), ((0, 0, 0, 1), True), ((0, 0, 0), False), ((0, 0, 0.1, 1), False)],
)
def test_black_is_one_plate(colour: tuple[float, ...], black: bool) -> None:
    assert is_black(colour) is black


@pytest.mark.parametrize("operators", [b"0 0 0 rg", b".7 .7 .7 1 k", b"/DeviceRGB cs 0 0 0 scn"])
def test_text_in_a_colour_is_found_with_its_page(operators: bytes) -> None:
    shown = b"BT /F 1 Tf <> Tj ET"
    found = said(lambda pdf: paint(pdf, operators + b" " + shown), Standard.PDF_UA_1)
    assert ("EB611", "text on page 3 is in a colour and prints from several plates") in found


def test_a_colour_that_no_text_has_is_no_matter() -> None:
    assert said(lambda pdf: paint(pdf, b"q 1 0 0 rg 0 0 1 1 re f Q"), Standard.PDF_UA_1) == []


def pictured(*sizes: tuple[int, int]) -> list[tuple[str, str]]:
    """What is said of an edition with pictures of these sizes in pixels, each with its place."""
    names = [f"img-{number:03}.png" for number in range(1, len(sizes) + 1)]
    files = tuple(PictureFile(name, "image/png", png(*size), *size) for name, size in zip(names, sizes, strict=True))
    places = (replace(HERE, line=line) for line in range(1, len(sizes) + 1))
    pictures = [Picture(name, f"Picture {name}", place) for name, place in zip(names, places, strict=True)]
    figures = [Figure(picture, (), HERE) for picture in pictures]
    one = replace(edition(chapter(1, paragraph("Text."), *figures)), pictures=files)
    found = check(render(one, styles()), one)
    assert all(one.code == "EB612" for one in found)
    return [(str(one.location), one.message) for one in found]


def test_a_coarse_picture_is_said_at_its_place_with_the_figure() -> None:
    assert pictured((1300, 20)) == []
    assert pictured((1300, 20), (540, 10)) == [
        ("sample.md:2:1", "the picture “Picture img-002.png” prints with 127 pixels an inch (540 on 108 mm)")
    ]


def test_pictures_inside_forms_are_measured_too() -> None:
    with opened(made(Standard.PDF_UA_1)) as pdf:
        image = pdf.make_stream(b"\0", Subtype=Name.Image, Width=100, Height=50, ColorSpace=Name.DeviceGray)
        image.BitsPerComponent = 8
        form = pdf.make_stream(b"q 72 0 0 36 0 0 cm /I Do Q", Subtype=Name.Form, BBox=Array([0, 0, 9, 9]))
        form.Matrix = Array([2, 0, 0, 2, 0, 0])
        form.Resources = Dictionary(XObject=Dictionary(I=image))
        pdf.pages[2].Resources.XObject[Name("/FormOfATest")] = form
        paint(pdf, b"q /FormOfATest Do Q")
        painted = list(paint_of(pdf))
    assert [(shown.width, round(shown.per_inch)) for shown in painted[2].pictures] == [(100, 50)]


def test_words_that_look_like_a_colour_are_words() -> None:
    with opened(made(Standard.PDF_UA_1)) as pdf:
        paint(pdf, b"/Span <</ActualText (Mr . K and 1.2.3 g)>> BDC 1 0 0 rg EMC")
        painted = list(paint_of(pdf))
    assert len(painted) == len(pdf.pages)
