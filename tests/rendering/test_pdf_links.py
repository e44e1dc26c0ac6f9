"""Links on paper: notes of their own series, brackets, codes that can be read, or nothing; and never a word lost."""

from __future__ import annotations

import itertools

import pypdfium2
import pytest
import segno
import zxingcpp
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from PIL import Image

from books import opened, styles
from edition_builder.checking.pdf import check
from edition_builder.checking.pdf_text import read_tagged_text
from edition_builder.model.document import Block, Link, Quotation
from edition_builder.model.edition import Edition
from edition_builder.model.printing import Margins, PrintedLinks, PrintSettings
from edition_builder.rendering.pdf import render
from edition_builder.rendering.pdf_codes import apart
from edition_builder.rendering.pdf_links import outer_links, series_mark
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph

LONG = "https://example.org/" + "way/" * 30
CYRILLIC = "https://example.org/АБВГД/дом"


def link(address: str, words: str = "here") -> Link:
    return Link(address, inlines(words), HERE)


def linked(links: PrintedLinks, *addresses: str) -> Edition:
    """Links in paragraphs, a quotation and a note, and one whose words are its address."""
    blocks: list[Block] = [paragraph("See ", link(one), f" and more about {one[-6:]}.") for one in addresses]
    plain = paragraph("As ", link("https://example.org/plain", "https://example.org/plain"), " says", call(1), ".")
    quoted = Quotation((paragraph("There ", link("https://example.org/quoted"), "."),), HERE)
    one = note(1, "1", paragraph("With a ", link("https://example.org/note"), " in it."))
    made = edition(chapter(1, heading(1, "Links", "links"), *blocks, plain, quoted, notes=(one,)))
    return replace(made, print_settings=PrintSettings(links=links))


def references(data: bytes) -> list[str]:
    with opened(data) as pdf:
        text = read_tagged_text(pdf)
        assert text
        found = (
            "".join(kid for kid in one.kids if isinstance(kid, str))
            for one in text.root.walk()
            if one.tag == "Reference"
        )
        return ["".join(one.split()) for one in found]


def codes(data: bytes) -> list[list[str]]:
    """What the codes on each page say when the page is photographed."""
    document = pypdfium2.PdfDocument(data)
    pages = [page.render(scale=300 / 72).to_pil().convert("L") for page in document]
    return [sorted(one.text for one in zxingcpp.read_barcodes(page)) for page in pages]


@pytest.mark.parametrize("links", list(PrintedLinks))
def test_no_way_of_printing_links_changes_a_word(links: PrintedLinks) -> None:
    one = linked(links, "https://example.org/a", LONG, CYRILLIC)
    assert check(render(one, styles()), one) == ()


def test_as_notes_addresses_have_a_series_of_their_own_on_the_page_of_their_call() -> None:
    one = linked(PrintedLinks.NOTE, *(f"https://example.org/{number}" for number in range(60)))
    data = render(one, styles()).files[0].data
    assert check(render(one, styles()), one) == ()
    found = references(data)
    assert [address for address in found if address.startswith("http")] == [
        *(f"https://example.org/{number}" for number in range(60)),
        "https://example.org/quoted",
    ]
    assert "(https://example.org/note)" in found  # a note cannot call a note


def test_a_lost_or_wrong_address_is_found() -> None:
    one = linked(PrintedLinks.NOTE, "https://example.org/a")
    other = linked(PrintedLinks.NOTE, "https://example.org/b")
    said = check(render(one, styles()), other)
    assert [found.code for found in said] == ["EB602"]
    assert "https://example.org/b" in said[0].message


def test_none_prints_no_address() -> None:
    data = render(linked(PrintedLinks.NONE, "https://example.org/a"), styles()).files[0].data
    assert not [one for one in references(data) if "example" in one]


def test_codes_can_be_read_from_the_page_and_say_the_address() -> None:
    one = linked(PrintedLinks.QR, "https://example.org/a?b=1&c=2", LONG[:80], CYRILLIC)
    found = codes(render(one, styles()).files[0].data)
    assert [one for page in found for one in page] == sorted(
        [
            "https://example.org/a?b=1&c=2",
            LONG[:80],
            CYRILLIC,
            "https://example.org/plain",
            "https://example.org/quoted",
        ]
    )


def test_many_codes_on_a_page_stand_apart_and_the_rest_print_their_address() -> None:
    addresses = [f"https://example.org/{number}" for number in range(40)]
    one = linked(PrintedLinks.QR, *addresses)
    data = render(one, styles()).files[0].data
    read = {text for page in codes(data) for text in page}
    printed = {found.strip("()") for found in references(data)}
    assert set(addresses) <= read | printed
    assert len(read) > 10
    assert read.isdisjoint(printed)


def test_codes_stand_on_the_outer_side() -> None:
    one = linked(PrintedLinks.QR, *(f"https://example.org/{number}" for number in range(40)))
    document = pypdfium2.PdfDocument(render(one, styles()).files[0].data)
    for number, page in enumerate(document):
        picture: Image.Image = page.render(scale=300 / 72).to_pil().convert("L")
        for found in zxingcpp.read_barcodes(picture):
            assert (found.position.top_left.x > picture.width / 2) == (number % 2 == 0)


def test_an_address_too_long_for_the_margin_stands_in_brackets() -> None:
    narrow = PrintSettings(links=PrintedLinks.QR, margins=Margins(20, 22, 19, 9))
    markup = outer_links(narrow)
    assert markup
    assert markup(link("https://example.org/a"), "here") == 'here<span class="address"> (https://example.org/a)</span>'


def test_a_code_is_bytes_whatever_the_address() -> None:
    assert segno.make_qr(CYRILLIC.encode(), mode="byte").mode == "byte"


def test_marks_of_links_are_capital_letters() -> None:
    assert [series_mark(number) for number in (1, 2, 26, 27, 28, 702, 703)] == ["A", "B", "Z", "AA", "AB", "ZZ", "AAA"]


@given(st.lists(st.tuples(st.floats(0, 1000), st.floats(20, 90)), max_size=30), st.floats(200, 1000))
def test_codes_moved_apart_never_overlap_nor_leave_the_page(boxes: list[tuple[float, float]], height: float) -> None:
    boxes = sorted(boxes)
    tops = list(apart(boxes, height))
    assert len(tops) == len(boxes)
    spans = [(top, top + size) for top, (_wanted, size) in zip(tops, boxes, strict=True) if top is not None]
    assert all(top > 0 and bottom < height for top, bottom in spans)
    assert all(above[1] <= below[0] + 1e-6 for above, below in itertools.pairwise(spans))
    assert not boxes or boxes[0][1] > height - 38 or spans
