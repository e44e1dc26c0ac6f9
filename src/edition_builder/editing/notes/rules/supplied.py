"""``supplied``: words put in so that the sentence stands (TEI ``supplied``): without them it is broken.

The removal test, step by step: each test names one way in which a sentence needs the bracket. They are tried in the
order of ``_TESTS``; the name of the first that holds is the rule in the ledger.
"""

from __future__ import annotations

from collections.abc import Callable

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token, tokens
from edition_builder.editing.notes.dates import is_date
from edition_builder.editing.notes.rules.gloss import serves_foreign_words
from edition_builder.editing.notes.rules.scene import is_known_scene

__all__ = ["WEAK", "supplied"]

_CORE = 4  # words of a subject with its verb
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
    if is_known_scene(case) or serves_foreign_words(case):
        return False
    abbreviated = grammar.is_honorific(case.low[-1], case.lists) or len(case.words[-1].text) == 1
    return abbreviated or not case.text.endswith((".", "!", "?", "…", ".”", "!”", "?”"))


def _function_words(case: Case) -> bool:
    return all(word in case.function for word in case.low) and not case.text[0].isdigit()


def _honorific(case: Case) -> bool:
    """Titles before a name; not after a noun that has its own article ("The traitor [president] Tokayev")."""
    following = case.next_token
    titles = all(_may_be_title(word, case) for word in case.words)
    if not titles or not following or not following.capital:
        return False
    return case.words[0].capital or not _noun_before(case)


_TITLE_LINKS = frozenset(("the", "my", "of"))


def _may_be_title(word: Token, case: Case) -> bool:
    return grammar.is_honorific(word.low, case.lists) or len(word.text) == 1 or word.low in _TITLE_LINKS


def _noun_before(case: Case) -> bool:
    previous = case.previous
    return bool(previous) and previous not in case.function and not grammar.is_finite(previous, case.lists)


def _after_title(case: Case) -> bool:
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


def _leads_on(case: Case) -> bool:
    """The content ends in a word that cannot end a phrase, or in a comma: the sentence runs through the bracket."""
    lists = case.lists
    if case.text.endswith((",", ";", "—", "–")) and case.after:
        return True
    hanging = lists.articles | lists.possessives | lists.conjunctions | (lists.prepositions - lists.particles)
    return len(case.words) > 1 and case.low[-1] in hanging and bool(case.next)


def _joins(case: Case) -> bool:
    """It begins with "and" or "but": it carries the sentence on."""
    return case.low[0] in _JOINING and case.low[0] in case.lists.conjunctions


_JOINING = frozenset(
    "and but nor et mais und aber y pero e ma mas i ale и а но та але және бірақ ve ama".split()  # noqa: SIM905
)


def _after_article(case: Case) -> bool:
    return case.previous in case.lists.articles or (
        case.previous in case.lists.determiners and not _is_plural_pronoun(case)
    )


def _is_plural_pronoun(case: Case) -> bool:
    """As in "each [of the men]": the determiner stands for a noun."""
    return case.low[0] in case.lists.prepositions


def _after_possessive(case: Case) -> bool:
    """As in "his [late] wife"; but "his [Stalin's] house" says whose."""
    lists = case.lists
    if case.previous not in lists.possessives - lists.objects:
        return case.previous in lists.possessives and bool(case.next) and not _says_who(case) and not _verb_next(case)
    return not (case.words[-1].low.endswith("'s") and grammar.starts_like_name(case))


def _after_demonstrative(case: Case) -> bool:
    """As in "these [men] were"; but "this [the rising] was" says what."""
    lists = case.lists
    if case.previous not in lists.demonstratives | lists.quantifiers or not grammar.is_noun_phrase(case):
        return False
    return not (_says_who(case) or case.low[0] in lists.articles or case.low[0] in lists.possessives)


def _says_who(case: Case) -> bool:
    return grammar.starts_like_name(case)


def _verb_next(case: Case) -> bool:
    return bool(case.next) and grammar.is_finite(case.next, case.lists)


def _after_preposition(case: Case) -> bool:
    """Between a preposition and what it needs; "the house I live in [at the time]." has what it needs."""
    lists, previous = case.lists, case.previous
    if previous not in lists.prepositions or is_date(case):
        return previous in lists.prepositions and not case.next
    if not grammar.is_noun_phrase(case):
        return bool(case.next) and not _verb_next(case)
    return not (
        previous in lists.loose_prepositions and case.site.right.strip()[:1] in ("", ".", "?", "!") and _stranded(case)
    )


def _stranded(case: Case) -> bool:
    """As in "He came in [the guard].": the preposition belongs to the verb, and the content is a person."""
    return len(case.before) > 1 and grammar.is_finite(case.before[-2].low, case.lists) and _says_who(case)


def _after_pronoun(case: Case) -> bool:
    """As in "he [said] that"; but "he [Stalin] said" and "he [the king] was" say who."""
    lists = case.lists
    if case.previous not in lists.pronouns:
        return False
    if grammar.is_noun_phrase(case) and (_says_who(case) or case.low[0] in lists.articles | lists.possessives):
        return False
    begins_verb = grammar.is_finite(case.low[0], lists) or case.low[0] in lists.participles
    return begins_verb or (bool(case.next) and not _verb_next(case) and case.low[0] not in lists.relatives)


def _after_auxiliary(case: Case) -> bool:
    """As in "had [been killed] there", "is [terrible]."; but "where they were [in Almaty]." is whole."""
    if case.previous not in case.lists.auxiliaries:
        return False
    if case.next:
        return True
    complement = case.low[0] not in case.lists.prepositions | case.lists.relatives and not _says_who(case)
    return complement and case.previous in _BEING and case.text[0].isalpha()


_BEING = frozenset("am is are was were be been being isn't wasn't aren't weren't est sont était étaient".split())  # noqa: SIM905


def _is_subject(case: Case) -> bool:
    """Nothing before it can be the subject of the verb after it: "[Tokayev] said", "when [the army] came"."""
    if not _verb_next(case) or not grammar.is_noun_phrase(case):
        return False
    lists = case.lists
    return case.opens_sentence or case.previous in lists.conjunctions | lists.subordinators | lists.adverbs


def _is_clause_core(case: Case) -> bool:
    """Subject and verb in one: "And [they gave] him the keys"."""
    lists = case.lists
    core = len(case.words) <= _CORE and case.low[0] in lists.pronouns and grammar.has_verb(case)
    opens = case.opens_sentence or case.previous in lists.conjunctions | lists.subordinators
    return core and opens and bool(case.next)


def _is_verb(case: Case) -> bool:
    """It holds the only verb: "they all [came] running"."""
    lists = case.lists
    if len(case.words) == 1 and case.low[0] in lists.base_verbs | lists.verbs and case.next in lists.objects:
        return True
    if len(case.words) > 2 or not _noun_before(case) or _verb_next(case) or _finite_before(case):  # noqa: PLR2004
        return False
    if case.words[0].capital or case.site.mark:
        return False
    return (bool(case.next) and grammar.is_finite(case.low[0], lists)) or _is_wish(case)


def _is_wish(case: Case) -> bool:
    """As in "God [help us]!"."""
    lists = case.lists
    return len(case.words) > 1 and case.low[0] in lists.base_verbs and case.low[1] in lists.objects


def _after_degree(case: Case) -> bool:
    """As in "very [angry] at": a word of degree needs what it measures."""
    return case.previous in case.lists.degree and len(case.words) <= 2 and not _noun_next(case)  # noqa: PLR2004


def _finite_before(case: Case) -> bool:
    """A verb in the same clause, as far as commas show it."""
    clause = tokens(case.site.left[max(case.site.left.rfind(sign) for sign in ",;—") + 1 :])
    return any(grammar.is_finite(word.low, case.lists) for word in clause if word.low in _lows(case.before))


def _lows(words: tuple[Token, ...]) -> frozenset[str]:
    return frozenset(word.low for word in words)


def _is_infinitive(case: Case) -> bool:
    lists = case.lists
    if len(case.words) == 1 and bool(case.next) and grammar.is_infinitive(case.low[0], lists):
        return True
    english = case.low[0] == "to" and len(case.words) > 1 and case.low[1] in lists.base_verbs
    return english and (bool(case.next) or case.previous in lists.objects or grammar.is_adjective(case.previous, lists))


def _after_genitive(case: Case) -> bool:
    """As in "Tokayev's [clique] had": a genitive needs its noun."""
    return (
        case.previous.endswith("'s") and grammar.is_noun_phrase(case) and not _noun_next(case) and not _says_who(case)
    )


def _noun_next(case: Case) -> bool:
    following = case.next
    return bool(following) and not grammar.is_function(following, case.lists) and not _verb_next(case)


def _after_adjective(case: Case) -> bool:
    """As in "the old [man] said": an adjective after an article needs its noun."""
    lists = case.lists
    if len(case.before) < 2 or not grammar.is_adjective(case.previous, lists) or _noun_next(case):  # noqa: PLR2004
        return False
    opened = case.before[-2].low in lists.articles | lists.possessives | lists.demonstratives | lists.prepositions
    return opened and len(case.words) <= 2 and not _says_who(case) and grammar.is_noun_phrase(case)  # noqa: PLR2004


def _is_object(case: Case) -> bool:
    """As in "he took [his hat] and": a verb that needs an object has none."""
    lists = case.lists
    if case.previous not in lists.transitive or not grammar.is_noun_phrase(case) or not case.text[0].isalpha():
        return False
    passive = len(case.before) > 1 and case.before[-2].low in lists.auxiliaries
    return not passive and (not case.next or case.next in lists.prepositions | lists.conjunctions | lists.subordinators)


def _opens_sentence(case: Case) -> bool:
    """As in "[Yesterday] they came": the bracket has the capital that the sentence begins with."""
    following = case.next_token
    if not case.opens_sentence or following is None or not case.words[0].capital or is_date(case):
        return False
    return not following.capital or following.text == "I"


# Tests that guess at verbs and adjectives: one of them alone does not tell the hand of a manuscript.
WEAK = frozenset(
    (
        "after-an-auxiliary",
        "only-verb",
        "after-a-degree",
        "infinitive",
        "after-an-adjective",
        "object",
        "subject",
        "joins",
    )
)
_TESTS: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("function-words", _function_words),
    ("honorific", _honorific),
    ("after-a-title", _after_title),
    ("leads-on", _leads_on),
    ("joins", _joins),
    ("after-an-article", _after_article),
    ("after-a-possessive", _after_possessive),
    ("after-a-demonstrative", _after_demonstrative),
    ("after-a-preposition", _after_preposition),
    ("after-a-pronoun", _after_pronoun),
    ("after-an-auxiliary", _after_auxiliary),
    ("subject", _is_subject),
    ("clause", _is_clause_core),
    ("only-verb", _is_verb),
    ("after-a-degree", _after_degree),
    ("infinitive", _is_infinitive),
    ("after-a-genitive", _after_genitive),
    ("after-an-adjective", _after_adjective),
    ("object", _is_object),
    ("opens-the-sentence", _opens_sentence),
)
