"""A character that no font has is said with place, name and what to do; the rest is found in our own fonts."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from books import styles
from edition_builder.checking.fonts import missing_glyphs
from edition_builder.diagnostics import Location
from edition_builder.model.document import Paragraph
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from editions import call, chapter, edition, inlines, note, paragraph, sample_edition

GENTIUM = StyleFolder(tuple(file for file in styles().files if "Gentium" in file[0]))


def at(line: int, text: str) -> Paragraph:
    return Paragraph(inlines(text), Location("book.md", line, 1))


def test_the_sample_has_all_its_letters() -> None:
    assert missing_glyphs(sample_edition(), styles()) == ()


@pytest.mark.parametrize(
    "text",
    [
        "Әә Ғғ Ққ Ңң Өө Ұұ Үү Һһ Іі",
        "Ἐν ἀρχῇ ἦν ὁ λόγος",
        "Tiếng Việt, Łódź, Yoğurt, þorn",
        "العربية فارسی اردو ئۇيغۇرچە",
        "हिन्दी ဗမာစာ עברית հայերեն ქართული አማርኛ ไทย বাংলা தமிழ் සිංහල ខ្មែរ",
        "日本語 简体中文 繁體中文 한국어",
        "e\u0301 й и\u0306 ﬁ — – “ ” « » … №",
        "soft\u00adhyphen, joiner \u200d, no-break\u00a0space, heart\ufe0f",
    ],
)
def test_the_fonts_that_come_along_have(text: str) -> None:
    assert missing_glyphs(edition(chapter(1, paragraph(text))), styles()) == ()


def test_a_missing_character_is_said_once_with_its_first_place_name_and_font() -> None:
    one = edition(chapter(1, at(3, "plain"), at(5, "སྐད ད"), at(9, "ས again")))
    found = {diagnostic.message: diagnostic for diagnostic in missing_glyphs(one, styles())}
    first = found["no font has “ས” (U+0F66, tibetan letter sa)"]
    assert (first.code, first.location) == ("EB506", Location("book.md", 5, 1))
    assert "NotoSerifTibetan-Regular.ttf" in first.hint
    assert "styles/fonts/" in first.hint


def test_places_come_in_the_order_of_the_text() -> None:
    one = edition(chapter(1, at(8, "ད"), at(2, "ས")))
    assert [found.location.line for found in missing_glyphs(one, styles()) if found.location] == [2, 8]


@pytest.mark.parametrize(
    "one",
    [
        edition(chapter(1, paragraph("a", call(1)), notes=(note(1, "1", paragraph("བ")),))),
        edition(chapter(1, paragraph("a", call(1)), notes=(note(1, "1", paragraph("b"), lemma="བ"),))),
        edition(chapter(1, paragraph("a")), headnote=(paragraph("བ"),)),
        replace(edition(chapter(1, paragraph("a"))), authors=("བ",)),
        replace(edition(chapter(1, paragraph("a"))), title=inlines("བ")),
    ],
    ids=["note", "lemma", "headnote", "author", "title"],
)
def test_everything_that_is_printed_is_looked_at(one: Edition) -> None:
    assert [found.code for found in missing_glyphs(one, styles())] == ["EB506"]


def test_a_font_put_into_the_folder_is_used() -> None:
    one = edition(chapter(1, paragraph("العربية")))
    assert missing_glyphs(one, GENTIUM)
    assert missing_glyphs(one, styles()) == ()


def test_a_file_that_is_no_font_is_said_and_the_others_are_still_asked() -> None:
    broken = StyleFolder((("fonts/A-broken.ttf", b"not a font"), *styles().files))
    found = missing_glyphs(edition(chapter(1, paragraph("العربية བ"))), broken)
    assert [(one.code, str(one.location)) for one in found] == [
        ("EB508", "styles/fonts/A-broken.ttf"),
        ("EB506", "sample.md:1:1"),
    ]


def test_not_more_are_said_than_anyone_reads() -> None:
    text = "".join(chr(code) for code in range(0x13000, 0x13100))
    assert len(missing_glyphs(edition(chapter(1, paragraph(text))), styles())) == 20
