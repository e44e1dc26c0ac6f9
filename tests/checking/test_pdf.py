"""The check of the PDF passes a good file and names each damage with its code."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from books import book, opened, sample_book
from edition_builder.checking.pdf import check, check_alone, find_text
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, RenditionFile
from editions import chapter, edition, glossary_edition, paragraph, sample_edition

SAMPLE = sample_edition()
GOOD = sample_book().files[0].data
Damage = Callable[[Pdf], None]


def codes(data: bytes, one: Edition = SAMPLE) -> list[str]:
    """What is said of a file, but for the picture of the sample, which has 8 × 6 pixels."""
    found = check(Rendition("pdf", (RenditionFile("sample.pdf", data),)), one)
    return [one.code for one in found if one.code != "EB612"]


def damaged(damage: Damage) -> bytes:
    with opened(GOOD) as pdf:
        damage(pdf)
        stream = BytesIO()
        pdf.save(stream)
    return stream.getvalue()


def elements(pdf: Pdf, tag: str) -> list[Any]:
    found = []

    def walk(element: Any) -> None:
        if str(element.get(Name.S)) == f"/{tag}":
            found.append(element)
        for kid in element.get(Name.K, ()):
            if not isinstance(kid, int) and Name.S in kid:
                walk(kid)

    walk(pdf.Root.StructTreeRoot.K[0])
    return found


def add_word(pdf: Pdf) -> None:
    content = pdf.pages[4].Contents.read_bytes()
    assert b"/MCID 4>>" in content
    pdf.pages[4].Contents = pdf.make_stream(content.replace(b"/MCID 4>>", b"/MCID 4/ActualText (more)>>"))


def drop_first_shown_text(pdf: Pdf) -> None:
    content = pdf.pages[4].Contents.read_bytes()
    start = content.index(b"] TJ")
    pdf.pages[4].Contents = pdf.make_stream(content[: content.rindex(b"[", 0, start)] + b"[] TJ" + content[start + 4 :])


def swap_paragraphs(pdf: Pdf) -> None:
    kids = elements(pdf, "Art")[1].K[0].K
    kids[2], kids[3] = kids[3], kids[2]


def lose(tag: str, place: int) -> Damage:
    def damage(pdf: Pdf) -> None:
        element = elements(pdf, tag)[place]
        element.P.K = Array([kid for kid in element.P.K if isinstance(kid, int) or kid.objgen != element.objgen])

    return damage


def call_becomes_text(pdf: Pdf) -> None:
    link = next(one for one in elements(pdf, "Link") if str(one.P.S) == "/P" and "note-1" in link_target(one))
    link.S = Name.Reference
    link.K = Array([kid for kid in link.K if isinstance(kid, int)])


def link_target(link: Any) -> str:
    return " ".join(str(kid.Obj.get(Name.Dest, "")) for kid in link.K if not isinstance(kid, int) and Name.Obj in kid)


def note_without_way_back(pdf: Pdf) -> None:
    note = elements(pdf, "Note")[0]
    note.K = Array([kid for kid in note.K if isinstance(kid, int) or str(kid.S) != "/Link"])


def note_on_another_page(pdf: Pdf) -> None:
    note = elements(pdf, "Note")[0]
    note.Pg = pdf.pages[0].obj


def stranger(pdf: Pdf) -> None:
    elements(pdf, "Note")[0].ID = String("note-77")


def no_destinations(pdf: Pdf) -> None:
    del pdf.Root.Names


def root(key: str, value: Any) -> Damage:
    def damage(pdf: Pdf) -> None:
        pdf.Root[key] = value

    return damage


def info(key: str, value: str) -> Damage:
    def damage(pdf: Pdf) -> None:
        pdf.docinfo[key] = value

    return damage


def annotation(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI=String("https://example.org"))
    link = pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action))
    pdf.pages[0].obj[Name.Annots] = Array([link])


def remark(pdf: Pdf) -> None:
    text = Dictionary(Type=Name.Annot, Subtype=Name.Text, Rect=[0, 0, 9, 9], Contents=String("by me"))
    pdf.pages[0].obj[Name.Annots] = Array([pdf.make_indirect(text)])


def attachment(pdf: Pdf) -> None:
    pdf.attachments["secret.txt"] = b"who made this"


def xmp(old: bytes, new: bytes) -> Damage:
    def damage(pdf: Pdf) -> None:
        packet = pdf.Root.Metadata.read_bytes()
        assert old in packet
        pdf.Root.Metadata = pdf.make_indirect(
            Stream(pdf, packet.replace(old, new), Type=Name.Metadata, Subtype=Name.XML)
        )

    return damage


def font(change: Callable[[Any], None]) -> Damage:
    def damage(pdf: Pdf) -> None:
        change(next(iter(pdf.pages[0].Resources.Font.values())))

    return damage


def not_embedded(one: Any) -> None:
    del one.DescendantFonts[0].FontDescriptor[Name.FontFile2]


def without_text(one: Any) -> None:
    del one[Name.ToUnicode]


def untag_a_page(pdf: Pdf) -> None:
    elements(pdf, "Sect")[0].K = Array([])


def empty_page(pdf: Pdf) -> None:
    pdf.add_blank_page(page_size=(420, 595))


DAMAGES: dict[str, tuple[str, Damage]] = {
    "a word of the text": ("EB601", drop_first_shown_text),
    "paragraphs in another order": ("EB601", swap_paragraphs),
    "a paragraph": ("EB601", lose("BlockQuote", 0)),
    "a word more": ("EB601", add_word),
    "a note": ("EB602", lose("Note", 0)),
    "a note of another edition": ("EB602", stranger),
    "a call": ("EB602", call_becomes_text),
    "a way back": ("EB602", note_without_way_back),
    "a note on another page than its call": ("EB602", note_on_another_page),
    "links that lead nowhere": ("EB603", no_destinations),
    "a page without content": ("EB605", empty_page),
    "content without tags": ("EB605", untag_a_page),
    "no tags": ("EB605", lambda pdf: pdf.Root.__delitem__(Name.StructTreeRoot)),
    "an address": ("EB604", annotation),
    "an attachment": ("EB604", attachment),
    "a script": ("EB604", root("/OpenAction", Dictionary(S=Name.JavaScript, JS=String("app.alert(1)")))),
    "a form": ("EB604", root("/AcroForm", Dictionary(Fields=Array()))),
    "a mark of a reader": ("EB604", remark),
    "a title that is not shown": ("EB606", lambda pdf: pdf.Root.ViewerPreferences.__delitem__(Name.DisplayDocTitle)),
    "no XMP": ("EB606", lambda pdf: pdf.Root.__delitem__(Name.Metadata)),
    "the producer": ("EB606", info("/Producer", "WeasyPrint 70.0")),
    "a date": ("EB606", info("/CreationDate", "D:20220111000000Z")),
    "another author": ("EB606", info("/Author", "Somebody Else")),
    "another title": ("EB606", info("/Title", "Untitled")),
    "another language": ("EB606", root("/Lang", String("fr"))),
    "a tool in the XMP": ("EB606", xmp(b"<dc:title>", b"<xmp:CreatorTool>x</xmp:CreatorTool><dc:title>")),
    "a date in the XMP": ("EB606", xmp(b'rdf:about=""', b'rdf:about="" xmp:ModifyDate="2022"')),
    "no mark of PDF/UA": ("EB606", xmp(b"pdfuaid:part", b"dc:language")),
    "a font that is not in the file": ("EB607", font(not_embedded)),
    "a font whose text cannot be read": ("EB607", font(without_text)),
}


def test_a_good_file_passes() -> None:
    assert codes(GOOD) == []
    assert check_alone("sample.pdf", GOOD) == ()


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_is_found(name: str) -> None:
    code, damage = DAMAGES[name]
    assert code in codes(damaged(damage))


@pytest.mark.parametrize(
    "name", [name for name, (code, _) in DAMAGES.items() if code in ("EB603", "EB604", "EB605", "EB607")]
)
def test_what_shows_without_the_manuscript_is_found_without_it(name: str) -> None:
    code, damage = DAMAGES[name]
    assert code in [found.code for found in check_alone("any.pdf", damaged(damage))]


def test_an_earlier_version_that_is_still_in_the_file_is_found() -> None:
    with opened(GOOD) as pdf:
        stream = BytesIO()
        pdf.save(stream, object_stream_mode=ObjectStreamMode.disable)
    first = stream.getvalue()
    start = int(first.rsplit(b"startxref", 1)[1].split()[0])
    trailer = first[first.rindex(b"trailer") : first.rindex(b"startxref")].replace(b">>", b"/Prev %d >>" % start)
    update = b"xref\n0 0\n" + trailer + b"startxref\n%d\n%%%%EOF\n" % len(first)
    assert codes(first) == []
    assert codes(first + update) == ["EB606"]


def test_a_note_for_which_there_was_no_room_is_said_and_may_only_stand_behind_its_call() -> None:
    late = Rendition("pdf", (RenditionFile("sample.pdf", GOOD),), ("note-1",))
    assert [found.location for found in check(late, SAMPLE) if found.code == "EB614"] == [SAMPLE.notes[0].location]
    assert "EB602" not in {found.code for found in check(late, SAMPLE)}
    before = Rendition("pdf", (RenditionFile("sample.pdf", damaged(note_on_another_page)),), ("note-1",))
    assert {"EB602", "EB614"} <= {found.code for found in check(before, SAMPLE)}


def test_what_is_no_pdf_is_damaged() -> None:
    assert codes(b"%PDF-1.7 and nothing else") == ["EB605"]
    assert [found.code for found in check_alone("any.pdf", b"")] == ["EB605"]


def test_the_words_of_another_edition_are_not_these() -> None:
    other = edition(chapter(1, paragraph("Another text.")))
    assert "EB601" in codes(
        book(other), replace(other, chapters=(chapter(1, paragraph("Another word.")),), text_hash="0" * 64)
    )


def test_a_glossary_is_no_word_of_text_or_notes() -> None:
    asked, refused = glossary_edition(), replace(SAMPLE, chapters=SAMPLE.chapters[:1])
    assert codes(book(asked)) == []
    assert "EB602" in codes(book(asked), refused)


def _no_kids(pdf: Pdf) -> None:
    del pdf.Root.StructTreeRoot.K


def _text_for_kids(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = String("tM")


def _nothing_for_kids(pdf: Pdf) -> None:
    pdf.Root.StructTreeRoot.K = Array([pdf.make_indirect(Dictionary(K=Array([None])))])


@pytest.mark.parametrize("change", [_no_kids, _text_for_kids, _nothing_for_kids])
def test_a_file_whose_objects_do_not_fit_together_is_damaged(change: Damage) -> None:
    data = damaged(change)
    assert [one.code for one in find_text("a.pdf", data).diagnostics] == ["EB605"]
    assert [one.code for one in check_alone("a.pdf", data)] == ["EB605"]
