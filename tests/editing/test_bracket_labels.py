from __future__ import annotations

import pytest

from edition_builder.editing.notes.labels import NO_LABEL, LabelKind, find_label
from edition_builder.model.document import Hand

LEADING = [
    ("Tr.: a slogan", "Tr.: ", Hand.TRANSLATOR),
    ("Translator’s note: a slogan", "Translator’s note: ", Hand.TRANSLATOR),
    ("Ed. note — he died", "Ed. note — ", Hand.EDITOR),
    ("NOTE. The house is gone.", "NOTE. ", None),
    ("Footnote: his brother", "Footnote: ", None),
    ("Прим. пер.: так говорят", "Прим. пер.: ", Hand.TRANSLATOR),
    ("Примечание редактора. Так говорят", "Примечание редактора. ", Hand.EDITOR),
    ("Прим. перекл.: так кажуть", "Прим. перекл.: ", Hand.TRANSLATOR),
    ("N.d.T. : en russe", "N.d.T. : ", Hand.TRANSLATOR),
    ("NDLR : en russe", "NDLR : ", Hand.EDITOR),
    ("Anm. d. Übers.: Bergarbeiter", "Anm. d. Übers.: ", Hand.TRANSLATOR),
    ("N. del T.: los mineros", "N. del T.: ", Hand.TRANSLATOR),
    ("Nota do tradutor: os mineiros", "Nota do tradutor: ", Hand.TRANSLATOR),
    ("Przyp. tłum.: górnicy", "Przyp. tłum.: ", Hand.TRANSLATOR),
    ("Ауд.: кеншілер", "Ауд.: ", Hand.TRANSLATOR),
    ("Ç.n.: madenciler", "Ç.n.: ", Hand.TRANSLATOR),
    ("Note by Lord Braybrooke: a tavern", "Note by Lord Braybrooke: ", Hand.EDITOR),
]
TRAILING = [
    ("a slogan — Tr.", " — Tr.", Hand.TRANSLATOR),
    ("a slogan –Ed.", " –Ed.", Hand.EDITOR),
    ("лозунг — Прим. пер.", " — Прим. пер.", Hand.TRANSLATOR),
    ("лозунг (прим. ред.)", " (прим. ред.)", Hand.EDITOR),
    ("un slogan, N.d.T.", ", N.d.T.", Hand.TRANSLATOR),
]
NONE = [
    "Tr. 5",
    "Ed. Smith was there",
    "his note: a lie",
    "at 5:30",
    "leader of the party — a liar",
    "[Tr.: x] y",
    "Ed.",
]


@pytest.mark.parametrize(("text", "label", "hand"), LEADING)
def test_a_label_at_the_start(text: str, label: str, hand: Hand | None) -> None:
    found = find_label(text)
    assert (found.kind, found.leading, found.trailing, found.by) == (LabelKind.NOTE, label, "", hand)


@pytest.mark.parametrize(("text", "label", "hand"), TRAILING)
def test_a_label_at_the_end(text: str, label: str, hand: Hand) -> None:
    found = find_label(text)
    assert (found.kind, found.leading, found.trailing, found.by) == (LabelKind.NOTE, "", label, hand)


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_label(text: str) -> None:
    assert find_label(text) == NO_LABEL


def test_the_number_of_a_footnote_is_its_mark() -> None:
    assert find_label("Footnote 12: body").mark == "12"
    assert find_label("Footnote: P. D. Boborykin.").mark == ""


def test_the_makers_of_files_speak_for_the_file() -> None:
    assert find_label("Transcriber’s Note: spelling kept").kind is LabelKind.FILE
