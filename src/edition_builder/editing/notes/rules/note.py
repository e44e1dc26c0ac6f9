"""``note``: says of itself that it is one, stands as a block or between dashes, or is a full sentence or more."""

from __future__ import annotations

import re

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.labels import LabelKind
from edition_builder.editing.notes.rules.foreign import serves_foreign_words
from edition_builder.editing.notes.rules.scene import CITES

__all__ = ["note"]

_DASH_BEFORE = re.compile(r"(?:--|[—–])\s?$")
_DASH_AFTER = re.compile(r"\s?(?:--|[—–])")
_INNER_STOP = re.compile(r"[^\W\d_]{3,}[.!?]\s+[^\W\d_a-z]")
_SENTENCE, _LONG_SENTENCE = 3, 6  # words
_CLAUSE_HEAD = 4  # words within which a clause shows its verb


def note(case: Case) -> str:
    """The rules in turn."""
    site = case.site
    if case.label.kind is LabelKind.NOTE:
        return "label"
    if site.alone:
        return "block"
    if _DASH_AFTER.match(site.right) and _DASH_BEFORE.search(site.left):
        return "between-dashes"
    if _refers(case):
        return "reference"
    return "sentence" if _is_sentence(case) else ""


def _refers(case: Case) -> bool:
    """As in "see p. 12", "cf. Matthew 5:3", "in English in the original"."""
    openings = case.lists.reference
    if CITES.search(case.text):
        return True
    return any(" ".join(case.low[:length]) in openings for length in range(1, min(6, len(case.low)) + 1))


def _is_sentence(case: Case) -> bool:
    """A capital, a stop and a verb; or several sentences; or a clause with its own subject."""
    if not case.words or case.text[0] in '“‘«„"' or serves_foreign_words(case):
        return False  # a translation of whole words is a gloss, however long
    stopped = case.text.endswith((".", "!", "?", "…", ".”", ".»", ".’"))
    if _INNER_STOP.search(case.text) and stopped:
        return True
    if case.words[0].capital and stopped and len(case.words) >= _SENTENCE:
        return len(case.words) >= _LONG_SENTENCE or grammar.has_verb(case)
    return _is_clause(case)


def _is_clause(case: Case) -> bool:
    """As in "he was the mayor then": it begins with a subject and soon has its verb."""
    lists, low = case.lists, case.low
    if len(low) < _SENTENCE:
        return False
    if case.site.left.rstrip()[-1:] in tuple("”»“") and low[0] not in lists.articles:
        return False  # "“no hay” [there isn't any]" translates
    if low[1] in lists.relatives:
        return False  # "one who put out fires"
    if (low[0] in lists.pronouns or low[0] in lists.demonstratives) and low[0] not in lists.relatives:
        return any(grammar.is_finite(word, lists) for word in low[1:_CLAUSE_HEAD])
    head = low[1 : _CLAUSE_HEAD + 1]
    related = any(word in lists.relatives for word in head)
    return low[0] in lists.belonging and not related and any(w in lists.auxiliaries for w in head[1:])
