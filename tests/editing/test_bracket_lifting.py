"""What a lifted bracket leaves behind: closed space, calls beside punctuation, blocks, halves, headnotes."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from bracket_corpus import manuscript_of
from bracket_law import manuscript_text, put_back
from bracket_texts import head, note_texts, resolved, shown

# text as written, text as set (English)
ENGLISH = [
    ("the karabets [armed security forces], were let loose", "the karabets,¹ were let loose"),
    ("He went to Almaty [the old capital]. Then he came back.", "He went to Almaty.¹ Then he came back."),
    ("“Alga [forward]!” they cried", "“Alga!”¹ they cried"),
    ("Tokayev [the president]'s order", "Tokayev's¹ order"),
    ("the guards (the karabets [armed forces]) fled", "the guards (the karabets¹) fled"),
    ("the old man [Nazarbayev] — so they said — left", "the old man¹ — so they said — left"),
    ("a bata [blessing] [by the elders], and bread", "a bata,¹² and bread"),
    ("the aul [village]", "the aul¹"),
    ("Well--[the author was then ill]--he did not come", "Well¹ he did not come"),
    ("a *karabets [armed forces]*, he said", "a karabets,¹ he said"),
    ("see [the karabets [armed forces] site](https://example.org/a)", "see <the karabets>¹< site>"),
    ("He said [see p. 12]... and left", "He said...¹ and left"),
    ("an aul[village] there", "an aul[village] there"),
    ("Note[^1] the bata [blessing].\n\n[^1]: The author's.", "Note¹ the bata.²"),
    ("The bata[^1] [blessing].\n\n[^1]: The author's.", "The bata.¹²"),
]


@pytest.mark.parametrize(("written", "expected"), ENGLISH, ids=[row[0][:30] for row in ENGLISH])
def test_calls_in_english(written: str, expected: str) -> None:
    assert shown(resolved(written)) == expected


OTHER_LANGUAGES = [
    ("ru", "пришли карабеты [спецназ], и стало тихо", "пришли карабеты¹, и стало тихо"),
    ("ru", "кричали «Алга!» [вперёд!]", "кричали «Алга!»¹"),
    ("ru", "Кто такой бата [благословение]?", "Кто такой бата?¹"),
    ("fr", "les karabets [forces armées], dit-il", "les karabets¹, dit-il"),
    ("fr", "le bata [bénédiction] !", "le bata¹ !"),
    ("de", "die Karabets [Truppen].", "die Karabets¹."),
    ("es", "el akyn [poeta].", "el akyn¹."),
    ("ja", "アルガ [前へ]。", "アルガ¹。"),
]


@pytest.mark.parametrize(("language", "written", "expected"), OTHER_LANGUAGES)
def test_calls_where_the_language_wants_them(language: str, written: str, expected: str) -> None:
    assert shown(resolved(written, language)) == expected


def test_a_block_note_is_called_at_the_end_of_what_it_follows() -> None:
    text = resolved(
        "They came to the square.\n\n[The square was renamed in 1991. It has been closed since.]\n\nThen shots fell."
    )
    assert shown(text) == "They came to the square.¹\nThen shots fell."
    assert note_texts(text) == ["The square was renamed in 1991. It has been closed since."]


def test_a_block_note_with_nothing_before_it_is_called_by_what_follows() -> None:
    assert shown(resolved("[Tr.: a slogan of the time]\n\nAlga, they cried.")) == "¹Alga, they cried."


def test_a_note_of_several_paragraphs_is_one_note() -> None:
    text = resolved("The end came.\n\n[It came on the fifth.\n\nNobody had expected it.]\n\nNobody slept.")
    assert shown(text) == "The end came.¹\nNobody slept."
    assert note_texts(text) == ["It came on the fifth. / Nobody had expected it."]


CUT = (
    "We went to Mr. Gunning's\n\n"
    "[Peter Gunning, afterwards Bishop of Ely, who kept the chapel open in those years.]\n\n"
    "chapel at Exeter House."
)


def test_the_halves_of_a_cut_sentence_are_marked() -> None:
    text = resolved(CUT)
    assert shown(text) == "We went to Mr. Gunning's¹\n~chapel at Exeter House."
    assert text.notes[0].lemma == "Mr. Gunning's"


def test_the_halves_of_a_cut_sentence_are_rejoined_if_the_manuscript_says_so() -> None:
    text = resolved(CUT, notes="{brackets: all, rejoin: true}")
    assert shown(text) == "We went to Mr. Gunning's¹ chapel at Exeter House."


def test_whole_sentences_are_not_joined() -> None:
    assert "~" not in shown(resolved("He came.\n\n[It was late by then, and dark, and cold outside.]\n\nThen he left."))


def test_a_headnote_is_set_and_not_lifted() -> None:
    text = resolved(
        "# Letters\n\n[Written from camp. He had been ill.]\n\nCairo, May 3, 1861.\n\nDear Father,\n\nI am well."
    )
    assert shown(text).splitlines()[1] == "H:Written from camp. He had been ill."
    assert text.notes == ()
    assert [one.action.value for one in text.decisions] == ["headnote"]


def test_words_about_the_file_go_to_the_back() -> None:
    text = resolved("The end.\n\n[Transcriber's Note: Spelling has been kept.]")
    assert shown(text) == "The end."
    assert len(text.about_the_file) == 1
    assert text.decisions[0].action.value == "back-matter"


def test_a_mark_calls_its_body_and_is_not_in_the_ledger() -> None:
    text = resolved("It was war.[12] He fled.\n\n[Footnote 12: The second one.]")
    assert shown(text) == "It was war.¹ He fled."
    assert note_texts(text) == ["The second one."]
    assert [(one.text, one.lemma) for one in text.decisions] == [("The second one.", "war")]


def test_two_marks_may_call_one_body() -> None:
    text = resolved("War[1] and peace[1].\n\n[Footnote 1: Both.]")
    assert shown(text) == "War¹ and peace.¹"
    assert len(text.notes) == 1


def test_marks_that_start_again_find_their_own_bodies() -> None:
    text = resolved("# One\n\nWar[1].\n\n[Footnote 1: The first.]\n\n# Two\n\nPeace[1].\n\n[Footnote 1: The second.]")
    assert note_texts(text) == ["The first.", "The second."]


def test_a_mark_without_a_body_stays_text() -> None:
    text = resolved("As he said [12] and others [3, 4].")
    assert shown(text) == "As he said [12] and others [3, 4]."
    assert text.decisions == ()


def test_labels_become_the_responsibility_and_are_kept() -> None:
    text = resolved("the bata [Tr.: a blessing] and the aul [a village — Ed.]")
    first, second = text.notes
    assert (first.label, first.trailing_label, first.by.value) == ("Tr.: ", "", "translator")
    assert (second.label, second.trailing_label, second.by.value) == ("", " — Ed.", "editor")
    assert note_texts(text) == ["a blessing", "a village"]


def test_brackets_inside_a_note_stay_in_it() -> None:
    text = resolved("the bata [Tr.: a blessing [of the elders] given […] before a journey]")
    assert note_texts(text) == ["a blessing [of the elders] given […] before a journey"]
    assert [one.rule for one in text.decisions] == ["label", "inside-note", "inside-note"]


def test_notes_in_headings_quotations_lists_tables_and_verse() -> None:
    text = resolved(
        "# The aul [village]\n\n> the toi [feast] began\n\n- a bata [blessing]\n\n"
        "| a | b |\n|---|---|\n| the kumis [mare's milk] | x |\n\n::: verse\nthe akyn [bard] sang\nall night\n:::\n"
    )
    assert shown(text).splitlines() == [
        "The aul¹", "the toi² began", "a bata³", "a", "b", "the kumis⁴", "x", "the akyn⁵ sang", "all night",
    ]  # fmt: skip


LAW = [*(row[0] for row in ENGLISH), CUT, "War[^1] [blessing] [of old]--[a note of his]--ended\n\n[^1]: Own."]


@pytest.mark.parametrize("written", LAW)
def test_what_was_lifted_can_be_put_back(written: str) -> None:
    assert put_back(resolved(written)) == manuscript_text(manuscript_of(head(notes="{brackets: all}") + written))


def test_a_lost_note_breaks_the_law() -> None:
    written = "the karabets [armed security forces], were let loose"
    text = resolved(written)
    damaged = replace(text, notes=(replace(text.notes[0], blocks=()),))
    assert put_back(damaged) != manuscript_text(manuscript_of(head() + written))
