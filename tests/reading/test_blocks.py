"""Blocks: every kind, with its place and its parts."""

from __future__ import annotations

import pytest

from edition_builder.model.document import (
    Block,
    CodeBlock,
    Division,
    DivisionKind,
    Heading,
    ItemList,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
)
from manuscripts import HEADER_LINES, read, read_blocks, read_text, said, show


def _place(block: Block) -> str:
    return f"{block.location.line - HEADER_LINES}:{block.location.column}"


def _words(blocks: tuple[Block, ...]) -> list[str]:
    return [show(block.content) for block in blocks if isinstance(block, Paragraph)]


def test_headings() -> None:
    first, second, third = read_blocks("# One #\n\nTwo\n===\n\n### *Three*\n")
    assert isinstance(first, Heading)
    assert isinstance(second, Heading)
    assert isinstance(third, Heading)
    assert [(one.level, show(one.content)) for one in (first, second, third)] == [
        (1, "One"),
        (1, "Two"),
        (3, "<em>Three</em>"),
    ]
    assert [_place(one) for one in (first, second, third)] == ["1:3", "3:1", "6:5"]
    assert [one.identifier for one in (first, second, third)] == ["section-1", "section-2", "section-3"]


def test_quotations_nest() -> None:
    (outer,) = read_blocks("> a\n>\n> > b\n")
    assert isinstance(outer, Quotation)
    assert _place(outer) == "1:1"
    inner = outer.blocks[1]
    assert isinstance(inner, Quotation)
    assert _place(inner) == "3:3"
    assert _words(inner.blocks) == ["b"]


@pytest.mark.parametrize(
    ("written", "ordered", "start", "tight"),
    [
        ("- a\n- b", False, 1, True),
        ("* a\n\n* b", False, 1, False),
        ("3. a\n4. b", True, 3, True),
        ("0) a\n1) b", True, 0, True),
    ],
)
def test_lists(written: str, ordered: bool, start: int, tight: bool) -> None:
    (block,) = read_blocks(written)
    assert isinstance(block, ItemList)
    assert (block.ordered, block.start, block.tight) == (ordered, start, tight)
    assert [_words(item) for item in block.items] == [["a"], ["b"]]


def test_a_year_inside_a_paragraph_starts_no_list() -> None:
    assert _words(read_blocks("It was the end of\n2021. Nobody knew.")) == ["It was the end of 2021. Nobody knew."]


@pytest.mark.parametrize("written", ["---", "* * *", "***", "___"])
def test_scene_breaks(written: str) -> None:
    block = read_blocks(f"a\n\n  {written}\n\nb")[1]
    assert isinstance(block, SceneBreak)
    assert _place(block) == "3:3"


def test_tables() -> None:
    (table,) = read_blocks("> | a | *b* | c |\n> |:--|:-:|--:|\n> | 1 | 2 \\| 3 | [z] y |\n> | only |\n")[0].blocks  # type: ignore[union-attr]
    assert isinstance(table, Table)
    assert _place(table) == "1:3"
    assert table.alignments == ("left", "center", "right")
    assert [show(cell) for cell in table.head] == ["a", "<em>b</em>", "c"]
    assert [[show(cell) for cell in row] for row in table.rows] == [["1", "2 | 3", "⟦z⟧ y"], ["only", "", ""]]


def test_a_row_with_too_many_cells_is_an_error() -> None:
    assert said(read_text("| a | b |\n|---|---|\n| 1 | 2 |\n| 1 | 2 | lost |\n| 1 | |")) == ["4:1 EB312"]


def test_code_is_kept_as_it_is() -> None:
    first, second = read("```\na [b]\n  c\n```\n\n    d *e*\n").blocks
    assert isinstance(first, CodeBlock)
    assert isinstance(second, CodeBlock)
    assert (first.value, second.value) == ("a [b]\n  c\n", "d *e*\n")
    assert (_place(first), _place(second)) == ("1:1", "6:5")


def test_indented_prose_is_said_once() -> None:
    assert said(read_text("a\n\n    b [c]\n\nd\n\n\te\n")) == ["3:5 EB313"]


@pytest.mark.parametrize("kind", list(DivisionKind))
def test_divisions(kind: DivisionKind) -> None:
    before, division, after = read_blocks(f"before\n::: {kind}\na\n\nb\n:::\nafter")
    assert isinstance(division, Division)
    assert division.kind is kind
    assert _place(division) == "2:1"
    assert _words(division.blocks) == ["a", "b"]
    assert _words((before, after)) == ["before", "after"]


@pytest.mark.parametrize("fence", [":::: {.letter}", ":::letter", "::: letter :::", "::: {letter}"])
def test_fences_in_other_forms(fence: str) -> None:
    (division,) = read_blocks(f"{fence}\na\n:::::")
    assert isinstance(division, Division)
    assert division.kind is DivisionKind.LETTER


def test_divisions_nest() -> None:
    (outer,) = read_blocks("::: letter\n::: dateline\nAlmaty\n:::\n- a\n\n  ::: signature\n  b\n  :::\n:::\n")
    assert isinstance(outer, Division)
    dateline, items = outer.blocks
    assert isinstance(dateline, Division)
    assert isinstance(items, ItemList)
    assert isinstance(items.items[0][1], Division)


@pytest.mark.parametrize(
    ("written", "findings", "hint"),
    [
        ("::: epigrph\na\n:::", ["1:1 EB304"], "did you mean epigraph?"),
        ("a\n\n::: letter\nb", ["3:1 EB310"], "add a line with ::: where it ends"),
        ("> ::: letter\n> b\n\nc", ["1:3 EB310"], "add a line with ::: where it ends"),
    ],
)
def test_divisions_that_are_wrong(written: str, findings: list[str], hint: str) -> None:
    outcome = read_text(written)
    assert said(outcome) == findings
    assert outcome.diagnostics[0].hint == hint
    assert outcome.value is not None


def test_a_closing_fence_alone_is_text() -> None:
    assert _words(read("a\n\n:::\n\nb").blocks) == ["a", ":::", "b"]


def test_a_definition_that_is_no_address_is_a_paragraph() -> None:
    assert _words(read("[Laughter]: Yes.\n\n[He]:\nno").blocks) == ["⟦Laughter⟧: Yes.", "⟦He⟧: no"]


@pytest.mark.parametrize("address", ["https://a.b", "#place", "../a.md", "a/b", "a.md", "mailto:a@b.c", "<a.md>"])
def test_a_definition_of_an_address_is_one(address: str) -> None:
    assert read(f"x\n\n[ref]: {address}").blocks == read("x").blocks
    assert said(read_text(f"x\n\n[ref]: {address}")) == ["3:1 EB314"]


def test_definitions_that_are_used_are_not_said() -> None:
    text = "::: verse\n[One]\n:::\n\n[words][Two] [^n]\n\n[^n]: [THREE]\n\n[one]: https://a.b\n[two]: https://a.b\n"
    assert said(read_text(f"{text}[three]: https://a.b")) == []


@pytest.mark.parametrize("blank", ["\u00a0", " \u3000 ", "\u2003\u00a0"])
def test_lines_of_other_blanks_part_paragraphs(blank: str) -> None:
    assert _words(read_blocks(f"a\n{blank}\nb")) == ["a", "b"]


def test_html_blocks_are_text() -> None:
    assert _words(read_blocks("<div>\nwords\n</div>")) == ["<div> words </div>"]


@pytest.mark.parametrize(
    "written",
    [
        ">" * 100 + " a",
        "- " * 100 + "a",
        "".join("  " * depth + "- a\n" for depth in range(40)),
        "::: letter\n" * 40 + "a",
        "> " * 1000 + "a",
    ],
)
def test_nesting_too_deep(written: str) -> None:
    assert "EB303" in [one.code for one in read_text(f"before\n\n{written}").diagnostics]


def test_nesting_up_to_the_limit() -> None:
    assert said(read_text("> " * 32 + "a")) == []
    assert said(read_text("- " * 32 + "a")) == []
    assert said(read_text("> " * 33 + "a")) == ["1:67 EB303"]
