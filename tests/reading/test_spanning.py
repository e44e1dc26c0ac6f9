"""Brackets over several blocks: joined where they are plain, never over what somebody forgot to close."""

from __future__ import annotations

import pytest

from edition_builder.model.document import (
    Block,
    BracketClass,
    Heading,
    ItemList,
    OpenBracketBlock,
    Override,
    Paragraph,
    Quotation,
    Verse,
)
from manuscripts import HEADER_LINES, read, read_text, said, show


def _outline(blocks: tuple[Block, ...]) -> list[str]:
    """Paragraphs as their words, a spanning bracket as a bracketed list."""
    lines = []
    for block in blocks:
        match block:
            case Paragraph() | Heading():
                lines.append(show(block.content))
            case OpenBracketBlock():
                lines.append(f"⟦{' | '.join(_outline(block.blocks))}⟧")
            case Quotation():
                lines.append(f"> {' | '.join(_outline(block.blocks))}")
            case ItemList():
                lines.append(f"- {' | '.join(line for item in block.items for line in _outline(item))}")
            case Verse():
                lines.append("verse")
            case _:
                lines.append("?")
    return lines


@pytest.mark.parametrize(
    ("written", "outline"),
    [
        ("[a\n\nb]\n\nc", ["⟦a | b⟧", "c"]),
        ("[a\n\nb\n\nc]", ["⟦a | b | c⟧"]),
        ("x\n\n[a [b] c\n\n[d] e [f]]\n\ny", ["x", "⟦a ⟦b⟧ c | ⟦d⟧ e ⟦f⟧⟧", "y"]),
        ("[a\n\n> b\n\nc]", ["⟦a | > b | c⟧"]),
        ("[a\n\n> b]\n\nc", ["⟦a | > b⟧", "c"]),
        ("[a:\n\n- b\n- c]\n\nd", ["⟦a: | - b | c⟧", "d"]),
        ("[a:\n\n::: verse\nb\n:::\n\nc]", ["⟦a: | verse | c⟧"]),
        ("> [a\n>\n> b]\n\nc", ["> ⟦a | b⟧", "c"]),
        ("- [a\n\n  b]\n- c", ["- ⟦a | b⟧ | c"]),
        ("*[a*\n\n*b]*", ["⟦<em>a</em> | <em>b</em>⟧"]),
        ("[a\n\nb]\n\n[c\n\nd]", ["⟦a | b⟧", "⟦c | d⟧"]),
        ("[a\n\n[b] c\n\nd]", ["⟦a | ⟦b⟧ c | d⟧"]),
    ],
)
def test_blocks_between_a_pair_are_one(written: str, outline: list[str]) -> None:
    assert _outline(read(written).blocks) == outline
    assert said(read_text(written)) == []


@pytest.mark.parametrize(
    ("written", "outline", "findings"),
    [
        ("[a\n\n[b\n\nc]\n\nd", ["[a", "⟦b | c⟧", "d"], ["1:1 EB401"]),
        ("[a\n\nb [c\n\nd]", ["[a", "b [c", "d]"], ["1:1 EB401", "3:3 EB401", "5:2 EB402"]),
        ("[a\n\n# b\n\nc]", ["[a", "b", "c]"], ["1:1 EB401", "5:2 EB402"]),
        ("x [a\n\nb]", ["x [a", "b]"], ["1:3 EB401", "3:2 EB402"]),
        ("[a\n\nb] c", ["[a", "b] c"], ["1:1 EB401", "3:2 EB402"]),
        ("> [a\n\nb]", ["> [a", "b]"], ["1:3 EB401", "3:2 EB402"]),
        ("[a\n\nb\n\nc", ["[a", "b", "c"], ["1:1 EB401"]),
        ("# [a\n\nb]", ["[a", "b]"], ["1:3 EB401", "3:2 EB402"]),
    ],
)
def test_what_is_not_plainly_a_pair_is_characters(written: str, outline: list[str], findings: list[str]) -> None:
    assert _outline(read(written).blocks) == outline
    assert said(read_text(written)) == findings


def test_an_unclosed_bracket_never_takes_a_chapter() -> None:
    text = "[forgotten\n\n" + "a paragraph\n\n" * 60 + "a stray end]\n"
    assert len(read(text).blocks) == 62
    assert said(read_text(text)) == ["1:1 EB401", "123:12 EB402"]


def test_a_paragraph_that_is_a_bracket_is_a_paragraph() -> None:
    assert _outline(read("[a\nb.]\n\n[c].\n").blocks) == ["⟦a b.⟧", "⟦c⟧."]


def test_attributes_and_place_of_a_spanning_bracket() -> None:
    (block,) = read("  [a\n\nb]{.note by=editor}").blocks
    assert isinstance(block, OpenBracketBlock)
    assert block.override.bracket_class is BracketClass.NOTE
    assert block.override != Override()
    assert (block.location.line - HEADER_LINES, block.location.column) == (1, 3)
