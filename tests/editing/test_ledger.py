from __future__ import annotations

import json

from edition_builder.diagnostics import Location
from edition_builder.editing.ledger import LedgerKey, ledger_rows, ledger_table
from edition_builder.model.document import Action, BracketClass, Hand
from edition_builder.model.edition import Decision

KEYS = ["path", "line", "column", "text", "class", "rule", "lemma", "by", "action"]
GLOSS = Decision(
    Location("text.md", 7, 12), "blessing", BracketClass.GLOSS, "hand", "bata", Hand.TRANSLATOR, Action.FOOTNOTE
)
GAP = Decision(Location("text.md", 9, 1), "…", BracketClass.GAP, "sign-of-omission", "", Hand.TRANSLATOR, Action.INLINE)


def test_a_row_has_exactly_the_documented_keys_in_order() -> None:
    (row,) = ledger_rows((GLOSS,))
    assert list(row) == KEYS == [key.value for key in LedgerKey]
    assert list(row.values()) == ["text.md", 7, 12, "blessing", "gloss", "hand", "bata", "translator", "footnote"]


def test_rows_are_plain_values_for_json() -> None:
    assert json.loads(json.dumps(ledger_rows((GLOSS, GAP)))) == [dict(row) for row in ledger_rows((GLOSS, GAP))]


def test_the_table_has_a_line_a_bracket_and_a_summary() -> None:
    lines = ledger_table((GLOSS, GAP)).splitlines()
    assert lines[0].split() == ["place", "bracket", "class", "rule", "lemma", "by", "action"]
    assert lines[1].split() == ["text.md:7:12", "[blessing]", "gloss", "hand", "bata", "translator", "footnote"]
    assert lines[4:] == ["2 brackets", "    1  gap → inline", "    1  gloss → footnote"]


def test_long_texts_are_cut_in_the_table_only() -> None:
    long = Decision(GLOSS.location, "word " * 40, BracketClass.NOTE, "label", "", Hand.EDITOR, Action.FOOTNOTE)
    assert "…]" in ledger_table((long,))
    assert ledger_rows((long,))[0]["text"] == "word " * 40


def test_no_brackets() -> None:
    assert ledger_table(()) == "no brackets\n"
    assert ledger_rows(()) == ()
