"""Characters go from the ends of a run, through every kind of inline that may stand there, and from nowhere else."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bracket_strategies import manuscripts
from edition_builder.editing.notes.slicing import cut_blocks, cut_inlines
from edition_builder.model.document import (
    Code,
    Correction,
    Emphasis,
    InlineBracket,
    Inlines,
    LineBreak,
    Link,
    OpenBracket,
    Paragraph,
    SceneBreak,
    Span,
    Strong,
    Text,
    own_inlines,
    plain_text,
    walk_blocks,
)
from edition_builder.model.manuscript import Manuscript
from editions import HERE, inlines, paragraph

WHOLE = inlines("Tr.: a slogan — Tr.")


@pytest.mark.parametrize(
    ("run", "leading", "trailing", "left"),
    [
        (WHOLE, 4, 6, inlines("a slogan")),
        (inlines(Emphasis(inlines("Tr.:")), " a slogan"), 4, 0, inlines("a slogan")),
        (inlines(Emphasis(inlines("Tr.: a")), " slogan"), 5, 0, inlines(Emphasis(inlines("a")), " slogan")),
        (inlines("a ", Strong(inlines("slogan — Tr."))), 0, 6, inlines("a ", Strong(inlines("slogan")))),
        (inlines("a ", Span(inlines("slogan Tr."), "fr")), 0, 4, inlines("a ", Span(inlines("slogan"), "fr"))),
        (inlines(Link("#x", inlines("Tr.: a"), HERE)), 5, 0, inlines(Link("#x", inlines("a"), HERE))),
        (inlines(Correction(inlines("Tr.: a"), "b", HERE)), 5, 0, inlines(Correction(inlines("a"), "b", HERE))),
        (inlines(Code("Tr.: a")), 5, 0, inlines(Code("a"))),
        (inlines("Tr.", LineBreak(), "a"), 4, 0, inlines("a")),
        (inlines("a ", "— ", "Tr."), 0, 5, inlines("a")),
        (inlines(Emphasis(inlines(Strong(inlines("Tr.: "))), ), "a"), 5, 0, inlines("a")),
        (WHOLE, 0, 0, WHOLE),
        (inlines("Tr."), 3, 0, ()),
    ],
)  # fmt: skip
def test_a_label_goes_wherever_it_stands(run: Inlines, leading: int, trailing: int, left: Inlines) -> None:
    assert cut_inlines(run, leading, trailing) == left


@pytest.mark.parametrize("inner", [OpenBracket(inlines("gap"), HERE), InlineBracket(inlines("gap"), HERE)])
def test_a_bracket_is_never_cut_open(inner: OpenBracket | InlineBracket) -> None:
    assert cut_inlines((inner, Text(" a")), 2, 0) == (inner, Text(" a"))


def test_labels_go_from_the_first_and_the_last_paragraph() -> None:
    blocks = (paragraph("Tr.: one"), SceneBreak(HERE), paragraph("two — Tr."))
    assert cut_blocks(blocks, 4, 6) == (paragraph("one"), SceneBreak(HERE), paragraph("two"))
    assert cut_blocks((paragraph("Tr.: one — Tr."),), 4, 6) == (paragraph("one"),)
    assert cut_blocks((SceneBreak(HERE),), 4, 6) == (SceneBreak(HERE),)


@given(manuscripts(), st.integers(0, 12), st.integers(0, 12))
def test_what_is_left_is_what_was_there_without_its_ends(manuscript: Manuscript, leading: int, trailing: int) -> None:
    paragraphs = (one for one in walk_blocks(manuscript.blocks) if isinstance(one, Paragraph))
    for run in (run for one in paragraphs for run in own_inlines(one)):
        if any(isinstance(one, OpenBracket) for one in run):
            continue  # not cut open
        text = plain_text(run)
        assert plain_text(cut_inlines(run, leading, trailing)).strip() in text
