"""Twelve kinds of things that programs hide in pictures, and black boxes: nothing of them is in what is made."""

from __future__ import annotations

import re
import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image, PngImagePlugin

from edition_builder.model.manuscript import PictureBox, PictureFile, PictureRefusal
from edition_builder.reading.pictures import clean_picture, redacted_picture

CANARY = "SECRETOWNER"


def segment(marker: int, data: bytes) -> bytes:
    """A JPEG segment."""
    return b"\xff" + bytes([marker]) + struct.pack(">H", len(data) + 2) + data


def chunk(kind: bytes, data: bytes) -> bytes:
    """A PNG chunk."""
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def plain(kind: str) -> bytes:
    stream = BytesIO()
    Image.linear_gradient("L").convert("RGB").save(stream, kind)
    return stream.getvalue()


def exif(endian: str) -> bytes:
    """EXIF with a description, a place and a maker's note."""
    made = Image.Exif()
    made[0x010E] = CANARY
    made[0x927C] = CANARY.encode()
    made.get_ifd(0x8825)[0x001D] = CANARY
    return made.tobytes() if endian == "I" else b"Exif\0\0MM\0*" + CANARY.encode("utf-16-be")


SECRET, WIDE = CANARY.encode(), CANARY.encode("utf-16-le")
PLANTED = {
    "EXIF": segment(0xE1, exif("I")),
    "EXIF, big-endian, UTF-16": segment(0xE1, exif("M")),
    "XMP": segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>" + SECRET + b"</x:xmpmeta>"),
    "XMP, second part": segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + SECRET),
    "IPTC": segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04" + SECRET),
    "comment": segment(0xFE, SECRET),
    "ICC profile": segment(0xE2, b"ICC_PROFILE\0\x01\x01" + SECRET),
    "several pictures (MPF)": segment(0xE2, b"MPF\0" + SECRET),
    "private segment": segment(0xEB, b"JP" + WIDE),
    "thumbnail (JFXX)": segment(0xE0, b"JFXX\0\x10" + SECRET),
    "ducky": segment(0xEC, b"Ducky" + WIDE),
}


def everything(data: bytes) -> bytes:
    """The bytes as they are, and what unpacks from them anywhere."""
    unpacked = []
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            unpacked.append(zlib.decompressobj().decompress(data[found.start() :]))
        except zlib.error:
            continue
    return b"\n".join((data, *unpacked))


def hidden(data: bytes) -> bool:
    return any(CANARY.encode(code) in everything(data) for code in ("utf-8", "utf-16-le", "utf-16-be"))


@pytest.mark.parametrize("kind", [*PLANTED, "behind the end", "all at once"])
def test_nothing_that_is_planted_in_a_photograph_comes_through(kind: str) -> None:
    picture = plain("JPEG")
    planted = b"".join(PLANTED.values()) if kind == "all at once" else PLANTED.get(kind, b"")
    data = picture[:2] + planted + picture[2:] + (SECRET if kind == "behind the end" else b"")
    assert hidden(data)
    made = clean_picture(data, 1)
    assert isinstance(made, PictureFile)
    assert not hidden(made.data)


def test_nothing_that_is_planted_in_a_drawing_comes_through() -> None:
    text = PngImagePlugin.PngInfo()
    text.add_text("Author", CANARY)
    text.add_text("Comment", CANARY, zip=True)
    text.add_itxt("XML:com.adobe.xmp", CANARY, zip=True)
    stream = BytesIO()
    Image.linear_gradient("L").save(stream, "PNG", pnginfo=text, exif=exif("I")[6:])
    data = stream.getvalue()
    end = data.rindex(b"IEND") - 4
    private = chunk(b"caBX", SECRET) + chunk(b"tIME", b"\x07\xe6\x01\x06\0\0\0")
    data = data[:end] + private + data[end:] + SECRET
    assert hidden(data)
    made = clean_picture(data, 1)
    assert isinstance(made, PictureFile)
    assert not hidden(made.data)
    assert b"tIME" not in made.data


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_box_is_burnt_in(kind: str) -> None:
    stream = BytesIO()
    Image.new("RGB", (64, 48), "white").save(stream, kind)
    made = redacted_picture(stream.getvalue(), (PictureBox(16, 8, 24, 16), PictureBox(0, 40, 8, 8)))
    assert isinstance(made, PictureFile)
    with Image.open(BytesIO(made.data)) as picture:
        grey = picture.convert("L")
        box = {grey.getpixel((x, y)) for x in range(16, 40) for y in range(8, 24)}
        outside = [grey.getpixel((x, y)) for x in range(44, 64) for y in range(32)]
    assert box == {0} if kind == "PNG" else max(int(str(one)) for one in box) < 40
    assert min(int(str(one)) for one in outside) > 230


def test_boxes_are_counted_on_the_upright_picture() -> None:
    turned = Image.Exif()
    turned[0x0112] = 6
    stream = BytesIO()
    Image.new("L", (40, 20), 255).save(stream, "PNG", exif=turned)
    made = redacted_picture(stream.getvalue(), (PictureBox(0, 30, 20, 10),))
    assert isinstance(made, PictureFile)
    with Image.open(BytesIO(made.data)) as picture:
        assert (picture.size, picture.getpixel((5, 35)), picture.getpixel((5, 5))) == ((20, 40), 0, 255)


@pytest.mark.parametrize("box", [(0, 0, 0, 5), (60, 0, 10, 5), (0, 47, 5, 5)])
def test_a_box_outside_is_refused(box: tuple[int, int, int, int]) -> None:
    stream = BytesIO()
    Image.new("RGB", (64, 48), "white").save(stream, "PNG")
    made = redacted_picture(stream.getvalue(), (PictureBox(*box),))
    assert isinstance(made, PictureRefusal)
    assert made.code == "EB509"
