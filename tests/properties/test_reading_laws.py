"""Laws of reading, tried on generated texts: no exception, no word lost, every place right."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Heading,
    Link,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Quotation,
    own_inlines,
    walk_inlines,
)
from edition_builder.model.manuscript import Manuscript
from manuscripts import HEADER, every_block, read_bytes, read_text

# fmt: off
_SIGNS = (
    "[", "]", "[", "]", "*", "**", "_", "^[", "[^1]", "!", "&amp;", "\\", "\\[", "  ", "\t", "(", ")",
    "{.gloss}", "{by=editor}", "\n", "\n", "\n\n", "\n\n", "\n    ", "\n> ", "\n\n> ", "\n- ", "\n  ", "\n1. ",
    "\n# ", "\n\n## ", "\n---\n", "\n===\n", "\n| ", " | ", "\n|---|---|\n", "\n::: letter\n", "\n:::\n",
    "\n::: verse\n", "\n[^1]: ", "日", "本\n", ". ", ", ",
)
# fmt: on


@st.composite
def soups(draw: st.DrawFn) -> str:
    """Words between signs of markup in any order; each word is used once."""
    signs = draw(st.lists(st.sampled_from(_SIGNS), max_size=40))
    spaces = draw(st.lists(st.sampled_from(("", " ")), min_size=2 * len(signs) + 2, max_size=2 * len(signs) + 2))
    parts = [f"w{0}w"]
    for number, sign in enumerate(signs, 1):
        parts += [spaces[2 * number], sign, spaces[2 * number + 1], f"w{number}w"]
    return "".join(parts)


def _words(text: str) -> list[str]:
    return re.findall(r"w\d+w", text)


def _text(manuscript: Manuscript) -> str:
    return " ".join(visible_text(manuscript.blocks))


def _note_text(manuscript: Manuscript) -> str:
    return " ".join(text for note in manuscript.author_notes for text in visible_text(note.blocks))


@given(st.text())
def test_any_text_is_read_without_an_exception(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    assert read_bytes(data).diagnostics
    read_bytes(HEADER.encode() + data)


@given(st.binary())
def test_any_bytes_are_read_without_an_exception(data: bytes) -> None:
    assert read_bytes(data).diagnostics


@given(st.text(alphabet="[]*_`!^()<>&\\{}.=\"' \n\t-#|:~a1日", max_size=60))
def test_markup_in_any_order_is_read_without_an_exception(text: str) -> None:
    assert read_text(text).value is not None or read_text(text).diagnostics


@given(st.text(), st.text(alphabet="abc:- [{]}|>'\"&*!#\n\\~?,", max_size=40))
def test_any_front_matter_is_read_without_an_exception(text: str, yaml: str) -> None:
    for header in (text, yaml, f"title: {yaml}\nauthor: {text}"):
        read_text("Text.", f"---\n{header}\n---\n".encode("utf-8", "replace").decode())


@given(soups())
@settings(max_examples=300)
def test_no_word_is_lost(text: str) -> None:
    outcome = read_text(text)
    assert outcome.value is not None
    if any(one.code in ("EB307", "EB312") for one in outcome.diagnostics):
        return
    body, notes = _words(_text(outcome.value)), _words(_note_text(outcome.value))
    assert sorted(body + notes) == sorted(_words(text))
    moved = set(notes)
    assert body == [word for word in _words(text) if word not in moved]


@given(soups())
@settings(max_examples=300)
def test_every_place_points_at_its_sign(text: str) -> None:
    outcome = read_text(text)
    assert outcome.value is not None
    lines = (HEADER + text).split("\n")
    for block in every_block(outcome.value):
        there = lines[block.location.line - 1][block.location.column - 1 :]
        match block:
            case OpenBracketBlock():
                assert there[0] == "["
            case Quotation():
                assert there[0] == ">"
            case Heading() | Paragraph():
                assert there[:1] not in (" ", "\t", ">", "")
            case _:
                pass
        for run in own_inlines(block):
            for inline in walk_inlines(run):
                if isinstance(inline, OpenBracket | NoteReference | Link):
                    sign = lines[inline.location.line - 1][inline.location.column - 1]
                    assert sign in ("[", "^") if isinstance(inline, NoteReference) else sign == "["
