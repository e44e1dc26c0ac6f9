"""Heads of tables: never left out, said once, with their notes; a table is one table over pages and columns."""

from __future__ import annotations

import pytest

from books import opened, styles
from edition_builder.checking.pdf import check
from edition_builder.checking.pdf_text import Element, read_tagged_text
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.document import Block, Inlines, ItemList, Table
from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import PRINT_FORMATS, PrintFormat
from edition_builder.model.rendition import Rendition
from edition_builder.rendering.pdf import render, render_in
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph

EVERY_PRINT = pytest.mark.parametrize("row", PRINT_FORMATS, ids=lambda row: row.name)
SHORT = tuple((inlines(f"Day {number}"), inlines("so many " * 5)) for number in range(8))
TALL = inlines("so many " * 600)


def made(
    head: tuple[Inlines, ...], rows: tuple[tuple[Inlines, ...], ...] = SHORT, notes: int = 0, words: int = 3
) -> Edition:
    table = Table(head, rows, ("",) * len(rows[0] if rows else head), HERE)
    return framed(table, notes, words)


def framed(block: Block, notes: int = 0, words: int = 3) -> Edition:
    texts = tuple(note(number, str(number), paragraph("few words " * words)) for number in range(1, notes + 1))
    blocks = (heading(1, "Days", "days"), paragraph("Before. " * 20), block, paragraph("After."))
    return edition(chapter(1, *blocks, notes=texts))


def calling(notes: int, words: str = "Day") -> tuple[Inlines, ...]:
    return inlines(words, *(call(number) for number in range(1, notes + 1))), inlines("Count")


def found(one: Edition, row: PrintFormat) -> tuple[Rendition, tuple[Diagnostic, ...]]:
    rendition = render_in(one, styles(), row)
    return rendition, check(rendition, one)


def tables(rendition: Rendition) -> list[Element]:
    with opened(rendition.files[0].data) as pdf:
        text = read_tagged_text(pdf)
    assert text
    return [element for element in text.root.walk() if element.tag == "Table"]


def tags(element: Element) -> list[str]:
    return [kid.tag for kid in element.kids if isinstance(kid, Element)]


@EVERY_PRINT
def test_notes_that_a_head_calls_stand_once_below_it(row: PrintFormat) -> None:
    rendition, faults = found(made(calling(3), SHORT * 5, notes=3), row)
    assert faults == ()
    assert [tags(table) for table in tables(rendition)] == [["THead", "TBody"]]


@EVERY_PRINT
@pytest.mark.parametrize(("notes", "words", "head"), [(60, 6, 1), (3, 200, 1), (0, 0, 400), (40, 6, 200)])
def test_a_head_higher_than_the_page_is_whole(row: PrintFormat, notes: int, words: int, head: int) -> None:
    rendition, faults = found(made(calling(notes, "Head " * head), notes=notes, words=words), row)
    assert {fault.code for fault in faults} <= {"EB614"}
    assert [tags(table) for table in tables(rendition)] == [["THead", "TBody"]]


@EVERY_PRINT
@pytest.mark.parametrize(
    "rows",
    [
        ((TALL, inlines("x")), (inlines("y"), TALL)),
        tuple((inlines("so many " * 120), inlines("x")) for _ in range(3)),
        ((inlines("a"), ()), ((), inlines("b")), (TALL, ())),
    ],
)
def test_a_row_that_goes_on_is_read_cell_by_cell(row: PrintFormat, rows: tuple[tuple[Inlines, ...], ...]) -> None:
    rendition, faults = found(made(calling(0), rows), row)
    assert faults == ()
    (table,) = tables(rendition)
    assert [tags(one) for one in table.walk() if one.tag == "TR"] == [["TH", "TH"], *(["TD", "TD"] for _ in rows)]


def test_a_head_and_a_row_that_are_both_higher_than_the_page_are_whole() -> None:
    assert found(made((TALL, inlines("B")), ((TALL, inlines("x")),)), PRINT_FORMATS[0])[1] == ()


@pytest.mark.parametrize("rows", [(), (((), ()),)])
def test_a_head_over_nothing_keeps_its_note_and_is_a_body(rows: tuple[tuple[Inlines, ...], ...]) -> None:
    rendition, faults = found(made(calling(1), rows, notes=1), PRINT_FORMATS[0])
    assert faults == ()
    assert [tags(table) for table in tables(rendition)] == [["TBody"]]


def test_a_table_in_an_item_that_goes_on_keeps_its_place() -> None:
    table = Table(calling(1), SHORT * 9, ("", ""), HERE)
    assert found(framed(ItemList(((paragraph("x"), table),), HERE), notes=1), PRINT_FORMATS[0])[1] == ()


def test_cells_name_their_heads_where_the_table_goes_on() -> None:
    with opened(render(made(calling(0), SHORT * 9), styles()).files[0].data) as pdf:
        elements = [thing for thing in pdf.objects if hasattr(thing, "keys") and "/S" in thing]
        heads = {str(one.ID) for one in elements if one.S == "/TH" and "/ID" in one}
        cells = [one for one in elements if one.S == "/TD" and len(one.K)]
        assert len(heads) == 2
        assert len(cells) == 144
        assert all({str(name) for name in cell.A.Headers} <= heads and len(cell.A.Headers) for cell in cells)


def test_calls_of_a_cell_wrap_and_leave_the_paper_nowhere() -> None:
    rows = ((inlines("c", *(call(number) for number in range(1, 121))), inlines("d")),)
    one = made(calling(0), rows, notes=120)
    with opened(render(one, styles()).files[0].data) as pdf:
        for page in pdf.pages:
            right = float(page.MediaBox[2])
            links = [thing.Rect for thing in page.get("/Annots", ())]
            assert all(float(box[2]) <= right for box in links)


def test_calls_that_follow_one_another_are_read_without_what_parts_them() -> None:
    rendition = render(made(calling(3), notes=3), styles())
    with opened(rendition.files[0].data) as pdf:
        text = read_tagged_text(pdf)
    assert text
    said = [kid for element in text.root.walk() for kid in element.kids if isinstance(kid, str)]
    assert not [words for words in said if "\u200b" in words]
