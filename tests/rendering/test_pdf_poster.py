"""The poster: one page whatever the text, as much of it as fits, codes that say what they should, black alone."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import page as judge
import pytest
from msgspec.structs import replace

from books import opened, styles
from camera import codes_on
from edition_builder.checking.pdf_poster import check
from edition_builder.checking.pdf_text import read_tagged_text
from edition_builder.checking.qr import read_codes
from edition_builder.model.document import Figure, Picture, Table, Text, Verse, VerseLine
from edition_builder.model.edition import Edition
from edition_builder.model.message_joining import join_parts, placed_parts
from edition_builder.model.posters import codes_in_row, poster_page
from edition_builder.model.printing import PAGES, Paper, PosterSheet, PrintSettings
from edition_builder.model.rendition import Order, Rendition
from edition_builder.rendering import pdf_poster, txt
from editions import HERE, call, chapter, edition, heading, note, paragraph, sample_edition

PROSE = "We came at nine. Nobody had told us that the last train was gone. " * 6
LONG = edition(
    chapter(
        1,
        heading(2, "One", "one"),
        *(paragraph(f"Paragraph {number} ", call(number), f"begins. {PROSE}") for number in range(1, 12)),
        notes=tuple(note(number, str(number), paragraph("Something explained.")) for number in range(1, 12)),
    )
)
SHORT = edition(chapter(1, paragraph("We came at nine.")))
VERSE = Verse(
    tuple((VerseLine((Text(f"Line {n} of the song"),)), VerseLine((Text("goes on"),), 1)) for n in range(30)), HERE
)
TABLE = Table(
    ((Text("a"),), (Text("b"),)), tuple(((Text(f"row {n}"),), (Text("words"),)) for n in range(90)), ("", ""), HERE
)


@lru_cache(maxsize=16)
def made(text: Edition) -> Rendition:
    return pdf_poster.render(text, styles(), Order("", (txt.render(text, styles()),)))


def said(text: Edition, tag: str) -> str:
    with opened(made(text).files[0].data) as pdf:
        tree = read_tagged_text(pdf)
    assert tree is not None
    first = next((one for one in tree.root.walk() if one.tag == tag), None)
    return "" if first is None else " ".join(kid for one in first.walk() for kid in one.kids if isinstance(kid, str))


@pytest.mark.parametrize(
    "text",
    [
        LONG,
        SHORT,
        sample_edition(),
        edition(chapter(1, VERSE)),
        edition(chapter(1, TABLE)),
        edition(chapter(1, paragraph("Ночь. " * 300))),
        edition(chapter(1, paragraph("我们到了。" * 400)), language="zh"),
        edition(chapter(1, paragraph("وصلنا مساءً. " * 200)), language="ar", direction="rtl"),
        replace(LONG, title=(Text("A title of many words " * 45),), subtitle=(Text("And a subtitle " * 60),)),
        replace(LONG, title=(Text("Donaudampfschifffahrtsgesellschaftskapitän" * 8),)),
        replace(LONG, authors=tuple(f"Author {number}" for number in range(12))),
    ],
    ids=["long", "short", "sample", "verse", "table", "russian", "chinese", "arabic", "title", "word", "authors"],
)
def test_one_sound_page_whatever_the_text(text: Edition, tmp_path: Path) -> None:
    assert [one for one in check(made(text), text) if one.code != "EB612"] == []
    assert len(said(text, "BlockQuote")) > 10
    (tmp_path / "poster.pdf").write_bytes(made(text).files[0].data)
    assert judge.validate_pdf(str(tmp_path / "poster.pdf"), profile="ua1").failures == []


def test_a_short_text_stands_there_whole_and_is_not_called_a_beginning() -> None:
    assert said(SHORT, "BlockQuote").split() == ["We", "came", "at", "nine."]
    assert SHORT.terms.poster_cut[:12] not in said(SHORT, "Document")
    assert LONG.terms.poster_cut[:12] in said(LONG, "Document")


def test_a_text_that_goes_on_in_pictures_is_called_a_beginning() -> None:
    (picture,) = sample_edition().pictures
    figures = [Figure(Picture(picture.name, f"Picture {number}", HERE), (), HERE) for number in range(60)]
    text = replace(edition(chapter(1, paragraph("We came at nine."), *figures)), pictures=(picture,))
    assert [one for one in check(made(text), text) if one.code != "EB612"] == []
    assert text.terms.poster_cut[:12] in said(text, "Document")


def test_no_call_stands_where_no_note_does() -> None:
    shown = said(LONG, "BlockQuote")
    assert "Paragraph 1 begins." in " ".join(shown.split())
    with opened(made(LONG).files[0].data) as pdf:
        assert "/Annots" not in pdf.pages[0]


def test_codes_of_a_short_text_are_the_text() -> None:
    texts = codes_on(made(SHORT).files[0].data)
    joined = join_parts([one for text in texts for one in placed_parts("poster", text)])
    assert joined.value == txt.render(SHORT, styles()).files[0].data.decode()
    assert len(texts) <= codes_in_row(SHORT.print_settings)


def test_the_code_of_a_long_text_says_which_it_is_and_leads_nowhere() -> None:
    (text,) = codes_on(made(LONG).files[0].data)
    assert text.split("\n") == [
        "Sample",
        ", ".join(LONG.authors),
        *LONG.credits,
        f"Check phrase: {' '.join(LONG.check_phrase)}",
    ]
    assert "//" not in text


@pytest.mark.parametrize("text", [LONG, SHORT], ids=["long", "short"])
@pytest.mark.parametrize("sheet", [PosterSheet.LETTER, PosterSheet.A3, PosterSheet.TABLOID])
def test_every_sheet_has_codes_for_any_camera(text: Edition, sheet: PosterSheet) -> None:
    one = replace(text, print_settings=PrintSettings(poster=sheet))
    assert check(made(one), one) == ()
    assert min(code.module_mm for code in read_codes(made(one).files[0].data)) >= 0.57


def test_the_sheet_is_that_of_the_printer_unless_another_is_asked_for() -> None:
    assert poster_page(PrintSettings()) == PAGES["a4"]
    assert poster_page(PrintSettings(paper=Paper.LETTER)) == PAGES["letter"]
    assert poster_page(PrintSettings(paper=Paper.LETTER, poster=PosterSheet.A3)) == PAGES["a3"]
    assert [codes_in_row(PrintSettings(poster=sheet)) for sheet in PosterSheet] == [4, 5, 4, 5]


def test_a_larger_sheet_shows_the_same_text_larger() -> None:
    large = replace(LONG, print_settings=PrintSettings(poster=PosterSheet.A3))
    assert said(large, "BlockQuote").split() == said(LONG, "BlockQuote").split()


def test_the_same_edition_gives_the_same_bytes() -> None:
    again = pdf_poster.render(LONG, styles(), Order("", (txt.render(LONG, styles()),)))
    assert again == made(LONG)
