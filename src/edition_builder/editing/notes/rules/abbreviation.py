"""Abbreviations that a bracket explains, or that it holds for the words before it."""

from __future__ import annotations

import re
from functools import lru_cache

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token

__all__ = ["explains_abbreviation", "explains_initials"]

_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}$")
_LONGEST_ABBREVIATION = 8
_TITLE_AND_NAME = 2  # words: "Mr. Smith"


@lru_cache(maxsize=1)  # asked by two rules of the same bracket
def explains_initials(case: Case) -> bool:
    """Letters with stops before the bracket, or capitals whose letters the content's words begin with."""
    if _after_dotted(case):
        titled = grammar.is_honorific(case.low[0], case.lists) and len(case.words) == _TITLE_AND_NAME
        return case.words[0].capital and len(case.words) > 1 and not titled
    last = case.before[-1] if case.before else None
    if last is None or not is_abbreviation(last.text) or case.gap_before.strip():
        return False
    initials = "".join(word.text[0] for word in case.words if word.low not in case.function).casefold()
    return len(initials) > 1 and last.low.startswith(initials[:2])


def _after_dotted(case: Case) -> bool:
    """As in "the K.G.B. [secret police]"."""
    left = case.site.left.rstrip()
    return left.endswith(".") and bool(_DOTTED.search(left))


def explains_abbreviation(case: Case) -> bool:
    """Capitals before the bracket among words that are not; or the abbreviation itself inside it."""
    last = case.last
    if last is None:
        return False
    if case.words and grammar.is_honorific(case.low[0], case.lists) and not explains_initials(case):
        return False  # "the M.O. [Captain Hardie]"
    if (is_abbreviation(last.text) or _after_dotted(case)) and not _shouting(case) and not case.text.isupper():
        return True
    return _is_cut_short(last, case) or (len(case.words) == 1 and case.words[0].text.isupper() and _initials(case))


def is_abbreviation(word: str) -> bool:
    """Two capitals or more in a short word: KNB, TrO, NKVD; not McAdam."""
    capitals = sum(map(str.isupper, word))
    if word.startswith(("Mc", "Mac", "O’", "O'", "D’", "D'")) or not 1 < len(word) <= _LONGEST_ABBREVIATION:
        return False
    return capitals > 1 and "-" not in word and any(letter.isalpha() for letter in word)


def _is_cut_short(last: Token, case: Case) -> bool:
    """As in "Penn. [Pennsylvania …]": a stop, and the content begins with the same letters."""
    stopped = case.site.left.rstrip().endswith(f"{last.text}.")
    return stopped and bool(case.low) and case.low[0].startswith(last.low) and len(case.low[0]) > len(last.low) > 1


def _shouting(case: Case) -> bool:
    around = [word.text for word in (*case.before[-3:-1], *case.after[:2]) if len(word.text) > 1]
    return bool(around) and all(text.isupper() for text in around)


def _initials(case: Case) -> bool:
    """As in "Collective Security Treaty Organisation [CSTO]"; or what the letters stand for in another language."""
    letters = case.words[0].text.casefold()
    capitals = "".join(word.text[0] for word in case.before if word.capital).casefold()
    named = bool(case.before) and case.before[-1].capital
    return len(letters) > 1 and (capitals.endswith(letters) or not named)
