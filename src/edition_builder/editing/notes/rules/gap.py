"""``gap``: an omission, something illegible, something withheld (TEI ``gap``)."""

from __future__ import annotations

import re

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.rules.foreign import serves_foreign_words
from edition_builder.editing.notes.wordlists import phrases

__all__ = ["gap"]

_SIGNS = re.compile(r"[\s.…_?¿‽*#•·×■█▒–—‒-]*(?:[xXхХ]{2,}[\s.…]*)*")
_LONGEST = 9  # words: "here two lines of the letter are illegible"
_PUNCTUATION = " .,;:!?…–—-\"'“”«»()"


def gap(case: Case) -> str:
    """Nothing but signs of omission, or a phrase that says that words are missing."""
    if _SIGNS.fullmatch(case.site.text):
        return "sign-of-omission"
    if case.label.kind or (len(case.words) == 1 and serves_foreign_words(case)):
        return ""  # "*tamga* [seal]" explains a word
    text = " ".join(case.text.casefold().replace("’", "'").replace(".", " ").strip(_PUNCTUATION).split())
    if _is_verb_here(text, case):
        return ""
    if _SENTENCE.search(text):
        return "words-missing"
    if text in phrases("gaps", "alone"):
        return "words-missing"
    return "words-missing" if _says_missing(text.split()) else ""


_VERB_FORMS = "burned burnt cut lost torn removed deleted erased damaged missing omitted withheld stain"
_VERBS = frozenset(_VERB_FORMS.split())
_SENTENCE = re.compile(
    r"^(?:the |this |an? |one |two |three |several |some |here |a few )?(?:\w+ ){0,2}"
    r"(?:pages?|lea(?:f|ves)|lines?|words?|letter|manuscript|ms|passages?|verses?|stanzas?|list|rest|remainder|end)\b"
    r".{0,60}\b(?:omitted|illegible|wanting|lacking|missing|torn (?:off|away|out)|cut (?:off|away|out)|breaks off)\b"
)


def _is_verb_here(text: str, case: Case) -> bool:
    """As in "they [burned] the clinic": a word of loss that is the verb, or stands before its noun."""
    lists = case.lists
    if text == "names" and (case.previous.isdigit() or case.previous in lists.numbers):
        return True
    return text in _VERBS and bool(case.next) and case.previous in lists.before_a_noun


def _says_missing(words: list[str]) -> bool:
    """Two words illegible; part of page torn: only words of such phrases, one of them the heart of it."""
    if not words or len(words) > _LONGEST:
        return False
    heads, partners = phrases("gaps", "heads"), phrases("gaps", "head_partners")
    bare = [word.strip(_PUNCTUATION) for word in words]
    return any(word in heads for word in bare) and all(word in heads or word in partners or not word for word in bare)
