"""``gloss``: explains a foreign or technical word or an abbreviation (TEI ``gloss``)."""

from __future__ import annotations

import re
from itertools import pairwise

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token, tokens
from edition_builder.editing.notes.phrases_before import is_phrasal
from edition_builder.editing.notes.rules.abbreviation import explains_abbreviation
from edition_builder.editing.notes.rules.foreign import (
    after_marked_term,
    after_quoted_term,
    gives_original,
    is_quoted,
    means_quoted,
    other_script,
)

__all__ = ["ABBREVIATION", "FOREIGN", "SCRIPT", "gloss"]

ABBREVIATION, FOREIGN, SCRIPT = "abbreviation", "marked-foreign", "other-script"
_TONGUE = re.compile(  # "(укр.)", "(in Arabic)" after a translation of words left in the text
    r"\((?:in |en |auf |in )?(?:укр|рос|рус|каз|англ|нем|фр|франц|лат|исп|итал|ит|пол|польск|бел|узб|тат|араб|перс|кит"
    r"|тур|груз|арм|евр|ukr|russ?|engl?|germ|fr|lat|span|arab|pers|turk|kaz|ar|kurd|pol|dt|it|port)\w*\.?\)$",
    re.IGNORECASE,
)
_NEAR = 60  # characters that surely hold the last words
_LONGEST_MEANING = 5  # words that say "meaning", "Russian for"
_LONGEST_TERM = 6  # words in italics or quotation marks that can be a term


def gloss(case: Case) -> str:
    """The rules in turn."""
    if _says_meaning(case):
        return "says-meaning"
    if explains_abbreviation(case):
        return ABBREVIATION
    if after_marked_term(case):
        return FOREIGN
    if other_script(case):
        return SCRIPT
    if gives_original(case):
        return "original-word"
    if is_quoted(case.text) or _calls_for_call(case) or after_quoted_term(case) or means_quoted(case):
        return "quoted-meaning"
    return "foreign-word" if _unknown_word(case) else _plain_words(case)


def _says_meaning(case: Case) -> bool:
    openings, low = case.lists.meaning, case.low
    if low[:1] == ("now",) and low[1:2] and low[1] in case.function:
        return False  # "now in the archive"; "now Faisalabad" is another name
    spans = [length for length in range(1, min(_LONGEST_MEANING, len(low)) + 1) if " ".join(low[:length]) in openings]
    if _repeats_word(case):
        return True
    if case.text.startswith("=") or _TONGUE.search(case.text) or _names_word(case):
        return True
    # "from the French" gives an origin, "from the brigade" does not
    return any(low[length - 1] != "the" or any(w.capital for w in case.words[length : length + 1]) for length in spans)


def _repeats_word(case: Case) -> bool:
    """As in "the fortieth [the fortieth day after a death]": it begins with the word and says more of it."""
    low = case.low[1:] if case.low and case.low[0] in case.lists.articles else case.low
    named = case.last is None or case.last.capital or _is_person(case)  # "Clara [Clara Whitlock]"
    return bool(case.previous) and len(low) > 1 and low[0] == case.previous and not named


def _names_word(case: Case) -> bool:
    """As in "army slang for tanks", "a polite form of address": somewhere among its first words it speaks of words."""
    pairs = case.lists.word_kinds
    return bool(pairs) and any(f"{one} {other}" in pairs for one, other in pairwise(case.low[:_LONGEST_TERM]))


def _unknown_word(case: Case) -> bool:
    """A word in lower case that readers of the language do not know."""
    last = case.last
    if last is None or not case.words or case.gap_before.strip(" “”\"'‘’«»,.!?…"):
        return False
    if not grammar.is_noun_phrase(case) and case.low[0] not in case.lists.definers:
        return False  # "kulaks [as a class]"
    if is_place(case):
        return False
    return not last.capital and not last.text[0].isdigit() and not grammar.is_common(last.low, case.lists)


def _plain_words(case: Case) -> str:
    """Lower-case words for a lower-case word ("militia [police]"), or for one that opens its sentence ("Alga")."""
    lists, last = case.lists, case.last
    if last is None or not case.words or not grammar.is_noun_phrase(case) or not _defines(case):
        return ""
    opens = case.before == (last,) and last.capital and not grammar.is_common(last.low, lists)
    thing = (last.text.islower() and last.low not in case.function) or _named_like_thing(last, case) or _phrasal(case)
    return "plain-words" if opens or (thing and not case.gap_before.strip(" ”’\"'»")) else ""


def _calls_for_call(case: Case) -> bool:
    """As in "Zhyve Belarus! [Long live Belarus!]": an exclamation for an exclamation."""
    return case.site.left.rstrip().endswith("!") and case.text.endswith("!")


def _phrasal(case: Case) -> bool:
    """As in "tipped up [handed over]": a verb with its particle."""
    near = case.site.left[-_NEAR:]
    return is_phrasal(near, tokens(near), case.lists)


def _named_like_thing(last: Token, case: Case) -> bool:
    """As in "the Tatmadaw [armed forces]", "the 75 [field gun]": no person, for it has an article."""
    if len(case.before) <= 1 or case.before[-2].low not in case.lists.articles or case.low[0] in case.lists.articles:
        return False
    return last.text[0].isdigit() or not grammar.is_common(last.low, case.lists)


def _defines(case: Case) -> bool:
    """A thing in lower case without article; with "a" only where the words before have no definite owner."""
    lists, first = case.lists, case.words[0]
    if (
        first.capital
        or first.text[0].isdigit()
        or any(first.low in words for words in (lists.possessives, lists.offices, lists.quantifiers, lists.numbers))
    ):
        return False
    if _is_person(case) or is_place(case):
        return False
    if _holds_name(case):
        return False
    if first.low in lists.articles:
        return first.low in _INDEFINITE and _indefinite_before(case)
    return not _after_demonstrative(case)


def _is_person(case: Case) -> bool:
    """As in "my father [God rest him]": people are identified, not explained."""
    return case.last is not None and grammar.is_office(case.last.low, case.lists)


def is_place(case: Case) -> bool:
    """As in "Huete [province of Cuenca]", "Kama [god of love]": what kind of place or being a name stands for."""
    lists, low = case.lists, case.low[1:] if case.low[0] in case.lists.articles else case.low
    named = any(word.capital for word in case.before[-2:])
    alone = len(low) == 1 or (len(low) > 1 and low[1] in lists.function)
    return named and alone and low[:1] != () and low[0] in lists.kinds


def _holds_name(case: Case) -> bool:
    """A name in apposition ("captain Sidorov"), not one that hangs on a preposition ("partisans of the Revolution")."""
    lists = case.lists
    links = (lists.prepositions, lists.articles, lists.adverbs)
    for one, other in pairwise(case.words):
        name = other.capital and other.low not in lists.nationalities and not one.capital
        if name and not any(one.low in words for words in links):
            return True
    return False


_INDEFINITE = frozenset({"a", "an", "un", "une", "uno", "una", "ein", "eine", "um", "uma"})


def _indefinite_before(case: Case) -> bool:
    return any(word.low in _INDEFINITE for word in case.before[-4:])


def _after_demonstrative(case: Case) -> bool:
    """As in "these people [miners]" says who they are."""
    owners = case.lists.demonstratives - case.lists.relatives
    return any(word.low in owners for word in case.before[-3:])
