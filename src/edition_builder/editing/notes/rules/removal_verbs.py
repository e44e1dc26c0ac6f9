"""The removal test, verbs: subjects, objects, auxiliaries and clauses that need what the bracket holds."""

from __future__ import annotations

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, tokens
from edition_builder.editing.notes.dates import is_date
from edition_builder.editing.notes.rules.surroundings import noun_before, noun_next, says_who, verb_next

__all__ = [
    "after_auxiliary",
    "after_degree",
    "after_pronoun",
    "is_clause_core",
    "is_infinitive",
    "is_object",
    "is_subject",
    "is_verb",
    "opens_sentence",
]

_CORE = 4  # words of a subject with its verb


def after_pronoun(case: Case) -> bool:
    """As in "he [said] that"; but "he [Stalin] said" and "he [the king] was" say who."""
    lists = case.lists
    if case.previous not in lists.pronouns:
        return False
    if grammar.is_noun_phrase(case) and (says_who(case) or case.low[0] in lists.articles | lists.possessives):
        return False
    begins_verb = grammar.is_finite(case.low[0], lists) or case.low[0] in lists.participles
    return begins_verb or (bool(case.next) and not verb_next(case) and case.low[0] not in lists.relatives)


def after_auxiliary(case: Case) -> bool:
    """As in "had [been killed] there", "is [terrible]."; but "where they were [in Almaty]." is whole."""
    if case.previous not in case.lists.auxiliaries:
        return False
    if case.next:
        return True
    complement = case.low[0] not in case.lists.prepositions | case.lists.relatives and not says_who(case)
    return complement and case.previous in _BEING and case.text[0].isalpha()


_BEING = frozenset("am is are was were be been being isn't wasn't aren't weren't est sont était étaient".split())  # noqa: SIM905


def is_subject(case: Case) -> bool:
    """Nothing before it can be the subject of the verb after it: "[Tokayev] said", "when [the army] came"."""
    if not verb_next(case) or not grammar.is_noun_phrase(case):
        return False
    lists = case.lists
    return case.opens_sentence or case.previous in lists.conjunctions | lists.subordinators | lists.adverbs


def is_clause_core(case: Case) -> bool:
    """Subject and verb in one: "And [they gave] him the keys"."""
    lists = case.lists
    core = len(case.words) <= _CORE and case.low[0] in lists.pronouns - lists.relatives and grammar.has_verb(case)
    opens = case.opens_sentence or case.previous in lists.conjunctions | lists.subordinators
    goes_on = bool(case.next) or case.gap_after.strip()[:1] in (":", ",")
    return core and goes_on and (opens or not _finite_before(case))


def is_verb(case: Case) -> bool:
    """It holds the only verb: "they all [came] running"."""
    lists = case.lists
    if len(case.words) == 1 and case.low[0] in lists.base_verbs | lists.verbs and case.next in lists.objects:
        return True
    if len(case.words) > 2 or not noun_before(case) or verb_next(case) or _finite_before(case):  # noqa: PLR2004
        return False
    if case.words[0].capital or case.site.mark:
        return False
    return (bool(case.next) and grammar.is_finite(case.low[0], lists)) or _is_wish(case)


def _is_wish(case: Case) -> bool:
    """As in "God [help us]!"."""
    lists = case.lists
    return len(case.words) > 1 and case.low[0] in lists.base_verbs and case.low[1] in lists.objects


def after_degree(case: Case) -> bool:
    """As in "very [angry] at": a word of degree needs what it measures."""
    return case.previous in case.lists.degree and len(case.words) <= 2 and not noun_next(case)  # noqa: PLR2004


def _finite_before(case: Case) -> bool:
    """A verb in the same clause, as far as commas show it."""
    clause = tokens(case.site.left[max(case.site.left.rfind(sign) for sign in ",;—") + 1 :])
    of_sentence = frozenset([word.low for word in case.before])
    return any(grammar.is_finite(word.low, case.lists) for word in clause if word.low in of_sentence)


def is_infinitive(case: Case) -> bool:
    """As in "asks [to send] you": a verb needs the one it leads to."""
    lists = case.lists
    if len(case.words) == 1 and bool(case.next) and grammar.is_infinitive(case.low[0], lists):
        return True
    english = case.low[0] == "to" and len(case.words) > 1 and case.low[1] in lists.base_verbs
    return english and (bool(case.next) or case.previous in lists.objects or grammar.is_adjective(case.previous, lists))


def is_object(case: Case) -> bool:
    """As in "he took [his hat] and": a verb that needs an object has none."""
    lists = case.lists
    if case.previous not in lists.transitive or not grammar.is_noun_phrase(case) or not case.text[0].isalpha():
        return False
    passive = len(case.before) > 1 and case.before[-2].low in lists.auxiliaries
    return not passive and (not case.next or case.next in lists.prepositions | lists.conjunctions | lists.subordinators)


def opens_sentence(case: Case) -> bool:
    """As in "[Yesterday] they came": the bracket has the capital that the sentence begins with."""
    following = case.next_token
    if not case.opens_sentence or following is None or not case.words[0].capital or is_date(case):
        return False
    return not following.capital or following.text == "I"
