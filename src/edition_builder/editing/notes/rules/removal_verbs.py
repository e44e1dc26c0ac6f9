"""The removal test, verbs: subjects, objects, auxiliaries and clauses that need what the bracket holds."""

from __future__ import annotations

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token, tokens
from edition_builder.editing.notes.dates import is_date
from edition_builder.editing.notes.rules.surroundings import noun_before, noun_next, says_who, verb_next
from edition_builder.editing.notes.wordlists import Words

__all__ = [
    "after_auxiliary",
    "after_degree",
    "after_pronoun",
    "is_clause_core",
    "is_complement",
    "is_infinitive",
    "is_object",
    "is_subject",
    "is_verb",
    "opens_quotation",
    "opens_sentence",
]

_CORE = 4  # words of a subject with its verb
_FEW = 2  # words that one missing part of a sentence has at most: a longer content is a note


def after_pronoun(case: Case) -> bool:
    """As in "he [said] that"; but "he [Stalin] said" and "he [the king] was" say who."""
    lists = case.lists
    if case.previous not in lists.pronouns:
        return False
    if grammar.is_noun_phrase(case) and (says_who(case) or case.low[0] in lists.belonging):
        return False
    first = case.low[0]
    if grammar.is_finite(first, lists) or first in lists.participles or grammar.is_base_verb(first, lists):
        return True
    if not case.next or verb_next(case) or case.next in lists.base_verbs or first in lists.relatives:
        return False  # "they [soldiers] beat us" says who they are
    if len(lists.articles) > 1 and (lists.base_verbs or len(case.words) == 1):
        return True  # where nouns have articles, a bare word after "nous" is no noun
    return grammar.is_adverb(first, lists) or not grammar.is_noun_phrase(case)


def after_auxiliary(case: Case) -> bool:
    """As in "had [been killed] there", "I've [plenty] time"."""
    return case.previous in case.lists.auxiliaries and bool(case.next) and not _whole_beside(case)


def is_complement(case: Case) -> bool:
    """As in "is [terrible].", "it must [exist],"; but "where they were [in Almaty]." is whole."""
    if case.previous not in case.lists.auxiliaries or case.next:
        return False
    if case.previous in _MODALS or grammar.is_infinitive(case.low[0], case.lists):
        return len(case.words) <= _FEW and not case.words[0].capital and grammar.is_noun_phrase(case)
    complement = not _leads(case.low[0], case.lists) and not says_who(case)
    return complement and case.previous in _BEING and case.text[0].isalpha()


def _leads(word: str, lists: Words) -> bool:
    return word in lists.prepositions or word in lists.relatives


def _is_known_verb(word: str, lists: Words) -> bool:
    return word in lists.base_verbs or word in lists.verbs


def _whole_beside(case: Case) -> bool:
    """As in "It's [the new record] the first thing": what stands after the bracket has its own determiner."""
    lists = case.lists
    return case.low[0] in lists.belonging and case.next in lists.opening


_MODAL_VERBS = "will would shall should could may might must cannot won't wouldn't shouldn't couldn't"
_MODALS = frozenset(_MODAL_VERBS.split())
_VERBS_OF_BEING = "am is are was were be been being isn't wasn't aren't weren't est sont était étaient"
_BEING = frozenset(_VERBS_OF_BEING.split())


def is_subject(case: Case) -> bool:
    """Nothing before it can be the subject of the verb after it: "[Tokayev] said", "when [the army] came"."""
    if not verb_next(case) or not grammar.is_noun_phrase(case):
        return False
    lists = case.lists
    comma = not case.previous and case.site.left.rstrip().endswith(",")  # "When he grew powerful, [Ketil] called"
    return case.opens_sentence or comma or case.previous in lists.linking or case.previous in lists.adverbs


def is_clause_core(case: Case) -> bool:
    """Subject and verb in one: "And [they gave] him the keys"."""
    lists = case.lists
    subject = case.low[0] in lists.pronouns and case.low[0] not in lists.relatives
    core = len(case.words) <= _CORE and subject and grammar.has_verb(case)
    opens = case.opens_sentence or case.previous in lists.linking
    goes_on = bool(case.next) or case.gap_after.strip()[:1] in (":", ",")
    return core and goes_on and (opens or not _finite_before(case))


def is_verb(case: Case) -> bool:
    """It holds the only verb: "they all [came] running"."""
    lists = case.lists
    if len(case.words) == 1 and case.next in lists.objects and _is_known_verb(case.low[0], lists):
        return True
    if len(case.words) > _FEW or not noun_before(case) or verb_next(case) or _finite_before(case):
        return False
    if case.words[0].capital or case.site.mark:
        return False
    first = case.low[0]
    third = first.endswith("s") and grammar.is_base_verb(first, lists) and first not in lists.base_verbs
    if third and len(case.words) == 1 and (case.next in lists.owners or case.next in lists.objects):
        return True  # "when Congress [uses] the word"
    alone = len(case.words) == 1 or case.low[1] in lists.function  # not "tinned beef"
    return (bool(case.next) and alone and "-" not in case.low[0] and grammar.is_finite(case.low[0], lists)) or _is_wish(
        case
    )


def _is_wish(case: Case) -> bool:
    """As in "God [help us]!"."""
    lists = case.lists
    return len(case.words) > 1 and case.low[0] in lists.base_verbs and case.low[1] in lists.objects


def after_degree(case: Case) -> bool:
    """As in "very [angry] at": a word of degree needs what it measures."""
    return case.previous in case.lists.degree and len(case.words) <= _FEW and not noun_next(case)


def _finite_before(case: Case) -> bool:
    """A verb in the same clause, as far as commas show it."""
    clause = _clause_before(case)
    openers = case.lists.subordinating
    begins = max((place for place, word in enumerate(clause) if word.low in openers), default=0)
    of_sentence = frozenset([word.low for word in case.before])
    return any(grammar.is_finite(word.low, case.lists) for word in clause[begins:] if word.low in of_sentence)


def _clause_before(case: Case) -> tuple[Token, ...]:
    """The words from the last comma, semicolon or dash on; they are those of the sentence unless it begins later."""
    left = case.site.left
    begin = max(left.rfind(","), left.rfind(";"), left.rfind("—")) + 1
    of_sentence = (case.before[-1].end if case.before else 0) + len(case.gap_before)
    within = begin - (len(left) - of_sentence)
    if within < 0:
        return tokens(left[begin:])
    return tuple([word for word in case.before if word.start >= within])


def is_infinitive(case: Case) -> bool:
    """As in "asks [to send] you": a verb needs the one it leads to."""
    lists = case.lists
    if len(case.words) == 1 and bool(case.next) and grammar.is_infinitive(case.low[0], lists):
        return case.previous not in lists.pronouns  # Ukrainian "вони [солдати]" only looks like one
    english = case.low[0] == "to" and len(case.words) > 1 and case.low[1] in lists.base_verbs
    if not english:
        return False
    verb = (
        case.previous in lists.objects
        or case.previous in lists.auxiliaries
        or grammar.is_adjective(case.previous, lists)
    )
    return bool(case.next) or verb or grammar.is_finite(case.previous, lists)


def is_object(case: Case) -> bool:
    """As in "he took [his hat] and": a verb that needs an object has none."""
    lists = case.lists
    if case.previous not in lists.transitive or not grammar.is_noun_phrase(case) or not case.text[0].isalpha():
        return False
    earlier = case.before[-2].low if len(case.before) > 1 else ""
    passive = earlier in lists.auxiliaries
    if (earlier in lists.lemma_owners and earlier not in lists.relatives) or grammar.is_adjective(earlier, lists):
        return False  # "the Strike [of 1926]" is a noun
    return not passive and (not case.next or case.next in lists.prepositions or case.next in lists.linking)


def opens_quotation(case: Case) -> bool:
    """As in "“[written] 3 pages”", "“[Johnson] goes”": no note can be the first words of a quotation that goes on."""
    return case.site.left[-1:] in _QUOTE_OPENS and case.site.left[-2:-1].strip("([ \u00a0—–-") == "" and bool(case.next)


_QUOTE_OPENS = frozenset('“„«‘‚‹"»')


def opens_sentence(case: Case) -> bool:
    """As in "[Yesterday] they came": the bracket has the capital that the sentence begins with."""
    following = case.next_token
    if not case.opens_sentence or following is None or not case.words[0].capital or is_date(case):
        return False
    return not following.capital or following.text == "I"
