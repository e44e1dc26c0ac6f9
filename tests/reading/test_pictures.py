"""Pictures: nothing but pixels comes through, upright and in sRGB."""

from __future__ import annotations

import zlib
from io import BytesIO
from typing import Any

import pytest
from PIL import Image, ImageCms, ImageFile, PngImagePlugin

from edition_builder.model.document import Figure, Paragraph, Picture
from edition_builder.model.manuscript import LoadedPictures, PictureFile, PictureRefusal
from edition_builder.reading.pictures import clean_picture
from editions import png
from manuscripts import HEADER, read_bytes, show

_CANARY = b"canary"


def _saved(picture: Image.Image, kind: str = "PNG", **options: Any) -> bytes:
    buffer = BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def _clean(data: bytes) -> tuple[PictureFile, Image.Image]:
    made = clean_picture(data, 1)
    assert isinstance(made, PictureFile), made
    with Image.open(BytesIO(made.data)) as picture:
        picture.load()
        assert picture.size == (made.width, made.height)
        assert not set(picture.info) - {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
        assert not picture.getexif()
        return made, picture.copy()


def _exif(orientation: int) -> Image.Exif:
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = _CANARY.decode()
    exif[0x9286] = _CANARY.decode()
    return exif


def test_a_photograph_leaves_everything_behind() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = _saved(
        Image.new("RGB", (8, 4), "red"), "JPEG", exif=_exif(6), comment=_CANARY, icc_profile=profile, xmp=_CANARY
    )
    assert _CANARY in data
    made, picture = _clean(data + _CANARY)
    assert _CANARY not in made.data
    assert b"ICC_PROFILE" not in made.data
    assert b"Exif" not in made.data
    assert (made.name, made.media_type) == ("img-001.jpg", "image/jpeg")
    assert picture.size == (4, 8)


def test_a_drawing_leaves_everything_behind() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", _CANARY.decode())
    text.add_itxt("XML:com.adobe.xmp", _CANARY.decode())
    data = _saved(Image.new("RGBA", (3, 2), (255, 0, 0, 128)), pnginfo=text, exif=_exif(1))
    assert _CANARY in data
    made, picture = _clean(data + _CANARY)
    assert _CANARY not in made.data
    assert (made.name, made.media_type) == ("img-001.png", "image/png")
    assert picture.getpixel((0, 0)) == (255, 0, 0, 128)
    for chunk in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP"):
        assert chunk not in made.data


@pytest.mark.parametrize(
    ("orientation", "corner"), [(1, (0, 0)), (3, (7, 3)), (6, (3, 0)), (8, (0, 7)), (2, (7, 0)), (4, (0, 3))]
)
def test_pictures_are_upright(orientation: int, corner: tuple[int, int]) -> None:
    picture = Image.new("RGB", (8, 4), "white")
    picture.putpixel((0, 0), (0, 0, 0))
    _made, upright = _clean(_saved(picture, exif=_exif(orientation)))
    assert upright.getpixel(corner) == (0, 0, 0)


@pytest.mark.parametrize(
    ("mode", "colour", "made_mode"),
    [
        ("1", 1, "L"),
        ("L", 100, "L"),
        ("LA", (100, 50), "RGBA"),
        ("P", 1, "RGB"),
        ("RGB", (1, 2, 3), "RGB"),
        ("RGBA", (1, 2, 3, 4), "RGBA"),
    ],
)
def test_modes_of_png(mode: str, colour: Any, made_mode: str) -> None:
    assert _clean(_saved(Image.new(mode, (2, 2), colour)))[1].mode == made_mode


def test_sixteen_bits_of_grey_keep_their_shade() -> None:
    _made, picture = _clean(_saved(Image.new("I;16", (2, 2), 0x8000)))
    assert (picture.mode, picture.getpixel((0, 0))) == ("L", 127)


def test_inks_become_colours() -> None:
    made, picture = _clean(_saved(Image.new("CMYK", (8, 8), (0, 255, 255, 0)), "JPEG"))
    red, green, blue = picture.convert("RGB").getpixel((4, 4))  # type: ignore[misc]
    assert made.media_type == "image/jpeg"
    assert (red > 200, green < 60, blue < 60) == (True, True, True)


def test_colours_of_a_profile_become_srgb() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    swapped = profile.replace(b"rXYZ", b"----", 1).replace(b"gXYZ", b"rXYZ", 1).replace(b"----", b"gXYZ", 1)
    red = Image.new("RGB", (4, 4), (255, 0, 0))
    _made, picture = _clean(_saved(red, icc_profile=swapped))
    assert picture.getpixel((0, 0)) == (0, 255, 0)
    assert clean_picture(_saved(red, icc_profile=b"no profile"), 1) == clean_picture(_saved(red), 1)


def test_a_transparent_palette_stays_transparent() -> None:
    picture = Image.new("P", (2, 2), 0)
    picture.putpalette([255, 0, 0, 0, 255, 0])
    assert _clean(_saved(picture, transparency=0))[1].getpixel((0, 0)) == (255, 0, 0, 0)


@pytest.mark.parametrize("kind", ["GIF", "PNG", "WEBP"])
def test_of_moving_pictures_the_first_frame(kind: str) -> None:
    first, second = Image.new("RGB", (4, 4), "red"), Image.new("RGB", (4, 4), "blue")
    options = {"lossless": True} if kind == "WEBP" else {}
    _made, picture = _clean(_saved(first, kind, save_all=True, append_images=[second], **options))
    red, _green, blue = picture.convert("RGB").getpixel((0, 0))  # type: ignore[misc]
    assert (red > 200, blue < 60) == (True, True)


def test_the_same_pixels_are_the_same_bytes() -> None:
    picture = Image.effect_noise((40, 40), 50)
    assert clean_picture(_saved(picture, exif=_exif(1)), 1) == clean_picture(_saved(picture, comment=_CANARY), 1)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not a picture",
        b"<svg xmlns='http://www.w3.org/2000/svg'/>",
        b"%!PS-Adobe-3.0 EPSF-3.0",
        _saved(Image.new("RGB", (2, 2)), "BMP"),
        _saved(Image.new("RGB", (2, 2)), "TIFF"),
        _saved(Image.effect_noise((64, 64), 50))[:500],
        b"\x89PNG\r\n\x1a\n" + b"\0" * 40,
    ],
)
def test_what_is_no_picture(data: bytes) -> None:
    refusal = clean_picture(data, 1)
    assert isinstance(refusal, PictureRefusal)
    assert refusal.code == "EB504"
    assert refusal.hint


def test_half_a_picture_is_refused_though_another_library_would_take_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", True)  # as weasyprint/images.py does when imported
    assert isinstance(clean_picture(_saved(Image.effect_noise((64, 64), 50))[:500], 1), PictureRefusal)


def _bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be of this size."""
    data = bytearray(_saved(Image.new("1", (1, 1))))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize(("width", "height"), [(8000, 5001), (12_001, 1), (1, 12_001), (60_000, 60_000)])
def test_bombs_are_refused_by_their_header(width: int, height: int) -> None:
    refusal = clean_picture(_bomb(width, height), 1)
    assert isinstance(refusal, PictureRefusal)
    assert refusal.code == "EB505"
    assert "pixels" in refusal.message


def _read(body: str, files: dict[str, bytes]) -> Any:
    pictures = LoadedPictures(tuple((("a.md", name), data) for name, data in files.items()))
    return read_bytes((HEADER + body).encode(), pictures)


def test_names_follow_the_order_of_first_use() -> None:
    red, blue = _saved(Image.new("RGB", (1, 1), "red")), _saved(Image.new("RGB", (1, 1), "blue"), "JPEG")
    outcome = _read(
        "![a](z.png)\n\nx ![b](a%20b.jpg) ![c](z.png) ![d](same.png)\n",
        {"z.png": red, "a b.jpg": blue, "same.png": red},
    )
    assert outcome.diagnostics == ()
    figure, paragraph = outcome.value.blocks
    assert isinstance(figure, Figure)
    assert (figure.picture.name, figure.picture.alternative, figure.caption) == ("img-001.png", "a", ())
    assert isinstance(paragraph, Paragraph)
    assert show(paragraph.content) == "x <img img-002.jpg b> <img img-001.png c> <img img-001.png d>"
    assert [picture.name for picture in outcome.value.pictures] == ["img-001.png", "img-002.jpg"]


def test_a_figure_has_its_title_as_caption() -> None:
    (figure,) = _read('![a *b* [c]](z.png "The caption")', {"z.png": _saved(Image.new("L", (1, 1)))}).value.blocks
    assert isinstance(figure, Figure)
    assert (show(figure.caption), figure.picture.alternative) == ("The caption", "a b [c]")
    assert isinstance(figure.picture, Picture)


def test_pictures_that_cannot_be_used_are_said_with_their_place() -> None:
    outcome = _read("words ![a](none.png) ![](z.png) ![b](bad.png)", {"z.png": _bomb(1, 1), "bad.png": b"bad"})
    assert [(f"{one.location.line}:{one.location.column}", one.code) for one in outcome.diagnostics] == [
        ("6:7", "EB501"),
        ("6:22", "EB507"),
        ("6:33", "EB504"),
    ]


def test_the_picture_of_a_cover_is_clean_described_and_none_of_the_texts() -> None:
    data = png(3, 2)
    pictures = LoadedPictures(((("a.md", "bridge.png"), data),))
    header = "---\ntitle: T\nauthor: A\nlanguage: en\ncover: {{picture: bridge.png{}}}\n---\n\nText.\n"
    described = read_bytes(header.format(", alt: A bridge").encode(), pictures)
    assert described.value and described.diagnostics == ()
    cover = described.value.front_matter.cover_picture
    assert cover and (cover.alternative, cover.file.width, cover.file.height) == ("A bridge", 3, 2)
    assert described.value.front_matter.cover is True
    assert described.value.pictures == ()
    bare = read_bytes(header.format("").encode(), pictures)
    assert [(one.code, one.location.line) for one in bare.diagnostics if one.location] == [("EB507", 5)]
