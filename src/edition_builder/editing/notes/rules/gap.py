"""``gap``: an omission, something illegible, something withheld (TEI ``gap``)."""

from __future__ import annotations

import re

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.rules.gloss import serves_foreign_words
from edition_builder.editing.notes.wordlists import phrases

__all__ = ["gap"]

_SIGNS = re.compile(r"[\s.…_?¿‽*#•·×■█▒–—‒-]*(?:[xXхХ]{2,}[\s.…]*)*")
_LONGEST = 9  # words: "here two lines of the letter are illegible"
_PUNCTUATION = " .,;:!?…–—-\"'“”«»()"


def gap(case: Case) -> str:
    """Nothing but signs of omission, or a phrase that says that words are missing."""
    if _SIGNS.fullmatch(case.site.text):
        return "sign-of-omission"
    if case.label.kind or serves_foreign_words(case):
        return ""  # "*tamga* [seal]" explains a word
    text = " ".join(case.text.casefold().replace("’", "'").replace(".", " ").strip(_PUNCTUATION).split())
    if text in phrases("gaps", "alone"):
        return "words-missing"
    return "words-missing" if _says_missing(text.split()) else ""


def _says_missing(words: list[str]) -> bool:
    """Two words illegible; part of page torn: only words of such phrases, one of them the heart of it."""
    if not words or len(words) > _LONGEST:
        return False
    heads, partners = phrases("gaps", "heads"), phrases("gaps", "head_partners")
    bare = [word.strip(_PUNCTUATION) for word in words]
    return any(word in heads for word in bare) and all(word in heads or word in partners or not word for word in bare)
