"""Preset, hand, policy and overrides: who decides, in which order, and what is said about it."""

from __future__ import annotations

import pytest

from bracket_texts import findings, note_texts, resolved, shown

SEED = """This is what happened yesterday [Wednesday 5 January] in Almaty’s main square.

The traitor [president] Tokayev has brought armies. The karabets [armed security forces], were let loose.

An old man gave us his bata [blessing], and on to Baibek [leader of the ruling Nur Otan party Bayurjan Baibek].

If you think these guys [who attacked the palace] were trained, fear KNB [security services] provocations.

In December 1986 [in the Zheltoksan protest movement] and now, Tokayev called in the OCST [Collective Security Treaty
Organisation] army. We are bauyrlar [brothers]. Old man [Nazarbayev], be gone!
"""
ELEVEN = [
    ("Wednesday 5 January", "date", "yesterday"),
    ("president", "identify", "Tokayev"),
    ("armed security forces", "gloss", "karabets"),
    ("blessing", "gloss", "bata"),
    ("leader of the ruling Nur Otan party Bayurjan Baibek", "identify", "Baibek"),
    ("who attacked the palace", "identify", "these guys"),
    ("security services", "gloss", "KNB"),
    ("in the Zheltoksan protest movement", "identify", "December 1986"),
    ("Collective Security Treaty Organisation", "gloss", "OCST"),
    ("brothers", "gloss", "bauyrlar"),
    ("Nazarbayev", "identify", "Old man"),
]
MIXED = "With [Sir] W. Pen; they [were] let loose; the [King's] ship; [and] so; [T]he end […] of my Lord [Crew]."


@pytest.mark.parametrize("preset", ["auto", "all"])
def test_a_hand_that_only_explains_has_all_its_brackets_lifted(preset: str) -> None:
    text = resolved(SEED, notes=f"{{brackets: {preset}}}")
    assert [(one.text, one.bracket_class.value, one.lemma) for one in text.decisions] == ELEVEN
    assert {one.action.value for one in text.decisions} == {"footnote"}
    assert len(text.notes) == 11


@pytest.mark.parametrize("preset", ["auto", "all"])
def test_words_that_a_sentence_needs_stay_in_it(preset: str) -> None:
    inline = [one.text for one in resolved(MIXED, notes=f"{{brackets: {preset}}}").decisions if one.action == "inline"]
    assert inline[:6] == ["Sir", "were", "King's", "and", "T", "…"]


def test_a_hand_that_completes_sentences_keeps_its_explanations_in_the_line() -> None:
    assert resolved(MIXED, notes="{brackets: auto}").notes == ()
    assert note_texts(resolved(MIXED, notes="{brackets: all}")) == ["Crew"]


def test_a_mixed_manuscript_is_told_once_to_state_its_policy() -> None:
    (warning,) = findings(MIXED + " And the Queen [Anne] too.")
    assert warning.code == "EB403"
    assert "brackets: all" in warning.hint
    assert findings(SEED) == ()
    assert findings(MIXED, "{brackets: all}") == ()
    assert findings(MIXED, "{brackets: auto, policy: {gloss: inline, identify: inline}}") == ()


def test_one_doubtful_bracket_does_not_turn_the_hand() -> None:
    doubtful = SEED + "\nThey all [came] running home.\n"
    assert len(resolved(doubtful, notes="{brackets: auto}").notes) == 11


def test_long_explanations_and_abbreviations_are_notes_under_any_hand() -> None:
    text = resolved(
        "They [were] there: the KNB [security services], and the lad [who had come from Taraz on foot in the snow].",
        notes="{brackets: auto}",
    )
    assert [(one.rule, one.action.value) for one in text.decisions] == [
        ("function-words", "inline"),
        ("abbreviation", "footnote"),
        ("length", "footnote"),
    ]


def test_none_leaves_everything() -> None:
    text = resolved("The bata [blessing] of [Tr.: an elder]. […]", notes="{brackets: none}")
    assert shown(text) == "The bata [blessing] of [Tr.: an elder]. […]"
    assert {one.action.value for one in text.decisions} == {"untouched"}


def test_a_policy_by_class_and_by_hand() -> None:
    markdown = "The bata [blessing] on Sunday [5 May]; the aul [Ed.: a village]."
    text = resolved(markdown, notes="{by: translator, policy: {date: inline, editor: drop, gloss: endnote}}")
    assert shown(text) == "The bata¹ on Sunday [5 May]; the aul."
    assert [one.action.value for one in text.decisions] == ["endnote", "inline", "drop"]
    assert text.dropped


@pytest.mark.parametrize("name", ["gap", "correct", "supplied"])
def test_a_policy_against_the_sentence_is_refused(name: str) -> None:
    (error,) = findings("They [were] here.", f"{{policy: {{{name}: drop}}}}")
    assert error.code == "EB404"


def test_dropping_a_hand_keeps_what_the_sentence_needs() -> None:
    text = resolved("They [were] blessed by a bata [blessing].", notes="{by: translator, policy: {translator: drop}}")
    assert shown(text) == "They [were] blessed by a bata."


OVERRIDES = [
    ("The bata [blessing]{.inline}.", "The bata [blessing].", "inline"),
    ("They [were]{.footnote} here.", "They¹ here.", "footnote"),
    ("The [King's]{.gloss} ship.", "The¹ ship.", "footnote"),
    ("The bata [blessing]{.drop} ended.", "The bata ended.", "drop"),
    ("The bata [blessing]{.endnote}.", "The bata.¹", "endnote"),
]


@pytest.mark.parametrize(("markdown", "expected", "action"), OVERRIDES)
def test_the_word_at_the_bracket_wins(markdown: str, expected: str, action: str) -> None:
    text = resolved(markdown, notes="{brackets: all}")
    assert shown(text) == expected
    assert [one.action.value for one in text.decisions] == [action]


def test_lemma_and_hand_at_the_bracket() -> None:
    text = resolved('Old man [Nazarbayev]{lemma="Old man" by=editor}, be gone!', notes="{brackets: none}")
    assert [(note.lemma, note.by.value) for note in text.notes] == [("Old man", "editor")]


def test_a_lemma_that_is_not_there_is_noticed() -> None:
    (warning,) = findings('Old man [Nazarbayev]{lemma="Young man"}, be gone!')
    assert warning.code == "EB405"


def test_responsibility_comes_from_the_label_then_the_policy_then_the_credits() -> None:
    assert resolved("The bata [Ed.: blessing].", notes="{by: translator}").notes[0].by == "editor"
    assert resolved("The bata [blessing].", notes="{by: author}").notes[0].by == "author"
    assert resolved("The bata [blessing].").notes[0].by == "editor"


def test_the_authors_own_notes_are_a_series_of_their_own() -> None:
    text = resolved("War[^1] and bata [blessing].\n\n[^1]: My note [sic].")
    assert [(note.series.value, note.lemma) for note in text.notes] == [("author", ""), ("editorial", "bata")]
    assert note_texts(text) == ["My note [sic].", "blessing"]
    assert [one.rule for one in text.decisions] == ["foreign-word", "inside-note"]
