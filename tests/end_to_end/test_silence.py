"""Law 4: no file says anything of its maker or the machine; canaries are planted wherever something could leak."""

from __future__ import annotations

import base64
import os
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from urllib.parse import quote
from zipfile import BadZipFile, ZipFile

import pytest
from pikepdf import Array, Dictionary, Pdf, PdfError, Stream, String
from PIL import Image, ImageCms
from PIL.PngImagePlugin import PngInfo

from edition_builder.formats import FORMATS
from hidden_pictures import HIDING
from worlds import YEARS_AHEAD, World, made_in, possible

CANARY = "Zugvogel"  # no text and no library holds this word
HIDDEN_IN_PICTURES = "Nachtigall"
TOOLS = ("WeasyPrint", "pydyf", "EbookLib", "pikepdf", "qpdf", "Pango", "HarfBuzz", "CPython", "edition_builder")
_DATA = re.compile(rb"data:[a-z/+-]+;base64,([A-Za-z0-9+/=]+)")
_IMAGES = (b"\x89PNG", b"\xff\xd8\xff")
VARIABLES = ("USER", "LOGNAME", "USERNAME", "HOSTNAME", "EMAIL", "NAME", "ORGANIZATION", "TMPDIR", "XDG_CACHE_HOME")
UTS = ("unshare", "--uts")


def views(data: bytes) -> Iterator[bytes]:
    """A file as it lies there, and everything that is packed inside it."""
    yield data
    for inner in (*_zipped(data), *_pdf_contents(data), *map(base64.b64decode, _DATA.findall(data))):
        yield from views(inner)
    if data.startswith(_IMAGES):
        with Image.open(BytesIO(data)) as picture:
            yield repr((picture.info, dict(picture.getexif()))).encode()


def _zipped(data: bytes) -> Iterator[bytes]:
    try:
        with ZipFile(BytesIO(data)) as opened:
            for info in opened.infolist():
                yield repr((info.filename, info.comment, info.extra, info.date_time)).encode()
                yield opened.read(info)
    except BadZipFile:
        return


def _pdf_contents(data: bytes) -> Iterator[bytes]:
    """Every stream inflated, every string, as text and as bytes."""
    if not data.startswith(b"%PDF"):
        return
    try:
        pdf = Pdf.open(BytesIO(data))
    except PdfError:
        return
    with pdf:
        for thing in pdf.objects:
            if isinstance(thing, Stream):
                yield thing.read_raw_bytes()
                yield _inflated(thing)
            if isinstance(thing, Dictionary | Stream | Array):
                yield from (text for one in _strings(thing) for text in (bytes(one), str(one).encode()))


def _inflated(stream: Stream) -> bytes:
    try:
        return stream.read_bytes()
    except (PdfError, NotImplementedError):  # a picture in a form of its own: its raw bytes have been looked at
        return b""


def _strings(thing: object) -> Iterator[String]:
    if isinstance(thing, String):
        yield thing
    elif isinstance(thing, Array):
        for one in thing:
            yield from _strings(one) if not getattr(one, "is_indirect", False) else ()
    elif isinstance(thing, Dictionary | Stream):
        for key, one in thing.items():
            if key != "/Parent" and not getattr(one, "is_indirect", False):
                yield from _strings(one)


def disguises(word: str) -> Iterator[bytes]:
    """A word in every form in which a file may hold it; all are compared without regard to case."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield word.encode(coding)
        yield word.encode(coding).hex().encode()
    yield quote(word).encode()
    bits = 8 * len(word.encode())
    for shift in (0, 8, 16):  # base64 at each place of its groups of three; only characters that are the word's alone
        yield base64.b64encode(bytes(shift // 8) + word.encode())[-(-shift // 6) : (shift + bits) // 6]


def found(data: bytes, words: tuple[str, ...]) -> list[str]:
    """The words that a file holds in any form."""
    seen = [view.lower() for view in views(data)]
    return [word for word in words if any(form.lower() in view for form in set(disguises(word)) for view in seen)]


def picture(kind: str) -> bytes:
    """A picture with words in every place where cameras and programs hide something."""
    shown = Image.new("RGB", (40, 30), (120, 90, 60))
    exif = Image.Exif()
    exif[0x010F], exif[0x0131], exif[0x013B] = (f"{HIDDEN_IN_PICTURES} {what}" for what in ("make", "tool", "artist"))
    exif.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 15.0), 29: HIDDEN_IN_PICTURES})
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    profile = profile.replace("sRGB built-in".encode("utf-16-be"), "Nachtigall in".encode("utf-16-be"))
    packet = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'>{HIDDEN_IN_PICTURES}</x:xmpmeta>".encode()
    text = PngInfo()
    text.add_text("Comment", f"{HIDDEN_IN_PICTURES} said")
    text.add_itxt("Author", HIDDEN_IN_PICTURES, zip=True)
    made = BytesIO()
    more = {"JPEG": {"comment": HIDDEN_IN_PICTURES, "xmp": packet}, "PNG": {"pnginfo": text}}[kind]
    shown.save(made, kind, exif=exif.tobytes(), icc_profile=profile, **more)  # type: ignore[arg-type]
    return made.getvalue() + HIDDEN_IN_PICTURES.encode()


TEXT = """---
title: A silent text
author: A. Witness
translator: B. Translator
language: en
notes: {brackets: all, by: translator}
---

The karabets [armed forces] came.[^1] See [a page](https://example.org/a).

![A street](Zugvogel-photo.jpg "The street")

![A square](Zugvogel-folder/Zugvogel.png)

[^1]: In January.
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Every format, built by somebody called Zugvogel on a machine of that name."""
    folder = tmp_path_factory.mktemp(CANARY) / f"home of {CANARY}"
    shelf = folder / "manuscript"
    (shelf / f"{CANARY}-folder").mkdir(parents=True)
    hiding = (
        f"\n![Picture {number}]({CANARY}-{number}{Path(name).suffix})\n"
        for number, (name, _) in enumerate(HIDING.values())
    )
    (shelf / f"{CANARY}.md").write_text(TEXT + "".join(hiding), encoding="utf-8")
    (shelf / f"{CANARY}-photo.jpg").write_bytes(picture("JPEG"))
    (shelf / f"{CANARY}-folder" / f"{CANARY}.png").write_bytes(picture("PNG"))
    for number, (name, data) in enumerate(HIDING.values()):
        (shelf / f"{CANARY}-{number}{Path(name).suffix}").write_bytes(data)
    variables = dict.fromkeys(VARIABLES, str(folder)) | {"USER": CANARY, "HOSTNAME": CANARY, "LOGNAME": CANARY}
    named = (*UTS, "sh", "-c", f'hostname {CANARY} && exec "$@"', "sh") if possible(*UTS) else ()
    return made_in(World({**variables, "WORLD_CLOCK": str(YEARS_AHEAD)}, before=named), folder)


def of_this_machine() -> tuple[str, ...]:
    """Names and times that only this machine can have put into a file."""
    now = datetime.now(UTC)  # noqa: TID251 - to look for it
    ahead = datetime.fromtimestamp(now.timestamp() + YEARS_AHEAD, UTC)
    days = tuple(day.strftime(form) for day in (now, ahead) for form in ("%Y-%m-%d", "%Y%m%d", "%a, %d %b"))
    host = os.uname().nodename
    return (*days, *([host] if len(host) > 5 else []), str(Path(__file__).parents[2]), str(Path.home()) + "/")


def test_more_than_forty_canaries_are_planted(made: dict[str, bytes]) -> None:
    assert len(HIDING) + len(VARIABLES) > 40
    with ZipFile(BytesIO(made["a-silent-text.epub"])) as book:
        pictures = [name for name in book.namelist() if "img-" in name]
    assert len(pictures) == len(HIDING) + 2  # none was refused: each came in, and left what it said behind


def test_every_format_is_looked_at(made: dict[str, bytes]) -> None:
    assert len(made) > len(FORMATS)


def test_no_file_says_who_made_it_or_where(made: dict[str, bytes]) -> None:
    words = (CANARY, HIDDEN_IN_PICTURES, *of_this_machine())
    assert {name: said for name, data in made.items() if (said := found(data, words))} == {}


def test_no_file_says_what_it_was_made_with(made: dict[str, bytes]) -> None:
    assert {name: said for name, data in made.items() if (said := found(data, TOOLS))} == {}


def test_no_name_of_a_file_says_it(made: dict[str, bytes]) -> None:
    assert [name for name in made if not name.startswith("a-silent-text")] == []


@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_the_pictures_hold_what_must_not_arrive(kind: str) -> None:
    assert found(picture(kind), (HIDDEN_IN_PICTURES,)) == [HIDDEN_IN_PICTURES]
    with Image.open(BytesIO(picture(kind))) as shown:
        assert HIDDEN_IN_PICTURES.encode("utf-16-be") in shown.info["icc_profile"]
        assert shown.getexif()[0x013B] == f"{HIDDEN_IN_PICTURES} artist"


def packed(word: str) -> Iterator[bytes]:
    """A word hidden in a file in each way that is looked through."""
    yield from (word.encode("utf-16-le"), word.encode().hex().upper().encode(), quote(word).encode())
    archive = BytesIO()
    with ZipFile(archive, "w", compression=8) as opened:
        opened.writestr("a.txt", f"some words and {word} among them" * 20)
    yield archive.getvalue()
    yield b'<img src="data:image/png;base64,' + base64.b64encode(b"x" + word.encode() * 3) + b'">'
    yield _hidden_in_pdf("Hidden", Dictionary(Inside=Array([String(word)])))
    yield _hidden_in_pdf("Packed", b"% some words " * 20 + word.encode())


def _hidden_in_pdf(key: str, value: Dictionary | bytes) -> bytes:
    target = BytesIO()
    with Pdf.new() as pdf:
        pdf.Root[f"/{key}"] = Stream(pdf, value) if isinstance(value, bytes) else value
        pdf.save(target, compress_streams=True)
    return target.getvalue()


@pytest.mark.parametrize("data", list(packed(CANARY)))
def test_a_word_is_found_wherever_it_is_hidden(data: bytes) -> None:
    assert found(data, (CANARY,)) == [CANARY]
    assert found(data, ("Kranich",)) == []
