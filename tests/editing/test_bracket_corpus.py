"""Labelled texts of many kinds: what a right reading finds, and how much of it the engine finds.

The labels were written before the engine first read the texts. A case that the engine is known to miss stays in its
text; the share that it may miss is stated here and only shrinks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bracket_corpus import CORPUS, load, manuscript_of, resolve
from bracket_law import gone, manuscript_text, put_back
from edition_builder.editing.notes.resolve import resolve_notes
from edition_builder.model.edition import Decision

TEXTS = sorted(CORPUS.glob("*.txt"))
# Shares of all labelled brackets, as measured; they may only rise (one fell when harder texts joined).
RIGHT_CLASS, RIGHT_ACTION, RIGHT_LEMMA, RIGHT_HAND = 0.975, 0.992, 0.965, 0.999


def _read(path: Path) -> list[tuple[bool, bool, bool, bool]]:
    text = load(path)
    decisions = resolve(text.markdown).decisions
    return [
        (d.bracket_class.value == w.bracket_class, d.action.value == w.action, d.lemma == w.lemma, d.by.value == w.by)
        for d, w in zip(decisions, text.labels, strict=True)
    ]


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_every_labelled_bracket_is_in_the_ledger_in_order(path: Path) -> None:
    text = load(path)
    found = [" ".join(_plain(one).split()) for one in resolve(text.markdown).decisions]
    assert found == [label.text for label in text.labels]


def _plain(one: Decision) -> str:
    return one.text


def test_the_engine_reads_as_well_as_it_did() -> None:
    results = [result for path in TEXTS for result in _read(path)]
    shares = [sum(column) / len(results) for column in zip(*results, strict=True)]
    assert len(results) >= 1500
    assert shares[0] >= RIGHT_CLASS
    assert shares[1] >= RIGHT_ACTION
    assert shares[2] >= RIGHT_LEMMA
    assert shares[3] >= RIGHT_HAND


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_falls_far_behind_the_others(path: Path) -> None:
    results = _read(path)
    assert sum(right for right, *_ in results) / len(results) >= 0.85


@pytest.mark.parametrize("preset", ["auto", "all", "none"])
def test_every_word_goes_back_where_it_was(preset: str) -> None:
    for path in TEXTS:
        markdown = load(path).markdown.replace("brackets: auto", f"brackets: {preset}")
        if "[Footnote 1" in markdown or "[Footnote A" in markdown:
            continue  # a numbered body goes to its call: that is tested where it is done
        manuscript = manuscript_of(markdown)
        resolved = resolve_notes(manuscript).value
        assert resolved is not None
        assert put_back(resolved) == manuscript_text(manuscript, gone(resolved)), path.stem


def test_a_damaged_label_is_noticed() -> None:
    text = load(CORPUS / "play.txt")
    wrong = [label for label in text.labels if label.bracket_class == "note"]
    decisions = resolve(text.markdown.replace("[Aside.]", "[Tr.: aside.]")).decisions
    assert not wrong
    assert "note" in {one.bracket_class.value for one in decisions}


def test_an_abbreviation_that_opens_a_line_has_nothing_to_stand_for() -> None:
    head = "---\ntitle: T\nauthor: A\nlanguage: en\n---\n\n"
    (decision,) = resolve(head + "the \\\n[KNB]\n").decisions
    assert decision.text == "KNB"


def test_one_doubtful_sign_does_not_turn_the_hand_and_two_do() -> None:
    head = "---\ntitle: T\nauthor: A\nlanguage: en\ntranslator: B\n---\n\nTerekhov [the mayor] came. "
    one, two = "It must [exist].", "It must [exist]. They were [angry]."
    actions = [resolve(head + text).decisions[0].action.value for text in (one, two)]
    assert actions == ["footnote", "inline"]
