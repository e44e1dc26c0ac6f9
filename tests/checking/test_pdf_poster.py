"""The check of a poster, shown failing: another text, a cut within a sentence, a strange line, codes, pages, sheet."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Pdf, String

from books import opened, sample_book, styles
from edition_builder.checking.pdf_poster import check, find_text
from edition_builder.model.document import Text
from edition_builder.model.edition import Edition
from edition_builder.model.printing import PosterSheet, PrintSettings
from edition_builder.model.rendition import Order, Rendition, RenditionFile
from edition_builder.rendering import pdf_poster, txt
from edition_builder.rendering.pdf_pass import written
from editions import chapter, edition, paragraph

WORDS = "We came at nine. Nobody had told us that the last train was gone. " * 12
LONG = edition(chapter(1, *(paragraph(f"Paragraph number {number}. {WORDS}") for number in range(1, 9))))
SHORT = edition(chapter(1, paragraph("We came at nine. Nobody had told us.")))


@lru_cache(maxsize=8)
def made(text: Edition) -> Rendition:
    return pdf_poster.render(text, styles(), Order("", (txt.render(text, styles()),)))


def codes(rendition: Rendition, text: Edition) -> list[str]:
    return [one.code for one in check(rendition, text)]


def changed(data: bytes) -> Rendition:
    return Rendition("poster", (RenditionFile("t-poster.pdf", data),))


@pytest.mark.parametrize("text", [LONG, SHORT], ids=["long", "short"])
def test_a_sound_poster_passes(text: Edition) -> None:
    assert check(made(text), text) == ()


def test_the_beginning_of_another_text_is_seen() -> None:
    other = edition(chapter(1, *(paragraph(f"Paragraph numero {number}. {WORDS}") for number in range(1, 9))))
    assert "EB601" in codes(made(LONG), replace(other, check_phrase=LONG.check_phrase))


def test_a_beginning_that_ends_within_a_sentence_is_seen() -> None:
    """The same words, but where the excerpt ends the edition has no stop and goes on."""
    body = LONG.chapters[0].blocks
    run_on = tuple(replace(block, content=(Text(_unstopped(block)),)) for block in body)
    same = replace(LONG, chapters=(replace(LONG.chapters[0], blocks=run_on),))
    assert "EB601" in codes(made(LONG), same)


def _unstopped(block: Any) -> str:
    return re.sub(r"\.(?= [A-Z])", "", block.content[0].value)


@pytest.mark.parametrize(
    "otherwise",
    [
        {"title": (Text("Another title"),)},
        {"authors": ("Somebody Else",)},
        {"credits": ("Translated by nobody",)},
        {"check_phrase": ("zoo",) * 7},
    ],
    ids=lambda one: next(iter(one)),
)
@pytest.mark.parametrize("text", [LONG, SHORT], ids=["long", "short"])
def test_a_line_that_is_not_the_editions_is_seen(text: Edition, otherwise: dict[str, Any]) -> None:
    assert "EB601" in codes(made(text), replace(text, **otherwise))


def test_a_line_too_many_is_seen() -> None:
    fewer = replace(LONG, credits=())
    more = made(replace(LONG, credits=("Printed by the press of the north",)))
    found = [one.message for one in check(more, fewer)]
    assert any("which is no line of the edition" in message for message in found)


def test_codes_that_cannot_be_read_are_seen() -> None:
    with opened(made(LONG).files[0].data) as pdf:
        _without_forms(pdf)
        assert "EB805" in codes(changed(written(pdf)), LONG)


def _without_forms(pdf: Pdf) -> None:
    """Take away what is painted in black beside the letters: codes and rules."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and Name.Contents in thing:
            data = b"".join(part.read_bytes() for part in _streams(thing.Contents))
            thing.Contents = pdf.make_stream(re.sub(rb"(?m)^f\*?$|\bf\*?$", b"n", data))


def _streams(contents: Any) -> list[Any]:
    return list(contents) if isinstance(contents, Array) else [contents]


def test_fine_codes_are_seen() -> None:
    """The page printed in half its size."""
    with opened(made(SHORT).files[0].data) as pdf:
        page = pdf.pages[0].obj
        data = b"".join(part.read_bytes() for part in _streams(page.Contents))
        page.Contents = pdf.make_stream(b"q .5 0 0 .5 0 0 cm\n" + data + b"\nQ")
        found = [one.message for one in check(changed(written(pdf)), SHORT)]
    assert any("too fine for some cameras" in message for message in found)


def test_another_sheet_and_another_page_are_seen() -> None:
    wanted = replace(LONG, print_settings=PrintSettings(poster=PosterSheet.A3))
    assert "EB613" in codes(made(LONG), wanted)
    found = [one.message for one in check(changed(sample_book().files[0].data), LONG)]
    assert any("pages and should have one" in message for message in found)


def test_a_code_without_a_description_is_seen() -> None:
    with opened(made(LONG).files[0].data) as pdf:
        for thing in pdf.objects:
            if isinstance(thing, Dictionary) and thing.get(Name.S) == Name.Figure:
                thing.Alt = String("")
        assert codes(changed(written(pdf)), LONG) == ["EB613"]


def test_a_name_of_a_machine_is_seen() -> None:
    with opened(made(LONG).files[0].data) as pdf:
        pdf.docinfo[Name.Author] = String("root@laptop")
        assert codes(changed(written(pdf)), LONG) == ["EB606"]


def test_a_text_of_which_nothing_fits_is_said() -> None:
    endless = edition(chapter(1, paragraph("and so we went on through the snow, " * 300 + "home."), paragraph("End.")))
    (found,) = check(made(endless), endless)
    assert (found.code, found.hint[:12]) == ("EB615", "the headnote")


def test_a_file_that_is_no_pdf() -> None:
    assert codes(changed(b"%PDF-1.7 torn"), LONG) == ["EB605"]


def test_a_poster_gives_no_text_back_but_its_phrase() -> None:
    (said,) = find_text("a.pdf", made(LONG).files[0].data).diagnostics
    assert said.code == "EB818"
    assert " ".join(LONG.check_phrase) in said.message
    (said,) = find_text("a.pdf", b"%PDF-1.7 torn").diagnostics
    assert said.code == "EB811"
