"""Noun phrases and terms that end right before a bracket: where they begin."""

from __future__ import annotations

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Token
from edition_builder.editing.notes.names_before import name_place, opens, parts
from edition_builder.editing.notes.wordlists import Words

__all__ = ["is_phrasal", "noun_phrase_start", "term_start"]

_LONGEST_PHRASE = 6  # words of a noun phrase
_OPENING_PHRASE = 3  # words of a phrase without determiner that opens a sentence ("Old man")
_SHORTEST_UNKNOWN = 3  # letters: shorter ones are dialect more often than another language
_PAIR = 2  # words: a verb and its particle, an office and what it is over


def term_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """The unknown words that end at the last one ("shal ket"), or the noun phrase without its determiner."""
    last = words[-1]
    if is_phrasal(left, words, lists):
        return words[-2].start
    if last.capital and not opens(left, words, lists):
        return words[name_place(left, words, lists)].start
    if not grammar.is_common(last.low, lists):
        return words[_unknown_place(left, words, lists)].start
    return words[_compound_place(left, words, lists)].start


def is_phrasal(left: str, words: tuple[Token, ...], lists: Words) -> bool:
    """As in "tipped up": a verb in the past and its particle."""
    if len(words) < _PAIR or words[-1].low not in lists.particles or parts(left, words, len(words) - _PAIR):
        return False
    return grammar.is_finite(words[-2].low, lists) and words[-2].low not in lists.auxiliaries


def _unknown_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    place = len(words) - 1
    while place and left[words[place - 1].end : words[place].start] == " ":
        previous = words[place - 1].low
        if grammar.is_common(previous, lists) or len(previous) < _SHORTEST_UNKNOWN:
            break
        place -= 1
    return place


def _compound_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "the flying squadron" → "flying squadron": back to the determiner, if nothing but the phrase is between."""
    last = len(words) - 1
    for place in range(last - 1, max(-1, last - 1 - _LONGEST_PHRASE // 2), -1):
        if parts(left, words, place):
            break
        if words[place].low in lists.owners and words[place].low not in lists.relatives:
            return place + 1
        if _bars(words[place], lists) and not words[place].low.endswith("ing"):
            break
    return last


def _before_genitive(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "начальник режима": where there are no articles, the office stands before what it is over; -1 if not so."""
    if lists.articles or len(words) < _PAIR or parts(left, words, len(words) - _PAIR):
        return -1
    return words[-2].start if grammar.is_office(words[-2].low, lists) else -1


def noun_phrase_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """From the determiner, if one is near; else the noun with its adjectives; else what opens the sentence."""
    words = words[:-1] if _is_day_after(words, lists) else words
    last = len(words) - 1
    if grammar.is_function(words[-1].low, lists) or _is_verb(words, lists):
        return words[-1].start
    office = _before_genitive(left, words, lists)
    if office >= 0:
        return office
    for place in range(last - 1, max(-1, last - _LONGEST_PHRASE), -1):
        if parts(left, words, place):
            break
        if words[place].low in lists.lemma_owners:
            return words[place - 1 if _doubled(left, words, place, lists) else place].start
        if _bars(words[place], lists):
            break
        opening = place == 0 or parts(left, words, place - 1)
        if opening and words[place].capital and last - place < _OPENING_PHRASE and lists.articles:
            return words[place].start
    return words[_adjective_place(left, words, lists)].start


def _is_day_after(words: tuple[Token, ...], lists: Words) -> bool:
    return len(words) > 1 and words[-1].low in ("after", "before") and words[-2].low in lists.relative_day_nouns


def _is_verb(words: tuple[Token, ...], lists: Words) -> bool:
    """A verb serves alone, unless a determiner makes a noun of it: "the wounded"."""
    owned = len(words) > 1 and words[-2].low in lists.lemma_owners
    return grammar.is_finite(words[-1].low, lists) and not owned


def _doubled(left: str, words: tuple[Token, ...], place: int, lists: Words) -> bool:
    """As in "all the men", "both his sons"."""
    return (
        place > 0
        and words[place - 1].low in lists.quantifiers
        and not grammar.is_number(words[place - 1].low, lists)
        and not parts(left, words, place - 1)
    )


def _bars(word: Token, lists: Words) -> bool:
    """A word that cannot stand inside a noun phrase."""
    return grammar.is_function(word.low, lists) or grammar.is_finite(word.low, lists)


def _adjective_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """The last word with the adjectives before it."""
    place = len(words) - 1
    while place and not parts(left, words, place - 1) and grammar.is_adjective(words[place - 1].low, lists):
        place -= 1
    return place
