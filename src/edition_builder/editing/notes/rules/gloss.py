"""``gloss``: explains a foreign or technical word or an abbreviation (TEI ``gloss``)."""

from __future__ import annotations

import re
import unicodedata

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.site import MarkKind

__all__ = ["ABBREVIATION", "FOREIGN", "SCRIPT", "gloss"]

ABBREVIATION, FOREIGN, SCRIPT = "abbreviation", "marked-foreign", "other-script"
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}$")
_LONGEST_ABBREVIATION = 8
_LONGEST_MEANING = 5  # words that say "meaning", "Russian for"


def gloss(case: Case) -> str:
    """The rules in turn."""
    if _says_meaning(case):
        return "says-meaning"
    if _explains_abbreviation(case):
        return ABBREVIATION
    if case.site.mark and _marks_term(case):
        return FOREIGN
    if _other_script(case):
        return SCRIPT
    if _quoted(case.text):
        return "quoted-meaning"
    return "foreign-word" if _unknown_word(case) else _plain_words(case)


def _says_meaning(case: Case) -> bool:
    openings = case.lists.meaning
    spans = range(1, min(_LONGEST_MEANING, len(case.low)) + 1)
    return case.text.startswith("=") or any(" ".join(case.low[:length]) in openings for length in spans)


def _explains_abbreviation(case: Case) -> bool:
    """Capitals before the bracket among words that are not; or the abbreviation itself inside it."""
    if not case.before:
        return False
    last = case.before[-1].text
    dotted = _DOTTED.search(case.site.left.rstrip())
    short = len(last) <= _LONGEST_ABBREVIATION and last.isupper() and len(last) > 1
    if (short or dotted) and not _shouting(case) and not case.text.isupper():
        return True
    return len(case.words) == 1 and case.words[0].text.isupper() and _initials(case)


def _shouting(case: Case) -> bool:
    around = [word.text for word in (*case.before[-3:-1], *case.after[:2]) if len(word.text) > 1]
    return bool(around) and all(text.isupper() for text in around)


def _initials(case: Case) -> bool:
    """As in "Collective Security Treaty Organisation [CSTO]"."""
    letters = case.words[0].text.casefold()
    capitals = "".join(word.text[0] for word in case.before if word.capital).casefold()
    return len(letters) > 1 and capitals.endswith(letters)


def _marks_term(case: Case) -> bool:
    """Words in another language; or in italics, unless they are plain words of this one (then it is stress)."""
    mark = case.site.mark
    if mark is None or mark.kind is MarkKind.FOREIGN:
        return mark is not None
    words = mark.text.casefold().split()
    return len(words) <= _LONGEST_MEANING and not all(grammar.is_common(w.strip(".,;:!?"), case.lists) for w in words)


def _script(text: str) -> str:
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _other_script(case: Case) -> bool:
    if not case.before or not case.words:
        return False
    one, other = _script(case.before[-1].text), _script(case.words[0].text)
    return bool(one and other) and one != other


def _quoted(text: str) -> bool:
    return len(text) > 2 and text[0] in "“‘\"'«„" and text.rstrip(".,")[-1] in "”’\"'»“"  # noqa: PLR2004


def _unknown_word(case: Case) -> bool:
    """A word in lower case that readers of the language do not know."""
    if not case.before or not case.words or case.gap_before.strip(" “”\"'‘’«»,"):
        return False
    last = case.before[-1]
    return not last.capital and not last.text[0].isdigit() and not grammar.is_common(last.low, case.lists)


def _plain_words(case: Case) -> str:
    """Lower-case words for a lower-case word ("militia [police]"), or for a word that opens its sentence ("Alga")."""
    lists = case.lists
    if not case.before or not case.words or not grammar.is_noun_phrase(case) or case.words[0].capital:
        return ""
    if case.low[0] in lists.articles | lists.possessives | lists.offices or "of" in case.low:
        return ""
    last = case.before[-1]
    opens = len(case.before) == 1 and last.capital and not grammar.is_common(last.low, lists)
    return "plain-words" if opens or (last.text.islower() and last.low not in case.function) else ""
