"""Canaries in every place where a file to be passed on hides something: each is found, and what is clean passes."""

from __future__ import annotations

import base64
import struct
from collections.abc import Callable, Iterator
from io import BytesIO
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from pikepdf import Dictionary, Name, Pdf, Stream

from books import sample_book, styles
from edition_builder.checking.files import check_file, check_folder
from edition_builder.checking.picture_leaks import picture_leaks
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.zip_container import zip_container
from edition_builder.rendering.epub import render as render_epub
from edition_builder.rendering.html import render as render_html
from edition_builder.rendering.txt import render as render_txt
from editions import chapter, edition, paragraph
from hidden_pictures import CANARY, GIF, HIDING, JPEG, PNG, WEBP, pixels, segment

HOME = f"/home/{CANARY.decode()}"
TEXT = edition(chapter(1, paragraph("They came at night.")))
PAGE = render_html(TEXT, styles()).files[0].data
PLAIN = render_txt(TEXT, styles()).files[0].data
BOOK = render_epub(TEXT, styles()).files[0].data


def zipped(change: Callable[[ZipInfo], None] = lambda _: None, comment: bytes = b"", name: str = "a.txt") -> bytes:
    """A zip as ours are, but for what is changed in its one entry."""
    made = BytesIO()
    with ZipFile(made, "w") as opened:
        entry = ZipInfo(name)
        entry.create_system, entry.external_attr = 0, 0x20
        entry.compress_type = ZIP_DEFLATED
        change(entry)
        opened.writestr(entry, PLAIN)
        opened.comment = comment
    return made.getvalue()


def at_noon(entry: ZipInfo) -> None:
    entry.date_time = (2024, 3, 1, 12, 0, 0)


def on_unix(entry: ZipInfo) -> None:
    entry.create_system = 3


def with_comment(entry: ZipInfo) -> None:
    entry.comment = CANARY


def with_extra(kind: int) -> Callable[[ZipInfo], None]:
    def change(entry: ZipInfo) -> None:
        entry.extra = struct.pack("<HH", kind, len(CANARY)) + CANARY

    return change


def office(path: str, content: str) -> bytes:
    return zip_container({"[Content_Types].xml": b"<Types/>", path: content.encode()})


def core(element: str) -> bytes:
    return office("docProps/core.xml", f'<p xmlns:x="urn:x"><x:{element}>{CANARY.decode()}</x:{element}></p>')


def app(element: str) -> bytes:
    return office("docProps/app.xml", f"<p><{element}>{CANARY.decode()}</{element}></p>")


def word(path: str, element: str) -> bytes:
    return office(path, f'<w:d xmlns:w="urn:w"><w:{element} w:author="{CANARY.decode()}"/></w:d>')


def in_pdf(change: Callable[[Pdf], None]) -> bytes:
    target = BytesIO()
    with Pdf.open(BytesIO(sample_book().files[0].data)) as pdf:
        change(pdf)
        pdf.save(target, compress_streams=True)
    return target.getvalue()


def picture_in_pdf(pdf: Pdf) -> None:
    hidden = Stream(pdf, segment(0xFE, CANARY), Type=Name.XObject, Subtype=Name.Image, Filter=Name.DCTDecode)
    pdf.Root["/Kept"] = pdf.make_indirect(hidden)


def path_in_pdf(pdf: Pdf) -> None:
    pdf.Root["/Kept"] = pdf.make_indirect(Stream(pdf, HOME.encode() * 9))


def author_in_pdf(pdf: Pdf) -> None:
    pdf.docinfo["/Creator"] = CANARY.decode()


def change_in_pdf(pdf: Pdf) -> None:
    pdf.pages[0].obj["/PieceInfo"] = Dictionary(Word=Dictionary(LastModified=CANARY.decode()))


def in_book(name: str, data: bytes) -> bytes:
    with ZipFile(BytesIO(BOOK)) as opened:
        entries = {one: opened.read(one) for one in opened.namelist()}
    return zip_container({**entries, name: data})


def in_page(data: bytes) -> bytes:
    coded = base64.b64encode(data)
    return PAGE.replace(b"</body>", b'<p><img alt="" src="data:image/jpeg;base64,' + coded + b'"/></p></body>')


CANARIES: dict[str, tuple[str, bytes]] = {
    **HIDING,
    "zip time": ("a.zip", zipped(at_noon)),
    "zip system": ("a.zip", zipped(on_unix)),
    "zip comment": ("a.zip", zipped(comment=CANARY)),
    "zip entry comment": ("a.zip", zipped(with_comment)),
    "zip times to the second": ("a.zip", zipped(with_extra(0x5455))),
    "zip owner": ("a.zip", zipped(with_extra(0x7875))),
    "zip Windows times": ("a.zip", zipped(with_extra(0x000A))),
    "zip other field": ("a.zip", zipped(with_extra(0x5A5A))),
    "zip .DS_Store": ("a.zip", zipped(name=".DS_Store")),
    "zip __MACOSX": ("a.zip", zipped(name="__MACOSX/._a.txt")),
    "zip home": ("a.zip", zipped(name=f"{HOME[1:]}/a.txt")),
    "zip picture": ("a.zip", zip_container({"a.jpg": segment(0xFE, CANARY)})),
    "zip in zip": ("a.zip", zip_container({"b.zip": zip_container({"a.png": PNG + CANARY})})),
    "Word author": ("a.docx", core("creator")),
    "Word last author": ("a.docx", core("lastModifiedBy")),
    "Word created": ("a.docx", core("created")),
    "Word revision": ("a.docx", core("revision")),
    "Word company": ("a.docx", app("Company")),
    "Word manager": ("a.docx", app("Manager")),
    "Word template": ("a.docx", app("Template")),
    "Word program": ("a.docx", app("Application")),
    "Word own properties": ("a.docx", office("docProps/custom.xml", "<p>Zugvogel</p>")),
    "Word thumbnail": ("a.docx", zip_container({"docProps/thumbnail.jpeg": JPEG})),
    "Word comment": ("a.docx", word("word/comments.xml", "comment")),
    "Word insertion": ("a.docx", word("word/document.xml", "ins")),
    "Word deletion": ("a.docx", word("word/document.xml", "del")),
    "Word sittings": ("a.docx", word("word/settings.xml", "rsid")),
    "OpenDocument author": (
        "a.odt",
        office("meta.xml", '<o xmlns:m="urn:m"><m:initial-creator>Zugvogel</m:initial-creator></o>'),
    ),
    "OpenDocument program": ("a.odt", office("meta.xml", '<o xmlns:m="urn:m"><m:generator>Zugvogel</m:generator></o>')),
    "OpenDocument comment": (
        "a.odt",
        office("content.xml", '<o xmlns:d="urn:d"><d:annotation><d:creator>Zugvogel</d:creator></d:annotation></o>'),
    ),
    "PDF program": ("a.pdf", in_pdf(author_in_pdf)),
    "PDF private data": ("a.pdf", in_pdf(change_in_pdf)),
    "PDF picture": ("a.pdf", in_pdf(picture_in_pdf)),
    "PDF path in a packed stream": ("a.pdf", in_pdf(path_in_pdf)),
    "EPUB picture": ("a.epub", in_book("EPUB/a.jpg", segment(0xFE, CANARY))),
    "EPUB path": ("a.epub", in_book("EPUB/a.css", f"/* {HOME} */".encode())),
    "HTML picture": ("a.html", in_page(segment(0xFE, CANARY))),
    "HTML generator": ("a.html", PAGE.replace(b"<title>", b'<meta name="generator" content="Zugvogel"><title>')),
    "HTML path": ("a.html", PAGE.replace(b"They came", HOME.encode())),
    "HTML path as an address": ("a.html", PAGE.replace(b"They came", quote(f"{HOME} ü").encode())),
    "text path": ("a.txt", PLAIN.replace(b"They came", HOME.encode())),
}
NAMES = {
    "macOS": "pack/.DS_Store",
    "macOS zip": "pack/__MACOSX/a.txt",
    "macOS twin": "pack/._a.txt",
    "Windows": "pack/Thumbs.db",
    "Windows folder": "pack/desktop.ini",
    "git": "pack/.git/config",
    "Word's lock": "pack/~$a.docx",
    "LibreOffice's lock": "pack/.~lock.a.odt#",
    "vim": "pack/.a.md.swp",
    "backup": "pack/a.txt~",
    "camera": "pack/IMG_2031.jpg",
    "screen": "pack/Screenshot_20240301-120000.png",
}


@pytest.fixture(autouse=True)
def _without_judges_of_others(monkeypatch: pytest.MonkeyPatch) -> None:
    """EPUBCheck and Ace take seconds and are tested elsewhere."""
    from edition_builder.checking import files

    monkeypatch.setitem(files._CHECKS, ".epub", files._CHECKS[".epub"][:1])


def leaks(found: tuple[Diagnostic, ...]) -> list[str]:
    return [one.message for one in found if one.code == "EB606"]


def test_there_are_more_than_forty() -> None:
    assert len(CANARIES) + len(NAMES) >= 80


@pytest.mark.parametrize("place", CANARIES)
def test_a_canary_is_found(place: str) -> None:
    name, data = CANARIES[place]
    assert leaks(check_file(name, data, (HOME, f"{HOME} ü"))) != []


@pytest.mark.parametrize("place", NAMES)
def test_a_telling_name_is_found(place: str) -> None:
    assert leaks(check_folder(((NAMES[place], b""),))) != []


def clean() -> Iterator[tuple[str, bytes]]:
    yield from (("a.jpg", JPEG), ("b.png", PNG), ("c.gif", GIF), ("d.webp", WEBP))
    yield from (("e.jpg", pixels("JPEG", progressive=True)), ("f.png", pixels("PNG", dpi=(72, 72))))
    yield from (("g.html", PAGE), ("h.txt", PLAIN), ("i.epub", BOOK), ("j.pdf", sample_book().files[0].data))
    yield "k.zip", zipped()
    yield "l.zip", zip_container({"a/b.zip": zip_container({"a.epub": BOOK}), "a/c.jpg": JPEG})
    yield "m.docx", office("word/document.xml", '<w:d xmlns:w="urn:w"><w:p/></w:d>')


@pytest.mark.parametrize(("name", "data"), list(clean()), ids=lambda one: one if isinstance(one, str) else "")
def test_what_is_clean_passes(name: str, data: bytes) -> None:
    assert check_file(name, data, (HOME,)) == ()
    assert check_folder(((f"pack/{name}", data), ("pack/a.bin", b"anything")), (HOME,)) == ()


def test_a_path_is_not_said_again() -> None:
    (found,) = check_file("a.txt", PLAIN.replace(b"They came", HOME.encode()), (HOME,))
    assert HOME not in f"{found.message} {found.hint}"


def test_a_name_in_a_word_file_is_said_to_its_owner() -> None:
    assert leaks(check_file(*CANARIES["Word author"])) == ["a.docx: says its author: Zugvogel"]
    assert leaks(check_file(*CANARIES["Word comment"])) == ["a.docx: says a comment, by Zugvogel"]


@pytest.mark.parametrize("data", [JPEG, PNG, GIF, WEBP], ids=["JPEG", "PNG", "GIF", "WebP"])
def test_a_picture_that_is_cut_off_is_damaged_and_no_end(data: bytes) -> None:
    for length in range(14, len(data), 3):
        assert all(isinstance(one, str) for one in picture_leaks(data[:length]))
    assert [one.code for one in check_file({b"\xff": "a.jpg", b"\x89": "a.png"}.get(data[:1], "a.gif"), data[:-9])][
        -1:
    ] == ["EB605"]


@pytest.mark.parametrize("suffix", ["heic", "tiff", "jpg"])
def test_a_picture_that_is_not_looked_into_is_said(suffix: str) -> None:
    assert [one.code for one in check_file(f"a.{suffix}", b"\0\0\0\x18ftypheic")] == ["EB605"]


@pytest.mark.parametrize("name", ["a.docx", "a.zip", "a.odt"])
def test_what_cannot_be_unpacked_is_damaged(name: str) -> None:
    assert {one.code for one in check_file(name, b"anything")} == {"EB605"}
