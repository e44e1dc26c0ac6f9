"""A font that says who made it, or when, is found wherever it lies, and the fonts of a built PDF say nothing."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import lru_cache
from io import BytesIO
from zipfile import ZipFile

import pytest
from fontTools.fontBuilder import FontBuilder
from fontTools.ttLib import TTFont, newTable
from fontTools.ttLib.tables._g_l_y_f import Glyph
from pikepdf import Dictionary, Name, Pdf

from books import sample_book, styles
from edition_builder.checking.fonts_told import font_leaks
from edition_builder.checking.traces import find_traces
from edition_builder.rendering.pdf_font_names import quieten

MAKER = "K. Zugvogel"
SAYS_ALL = ("its own number", "who made it", "when it was made")


@lru_cache(maxsize=2)
def home_made(*, silent: bool = False) -> bytes:
    """A font of one letter whose tables name its maker; or one that says its family alone."""
    builder = FontBuilder(1000)
    builder.setupGlyphOrder([".notdef", "a"])
    builder.setupCharacterMap({97: "a"})
    builder.setupGlyf({".notdef": Glyph(), "a": Glyph()})
    builder.setupHorizontalMetrics({".notdef": (500, 0), "a": (500, 0)})
    builder.setupHorizontalHeader()
    told = {} if silent else {"uniqueFontIdentifier": f"{MAKER} 26-11-2026", "manufacturer": MAKER}
    builder.setupNameTable({"familyName": "Home", "styleName": "Regular", **told})
    builder.setupOS2()
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = 2_398_377_600 if silent else 3_800_000_000
    builder.font.recalcTimestamp = False
    return written(builder.font)


def written(font: TTFont) -> bytes:
    made = BytesIO()
    font.save(made)
    return made.getvalue()


def as_web_font(data: bytes, flavour: str) -> bytes:
    font = TTFont(BytesIO(data), recalcTimestamp=False)
    font.flavor = flavour
    return written(font)


def zipped(data: bytes) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w") as opened:
        opened.writestr("EPUB/fonts/home.ttf", data)
    return made.getvalue()


def in_a_page(data: bytes) -> bytes:
    return b"<style>@font-face{src:url(data:font/ttf;base64," + base64.b64encode(data) + b")}</style>"


def test_who_made_a_font_and_when_is_found() -> None:
    assert font_leaks(home_made()) == SAYS_ALL
    assert font_leaks(home_made(silent=True)) == ()


@pytest.mark.parametrize("flavour", ["woff", "woff2"])
def test_web_fonts_are_unpacked(flavour: str) -> None:
    assert font_leaks(as_web_font(home_made(), flavour)) == SAYS_ALL
    assert font_leaks(as_web_font(home_made(silent=True), flavour)) == ()


def test_tables_of_a_font_editor_are_found() -> None:
    font = TTFont(BytesIO(home_made(silent=True)), recalcTimestamp=False)
    font["FFTM"] = newTable("FFTM")
    font["FFTM"].decompile(bytes(28), font)
    assert font_leaks(written(font)) == ("when FontForge wrote it",)


@pytest.mark.parametrize("packed", [bytes, zipped, in_a_page])
def test_a_font_is_found_where_it_is_packed(packed: Callable[[bytes], bytes]) -> None:
    said = [one.message for one in find_traces("a", packed(home_made()), ())]
    assert len(said) == len(SAYS_ALL)
    assert all("a font in it says" in one for one in said)
    assert find_traces("a", packed(home_made(silent=True)), ()) == ()


@pytest.mark.parametrize("data", [b"\x00\x01\x00\x00", b"OTTO" + bytes(40), b"wOF2" + b"\xff" * 60])
def test_a_font_that_cannot_be_read_is_named(data: bytes) -> None:
    assert font_leaks(data) == ("what cannot be read",)


def test_what_a_home_made_font_says_does_not_get_into_a_pdf() -> None:
    with Pdf.open(BytesIO(sample_book().files[0].data)) as pdf:
        fonts = [one for one in pdf.objects if isinstance(one, Dictionary) and Name.FontFile2 in one]
        fonts[0].FontFile2.write(home_made())
        made = BytesIO()
        pdf.save(made)
        assert len(find_traces("a.pdf", made.getvalue(), ())) == len(SAYS_ALL)
        quieten(pdf)
        quiet = BytesIO()
        pdf.save(quiet)
    assert find_traces("a.pdf", quiet.getvalue(), ()) == ()
    assert MAKER.encode() not in quiet.getvalue()


def test_the_fonts_of_a_book_say_nothing() -> None:
    file = sample_book().files[0]
    assert find_traces(file.name, file.data, ()) == ()
    assert any(font_leaks(styles().read(name)) for name, _ in styles().files if name.endswith(".ttf"))
