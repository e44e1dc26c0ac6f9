"""What a screen reader gets of the sample: its elements in order, each with its words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from msgspec.structs import replace

from books import book, opened, sample_book, styles
from edition_builder.checking.pdf import check
from edition_builder.checking.pdf_text import Element, read_tagged_text
from edition_builder.model.document import Action, Blocks, ItemList, Quotation, Span, Table
from edition_builder.model.print_formats import PRINT_FORMATS, PrintFormat
from edition_builder.rendering.pdf import render, render_in
from editions import HERE, call, chapter, edition, inlines, note, paragraph


def tree(data: bytes) -> Element:
    with opened(data) as pdf:
        text = read_tagged_text(pdf)
    assert text
    return text.root


def said(element: Element) -> str:
    return "".join(kid if isinstance(kid, str) else said(kid) for kid in element.kids)


def every(tag: str) -> Iterator[Element]:
    return (element for element in tree(sample_book().files[0].data).walk() if element.tag == tag)


def test_headings_are_read_in_order_without_a_gap_between_levels() -> None:
    root = tree(sample_book().files[0].data)
    headings = [(one.tag, said(one)) for one in root.walk() if one.tag.startswith("H")]
    assert headings == [
        ("H1", "Six days & a half"),
        ("H2", "Contents"),
        ("H2", "The first evening"),
        ("H2", "The second day"),
        ("H3", "What we carried"),
        ("H2", "A letter"),
        ("H2", "Notes"),
        ("H2", "About the digital text"),
        ("H2", "Colophon"),
    ]


def test_contents_are_entries_without_dots() -> None:
    assert [" ".join(said(one).split()) for one in every("TOCI")] == [
        "The first evening 5",
        "The second day 6",
        "What we carried 6",
        "A letter 8",
    ]


def test_notes_are_notes_under_their_own_names() -> None:
    assert [one.identifier for one in every("Note")] == ["note-1", "note-2", "note-3", "note-4", "note-5"]


def test_lemma_and_responsibility_are_told_apart_from_the_note() -> None:
    first = next(every("Note"))
    beside = [(kid.tag, said(kid)) for kid in first.walk() if kid.tag in ("Quote", "Reference")]
    assert beside == [("Quote", "yesterday:"), ("Reference", "—\u00a0Tr.")]


def test_list_items_have_label_and_body() -> None:
    items = list(every("LI"))
    assert [[kid.tag for kid in item.kids if isinstance(kid, Element)][:2] for item in items] == [["Lbl", "LBody"]] * 5
    assert said(next(every("LBody"))) == "bread"


def test_a_numbered_list_keeps_its_first_number() -> None:
    assert [said(one).strip() for one in every("Lbl")][3:] == ["3.", "4."]


def test_running_heads_folios_and_scene_breaks_are_not_read() -> None:
    words = said(tree(sample_book().files[0].data))
    assert "* * *" not in words
    assert words.count("The second day") == 2  # in the contents and as a heading


def test_words_are_not_cut_into_lines() -> None:
    one = edition(chapter(1, paragraph("a line that goes on and on " * 20)))
    paragraphs = [element for element in tree(book(one)).walk() if element.tag == "P" and "goes on" in said(element)]
    assert all(isinstance(kid, str) for kid in paragraphs[0].kids)


def test_foreign_words_are_in_their_language() -> None:
    one = edition(chapter(1, paragraph("the ", Span(inlines("karabets"), language="kk-Latn"), " came")))
    with opened(book(one)) as pdf:
        languages = [
            str(thing.Lang) for thing in pdf.objects if hasattr(thing, "keys") and "/S" in thing and "/Lang" in thing
        ]
    assert languages == ["kk-Latn"]


def test_small_capitals_are_read_as_they_were_written() -> None:
    assert "What we carried" in [said(one) for one in every("H3")]


def items(*contents: Blocks, start: int | None = None) -> ItemList:
    return ItemList(contents, HERE, ordered=start is not None, start=start or 1)


NESTED = items(
    (paragraph("one"),),
    (
        paragraph("two"),
        items((paragraph("inner"), items((paragraph("innermost"),), start=3), paragraph("inner goes on")), start=1),
        paragraph("two goes on"),
        Quotation((paragraph("quoted"), items((paragraph("in the quotation"),))), HERE),
        items((paragraph("again"),), (items((paragraph("in an item without words"),)),)),
        Table((inlines("Day"),), ((inlines("cell"),),), ("",), HERE),
        paragraph("two ends"),
    ),
    (paragraph("three"),),
)


def test_an_item_that_goes_on_after_an_inner_list_is_read_in_order() -> None:
    one = edition(chapter(1, NESTED, *(paragraph("more " * 90) for _ in range(3)), NESTED))
    made = render(one, styles())
    assert check(made, one) == ()
    lists = [element for element in tree(made.files[0].data).walk() if element.tag == "L"]
    words = "one two 1. inner 3. innermost inner goes on two goes on quoted in the quotation again"
    words += " in an item without words Day cell two ends three"
    assert "".join(said(lists[0]).replace("–", "").split()) == words.replace(" ", "")


def test_an_inner_list_is_part_of_the_body_of_its_item() -> None:
    one = edition(chapter(1, NESTED))
    for element in tree(render(one, styles()).files[0].data).walk():
        kids = {kid.tag for kid in element.kids if isinstance(kid, Element)}
        assert element.tag != "L" or kids == {"LI"}
        assert element.tag != "LI" or kids <= {"Lbl", "LBody"}


@pytest.mark.parametrize("before", range(0, 36, 4))
def test_an_item_over_a_page_end_is_read_in_order(before: int) -> None:
    one = edition(chapter(1, *(paragraph("row") for _ in range(before)), NESTED, NESTED))
    assert check(render(one, styles()), one) == ()


@pytest.mark.parametrize("row", PRINT_FORMATS, ids=lambda row: row.name)
def test_notes_at_the_end_are_whole_over_many_pages(row: PrintFormat) -> None:
    lengths = (700, 40, 40, 40, 40, 40, 40)
    notes = tuple(
        replace(note(number, str(number), paragraph("testimony " * length)), action=Action.ENDNOTE)
        for number, length in enumerate(lengths, start=1)
    )
    text = (paragraph(f"Day {one.mark}", call(int(one.mark))) for one in notes)
    made = edition(chapter(1, *text, notes=notes))
    assert check(render_in(made, styles(), row), made) == ()
