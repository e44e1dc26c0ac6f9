"""Words of another language before a bracket, or in it: marked, in another script, quoted, or unknown."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.site import MarkKind
from edition_builder.editing.notes.wordlists import common_words
from edition_builder.model.document import Emphasis, Span, plain_text

__all__ = [
    "after_marked_term",
    "after_quoted_term",
    "gives_original",
    "is_quoted",
    "means_quoted",
    "other_script",
    "serves_foreign_words",
]

_QUOTED_BEFORE = re.compile(r"[“‘«„\"‹]([^“”‘«»„\"‹›]{2,60})[”»“\"›’][,.]?\s*$")
_QUOTE_ENDS = frozenset('”»“"›’')
_LONGEST_QUOTED = 3  # quoted words that a few others can mean
_LONGEST_MARKED = 5  # words in italics, where no list can tell whether they are foreign
_LONGEST_TERM = 6  # words in italics or quotation marks that can be a term
_MARKS = 2  # signs of a quotation, around at least one of its own
_SHORT = 2  # words of a term and of its translation, where no list can tell whether it is foreign


@lru_cache(maxsize=1)  # asked by five rules of the same bracket
def serves_foreign_words(case: Case) -> bool:
    """Whether the words before the bracket are marked as foreign, in another script, or quoted and unknown."""
    return after_marked_term(case) or other_script(case) or after_quoted_term(case)


def after_marked_term(case: Case) -> bool:
    """Words in another language; or in italics, unless they are plain words of this one (then it is stress)."""
    mark = case.site.mark
    if mark is None or mark.kind is MarkKind.FOREIGN:
        return mark is not None
    if _is_title(mark.text, case) or _is_work(case):
        return False
    saying = len(mark.text.split()) > 1 and case.low[:1] != () and case.low[0] in case.lists.pronouns
    if not (saying or grammar.is_noun_phrase(case) or is_quoted(case.text) or _defines_term(case)):
        return False
    words = [word.strip(".,;:!?’'") for word in mark.text.casefold().split()]
    if len(words) > _LONGEST_TERM or mark.text == case.site.left.strip():
        return False
    return _unknown(words, case)


def _is_title(text: str, case: Case) -> bool:
    """A title of a work: capitals on most words, or explained by whose it is ("The Bondman" [by Massinger])."""
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    by = bool(case.low) and case.low[0] in case.lists.prepositions
    return len(words) > 1 and capitals * 2 > len(words) and (by or (case.text[:1].islower() and "of" in case.low))


def _is_work(case: Case) -> bool:
    """As in "*Glasshouse* [the group's third album]": a name in italics, explained as a work, a ship, a paper."""
    mark = case.site.mark
    return mark is not None and mark.text[:1].isupper() and any(word in case.lists.works for word in case.low)


def _defines_term(case: Case) -> bool:
    """As in "*muezzin* [he who calls to prayer]", "*rabotat* [to work]"."""
    lists, first = case.lists, case.low[0] if case.low else ""
    english = first == "to" and len(case.low) > 1 and case.low[1] in lists.base_verbs
    return first in lists.definers or english or grammar.is_infinitive(first, lists)


def _unknown(words: list[str], case: Case) -> bool:
    """Whether the words are not plain ones of the language; with no list to tell by, whether they are few."""
    if not common_words(case.lists.language):
        return len(words) <= _LONGEST_MARKED
    strange = sum(not grammar.is_common(word, case.lists) for word in words)
    return strange * 2 >= len(words)


def gives_original(case: Case) -> bool:
    """As in "justice [*dike*]": the content begins with words marked as foreign, or in italics and unknown."""
    first = case.site.inlines[0] if case.site.inlines else None
    if isinstance(first, Span) and first.language:
        return True
    known = bool(common_words(case.lists.language))
    if known and len(case.low) > 1 and _unknown_phrase(case):
        return True
    words = plain_text((first,)).casefold().split() if isinstance(first, Emphasis) and known else []
    return 0 < len(words) <= _LONGEST_TERM and _unknown([word.strip(".,;:!?") for word in words], case)


def _unknown_phrase(case: Case) -> bool:
    """As in "Woman, life, freedom [Zan, zendegi, azadi]": several words, all unknown, none but the first a name."""
    words = case.words[:_LONGEST_TERM]
    return all(not grammar.is_common(w.low, case.lists) and w.text[0].isalpha() for w in words) and not any(
        w.capital for w in words[1:]
    )


@lru_cache(maxsize=4096)
def _script(text: str) -> str:
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def other_script(case: Case) -> bool:
    """Whether the last word before the bracket and the first in it are of two scripts."""
    if case.last is None or not case.words:
        return False
    one, other = _script(case.last.text), _script(case.words[0].text)
    return bool(one and other) and one != other


def is_quoted(text: str) -> bool:
    """Whether a text is a quotation from its first sign to its last."""
    return len(text) > _MARKS and text[0] in "“‘\"'«„" and text.rstrip(".,")[-1] in "”’\"'»“"


def _quoted_before(case: Case) -> re.Match[str] | None:
    """Quoted words right before the bracket; looked for only where a quotation ends there."""
    left = case.site.left
    return _QUOTED_BEFORE.search(left) if _QUOTE_ENDS.intersection(left.rstrip()[-2:]) else None


def after_quoted_term(case: Case) -> bool:
    """Quoted words right before the bracket that are foreign, or an exclamation for an exclamation."""
    found = _quoted_before(case)
    words = [word.strip(".,;:!?¡¿’'… ") for word in found[1].casefold().split()] if found else []
    if not found or not 0 < len(words) <= _LONGEST_TERM or _is_title(found[1], case):
        return False
    called = found[1].rstrip().endswith(("!", "?")) and case.text.endswith(("!", "?", "!”", "!»", "!“", "?”"))
    if not called and not common_words(case.lists.language) and len(words) <= _SHORT >= len(case.words):
        plain = case.text[:1].islower() and grammar.is_noun_phrase(case) and case.low[0] not in case.function
        return plain and (bool(case.lists.articles) or found[1][:1].islower())
    if not called and not common_words(case.lists.language) and len(words) > 1 and len(case.words) > 1:
        return case.text[:1].isupper() and found[1][:1].isupper() and not any(w.capital for w in case.words[1:])
    names = len(words) > 1 and all(word[:1].isupper() for word in found[1].split())
    if names and not called and case.low[0] in case.lists.articles:
        return False  # "“Ivan Ivanov” [an obvious pseudonym]"
    return called or (bool(common_words(case.lists.language)) and _unknown(words, case))


def means_quoted(case: Case) -> bool:
    """As in "“boxes” [tanks]", "“no hay” [there isn't any]": few quoted words, and their meaning without an article."""
    found = _quoted_before(case)
    few = found is not None and len(found[1].split()) <= _LONGEST_QUOTED and len(case.words) <= _LONGEST_TERM
    if found is None or not few or (found[1][:1].isupper() and not case.lists.articles):
        return False
    owning = (case.lists.belonging, case.lists.prepositions, case.lists.offices)
    named = any(word.capital and word.low not in case.lists.nationalities for word in case.words)
    return case.text[:1].islower() and not named and not any(case.low[0] in barred for barred in owning)
