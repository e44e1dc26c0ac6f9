"""The check of the plain text passes a good file and names each damage with one code."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from edition_builder.checking.txt import check
from edition_builder.model.document import (
    Block,
    Blocks,
    Code,
    CodeBlock,
    ItemList,
    LineBreak,
    Quotation,
    SceneBreak,
    Table,
)
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.txt import render
from editions import HERE, call, chapter, edition, glossary_edition, inlines, note, paragraph, sample_edition, verse

SAMPLE = sample_edition()


def written(one: Edition) -> bytes:
    return render(one, StyleFolder(())).files[0].data


def codes(data: bytes, one: Edition = SAMPLE) -> list[str]:
    return [found.code for found in check(Rendition("txt", (RenditionFile("sample.txt", data),)), one)]


def swapped(old: str, new: str) -> Callable[[bytes], bytes]:
    def damage(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode(), 1)

    return damage


PHRASE = " ".join(SAMPLE.check_phrase)

DAMAGES: dict[str, tuple[str, Callable[[bytes], bytes]]] = {
    "a word of the text": ("EB601", swapped("came again", "came")),
    "a word of a note": ("EB601", swapped("Wednesday 5", "Thursday 5")),
    "a word of the headnote": ("EB601", swapped("went from hand", "from hand")),
    "a stop": ("EB601", swapped("he went home.", "he went home")),
    "a row of the table": ("EB601", swapped("Wednesday  |  300\n", "")),
    "the phrase at the top": ("EB601", swapped(PHRASE, "seven other words")),
    "a note": ("EB602", swapped("[[1]] yesterday:  Wednesday 5 January  — Tr.\n", "")),
    "a call": ("EB602", swapped("yesterday[[1]]", "yesterday")),
    "a repeated call": ("EB602", swapped("karabets[[2]] came", "karabets came")),
    "a call in another place": ("EB602", swapped("It began yesterday[[1]]", "It[[1]] began yesterday")),
    "a note that stands twice": ("EB602", swapped("[[*]]  I", "[[1]]  again\n[[*]]  I")),
    "a note of nobody": ("EB602", swapped("[[*]]  I", "[[7]]  more\n[[*]]  I")),
    "a part": ("EB605", swapped("========================\n\nA letter", "A letter")),
    "all parts": ("EB605", lambda data: data.replace(b"=" * 24, b"")),
    "line ends": ("EB605", lambda data: data.replace(b"\n", b"\r\n")),
    "the last line end": ("EB605", lambda data: data.rstrip()),
    "a byte order mark": ("EB605", lambda data: b"\xef\xbb\xbf" + data),
    "the encoding": ("EB605", lambda data: data.decode().encode("utf-16")),
    "a blank at the end of a line": ("EB605", swapped("A letter\n", "A letter \n")),
}


def test_a_good_file_passes() -> None:
    assert codes(written(SAMPLE)) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_has_one_code(name: str) -> None:
    code, damage = DAMAGES[name]
    assert codes(damage(written(SAMPLE))) == [code]


ODD = st.sampled_from(
    (
        "[1]",
        "[[1]]",
        "[*]",
        "=" * 30,
        "-" * 30,
        "* * *",
        "• a",
        "1. b",
        "| c",
        "— Tr.",
        "song:",
        " ",
        "  •  ",
        "(x)",
        "а",
    )
)
WORDS = st.lists(ODD, min_size=1, max_size=5).map("".join)


@st.composite
def odd_blocks(draw: st.DrawFn) -> Block:
    kind = draw(st.integers(0, 7))
    words, more = draw(WORDS), draw(WORDS)
    pair: Blocks = (paragraph(words), paragraph(more))
    blocks: tuple[Block, ...] = (
        paragraph(words, LineBreak(), more),
        paragraph(Code(words)),
        CodeBlock(f"{words}\n {more}\n", HERE),
        verse((words, more), (words,)),
        ItemList((pair, (verse((more,)),), (SceneBreak(HERE),)), HERE, ordered=draw(st.booleans())),
        Table((inlines(words), ()), (((), inlines(more)), ((), ())), (), HERE),
        Quotation(pair, HERE),
        SceneBreak(HERE),
    )
    return blocks[kind]


@given(st.lists(odd_blocks(), min_size=1, max_size=4), st.lists(odd_blocks(), min_size=1, max_size=3), WORDS)
def test_no_text_can_be_mistaken_for_the_layout(body: list[Block], noted: list[Block], lemma: str) -> None:
    notes = (note(1, "1", paragraph("x"), *noted, lemma=lemma.strip()), note(2, "*", *noted, author=True))
    one = edition(chapter(1, *body, paragraph("end", call(1), " and", call(2)), notes=notes), headnote=tuple(body))
    assert codes(written(one), one) == []


def test_a_glossary_is_no_word_of_text_or_notes_unless_it_stands_among_them() -> None:
    data = written(glossary_edition())
    assert codes(data) == []
    rule = data[: data.index(b"\n\nGlossary")].rpartition(b"\n")[2]
    assert codes(data.replace(b"\n" + rule + b"\n\nGlossary", b"\n\nGlossary")) == ["EB605"]
    assert codes(data.replace(rule + b"\n\nGlossary", b"Glossary\n\n" + rule)) == ["EB601"]
