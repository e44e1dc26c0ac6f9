"""Guesses at what a word does in a sentence, from lists and endings; good enough to test whether one is whole."""

from __future__ import annotations

from functools import lru_cache

from edition_builder.editing.notes.case import Case, Token
from edition_builder.editing.notes.wordlists import Words, common_words

__all__ = [
    "has_verb",
    "is_adjective",
    "is_adverb",
    "is_base_verb",
    "is_common",
    "is_finite",
    "is_function",
    "is_honorific",
    "is_infinitive",
    "is_name",
    "is_noun_phrase",
    "is_number",
    "is_office",
    "is_title",
    "starts_like_name",
]

_STEM = 3  # letters that must stand before an ending
_CASE_ENDING = 3  # letters of the longest ending of a declension


def is_function(word: str, lists: Words) -> bool:
    """Whether a word in lower case carries grammar only."""
    return word in lists.function


def is_finite(word: str, lists: Words) -> bool:
    """Whether a word in lower case can be the verb of a sentence."""
    if word in lists.auxiliaries or word in lists.verbs:
        return True
    return _ends(word, lists.verb_endings) and word not in lists.adjectives


def is_adjective(word: str, lists: Words) -> bool:
    """Whether a word in lower case can stand before a noun and not for one."""
    return word in lists.adjectives or word in lists.nationalities or _ends(word, lists.adjective_endings)


def is_honorific(word: str, lists: Words) -> bool:
    """Whether a word in lower case is a title before names, in any case of its declension."""
    return word in lists.honorifics or _declines(word, lists.honorific_stems)


def is_office(word: str, lists: Words) -> bool:
    """Whether a word in lower case names an office, a calling or a place in the family."""
    return word in lists.offices or word in lists.honorifics or _declines(word, lists.office_stems)


def _declines(word: str, stems: frozenset[str]) -> bool:
    return bool(stems) and any(
        word[:length] in stems for length in range(max(_STEM, len(word) - _CASE_ENDING), len(word) + 1)
    )


def is_title(word: str, lists: Words) -> bool:
    """Whether a word in lower case can stand in a row of titles and adjectives before a name."""
    return is_honorific(word, lists) or is_adjective(word, lists)


def is_base_verb(word: str, lists: Words) -> bool:
    """Whether a word in lower case is a verb's base or its third person: "love", "loves", "carries"."""
    bases = (word, word.removesuffix("s"), word.removesuffix("es"), word.removesuffix("ies") + "y")
    return any(base in lists.base_verbs for base in bases)


def is_adverb(word: str, lists: Words) -> bool:
    """Whether a word in lower case says how, when or how much."""
    return word in lists.adverbs or word in lists.degree or _ends(word, lists.adverb_endings)


def is_number(word: str, lists: Words) -> bool:
    """Whether a word in lower case is a number in words: "eighty", "forty-three"."""
    return bool(word) and all(part in lists.numbers for part in word.split("-"))


def is_infinitive(word: str, lists: Words) -> bool:
    """Whether a word in lower case is an infinitive by its ending."""
    return _ends(word, lists.infinitive_endings)


def _ends(word: str, endings: frozenset[str]) -> bool:
    return word.endswith(_for_endswith(endings)) and any(
        word.endswith(ending) and len(word) >= len(ending) + _STEM for ending in endings
    )


@lru_cache(maxsize=32)
def _for_endswith(endings: frozenset[str]) -> tuple[str, ...]:
    """Endings as ``str.endswith`` takes them, which tries them all at once: hardly any word has one."""
    return tuple(sorted(endings))


def is_name(token: Token, lists: Words) -> bool:
    """Whether a word can be part of a proper name: a capital, and not a function word."""
    return token.capital and not is_function(token.low, lists)


def starts_like_name(case: Case) -> bool:
    """Whether the content begins with a name (an article before it is allowed)."""
    words = case.words[1:] if case.words and case.words[0].low in case.lists.articles else case.words
    return bool(words) and is_name(words[0], case.lists)


def is_noun_phrase(case: Case) -> bool:
    """Whether the content can be a thing or a person: it does not begin like a clause or a prepositional phrase."""
    lists = case.lists
    if not case.words:
        return False
    first = case.low[0]
    if len(case.words) > 1 and _is_participle(first, lists) and _ties(case.low[1], lists):
        return False
    return first not in lists.clause_openers


def _ties(word: str, lists: Words) -> bool:
    return word in lists.prepositions or word in lists.subordinators


def _is_participle(word: str, lists: Words) -> bool:
    return word in lists.participles or (lists.language == "en" and word.endswith(("ed", "ing")))


def has_verb(case: Case) -> bool:
    """Whether the content holds a finite verb."""
    return any(is_finite(word, case.lists) for word in case.low)


def is_common(word: str, lists: Words) -> bool:
    """Whether readers know a word in lower case; True where we have no list to tell by."""
    known = common_words(lists.language)
    if not known or word in known or is_function(word, lists):
        return True
    if "-" in word:
        return all(len(part) == 1 or is_common(part, lists) for part in word.split("-") if part)
    bare = word.removesuffix("'s").removesuffix("'")
    return any(_base(bare, ending, known) for ending in _INFLECTIONS)


# Endings of English inflection and derivation, with what the base ends in ("carried" → "carry").
_INFLECTIONS = (
    ("", ""), ("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("d", ""), ("ied", "y"), ("ing", ""),
    ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e"), ("est", ""), ("est", "e"), ("ly", ""),
    ("ily", "y"), ("ness", ""), ("less", ""), ("ful", ""), ("ment", ""), ("ments", ""), ("ism", ""), ("ist", ""),
    ("ists", ""), ("able", ""), ("ship", ""), ("hood", ""), ("ity", "e"), ("ity", ""), ("al", ""), ("ation", "e"),
)  # fmt: skip


def _base(word: str, rule: tuple[str, str], known: frozenset[str]) -> bool:
    ending, base = rule
    stem = word.removesuffix(ending) if ending else word
    if ending and stem == word:
        return False
    undoubled = stem[:-1] if len(stem) > _STEM and stem[-1:] == stem[-2:-1] else stem
    return len(stem) >= _STEM and (stem + base in known or undoubled in known)
