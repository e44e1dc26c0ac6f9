"""The removal test, nouns and names: titles, articles, prepositions, genitives that need what the bracket holds."""

from __future__ import annotations

import re
from itertools import takewhile

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token
from edition_builder.editing.notes.dates import is_date, is_date_word, is_year
from edition_builder.editing.notes.rules.surroundings import noun_before, noun_next, says_who, verb_next
from edition_builder.editing.notes.wordlists import Words, common_words

__all__ = [
    "after_adjective",
    "after_article",
    "after_comma",
    "after_conjunction",
    "after_demonstrative",
    "after_genitive",
    "after_number",
    "after_possessive",
    "after_preposition",
    "after_title",
    "function_words",
    "honorific",
    "joins",
    "leads_on",
]

_FEW = 2  # words that one missing part of a sentence has at most: a longer content is a note


def function_words(case: Case) -> bool:
    """Nothing but words of grammar: "were", "of the", "that I"."""
    return all(word in case.function for word in case.low) and not case.text[0].isdigit()


def honorific(case: Case) -> bool:
    """Titles before a name; not after a noun that has its own article ("The traitor [president] Tokayev")."""
    following = case.next_token
    titles = all(_may_be_title(word, case) for word in case.words)
    if not titles or not following or not following.capital:
        return False
    return case.words[0].capital or not noun_before(case)


_TITLE_LINKS = frozenset(("the", "my", "of"))


def _may_be_title(word: Token, case: Case) -> bool:
    return grammar.is_honorific(word.low, case.lists) or len(word.text) == 1 or word.low in _TITLE_LINKS


def after_title(case: Case) -> bool:
    """As in "Sir [William] Batten", "St. [James's] Park", "Mr. [Moore]": a title that stands without an article."""
    lists, before = case.lists, case.before
    if (
        not lists.articles
        or not before
        or before[-1].low not in lists.honorifics
        or not before[-1].capital
        or case.gap_before.strip(" .")
        or case.low[0] in lists.articles
    ):
        return False
    if case.low[-1].endswith("'s"):
        return grammar.starts_like_name(case)  # "to my Lady [Batten's], and"
    titles = takewhile(lambda word: grammar.is_title(word.low, lists), reversed(before[:-1]))
    place = len(before) - 2 - sum(1 for _ in titles)
    owner = before[place].low if place >= 0 else ""
    if place > 0 and before[place].capital and not grammar.is_function(owner, lists):
        return False  # "the Estado Mayor [General Staff]": part of a name
    own = owner in lists.articles or owner in lists.possessives or owner in lists.demonstratives
    return not own and grammar.starts_like_name(case)


def leads_on(case: Case) -> bool:
    """The content ends in a word that cannot end a phrase, or in a comma: the sentence runs through the bracket."""
    lists = case.lists
    if case.text.endswith((",", ";", "—", "–")) and case.after:
        return True
    last = case.words[-1]
    return len(case.words) > 1 and last.low in lists.hanging and not last.capital and bool(case.next)


def after_conjunction(case: Case) -> bool:
    """As in "came on board and [dined].", "and [others] they shot": no note serves an "and"."""
    if case.genre.spoken and case.low[0] in case.lists.belonging:
        return False  # "and [her voice breaks]"
    joined = case.previous in _JOINING or case.previous in _EITHER
    return joined and case.previous in case.lists.conjunctions and case.text[:1].islower()


def after_comma(case: Case) -> bool:
    """As in "who would not weep, [seeing] such a thing": a note would stand before the comma."""
    comma = case.site.left.rstrip()[-1:] in (",", ";") and bool(case.next) and case.after[0].text[0].islower()
    return comma and len(case.words) <= _FEW and case.text[:1].islower() and case.low[0] not in case.lists.articles


def joins(case: Case) -> bool:
    """It begins with "and" or "but": it carries the sentence on."""
    if len(case.words) > 1 and case.low[0] in _EITHER and case.low[1].isdigit():
        return True  # "on 4 [or 5] May"
    return case.low[0] in _JOINING and case.low[0] in case.lists.conjunctions


_EITHER = frozenset({"or", "ou", "oder", "o", "u", "lub", "albo", "или", "або", "veya", "немесе"})


_CONJUNCTIONS = "and but nor et mais und aber y pero e ma mas i ale и а но та але және бірақ ve ama"
_JOINING = frozenset(_CONJUNCTIONS.split())


def after_article(case: Case) -> bool:
    """As in "the [King's] ship", "every [third] man": a determiner needs its noun."""
    return case.previous in case.lists.articles or (
        case.previous in case.lists.determiners and not _is_plural_pronoun(case)
    )


def _is_plural_pronoun(case: Case) -> bool:
    """As in "each [of the men]": the determiner stands for a noun."""
    return case.low[0] in case.lists.prepositions


def after_possessive(case: Case) -> bool:
    """As in "his [late] wife"; but "his [Stalin's] house" says whose."""
    lists = case.lists
    if case.low[0] in lists.articles:
        return False  # "Loro [i miliziani] risero" says who
    if case.previous not in lists.possessives:
        return False
    if case.previous in lists.objects:
        return bool(case.next) and not says_who(case) and not verb_next(case)
    return not (case.words[-1].low.endswith("'s") and grammar.starts_like_name(case))


def after_demonstrative(case: Case) -> bool:
    """As in "these [men] were"; but "this [the rising] was" says what."""
    lists = case.lists
    if case.previous not in lists.demonstratives and case.previous not in lists.quantifiers:
        return False
    if not grammar.is_noun_phrase(case):
        return False
    if case.previous in lists.pronouns and case.previous not in lists.articles and verb_next(case):
        return False  # Turkish "onlar" is "those" and "they"
    counted = case.words[0].text[0].isdigit()  # "seven and six [37½ pence]"
    return not (counted or says_who(case) or case.low[0] in lists.articles or case.low[0] in lists.possessives)


def after_preposition(case: Case) -> bool:
    """Between a preposition and what it needs; "the house I live in [at the time]." has what it needs."""
    lists, previous = case.lists, case.previous
    if previous in ("after", "before") and len(case.before) > 1 and case.before[-2].low in lists.relative_day_nouns:
        return False  # "the day after [1 March] they came"
    if previous not in lists.prepositions or is_date(case):
        return previous in lists.prepositions and not is_date_word(case.next, lists)
    if not grammar.is_noun_phrase(case):
        return bool(case.next) and not verb_next(case)
    return not (
        previous in lists.loose_prepositions and case.site.right.strip()[:1] in ("", ".", "?", "!") and _stranded(case)
    )


def _stranded(case: Case) -> bool:
    """As in "He came in [the guard].": the preposition belongs to the verb, and the content is a person."""
    return len(case.before) > 1 and grammar.is_finite(case.before[-2].low, case.lists) and says_who(case)


def after_number(case: Case) -> bool:
    """As in "eighty [sail]", "43 [bodies] in the yard": a number needs what it counts; not "room 14 [a cell]"."""
    lists, words = case.lists, case.words
    counts = len(words) <= _FEW and not words[0].capital and grammar.is_noun_phrase(case)
    if (
        not counts
        or not _is_number(case.previous, lists)
        or noun_next(case)
        or is_date(case)
        or words[0].text[0].isdigit()
    ):
        return False
    if case.low[0] in lists.belonging or not case.text[0].isalpha():
        return False
    owner = case.before[-2] if len(case.before) > 1 else None
    return owner is None or grammar.is_function(owner.low, lists) or grammar.is_finite(owner.low, lists)


def _is_number(word: str, lists: Words) -> bool:
    return not is_year(word) if word.isdigit() else grammar.is_number(word, lists)


def after_genitive(case: Case) -> bool:
    """As in "Tokayev's [clique] had": a genitive needs its noun."""
    if case.previous in case.lists.auxiliaries:
        return False  # "it's"
    place = len(case.words) == 1 and case.low[0] in common_words(case.lists.language)  # "Van Diemen's [Land]"
    named = says_who(case) and not place
    return case.previous.endswith("'s") and grammar.is_noun_phrase(case) and not noun_next(case) and not named


_NAMED_STREET = re.compile(
    r"\b(?:на|в|во|у) [А-ЯІЄЇ]\w+[сц]ь?к(?:ом|ой|ій|ому|ую|у|их)\s*$", re.IGNORECASE
)  # "на Невском"


def after_adjective(case: Case) -> bool:
    """As in "the old [man] said": an adjective after an article needs its noun."""
    lists = case.lists
    if len(case.words) == 1 and case.words[0].text.islower() and _NAMED_STREET.search(case.site.left):
        return True
    if len(case.before) <= 1 or is_date(case) or not grammar.is_adjective(case.previous, lists) or noun_next(case):
        return False
    owner = case.before[-2].low
    opened = owner in lists.opening or owner in lists.prepositions
    return opened and len(case.words) <= _FEW and not says_who(case) and grammar.is_noun_phrase(case)
