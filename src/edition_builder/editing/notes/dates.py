"""Dates: whether a bracket holds one, and whether it completes a date or stands after a whole phrase."""

from __future__ import annotations

import re
from functools import lru_cache

from edition_builder.editing.notes.case import Case, Token
from edition_builder.editing.notes.wordlists import Words, phrases

__all__ = ["completes_date", "is_date", "is_date_word", "is_year"]

_NUMBER = re.compile(r"\d{1,4}(?:st|nd|rd|th|er|re|e|º|ª|-?го|-?е|-?й|-?ші|-?шы)?", re.IGNORECASE)
_ROMAN = re.compile(r"x{0,3}(?:ix|iv|v?i{1,3}|v)|x{1,3}")  # days, months, centuries
_YEAR = re.compile(r"(?:1\d{3}|20\d{2}|[5-9]\d{2})s?")
_NUMERIC = re.compile(r"\d{1,2}[./-]\d{1,2}(?:[./-]\d{2,4})?|\d{4}-\d{2}-\d{2}|\d{4}\s?[-–/]\s?\d{2,4}")
_HOUR = re.compile(r"(?:[ap]\.? ?m|o[’']clock|h|uhr|час(?:ов|а)?)", re.IGNORECASE)
_LONGEST = 9  # words


def is_year(word: str) -> bool:
    """Whether a word is a year of four digits (three from 500)."""
    return bool(_YEAR.fullmatch(word))


def is_date_word(word: str, lists: Words) -> bool:
    """Whether a word in lower case can be part of a date."""
    if word in lists.months or word in lists.weekdays or word in lists.days or _NUMBER.fullmatch(word):
        return True
    return bool(_ROMAN.fullmatch(word)) and word not in lists.function


@lru_cache(maxsize=1)  # asked by several rules of the same bracket
def is_date(case: Case) -> bool:
    """Whether the content is a date and nothing else: Wednesday 5 January; 2022; 25 October, old style; 7.11.1917."""
    lists, words = case.lists, case.words
    text = case.text.strip(" .?!~≈()")
    if _NUMERIC.fullmatch(text) or _HOUR.fullmatch(text) or text.isdigit():
        return True
    if not words or len(words) > _LONGEST or not all(_may_stand_in_date(word, lists) for word in words):
        return False
    return any(_is_heart(word, lists) for word in words) or _relative(case)


def _may_stand_in_date(word: Token, lists: Words) -> bool:
    known = word.low in lists.date_words or word.low in lists.relative_day_nouns or _other_calendar(word)
    return known or is_date_word(word.low, lists)


def _other_calendar(word: Token) -> bool:
    """A month of the Persian, Islamic or Jewish calendar; with its capital, for some are common words."""
    return word.capital and word.low in phrases("calendars", "months")


def _is_heart(word: Token, lists: Words) -> bool:
    """What makes words a date: a month (its name, not the verb "may"), a weekday, a feast, a year."""
    named = word.low in lists.months and (word.capital or lists.language not in ("en", "de", "tr"))
    named = named or _other_calendar(word)
    return named or word.low in _CALENDARS or word.low in lists.weekdays or word.low in lists.days or is_year(word.text)


_CALENDARS = frozenset(
    {"calendar", "style", "julian", "gregorian", "стиля", "стилю", "стиль", "stils", "stile", "stylu"}
)


def _relative(case: Case) -> bool:
    """As in "the next day", "that evening"."""
    return case.low[-1] in case.lists.relative_day_nouns and len(case.words) > 1 and case.low[0] in case.lists.owners


def completes_date(case: Case) -> bool:
    """Whether the date around the bracket is not whole without it: 5 January [2022]; the 5th [of January]; [29] May."""
    lists, before = case.lists, case.before
    if case.next_token and (is_date_word(case.next, lists) and case.next not in lists.days):
        return True
    if _cites_report(case):
        return True
    if not case.previous:
        return case.opens_sentence
    last = before[-1].low
    if _HOUR.fullmatch(case.text.strip(" .")):
        return last.isdigit()
    if (
        _is_part(case)
        and not _pointed_at(case)
        and (last in lists.relative_day_nouns or last in lists.months or _ordinal(last))
    ):
        return True
    if last in lists.months:
        return not any(word.low in lists.months for word in case.words)
    converts = any(_NUMBER.fullmatch(word.low) and not is_year(word.text) for word in case.words)
    numbered = bool(_NUMBER.fullmatch(last)) and not is_year(last)
    return numbered and not converts and not any(_day(word, lists) for word in case.words)


def _cites_report(case: Case) -> bool:
    """As in "[2004] UKHL 22", "[1979] 2 QB 12": the year is part of a citation."""
    following = case.next_token
    return is_year(case.text) and following is not None and (following.text.isupper() or following.text.isdigit())


def _is_part(case: Case) -> bool:
    """As in "of March", "of 1939", "de 1986": it hangs on a date before it."""
    return len(case.words) > 1 and case.low[0] in _OF


_OF = frozenset({"of", "de", "del", "d'", "di", "do", "da", "dos", "des", "du", "der"})


def _pointed_at(case: Case) -> bool:
    """As in "that night [of 21 August]": the demonstrative makes the phrase whole."""
    return len(case.before) > 1 and case.before[-2].low in case.lists.demonstratives


def _ordinal(word: str) -> bool:
    return word.endswith("th") or word in ("first", "second", "third")


def _day(word: Token, lists: Words) -> bool:
    return word.low in lists.weekdays or word.low in lists.days
