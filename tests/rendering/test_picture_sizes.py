"""Pictures in the size that an output needs: within the limits, and untouched where they are already."""

from __future__ import annotations

from base64 import b64decode
from io import BytesIO
from re import findall
from zipfile import ZipFile

import pytest
from msgspec.structs import replace
from PIL import Image

from books import styles
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.rendition import PictureLimits
from edition_builder.rendering.epub import render as render_epub
from edition_builder.rendering.html import render as render_html
from edition_builder.rendering.picture_encoding import fitted
from edition_builder.rendering.picture_sizes import SCREEN, paper_limits, with_fitting_pictures
from editions import sample_edition


def grain(width: int, height: int, mode: str = "RGB") -> Image.Image:
    """A picture that packs badly, the same each time."""
    noise = Image.effect_noise((width // 8, height // 8), 90).resize((width, height))
    return Image.merge("RGB", (noise, noise.rotate(90).resize(noise.size), noise)).convert(mode)


def picture(width: int, height: int, kind: str = "jpeg", mode: str = "RGB") -> PictureFile:
    stream = BytesIO()
    grain(width, height, mode).save(stream, kind)
    return PictureFile(f"img-001.{kind[:3]}", f"image/{kind}", stream.getvalue(), width, height)


def opened(made: PictureFile) -> Image.Image:
    with Image.open(BytesIO(made.data)) as one:
        one.load()
        return one


@pytest.mark.parametrize(
    ("kind", "mode"), [("jpeg", "RGB"), ("jpeg", "L"), ("png", "RGB"), ("png", "RGBA"), ("png", "L")]
)
def test_a_large_picture_comes_within_its_limits(kind: str, mode: str) -> None:
    before = picture(1600, 1200, kind, mode)
    limits = PictureLimits(600, 600, 60_000)
    made = fitted(before, limits)
    one = opened(made)
    assert len(made.data) <= limits.size
    assert one.size == (made.width, made.height)
    assert max(one.size) <= 600
    assert abs(one.width / one.height - 4 / 3) < 0.02
    assert (made.name, made.media_type) == (before.name, before.media_type)
    assert one.info.get("progressive", 0) == (1 if kind == "jpeg" else 0)
    assert one.mode in ({mode} if kind == "jpeg" else {"P"})


def test_the_same_picture_gives_the_same_bytes() -> None:
    before = picture(900, 700)
    assert fitted(before, SCREEN) == fitted(before, SCREEN)


def test_paper_gets_three_hundred_dots_to_the_inch() -> None:
    edition = sample_edition()
    limits = paper_limits(edition)
    assert limits.width == round(edition.print_settings.measure / 25.4 * 300)
    made = with_fitting_pictures(replace(edition, pictures=(picture(4000, 3000),)), limits).pictures[0]
    assert made.width == limits.width


def test_what_is_within_the_limits_stays_byte_for_byte() -> None:
    edition = sample_edition()
    assert edition.pictures
    assert with_fitting_pictures(edition, SCREEN) is edition


def test_files_for_phones_hold_the_small_picture() -> None:
    edition = sample_edition()
    large = replace(picture(2400, 1800), name=edition.pictures[0].name, media_type="image/jpeg")
    edition = replace(edition, pictures=(large,))
    page = render_html(edition, styles()).files[0].data.decode()
    encoded = findall(r"data:image/jpeg;base64,([A-Za-z0-9+/=]+)", page)
    assert encoded
    assert all(len(b64decode(one)) <= SCREEN.size for one in encoded)
    with ZipFile(BytesIO(render_epub(edition, styles()).files[0].data)) as book:
        name = next(name for name in book.namelist() if name.endswith(large.name))
        assert len(book.read(name)) <= SCREEN.size
