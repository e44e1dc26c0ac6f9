"""Labelled texts of many kinds: what a right reading finds, and how much of it the engine finds.

The labels were written before the engine first read the texts. A case that the engine is known to miss stays in its
text; the share that it may miss is stated here and only shrinks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from bracket_corpus import CORPUS, load, resolve
from edition_builder.model.edition import Decision

TEXTS = sorted(CORPUS.glob("*.txt"))
# Shares of all labelled brackets, as measured; they may only rise.
RIGHT_CLASS, RIGHT_ACTION, RIGHT_LEMMA = 0.985, 0.990, 0.970


def _read(path: Path) -> list[tuple[bool, bool, bool]]:
    text = load(path)
    decisions = resolve(text.markdown).decisions
    return [
        (d.bracket_class.value == w.bracket_class, d.action.value == w.action, d.lemma == w.lemma)
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
    assert len(results) >= 400
    assert shares[0] >= RIGHT_CLASS
    assert shares[1] >= RIGHT_ACTION
    assert shares[2] >= RIGHT_LEMMA


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_text_falls_far_behind_the_others(path: Path) -> None:
    results = _read(path)
    assert sum(right for right, _, _ in results) / len(results) >= 0.85


def test_a_damaged_label_is_noticed() -> None:
    text = load(CORPUS / "play.txt")
    wrong = [label for label in text.labels if label.bracket_class == "note"]
    decisions = resolve(text.markdown.replace("[Aside.]", "[Tr.: aside.]")).decisions
    assert not wrong
    assert "note" in {one.bracket_class.value for one in decisions}
