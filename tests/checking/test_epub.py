"""The check of an EPUB passes a good one and finds each damage, under one code."""

from __future__ import annotations

import re
import struct
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import pytest
from msgspec.structs import replace

from edition_builder.checking.epub import check, check_alone
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.model.zip_container import zip_container
from edition_builder.rendering.epub import render
from editions import chapter, edition, heading, paragraph, sample_edition

FOLDER = Path(__file__).resolve().parents[2] / "styles"
NAMES = ("epub.css", "epub-rtl.css", *(f"fonts/GentiumBookPlus-{one}.ttf" for one in ("Regular", "Italic", "Bold")))
STYLES = StyleFolder(tuple((name, (FOLDER / name).read_bytes()) for name in NAMES))
SAMPLE = sample_edition()
GOOD = render(SAMPLE, STYLES).files[0].data

TRANSLATOR = '<dc:contributor id="p2">PS</dc:contributor>'
SECOND_LEVEL = '<ol>\n<li><a href="text-2.xhtml#what-we-carried">What we carried</a></li>\n</ol>'
READ = '<itemref idref="text-2"/>'

Entries = dict[str, bytes]
Damage = Callable[[Entries], Entries]
FIRST_CALL = re.compile(rb'<sup class="call">.*?</sup>')
FIRST_NOTE = re.compile(rb"<aside.*?</aside>", re.DOTALL)


def unpacked(data: bytes) -> Entries:
    with ZipFile(BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def codes(data: bytes, one: Edition = SAMPLE) -> set[str]:
    rendition = Rendition("epub", (RenditionFile("sample.epub", data),))
    return {finding.code for finding in check(rendition, one)}


def swapped(name: str, old: str, new: str) -> Damage:
    """One change in one entry; a damage that changes nothing would prove nothing."""

    def damage(entries: Entries) -> Entries:
        assert old.encode() in entries[name], f"{old} is not in {name}"
        return {**entries, name: entries[name].replace(old.encode(), new.encode(), 1)}

    return damage


def cut(name: str, pattern: re.Pattern[bytes]) -> Damage:
    def damage(entries: Entries) -> Entries:
        assert pattern.search(entries[name])
        return {**entries, name: pattern.sub(b"", entries[name], count=1)}

    return damage


def without(name: str) -> Damage:
    return lambda entries: {path: data for path, data in entries.items() if path != name}


def moved_note(entries: Entries) -> Entries:
    """The first note stands at the end of another chapter's file."""
    note = FIRST_NOTE.search(entries["text-1.xhtml"])
    assert note
    there = entries["text-3.xhtml"].replace(b"</body>", note[0] + b"</body>")
    return {**entries, "text-1.xhtml": entries["text-1.xhtml"].replace(note[0], b""), "text-3.xhtml": there}


def in_other_order(entries: Entries) -> Entries:
    one, other = b'<itemref idref="text-1"/>', b'<itemref idref="text-2"/>'
    package = entries["content.opf"].replace(one + other, other + one)
    assert package != entries["content.opf"]
    return {**entries, "content.opf": package}


def meta(text: str) -> Damage:
    return swapped("content.opf", "</metadata>", f"{text}</metadata>")


DAMAGES: dict[str, tuple[str, Damage]] = {
    # words and credits
    "a word": ("EB601", swapped("text-1.xhtml", "It began", "It starts")),
    "a word in a note": ("EB601", swapped("text-1.xhtml", "Wednesday 5", "Thursday 6")),
    "the headnote": ("EB601", swapped("front.xhtml", "in January", "in June")),
    "chapters in another order": ("EB601", in_other_order),
    "the title page": ("EB601", swapped("front.xhtml", "Edited by QT", "")),
    "a translator": ("EB601", swapped("content.opf", TRANSLATOR, TRANSLATOR.replace("PS", "QT"))),
    "a translator as author": (
        "EB601",
        swapped("content.opf", TRANSLATOR, TRANSLATOR.replace("contributor", "creator")),
    ),
    "a role": ("EB601", swapped("content.opf", '"marc:relators">wac<', '"marc:relators">ill<')),
    "the rights": ("EB601", swapped("content.opf", "<dc:rights>Copy these texts.</dc:rights>", "")),
    "the language of the package": ("EB601", swapped("content.opf", "<dc:language>en", "<dc:language>de")),
    "the check phrase": ("EB601", swapped("text-3.xhtml", SAMPLE.check_phrase[2], "other")),
    # notes
    "a call": ("EB602", cut("text-1.xhtml", FIRST_CALL)),
    "a note's number": ("EB602", swapped("text-1.xhtml", '<a class="number" href="#call-note-1"', '<a class="number"')),
    "the way back": ("EB602", swapped("text-1.xhtml", ' href="#call-note-2-2"', "")),
    # ids and links
    "a note": ("EB602", cut("text-1.xhtml", FIRST_NOTE)),
    "a note in another file": ("EB603", moved_note),
    "an id that stands twice": ("EB603", swapped("text-2.xhtml", 'id="what-we-carried"', 'id="the-second-day"')),
    "a link inside": ("EB603", swapped("text-1.xhtml", "text-2.xhtml#the-second-day", "text-2.xhtml#the-first")),
    "a heading's id": ("EB603", swapped("text-2.xhtml", ' id="what-we-carried"', "")),
    "a line of the contents": ("EB603", swapped("nav.xhtml", '<li><a href="text-3.xhtml">A letter</a></li>', "")),
    "a line of the contents for old readers": ("EB603", swapped("toc.ncx", "The second day", "The third day")),
    "the level of a line": (
        "EB603",
        swapped("nav.xhtml", f"{SECOND_LEVEL}</li>", "</li>" + SECOND_LEVEL.replace("<ol>", "").replace("</ol>", "")),
    ),
    "an address in both contents": (
        "EB603",
        lambda entries: swapped("toc.ncx", "text-3.xhtml#colophon", "text-3.xhtml#end")(
            swapped("nav.xhtml", "text-3.xhtml#colophon", "text-3.xhtml#end")(entries)
        ),
    ),
    "a heading in both contents": (
        "EB603",
        lambda entries: swapped("toc.ncx", "A letter", "Letter")(swapped("nav.xhtml", "A letter", "Letter")(entries)),
    ),
    "a landmark": ("EB603", swapped("nav.xhtml", '"bodymatter" href="text-1', '"bodymatter" href="text-2')),
    "a picture's address": ("EB603", swapped("text-2.xhtml", 'src="img-001.png"', 'src="img-002.png"')),
    # what would be loaded
    "a remote picture": ("EB604", swapped("text-2.xhtml", 'src="img-001.png"', 'src="https://example.org/a.png"')),
    "a script": ("EB604", swapped("text-1.xhtml", "</body>", "<script>1</script></body>")),
    "a handler": ("EB604", swapped("text-1.xhtml", "<body>", '<body onload="1">')),
    "a style sheet from elsewhere": ("EB604", swapped("style.css", "p{", "@import url(http://example.org/a.css);p{")),
    "a live link": ("EB604", swapped("text-2.xhtml", "page elsewhere", '<a href="https://a.org/">page elsewhere</a>')),
    # the form
    "the file type": ("EB605", lambda entries: {**entries, "mimetype": b"application/zip"}),
    "no file type": ("EB605", without("mimetype")),
    "no container file": ("EB605", without("META-INF/container.xml")),
    "no package": ("EB605", without("content.opf")),
    "a chapter's file": ("EB605", without("text-2.xhtml")),
    "a chapter out of the order": ("EB605", swapped("content.opf", READ, "")),
    "a chapter beside the order": ("EB605", swapped("content.opf", READ, READ.replace("/", ' linear="no"/'))),
    "a chapter read twice": ("EB605", swapped("content.opf", READ, READ + READ)),
    "a stranger in the order": ("EB605", swapped("content.opf", 'idref="text-2"', 'idref="text-9"')),
    "a file that nothing lists": ("EB605", lambda entries: {**entries, "left.txt": b"over"}),
    "a doubled id in the list": ("EB605", swapped("content.opf", 'id="style"', 'id="nav"')),
    "a wrong kind": ("EB605", swapped("content.opf", 'media-type="image/png"', 'media-type="image/jpeg"')),
    "no navigation": ("EB605", swapped("content.opf", ' properties="nav"', "")),
    "no contents for old readers": ("EB605", swapped("content.opf", ' toc="ncx"', "")),
    "a document that is said to act": ("EB605", swapped("content.opf", '"nav"/>', '"nav scripted"/>')),
    "a document that does not parse": ("EB605", swapped("text-1.xhtml", "</body>", "</bod>")),
    "contents that do not parse": ("EB605", swapped("toc.ncx", "</ncx>", "")),
    "an entity": ("EB605", swapped("text-1.xhtml", "It began", "It&nbsp;began")),
    # what would be told
    "a generator": ("EB606", meta('<meta name="generator" content="us"/>')),
    "a tag of another program": ("EB606", meta('<meta name="calibre:timestamp" content="2022"/>')),
    "a further author": ("EB606", meta('<dc:creator xmlns:dc="http://purl.org/dc/elements/1.1/">Root</dc:creator>')),
    "a publisher": ("EB606", meta('<dc:publisher xmlns:dc="http://purl.org/dc/elements/1.1/">Us</dc:publisher>')),
    "an evaluator": ("EB606", meta('<meta property="a11y:certifiedBy">Somebody</meta>')),
    "a refinement": ("EB606", meta('<meta refines="#nobody" property="role">aut</meta>')),
    "a second identifier": (
        "EB606",
        meta('<dc:identifier xmlns:dc="http://purl.org/dc/elements/1.1/">1</dc:identifier>'),
    ),
    "a time in the package": ("EB601", swapped("content.opf", "T00:00:00Z", "T21:14:07Z")),
    "a claim that does not hold": ("EB606", swapped("text-2.xhtml", 'alt="grey mark"', 'alt=""')),
    "a comment": ("EB606", swapped("text-1.xhtml", "</body>", "<!-- today --></body>")),
    "the language of a document": ("EB606", swapped("text-1.xhtml", 'xml:lang="en"', 'xml:lang="de"')),
}


def test_a_good_book_passes() -> None:
    assert codes(GOOD) == set()
    assert check_alone("sample.epub", GOOD) == ()


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_has_one_code(name: str) -> None:
    code, damage = DAMAGES[name]
    assert codes(zip_container(damage(unpacked(GOOD)))) == {code}


@pytest.mark.parametrize("name", ["a heading's id", "a script", "a chapter's file", "no container file"])
def test_a_book_alone_is_judged_by_its_form(name: str) -> None:
    code, damage = DAMAGES[name]
    assert {one.code for one in check_alone("sample.epub", zip_container(damage(unpacked(GOOD))))} == {code}


def test_a_cover_that_the_manuscript_refuses() -> None:
    assert codes(GOOD, replace(SAMPLE, cover=False)) == {"EB606"}


def test_another_edition_of_the_same_name() -> None:
    other = edition(chapter(1, heading(1, "One", "section-1"), paragraph("Something else.")))
    assert codes(GOOD, other) == {"EB602"}
    assert codes(render(other, STYLES).files[0].data) == {"EB602"}
    assert codes(render(other, STYLES).files[0].data, edition(chapter(1, paragraph("Else.")))) == {"EB601"}


def test_a_book_in_one_piece_and_one_from_right_to_left_pass() -> None:
    for one in (
        edition(chapter(1, paragraph("No heading at all."))),
        edition(chapter(1, paragraph("متن")), language="fa", direction="rtl"),
    ):
        assert codes(render(one, STYLES).files[0].data, one) == set()


# ---------------------------------------------------------------- the zip itself


def rezipped(change: Callable[[ZipInfo], None], *more: tuple[str, bytes], comment: bytes = b"") -> bytes:
    """The good book with a change to the header of every entry but ``mimetype``, and entries at the end."""
    stream = BytesIO()
    with ZipFile(stream, "w") as container:
        for name, data in (*unpacked(GOOD).items(), *more):
            info = ZipInfo(name)
            info.create_system, info.external_attr = 0, 0x20
            info.compress_type = ZIP_DEFLATED if name != "mimetype" else 0
            if name != "mimetype":
                change(info)
            container.writestr(info, data)
        container.comment = comment
    return stream.getvalue()


def set_to(**values: object) -> Callable[[ZipInfo], None]:
    def change(info: ZipInfo) -> None:
        for name, value in values.items():
            setattr(info, name, value)

    return change


def test_the_same_zip_written_anew_passes() -> None:
    assert codes(rezipped(set_to())) == set()


@pytest.mark.parametrize(
    "change",
    [
        set_to(date_time=(2026, 11, 22, 23, 10, 0)),
        set_to(create_system=3),
        set_to(external_attr=0o600 << 16),
        set_to(extra=struct.pack("<HHBI", 0x5455, 5, 1, 1641427200)),
        set_to(comment=b"made on a Tuesday"),
    ],
    ids=["time", "platform", "permissions", "extra", "comment"],
)
def test_an_entry_that_tells_of_the_machine(change: Callable[[ZipInfo], None]) -> None:
    assert codes(rezipped(change)) == {"EB606"}


def test_a_comment_of_the_whole_zip() -> None:
    assert codes(rezipped(set_to(), comment=b"by root")) == {"EB606"}


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_that_stands_twice() -> None:
    assert codes(rezipped(set_to(), ("style.css", b""))) == {"EB605"}
    assert codes(rezipped(set_to(), ("Style.css", b""))) == {"EB605"}


@pytest.mark.parametrize("name", ["../outside", "/absolute", "a\\b", "c:d", "with space"])
def test_a_name_that_not_every_device_takes(name: str) -> None:
    assert codes(rezipped(set_to(), (name, b""))) == {"EB605"}


def test_a_file_type_that_is_compressed() -> None:
    entries = unpacked(GOOD)
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as container:
        for name, data in entries.items():
            container.writestr(ZipInfo(name), data, compress_type=ZIP_DEFLATED)
    assert "EB605" in codes(stream.getvalue())


def test_entries_that_share_bytes() -> None:
    """The central directory points two names at one entry."""
    one, other = (GOOD.rindex(b"PK\x01\x02", 0, GOOD.rindex(name)) for name in (b"text-1.xhtml", b"text-2.xhtml"))
    shared = GOOD[: other + 16] + GOOD[one + 16 : one + 28] + GOOD[other + 28 : other + 42] + GOOD[one + 42 : one + 46]
    assert codes(shared + GOOD[other + 46 :]) == {"EB605"}


def test_an_entry_inside_another_entry() -> None:
    """Python before 3.11.8 unpacks both (CVE-2024-0450); one program would see a chapter where another sees a font."""
    inner = BytesIO()
    with ZipFile(inner, "w") as container:
        container.writestr(ZipInfo("inside.css"), b"p{}")
    data, infos = inner.getvalue(), ZipFile(inner).infolist()
    stream = BytesIO()
    with ZipFile(stream, "w") as container:
        for name, entry in unpacked(GOOD).items():
            container.writestr(ZipInfo(name), entry)
        container.writestr(ZipInfo("outside.css"), data[: data.index(b"PK\x01\x02")])
        infos[0].header_offset = stream.getvalue().rindex(b"PK\x03\x04")
        container.filelist.append(infos[0])
    found = check_alone("sample.epub", stream.getvalue())
    assert any("overlap" in one.message.lower() for one in found if one.code == "EB605")


def test_a_book_that_unpacks_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("edition_builder.checking.epub_container._MOST_UNPACKED", 10_000)
    (found,) = check_alone("sample.epub", GOOD)
    assert (found.code, "unpacks to more" in found.message) == ("EB605", True)


@pytest.mark.parametrize("data", [b"", b"not a zip", GOOD[:-30], GOOD[:2000]], ids=["empty", "text", "cut", "start"])
def test_bytes_that_are_no_book(data: bytes) -> None:
    assert codes(data) == {"EB605"}


def test_a_flipped_bit() -> None:
    middle = GOOD.index(b"text-1.xhtml") + 200
    assert codes(GOOD[:middle] + bytes([GOOD[middle] ^ 0x10]) + GOOD[middle + 1 :]) == {"EB605"}


def test_an_encrypted_entry() -> None:
    place = GOOD.index(b"PK\x01\x02") + 8
    assert codes(GOOD[:place] + b"\x01" + GOOD[place + 1 :]) == {"EB605"}
