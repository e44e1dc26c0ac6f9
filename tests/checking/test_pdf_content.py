"""What the glyphs of a page stand for, and whose resources are looked at."""

from __future__ import annotations

import pytest
from pikepdf import Dictionary, Name, Pdf

from edition_builder.checking.pdf_content import forms_of, read_page, resources_of

TABLE = b"2 beginbfchar\n<0041> <0061>\n<d800> <0062>\n<dc00> <00660069>\nendbfchar"


def page_of(pdf: Pdf, content: bytes) -> None:
    font = pdf.make_indirect(Dictionary(Type=Name.Font, ToUnicode=pdf.make_stream(TABLE)))
    page = pdf.add_blank_page()
    page.obj.Resources = pdf.make_indirect(Dictionary(Font=Dictionary(F=font)))
    page.obj.Contents = pdf.make_stream(content)


@pytest.mark.parametrize(
    ("glyphs", "text"),
    [
        (b"[<0041>12<0041>]", "aa"),
        (b"<00410042>", "a\ufffd"),
        (b"<d800>", "b"),
        (b"<d800dc00>", "bfi"),
        (b"<dc000041d800>", "fiab"),
        (b"<0041d8>", "a"),
        (b"<>", ""),
    ],
)
def test_a_glyph_is_what_its_font_says_whatever_its_number(glyphs: bytes, text: str) -> None:
    pdf = Pdf.new()
    page_of(pdf, b"/Span <</MCID 3>> BDC /F 12 Tf " + glyphs + b" TJ EMC")
    assert read_page(pdf.pages[0], {}).pieces == {3: text}


def test_a_text_that_says_itself_hides_its_glyphs_until_it_ends() -> None:
    pdf = Pdf.new()
    said = b"/P <</MCID 1>> BDC /Span <</ActualText (x)>> BDC /F 1 Tf <0041> Tj EMC <0041> Tj EMC"
    page_of(pdf, said)
    found = read_page(pdf.pages[0], {})
    assert (found.pieces, found.drawn) == ({1: "xa"}, 2)


def test_what_pages_share_is_looked_at_once() -> None:
    pdf = Pdf.new()
    form = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Form)
    image = pdf.make_stream(b"", Type=Name.XObject, Subtype=Name.Image)
    shared = pdf.make_indirect(Dictionary(XObject=Dictionary(a=form, b=image)))
    for resources in (shared, shared, Dictionary(XObject=Dictionary(c=form)), Dictionary(XObject=Dictionary(c=form))):
        pdf.add_blank_page().obj.Resources = resources
    assert len(list(resources_of(*pdf.pages))) == 3
    assert [one.objgen for one in forms_of(*pdf.pages)] == [form.objgen]
    assert list(forms_of(Pdf.new().add_blank_page())) == []
