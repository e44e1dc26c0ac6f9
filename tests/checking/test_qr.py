"""The check of QR sheets, shown failing: a lost code, a covered sheet, another text, no codes at all."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pytest
from msgspec.structs import replace
from pikepdf import Name, Pdf, Stream

from books import sample_book, styles
from edition_builder.checking.qr import check, fitness
from edition_builder.model.rendition import Order, Rendition, RenditionFile
from edition_builder.rendering import qr, txt
from editions import chapter, edition, paragraph, sample_edition

EDITION = sample_edition()


@lru_cache(maxsize=1)
def sound() -> Rendition:
    return qr.render(EDITION, styles(), Order("", (txt.render(EDITION, styles()),)))


def without_pictures(first: int, last: int) -> bytes:
    """The sheets, white where the pictures of these numbers stood."""
    with Pdf.open(BytesIO(sound().files[0].data)) as pdf:
        pictures = [one for one in pdf.objects if isinstance(one, Stream) and one.get(Name.Subtype) == Name.Image]
        for one in pictures[first:last]:
            one.write(b"\xff" * ((int(one.Width) + 7) // 8 * int(one.Height)))
        stream = BytesIO()
        pdf.save(stream, deterministic_id=True)
    return stream.getvalue()


def changed(data: bytes) -> Rendition:
    return Rendition("qr", (RenditionFile(sound().files[0].name, data),))


def test_sound_sheets_pass() -> None:
    assert check(sound(), EDITION) == ()


@pytest.mark.parametrize(("first", "last"), [(1, 5), (-5, None)])
def test_a_code_that_cannot_be_read_is_found(first: int, last: int) -> None:
    assert [one.code for one in check(changed(without_pictures(first, last)), EDITION)] == ["EB803"]


def test_sheets_of_another_text_are_found() -> None:
    other = replace(EDITION, text_hash="0" * 64)
    assert [one.code for one in check(sound(), other)] == ["EB601"]


def test_a_book_is_no_sheet_of_codes() -> None:
    assert [one.code for one in check(changed(sample_book().files[0].data), EDITION)] == ["EB805"]


def test_a_file_that_is_no_pdf() -> None:
    assert [one.code for one in check(changed(b"%PDF-1.7 torn"), EDITION)] == ["EB605"]


def test_a_text_that_would_take_hundreds_of_sheets_is_refused_before_any_is_drawn() -> None:
    assert fitness(EDITION, styles()) == ()
    words = "снег " * 30_000
    (found,) = fitness(edition(chapter(1, paragraph(words)), chapter(2, paragraph(words))), styles())
    assert (found.code, found.message[:27]) == ("EB807", "the text has 540,000 bytes,")
    assert fitness(edition(chapter(1, paragraph(words))), styles()) == ()
