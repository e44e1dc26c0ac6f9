"""Verse: a line of the file is a line, two spaces are a step."""

from __future__ import annotations

from edition_builder.model.document import Block, Verse
from manuscripts import HEADER_LINES, read_blocks, show


def _lines(block: Block) -> list[list[tuple[int, str]]]:
    assert isinstance(block, Verse)
    return [[(line.indent, show(line.content)) for line in stanza] for stanza in block.stanzas]


def test_lines_stanzas_and_indents() -> None:
    (verse,) = read_blocks("::: verse\none,\n  two,\n     three.\n\n\nfour  \n\tfive\\\nsix\n:::\n")
    assert _lines(verse) == [[(0, "one,"), (1, "two,"), (2, "three.")], [(0, "four"), (2, "five"), (0, "six")]]
    assert (verse.location.line - HEADER_LINES, verse.location.column) == (1, 1)


def test_emphasis_over_lines_is_split() -> None:
    (verse,) = read_blocks("::: verse\na *b\nc **d\ne** f* g\n:::")
    assert _lines(verse) == [
        [(0, "a <em>b</em>"), (0, "<em>c <b>d</b></em>"), (0, "<em><b>e</b> f</em> g")],
    ]


def test_a_bracket_over_lines_stays_whole_and_later_lines_keep_their_indent() -> None:
    (verse,) = read_blocks("::: verse\na [b\n  c] d\n    e\n:::")
    assert _lines(verse) == [[(0, "a ⟦b<br>c⟧ d"), (2, "e")]]


def test_verse_in_other_blocks() -> None:
    (quotation,) = read_blocks("> ::: verse\n> a\n>   b\n> :::\n")
    assert _lines(quotation.blocks[0]) == [[(0, "a"), (1, "b")]]  # type: ignore[union-attr]
    (items,) = read_blocks("- x\n\n  ::: verse\n  a\n    b\n  :::\n")
    assert _lines(items.items[0][1]) == [[(0, "a"), (1, "b")]]  # type: ignore[union-attr]


def test_nothing_in_verse_is_a_block() -> None:
    (verse,) = read_blocks("::: verse\n# a\n- b\n> c\n1. d\n:::")
    assert _lines(verse) == [[(0, "# a"), (0, "- b"), (0, "> c"), (0, "1. d")]]
