"""PDF for archives and printers: what each standard asks for, judged by others where there are any; the same bytes."""

from __future__ import annotations

import re
import shutil
import struct
import subprocess
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import page as judge
import pytest
from msgspec.structs import replace
from pikepdf import Dictionary, Name, PdfImage, Stream
from PIL import Image

from books import opened, styles
from edition_builder.checking.pdf import check, check_alone
from edition_builder.model.document import Figure, Picture
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.measures import POINTS_PER_MM
from edition_builder.model.printing import Marks, PrintSettings, Standard
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.pdf import render
from editions import HERE, chapter, edition, heading, paragraph, sample_edition

STANDARDS = tuple(Standard)
# page 0.11.0 says it of packed bytes that happen to end in a line end; the lengths are right, and veraPDF says so.
FALSE_ALARM = "STREAM-LENGTH-001"
PROFILES = {Standard.PDF_UA_1: "ua1", Standard.PDF_A_2A: "2a", Standard.PDF_A_3U: "3u"}


def asked(standard: Standard, bleed: float = 0, marks: Marks = Marks.NONE) -> Edition:
    return replace(sample_edition(), print_settings=PrintSettings(standard=standard, bleed=bleed, marks=marks))


@lru_cache(maxsize=8)
def made(standard: Standard, bleed: float = 0, marks: Marks = Marks.NONE) -> bytes:
    return render(asked(standard, bleed, marks), styles()).files[0].data


@pytest.mark.parametrize("standard", STANDARDS)
def test_our_own_check_is_content_with_words_notes_and_standard(standard: Standard) -> None:
    one = asked(standard, 3, Marks.CROP)
    assert [found.code for found in check(render(one, styles()), one)] == ["EB612"]  # its picture has 8 × 6 pixels
    assert check_alone("sample.pdf", made(standard, 3, Marks.CROP)) == ()


@pytest.mark.parametrize("standard", PROFILES)
def test_an_independent_judge_is_content_and_every_one_is_pdf_ua_too(standard: Standard, tmp_path: Path) -> None:
    file = tmp_path / "book.pdf"
    file.write_bytes(made(standard, 3, Marks.CROP))
    for profile in {PROFILES[standard], "ua1"}:
        report = judge.validate_pdf(str(file), profile=profile)
        assert [one for one in report.failures if not one.rule_id.endswith(FALSE_ALARM)] == []
    with opened(file.read_bytes()) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, Stream)]
        assert all(len(one.read_raw_bytes()) == one.Length for one in streams)


@pytest.mark.parametrize("standard", STANDARDS)
def test_the_bytes_are_the_same_each_time(standard: Standard) -> None:
    assert render(asked(standard), styles()).files[0].data == made(standard)


@pytest.mark.parametrize("standard", STANDARDS)
@pytest.mark.parametrize(("bleed", "marks", "around"), [(0, Marks.CROP, 9), (3, Marks.NONE, 3), (5, Marks.CROP, 11)])
def test_trim_bleed_and_media_lie_within_one_another(
    standard: Standard, bleed: float, marks: Marks, around: float
) -> None:
    with opened(made(standard, bleed, marks)) as pdf:
        for sheet in pdf.pages:
            for name, by in (("TrimBox", 0), ("BleedBox", bleed), ("MediaBox", around)):
                edge = by * POINTS_PER_MM
                wanted = [-edge, -edge, 148 * POINTS_PER_MM + edge, 210 * POINTS_PER_MM + edge]
                assert [float(side) for side in sheet.obj["/" + name]] == pytest.approx(wanted, abs=0.01)


def test_crop_marks_stand_outside_the_bleed_and_in_line_with_the_page() -> None:
    with opened(made(Standard.PDF_UA_1, 5, Marks.CROP)) as pdf:
        marks = pdf.pages[0].Contents[0].read_bytes().decode()
    numbers = [re.findall(r"-?[0-9.]+", line) for line in marks.split("\n") if line.endswith(" l S")]
    lines = [[float(number) for number in line] for line in numbers]
    bleed = 5 * POINTS_PER_MM - 0.01
    width, height = 148 * POINTS_PER_MM, 210 * POINTS_PER_MM
    assert len(lines) == 8
    for left, low, right, high in lines:
        assert right <= -bleed or left >= width + bleed or high <= -bleed or low >= height + bleed
        if left == right:
            assert min(abs(left), abs(left - width)) < 0.01
        else:
            assert low == high
            assert min(abs(low), abs(low - height)) < 0.01


def test_a_press_gets_its_intent_its_dates_and_no_links() -> None:
    with opened(made(Standard.PDF_X_4)) as pdf:
        (intent,) = pdf.Root.OutputIntents
        assert (str(intent.S), str(intent.OutputConditionIdentifier)) == ("/GTS_PDFX", "FOGRA39")
        profile = intent.DestOutputProfile.read_bytes()
        assert profile == styles().read("icc/coated-fogra39.icc")
        assert str(pdf.docinfo.CreationDate) == f"D:{sample_edition().metadata.date.replace('-', '')}000000Z"
        assert pdf.pdf_version == "1.6"
        assert not any(Name.Annots in sheet.obj for sheet in pdf.pages)


def test_profiles_tell_nothing_about_where_they_were_made() -> None:
    profile = styles().read("icc/coated-fogra39.icc")
    assert struct.unpack(">6H", profile[24:36]) == (2006, 12, 1, 0, 0, 0)
    assert profile[40:44] == bytes(4)
    assert b"Edition" not in profile


def illustrated(standard: Standard, mode: str, colour: tuple[int, ...], photograph: bool = False) -> bytes:
    buffer = BytesIO()
    Image.new(mode, (1300, 40), colour if len(colour) > 1 else colour[0]).save(buffer, "JPEG" if photograph else "PNG")
    name = "img-001.jpg" if photograph else "img-001.png"
    picture = PictureFile(name, "image/jpeg" if photograph else "image/png", buffer.getvalue(), 1300, 40)
    one = edition(chapter(1, paragraph("Text."), Figure(Picture(name, "A stripe", HERE), (), HERE)))
    one = replace(one, pictures=(picture,), print_settings=PrintSettings(standard=standard))
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    return rendition.files[0].data


@pytest.mark.parametrize(
    ("mode", "colour", "photograph", "space", "pixel"),
    [
        ("L", (128,), False, "/DeviceGray", 128),
        ("RGB", (90, 90, 90), False, "/DeviceGray", 90),
        ("RGBA", (0, 0, 0, 0), False, "/DeviceGray", 255),
        ("RGB", (200, 20, 20), False, "/DeviceCMYK", None),
        ("RGB", (200, 20, 20), True, "/DeviceCMYK", None),
        ("L", (128,), True, "/DeviceGray", 128),
    ],
)
def test_pictures_for_a_press_are_grey_or_in_four_inks(
    mode: str, colour: tuple[int, ...], photograph: bool, space: str, pixel: int | None
) -> None:
    with opened(illustrated(Standard.PDF_X_4, mode, colour, photograph)) as pdf:
        (found,) = [one for one in pdf.objects if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Image]
        assert str(found.ColorSpace) == space
        shown = PdfImage(found).as_pil_image().getpixel((5, 5))
    if pixel is not None:
        assert shown == pytest.approx(pixel, abs=1)
    else:
        assert isinstance(shown, tuple)
        cyan, magenta, yellow, _black = shown
        assert cyan < 60
        assert min(magenta, yellow) > 190


def test_a_projects_own_colours_are_printed_as_the_standard_allows() -> None:
    own = StyleFolder((*styles().files, ("custom.css", b"h2 { color: #f00 } p { color: device-cmyk(1 0 0 0) }")))
    one = replace(edition(chapter(1, heading(1, "Red", "red"), paragraph("Text."))), print_settings=PrintSettings())
    for standard, spaces in ((Standard.PDF_X_4, {"k", "g"}), (Standard.PDF_A_2A, {"rg", "g"})):
        asked_for = replace(one, print_settings=PrintSettings(standard=standard))
        rendition = render(asked_for, own)
        assert [found.code for found in check(rendition, asked_for)] == ["EB611"]
        with opened(rendition.files[0].data) as pdf:
            found = {
                word
                for sheet in pdf.pages
                for word in sheet.Contents.read_bytes().decode("latin-1").split()
                if word in ("k", "g", "rg", "cs", "scn")
            }
        assert found <= spaces


@pytest.mark.parametrize("standard", STANDARDS)
def test_ghostscript_finds_ink_on_the_black_plate_alone(standard: Standard, tmp_path: Path) -> None:
    one = edition(chapter(1, heading(1, "Black", "black"), paragraph("Text. " * 90)))
    file = tmp_path / "book.pdf"
    file.write_bytes(render(replace(one, print_settings=PrintSettings(standard=standard)), styles()).files[0].data)
    ghostscript = shutil.which("gs")
    if not ghostscript:
        pytest.skip("Ghostscript is not installed")
    command = [ghostscript, "-q", "-o", "-", "-sDEVICE=inkcov", str(file)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    plates = [list(map(float, line.split()[:4])) for line in done.stdout.splitlines() if "CMYK" in line]
    assert plates
    assert all(cyan == magenta == yellow == 0 for cyan, magenta, yellow, _ in plates)
    assert any(black > 0 for *_, black in plates)


def test_no_object_is_left_of_the_links_of_a_press() -> None:
    with opened(made(Standard.PDF_X_4)) as pdf:
        kinds = [str(one.get(Name.Subtype)) for one in pdf.objects if isinstance(one, Dictionary)]
    assert "/Link" not in kinds
