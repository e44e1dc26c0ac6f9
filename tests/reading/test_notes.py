"""The author's own notes."""

from __future__ import annotations

import pytest

from edition_builder.model.document import Paragraph
from manuscripts import HEADER_LINES, read, read_folder, read_text, said, show


def _notes(text: str) -> dict[str, list[str]]:
    return {
        note.label: [show(block.content) for block in note.blocks if isinstance(block, Paragraph)]
        for note in read(text).author_notes
    }


def test_a_note_of_two_paragraphs() -> None:
    text = "word[^1] more\n\n[^1]: first\n    goes on\n\n    second [x y]\n\nafter\n"
    assert _notes(text) == {"1": ["first goes on", "second ⟦x y⟧"]}
    paragraphs = [show(block.content) for block in read(text).blocks if isinstance(block, Paragraph)]
    assert paragraphs == ["word<note 1> more", "after"]
    assert said(read_text(text)) == []


def test_places_of_notes() -> None:
    (note,) = read("word[^1]\n\n[^1]: body [x y]\n").author_notes
    assert (note.location.line - HEADER_LINES, note.location.column) == (3, 1)
    body = note.blocks[0].location
    assert (body.line - HEADER_LINES, body.column) == (3, 7)


def test_a_note_may_stand_anywhere_and_be_called_twice() -> None:
    text = "> [^long-label]: body\n\nword[^long-label] and[^long-label]\n"
    assert _notes(text) == {"long-label": ["body"]}
    assert said(read_text(text)) == []


def test_inline_notes() -> None:
    text = "word^[one *two* [b]] more^[three]\n"
    manuscript = read(text)
    paragraph = manuscript.blocks[0]
    assert isinstance(paragraph, Paragraph)
    assert show(paragraph.content) == "word<note at 6:5> more<note at 6:26>"
    assert _notes(text) == {"at 6:5": ["one <em>two</em> ⟦b⟧"], "at 6:26": ["three"]}


def test_an_inline_note_in_another() -> None:
    assert _notes("a^[b^[c] d]") == {"at 6:5": ["c"], "at 6:2": ["b<note at 6:5> d"]}


@pytest.mark.parametrize(
    ("written", "findings", "hint"),
    [
        ("a[^x]", ["1:2 EB301"], "add a line [^x]: with the note, or take the reference out"),
        ("a[^nots]b[^note]\n\n[^note]: n", ["1:2 EB301"], "did you mean [^note]?"),
        ("a\n\n[^x]: n", ["3:1 EB302"], "write [^x] where it is called"),
        ("a[^x]\n\n[^x]: n\n[^x]: m", ["4:1 EB307"], "give one of them another label"),
        ("a[^x]\n\n[^x]: n[^x]", ["3:1 EB311"], "take one of the references out"),
        ("a[^x]\n\n[^x]: n[^y]\n\n[^y]: n[^x]", ["3:1 EB311"], "take one of the references out"),
    ],
)
def test_notes_that_are_wrong(written: str, findings: list[str], hint: str) -> None:
    outcome = read_text(written)
    assert said(outcome) == findings
    assert outcome.diagnostics[0].hint.startswith(hint)


def test_a_chain_of_notes_is_no_circle() -> None:
    text = "a[^0][^1]\n" + "".join(f"\n[^{number}]: n[^{number + 1}]\n" for number in range(30)) + "\n[^30]: n\n"
    assert said(read_text(text)) == []


def test_labels_belong_to_their_file() -> None:
    outcome = read_folder(
        ("b/edition.yaml", "title: T\nauthor: A\nlanguage: en\n"),
        ("b/1.md", "one[^1]\n\n[^1]: first\n"),
        ("b/2.md", "two[^1] [^2]\n\n[^1]: second\n"),
    )
    assert outcome.value is not None
    assert [note.label for note in outcome.value.author_notes] == ["b/1.md 1", "b/2.md 1"]
    assert [str(one.location) for one in outcome.diagnostics] == ["b/2.md:1:9"]
    assert "[^2]" in outcome.diagnostics[0].message


@pytest.mark.parametrize(("length", "codes"), [(31, []), (32, ["EB303"]), (5000, ["EB303"])])
def test_notes_that_call_one_another_in_a_row_end_somewhere(length: int, codes: list[str]) -> None:
    chain = "".join(f"[^{number}]: n[^{number + 1}]\n\n" for number in range(length))
    outcome = read_text(f"Word[^0].\n\n{chain}[^{length}]: end\n")
    assert [one.code for one in outcome.diagnostics] == codes
