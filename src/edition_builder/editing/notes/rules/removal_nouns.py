"""The removal test, nouns and names: titles, articles, prepositions, genitives that need what the bracket holds."""

from __future__ import annotations

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token
from edition_builder.editing.notes.dates import is_date, is_date_word
from edition_builder.editing.notes.rules.surroundings import noun_before, noun_next, says_who, verb_next

__all__ = [
    "after_adjective",
    "after_article",
    "after_demonstrative",
    "after_genitive",
    "after_possessive",
    "after_preposition",
    "after_title",
    "function_words",
    "honorific",
    "joins",
    "leads_on",
]


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
    ):
        return False
    owner = before[-2].low if len(before) > 1 else ""
    own = owner in lists.articles or owner in lists.possessives or owner in lists.demonstratives
    return not own and grammar.starts_like_name(case)


def leads_on(case: Case) -> bool:
    """The content ends in a word that cannot end a phrase, or in a comma: the sentence runs through the bracket."""
    lists = case.lists
    if case.text.endswith((",", ";", "—", "–")) and case.after:
        return True
    hanging = lists.articles | lists.possessives | lists.conjunctions | (lists.prepositions - lists.particles)
    return len(case.words) > 1 and case.low[-1] in hanging and bool(case.next)


def joins(case: Case) -> bool:
    """It begins with "and" or "but": it carries the sentence on."""
    return case.low[0] in _JOINING and case.low[0] in case.lists.conjunctions


_JOINING = frozenset(
    "and but nor et mais und aber y pero e ma mas i ale и а но та але және бірақ ve ama".split()  # noqa: SIM905
)


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
    if case.previous not in lists.possessives - lists.objects:
        return case.previous in lists.possessives and bool(case.next) and not says_who(case) and not verb_next(case)
    return not (case.words[-1].low.endswith("'s") and grammar.starts_like_name(case))


def after_demonstrative(case: Case) -> bool:
    """As in "these [men] were"; but "this [the rising] was" says what."""
    lists = case.lists
    if case.previous not in lists.demonstratives | lists.quantifiers or not grammar.is_noun_phrase(case):
        return False
    return not (says_who(case) or case.low[0] in lists.articles or case.low[0] in lists.possessives)


def after_preposition(case: Case) -> bool:
    """Between a preposition and what it needs; "the house I live in [at the time]." has what it needs."""
    lists, previous = case.lists, case.previous
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


def after_genitive(case: Case) -> bool:
    """As in "Tokayev's [clique] had": a genitive needs its noun."""
    return case.previous.endswith("'s") and grammar.is_noun_phrase(case) and not noun_next(case) and not says_who(case)


def after_adjective(case: Case) -> bool:
    """As in "the old [man] said": an adjective after an article needs its noun."""
    lists = case.lists
    if len(case.before) < 2 or not grammar.is_adjective(case.previous, lists) or noun_next(case):  # noqa: PLR2004
        return False
    opened = case.before[-2].low in lists.articles | lists.possessives | lists.demonstratives | lists.prepositions
    return opened and len(case.words) <= 2 and not says_who(case) and grammar.is_noun_phrase(case)  # noqa: PLR2004
