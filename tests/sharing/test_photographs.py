"""Photographs of sheets: turned, tilted, blurred, specked, saved small; a lost sheet; sheets of two editions."""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO

import pypdfium2
import pytest
from msgspec.structs import replace
from PIL import Image, ImageFilter

from books import styles
from edition_builder.model.rendition import Order
from edition_builder.rendering import qr, txt
from edition_builder.sharing.joining import join_messages
from edition_builder.sharing.photographs import is_picture, looks, opened
from editions import chapter, heading, paragraph, sample_edition

LONG = "It began on the square, and nobody knew who had called whom. Мы ждали до утра. "
EDITION = replace(
    sample_edition(),
    chapters=(
        chapter(
            1, heading(1, "One", "one"), *(paragraph(f"{number}. {LONG * 4}") for number in range(1, 22)), notes=()
        ),
    ),
)
PLAIN = txt.render(EDITION, styles())


@lru_cache(maxsize=1)
def sheets() -> tuple[Image.Image, ...]:
    """The sheets as a scanner of 150 dpi gives them."""
    data = qr.render(EDITION, styles(), Order("", (PLAIN,))).files[0].data
    with pypdfium2.PdfDocument(data) as pdf:
        return tuple(page.render(scale=150 / 72, grayscale=True).to_pil().convert("L") for page in pdf)


def photograph(sheet: Image.Image, turn: float = 0, tilt: float = 0) -> bytes:
    """A bad photograph: turned by so many degrees, one side nearer, blurred, specked, saved with little quality."""
    seen = sheet.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=255)
    width, height = seen.size
    edge = int(width * tilt)
    corners = (-edge, 0, 0, height, width, height, width + edge, 0)
    seen = seen.transform(seen.size, Image.Transform.QUAD, corners, Image.Resampling.BICUBIC, fillcolor=255)
    seen = seen.filter(ImageFilter.GaussianBlur(1))
    for place in range(0, width * height, 401):  # one in a hundred pixels, in specks of two by two
        x, y = place * 7919 % width, place * 104729 % height
        seen.paste(place % 2 * 255, (x, y, x + 2, y + 2))
    stream = BytesIO()
    seen.save(stream, "JPEG", quality=50)
    return stream.getvalue()


def test_the_text_comes_back_from_bad_photographs() -> None:
    turns = ((10, 0.06), (-10, -0.06), (4, 0.02))
    files = [(f"{n}.jpg", photograph(sheet, *turns[n % 3])) for n, sheet in enumerate(sheets())]
    assert len(files) > 1
    assert join_messages(files).value == PLAIN.files[0].data.decode()


@pytest.mark.parametrize("lost", [0, -1])
def test_a_lost_sheet_is_restored(lost: int) -> None:
    files = [(f"{n}.jpg", photograph(sheet)) for n, sheet in enumerate(sheets())]
    del files[lost]
    assert join_messages(files).value == PLAIN.files[0].data.decode()


def test_two_lost_sheets_are_said() -> None:
    outcome = join_messages([("1.jpg", photograph(sheets()[0]))])
    assert outcome.value is None
    assert [one.code for one in outcome.diagnostics] == ["EB803"]


def test_a_sheet_of_another_edition_is_not_joined() -> None:
    other = qr.render(replace(EDITION, text_hash="f" * 64), styles(), Order("", (PLAIN,))).files[0].data
    with pypdfium2.PdfDocument(other) as pdf:
        foreign = photograph(pdf[0].render(scale=150 / 72, grayscale=True).to_pil().convert("L"))
    outcome = join_messages([("1.jpg", photograph(sheets()[0])), ("2.jpg", foreign)])
    assert outcome.value is None
    assert {one.code for one in outcome.diagnostics} == {"EB804"}


def test_a_picture_without_a_code_is_named() -> None:
    stream = BytesIO()
    Image.new("L", (300, 300), 255).save(stream, "PNG")
    outcome = join_messages([("empty.png", stream.getvalue())])
    assert [(one.code, str(one.location)) for one in outcome.diagnostics] == [("EB805", "empty.png")]


def test_a_torn_or_huge_picture_is_not_opened() -> None:
    stream = BytesIO()
    Image.new("1", (9000, 9000)).save(stream, "PNG")
    assert is_picture(stream.getvalue())
    assert opened(stream.getvalue()) is None
    assert opened(photograph(sheets()[0])[:20]) is None
    assert not is_picture(b"words")


def test_each_look_is_taken_when_it_is_asked_for() -> None:
    page = opened(photograph(sheets()[0]))
    assert page is not None
    seen = looks(page)
    assert len(next(seen)) > 10
