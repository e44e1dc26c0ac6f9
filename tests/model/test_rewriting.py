"""A change reaches every inline of every kind of block, children before their parents, and nothing else changes."""

from __future__ import annotations

import pytest

from edition_builder.model.document import (
    Block,
    CodeBlock,
    Division,
    DivisionKind,
    Emphasis,
    Figure,
    Heading,
    Inline,
    ItemList,
    OpenBracketBlock,
    Picture,
    Quotation,
    SceneBreak,
    Table,
    Text,
    VerseLine,
)
from edition_builder.model.rewriting import rewrite_blocks, rewrite_inlines
from editions import HERE, inlines, paragraph, verse


def louder(inline: Inline) -> Inline:
    return Text(inline.value.upper()) if isinstance(inline, Text) else inline


def every_kind(a: str, b: str) -> tuple[Block, ...]:
    words = inlines(a, Emphasis(inlines(b)))
    return (
        paragraph(*words),
        Heading(2, words, HERE, "kept"),
        Quotation((paragraph(*words),), HERE),
        Division(DivisionKind.LETTER, (paragraph(*words),), HERE),
        OpenBracketBlock((paragraph(*words),), HERE),
        ItemList(((paragraph(*words),), (paragraph(b),)), HERE, ordered=True, start=3),
        verse((a, VerseLine(words, 1)), (b,)),
        Table((words, inlines(b)), ((inlines(a), words),), ("", "right"), HERE),
        Figure(Picture("img-001.png", "kept", HERE), words, HERE),
    )


def test_a_change_reaches_every_inline() -> None:
    assert rewrite_blocks(every_kind("one", "two"), louder) == every_kind("ONE", "TWO")


@pytest.mark.parametrize("block", [SceneBreak(HERE), CodeBlock("kept\n", HERE)])
def test_what_holds_no_inlines_stays(block: Block) -> None:
    assert rewrite_blocks((block,), louder) == (block,)


def test_children_are_changed_before_their_parent() -> None:
    seen: list[str] = []

    def noted(inline: Inline) -> Inline:
        seen.append(type(inline).__name__)
        return inline

    rewrite_inlines(inlines("a", Emphasis(inlines("b"))), noted)
    assert seen == ["Text", "Text", "Emphasis"]
