"""``supplied``: words put in so that the sentence stands (TEI ``supplied``): without them it is broken.

The removal test, step by step: each test names one way in which a sentence needs the bracket. They are tried in the
order of ``_TESTS``; the name of the first that holds is the rule in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.rules import removal_nouns, removal_verbs
from edition_builder.editing.notes.rules.abbreviation import explains_initials
from edition_builder.editing.notes.rules.foreign import serves_foreign_words
from edition_builder.editing.notes.rules.scene import is_known_scene

__all__ = ["STRONG", "supplied"]

_QUERIED = 3  # words of a reading that the editor was not sure of
_LONGEST = 14  # words: more is no longer a word put in


def supplied(case: Case) -> str:
    """The name of the first test that shows a broken sentence, "" if it is whole without the bracket."""
    if not case.words or len(case.words) > _LONGEST or not _can_be_text(case):
        return ""
    return next((name for name, test in _TESTS if test(case)), "")


def _can_be_text(case: Case) -> bool:
    """Not what says that it is a note, stands alone, ends like a sentence, or serves a foreign word."""
    if case.label.kind or case.site.alone:
        return False
    counted = removal_nouns.after_number(case)  # "sixty [explosions]"
    if (is_known_scene(case) and not counted) or serves_foreign_words(case):
        return False
    if explains_initials(case) or _translates(case):
        return False
    asked = case.text.endswith("?") and len(case.words) <= _QUERIED and bool(case.previous)  # "at [Malvern?]"
    abbreviated = asked or grammar.is_honorific(case.low[-1], case.lists) or len(case.words[-1].text) == 1
    return abbreviated or not case.text.endswith((".", "!", "?", "…", ".”", "!”", "?”"))


def _translates(case: Case) -> bool:
    """As in "“no hay” [there isn't any]", "Thoo mun [you must]": a clause after a quotation or an unknown word."""
    unknown = case.last is not None and not grammar.is_common(case.last.low, case.lists)
    left = case.site.left.rstrip()
    quoted = left.endswith(("”", "»")) or (left.endswith("“") and "„" in left)
    return len(case.words) > 1 and (quoted or unknown) and case.low[0] in case.lists.pronouns


# Tests that cannot be read otherwise: one of them is enough to tell the hand of a manuscript, of the others two are.
STRONG = frozenset(
    (
        "function-words",
        "honorific",
        "joins",
        "after-an-article",
        "after-a-possessive",
        "after-an-auxiliary",
        "after-a-preposition",
        "opens-a-quotation",
    )
)
_TESTS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("function-words", removal_nouns.function_words),
    ("honorific", removal_nouns.honorific),
    ("after-a-title", removal_nouns.after_title),
    ("leads-on", removal_nouns.leads_on),
    ("joins", removal_nouns.joins),
    ("after-a-conjunction", removal_nouns.after_conjunction),
    ("after-a-comma", removal_nouns.after_comma),
    ("after-an-article", removal_nouns.after_article),
    ("after-a-possessive", removal_nouns.after_possessive),
    ("after-a-demonstrative", removal_nouns.after_demonstrative),
    ("after-a-preposition", removal_nouns.after_preposition),
    ("after-a-pronoun", removal_verbs.after_pronoun),
    ("after-an-auxiliary", removal_verbs.after_auxiliary),
    ("complement", removal_verbs.is_complement),
    ("subject", removal_verbs.is_subject),
    ("clause", removal_verbs.is_clause_core),
    ("only-verb", removal_verbs.is_verb),
    ("after-a-degree", removal_verbs.after_degree),
    ("infinitive", removal_verbs.is_infinitive),
    ("after-a-number", removal_nouns.after_number),
    ("after-a-genitive", removal_nouns.after_genitive),
    ("after-an-adjective", removal_nouns.after_adjective),
    ("object", removal_verbs.is_object),
    ("opens-a-quotation", removal_verbs.opens_quotation),
    ("opens-the-sentence", removal_verbs.opens_sentence),
)
