"""The cover: every title is on it whole, inside its margins, and the same bytes come every time."""

from __future__ import annotations

import struct
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image, ImageFont, features

from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import CoverPicture, PictureFile
from edition_builder.model.measures import A5, COVER
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.cover import DrawnCover, draw_cover
from edition_builder.rendering.cover_layout import HEIGHT_PX, WIDTH_PX
from edition_builder.rendering.cover_text import LONG_WORD, Face, face_for, fit
from editions import chapter, edition, paragraph

FOLDER = Path(__file__).resolve().parents[2] / "styles"


def folder(*names: str) -> StyleFolder:
    return StyleFolder(tuple((f"fonts/{name}.ttf", (FOLDER / f"fonts/{name}.ttf").read_bytes()) for name in names))


GENTIUM = folder("GentiumBookPlus-Regular", "GentiumBookPlus-Italic", "GentiumBookPlus-Bold")
ARABIC = folder("GentiumBookPlus-Regular", "NotoNaskhArabic-Regular", "NotoNaskhArabic-Bold")
MARGIN = round(WIDTH_PX * COVER.side_margin)


def one(title: str, subtitle: str = "", direction: str = "ltr", authors: tuple[str, ...] = ("Anna",)) -> Edition:
    plain = edition(chapter(1, paragraph("a")))
    said = replace(plain.metadata, title=title, subtitle=subtitle, direction=direction)
    return replace(plain, metadata=said, authors=authors)


def picture(drawn: DrawnCover | None) -> Image.Image:
    assert drawn
    return Image.open(BytesIO(drawn.data)).convert("L")


def ink(image: Image.Image, top: float, bottom: float) -> tuple[int, int, int, int] | None:
    """The box of everything dark between two fractions of the height."""
    part = image.crop((0, round(top * HEIGHT_PX), WIDTH_PX, round(bottom * HEIGHT_PX)))
    return part.point([255 if value < 128 else 0 for value in range(256)]).getbbox()


def test_the_picture_has_its_size_four_greys_and_nothing_else() -> None:
    cover = draw_cover(one("A title"), GENTIUM)
    assert cover
    assert (cover.ending, cover.media_type) == ("png", "image/png")
    drawn = cover.data
    width, height, bits, kind = struct.unpack(">2I2B", drawn[16:26])
    assert (width, height, bits, kind) == (1600, 2270, 2, 0)
    assert {drawn[place + 4 : place + 8] for place in chunk_places(drawn)} == {b"IHDR", b"IDAT", b"IEND"}
    assert len(drawn) < 30_000
    with Image.open(BytesIO(drawn)) as image:
        image.verify()


def chunk_places(drawn: bytes) -> list[int]:
    places, place = [], 8
    while place < len(drawn):
        places.append(place)
        place += struct.unpack(">I", drawn[place : place + 4])[0] + 12
    return places


def test_the_same_edition_gives_the_same_bytes() -> None:
    assert draw_cover(one("A title"), GENTIUM) == draw_cover(one("A title"), GENTIUM)
    assert draw_cover(one("A title"), GENTIUM) != draw_cover(one("A little"), GENTIUM)


def test_everything_stands_where_the_table_says() -> None:
    image = picture(draw_cover(one("Title", "Subtitle"), GENTIUM))
    author = ink(image, COVER.author_top, COVER.rule_at - 0.01)
    title = ink(image, COVER.title_top, 0.7)
    subtitle = ink(image, 0.7, COVER.hairline_at - 0.01)
    credit = ink(image, COVER.credits_top - 0.01, 1)
    assert author and title and subtitle and credit
    assert all(abs(box[0] - MARGIN) < 8 for box in (author, title, subtitle, credit))
    assert image.getpixel((WIDTH_PX // 2, round(COVER.rule_at * HEIGHT_PX) + 2)) == 0
    assert image.getpixel((MARGIN - 2, round(COVER.rule_at * HEIGHT_PX) + 2)) == 255


@pytest.mark.parametrize(
    "title",
    [
        "I",
        "War and Peace",
        "Адам құқықтарының жалпыға бірдей декларациясы",
        "A true and particular relation of the events " * 6,
        "A true and particular relation of the events " * 60,
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
        "W" * 40,
        "W" * 400,
    ],
    ids=lambda title: title[:12],
)
def test_no_title_leaves_its_room(title: str) -> None:
    image = picture(draw_cover(one(title, "A subtitle of its own"), GENTIUM))
    box = ink(image, 0, 1)
    assert box
    assert box[0] >= MARGIN - 4
    assert box[2] <= WIDTH_PX - MARGIN + 4
    assert box[3] <= COVER.credits_bottom * HEIGHT_PX
    below_title = ink(image, COVER.subtitle_bottom + 0.005, COVER.hairline_at - 0.005)
    assert below_title is None


@settings(max_examples=60)
@given(st.text("aWiдж é-", min_size=1, max_size=300).filter(str.strip), st.integers(120, 1300), st.integers(40, 900))
def test_fitted_lines_hold_every_word_inside_the_room(text: str, width: int, height: int) -> None:
    face = face_for(text, COVER.title_face, GENTIUM)
    assert face
    block = fit(text, face, 120, 1.16, (width, height))
    assert "".join("".join(block.lines).split()) == "".join(text.split())
    assert block.height_px <= height
    assert all(face.at(block.size_px).getlength(line) <= width * 1.02 for line in block.lines)


def test_only_very_long_words_are_parted() -> None:
    face = face_for("W", COVER.title_face, GENTIUM)
    assert face
    whole, parted = "a" * LONG_WORD, "a" * (LONG_WORD + 1)
    assert fit(whole, face, 100, 1.2, (400, 2000)).lines == (whole,)
    assert len(fit(parted, face, 100, 1.2, (400, 2000)).lines) > 1


def test_ideographs_part_anywhere_but_before_a_full_stop() -> None:
    regular = GENTIUM.read("fonts/GentiumBookPlus-Regular.ttf")
    basic = ImageFont.Layout.BASIC
    face = Face(regular, basic, ImageFont.truetype(BytesIO(regular), 200, layout_engine=basic))
    lines = fit("世界人権宣言。", face, 100, 1, (260, 2000)).lines
    assert len(lines) > 1
    assert not any(line.startswith("。") for line in lines)


def test_no_word_stands_alone_on_the_last_line() -> None:
    face = face_for("W", COVER.title_face, GENTIUM)
    assert face
    assert fit("AVATAR To Tea Vow", face, 175, 1.16, (1244, 900)).lines == ("AVATAR", "To Tea Vow")


def test_what_stands_before_a_colon_has_its_own_line() -> None:
    split = picture(draw_cover(one("Kazakhstan: an eyewitness"), GENTIUM))
    box = ink(split, COVER.title_top, 0.7)
    assert box
    assert box[3] - box[1] > 1.5 * 36 * HEIGHT_PX / A5.height_pt


def test_a_language_from_right_to_left_is_mirrored() -> None:
    box = ink(picture(draw_cover(one("Title", direction="rtl"), GENTIUM)), COVER.title_top, 0.7)
    assert box
    assert abs(box[2] - (WIDTH_PX - MARGIN)) < 8
    assert box[0] > WIDTH_PX // 2


def test_a_title_that_no_font_has_gives_no_cover() -> None:
    assert draw_cover(one("世界人权宣言"), GENTIUM) is None


def test_an_author_that_no_font_has_is_left_out() -> None:
    image = picture(draw_cover(one("Title", authors=("联合国",)), GENTIUM))
    assert ink(image, 0, COVER.rule_at - 0.01) is None


def test_another_script_falls_to_the_font_that_has_it() -> None:
    assert draw_cover(one("اعلامیه", direction="rtl"), GENTIUM) is None
    drawn = draw_cover(one("اعلامیه", direction="rtl"), ARABIC)
    assert (drawn is not None) == features.check("raqm")


def test_joining_letters_are_not_set_without_the_engine_for_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(features, "check", lambda _: False)
    assert draw_cover(one("اعلامیه", direction="rtl"), ARABIC) is None
    assert draw_cover(one("Title"), ARABIC) is not None


def test_the_size_of_a_title_falls_with_its_length() -> None:
    sizes = [COVER.title_size_pt("a " * (length // 2)) for length in (10, 30, 60, 120, 200, 400)]
    assert sizes == [46, 36, 30, 24, 18, 13]
    assert COVER.title_size_pt("Donaudampfschifffahrt") == pytest.approx(320 / (21 * 0.56))


def with_picture(title: str, size: tuple[int, int], subtitle: str = "", direction: str = "ltr") -> Edition:
    buffer = BytesIO()
    Image.new("RGB", size, (200, 0, 0)).save(buffer, "PNG")
    file = PictureFile("img-001.png", "image/png", buffer.getvalue(), *size)
    return replace(one(title, subtitle, direction), cover_picture=CoverPicture(file, "A red square"))


def red(drawn: DrawnCover | None) -> tuple[int, int, int, int]:
    """The box of everything red."""
    assert drawn
    pixels = Image.open(BytesIO(drawn.data)).convert("RGB")
    channels = pixels.split()
    mask = Image.composite(channels[0], Image.new("L", pixels.size, 0), channels[1].point([255] * 60 + [0] * 196))
    box = mask.point([0] * 150 + [255] * 106).getbbox()
    assert box
    return box


@pytest.mark.parametrize("size", [(300, 200), (200, 900), (1, 1), (3000, 40)])
@pytest.mark.parametrize("title", ["Title", "A true and particular relation of the events " * 9])
def test_a_picture_stands_between_title_and_subtitle_in_its_own_shape(title: str, size: tuple[int, int]) -> None:
    drawn = draw_cover(with_picture(title, size, "A subtitle"), GENTIUM)
    assert drawn and (drawn.ending, drawn.media_type) == ("jpg", "image/jpeg")
    left, top, right, bottom = red(drawn)
    assert abs(left - MARGIN) < 4
    assert right <= WIDTH_PX - MARGIN + 4
    assert abs(top - COVER.picture_top * HEIGHT_PX) < 4
    assert bottom <= COVER.subtitle_bottom * HEIGHT_PX - 100
    assert (right - left) / (bottom - top) == pytest.approx(size[0] / size[1], rel=0.15)
    words = ink(picture(drawn), COVER.title_top, COVER.picture_top - 0.01)
    assert words and words[3] < (COVER.title_bottom - COVER.title_top) * HEIGHT_PX + 10


def test_a_picture_is_mirrored_too() -> None:
    assert abs(red(draw_cover(with_picture("Title", (100, 300), "", "rtl"), GENTIUM))[2] - (WIDTH_PX - MARGIN)) < 4
