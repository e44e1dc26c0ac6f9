"""The lemma: the words that a bracket serves; mostly those just before it, sometimes those after.

A gloss serves the term alone ("karabets", not "the karabets"); every other note the whole noun phrase with its
determiner ("these guys"), a name, a date or a pronoun.
"""

from __future__ import annotations

import re
from itertools import pairwise

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token, tokens
from edition_builder.editing.notes.names_before import (
    date_start,
    is_date,
    name_place,
    numbered_start,
    officer_start,
    opens,
    owned,
)
from edition_builder.editing.notes.phrases_before import noun_phrase_start, term_start
from edition_builder.editing.notes.rules.gloss import ABBREVIATION, FOREIGN
from edition_builder.editing.notes.site import Mark, MarkKind
from edition_builder.editing.notes.wordlists import Words
from edition_builder.model.document import BracketClass

__all__ = ["find_lemma"]

_LONGEST_QUOTE = 12  # words in quotation marks
_LONGEST_MARK = 6  # words in italics that can be a term
_WITH_LEMMA = frozenset((BracketClass.NOTE, BracketClass.DATE, BracketClass.GLOSS, BracketClass.IDENTIFY))
_PAIRS = {"”": "“„", "“": "„", "»": "«", "’": "‘", "›": "‹", '"': '"', "'": "'"}  # closing → opening
_OPENING, _CLOSING = "“‘«„\"'‹", "”’»“\"'›"
_INITIAL = 2  # letters: "M.", "Zh."
_FIRST_NAMES, _LONGEST_OFFICE = 2, 3  # words before a name: "Anna Maria", "prime minister elect"
_SENTENCE_ENDS = '.!?…:;”’"»)]'
_BETWEEN = " \u00a0’'‑-."  # may stand between the words of one name or phrase


def find_lemma(case: Case, bracket_class: BracketClass, rule: str) -> str:
    """The lemma of a bracket, "" for classes that never become notes, for blocks, and where there is none."""
    if bracket_class not in _WITH_LEMMA:
        return ""
    if case.site.alone:
        return _before_a_block(case)
    after = _serves_name_after(case) and bracket_class is not BracketClass.GLOSS
    found = _name_after(case) if after else _before(case, bracket_class, rule) or _name_after(case)
    return " ".join(found.split())


def _before_a_block(case: Case) -> str:
    """A block serves a whole paragraph, unless it cuts a sentence in two: then the words before the cut."""
    before = case.site.before
    if before is None or before.heading or before.text.rstrip()[-1:] in (*_SENTENCE_ENDS, ""):
        return ""
    words = tokens(before.text)
    return " ".join(_phrase(before.text, words, case, BracketClass.NOTE).split()) if words else ""


def _serves_name_after(case: Case) -> bool:
    """As in "The traitor [president] Tokayev": an office in lower case before a name; "[Aidar] Ergali"."""
    following = case.next_token
    if following is None or not grammar.is_name(following, case.lists) or case.label.kind or case.text.endswith("."):
        return False
    offices = bool(case.words) and grammar.is_office(case.low[-1], case.lists)
    first_name = len(case.words) <= _FIRST_NAMES and grammar.starts_like_name(case) and not case.before
    return (offices and len(case.words) <= _LONGEST_OFFICE) or first_name


def _name_after(case: Case) -> str:
    """The run of capitalised words right after the bracket."""
    right = case.site.right
    words = tokens(right)
    if not words or right[: words[0].start].strip() or not grammar.is_name(words[0], case.lists):
        return ""
    end = words[0].end
    for one, other in pairwise(words):
        if not other.capital or right[one.end : other.start].strip(_BETWEEN):
            break
        end = other.end
    return right[:end].strip()


def _before(case: Case, bracket_class: BracketClass, rule: str) -> str:
    """The words before the bracket: marked, quoted, abbreviated, dated, named, or a noun phrase."""
    left = case.site.left.rstrip()
    mark = case.site.mark
    if mark and (rule == FOREIGN or _is_term(mark, case)):
        return _clean(mark.text)
    quoted = _quoted_before(left)
    if quoted:
        return quoted
    words = tokens(left)
    if not words:
        return ""
    if left[-1] in "!?" and case.text[-1:] == left[-1] and bracket_class is BracketClass.GLOSS:
        return _exclamation(left)
    return _abbreviation(left, words, case.lists) if rule == ABBREVIATION else _phrase(left, words, case, bracket_class)


def _is_term(mark: Mark, case: Case) -> bool:
    short = len(mark.text.split()) <= _LONGEST_MARK
    return short and (mark.kind is MarkKind.FOREIGN or len(mark.text) < len(case.site.left.strip()))


def _clean(text: str) -> str:
    return text.strip(" \u00a0,.;:!?¡¿…—–-" + _OPENING + _CLOSING)


def _quoted_before(left: str) -> str:
    """A phrase in quotation marks that ends right before the bracket, without the marks."""
    bare = left.rstrip(",.;:!? ")
    if not bare or bare[-1] not in _CLOSING:
        return ""
    inside = bare[:-1]
    start = max((inside.rfind(sign) for sign in _PAIRS[bare[-1]]), default=-1)
    phrase = inside[start + 1 :]
    apostrophe = start > 0 and inside[start - 1].isalnum()
    return _clean(phrase) if start >= 0 and not apostrophe and len(phrase.split()) <= _LONGEST_QUOTE else ""


def _exclamation(left: str) -> str:
    """An exclamation that the bracket translates: "Salud y república!"."""
    return _clean(re.split(r"(?<=[.!?…])\s+", left)[-1])


def _abbreviation(left: str, words: tuple[Token, ...], lists: Words) -> str:
    """As in "K.N.B." is one word, and its last stop belongs to it."""
    start = len(words) - 1
    while start and left[words[start - 1].end : words[start].start] == "." and len(words[start - 1].text) == 1:
        start -= 1
    dotted = left.endswith(".") and not words[-1].text.isupper()
    begin = words[start].start + len(_elided(words[start], lists))
    return left[begin : words[-1].end] + ("." if dotted or start < len(words) - 1 else "")


def _phrase(left: str, words: tuple[Token, ...], case: Case, bracket_class: BracketClass) -> str:
    """A date, a name or a noun phrase that ends at the last word."""
    lists, last = case.lists, words[-1]
    initial = _is_initial(left, last) and (len(last.text) == 1 or last.low not in lists.function)
    cut_short = bool(case.before) and case.gap_before.startswith(".")  # a stop that ended no sentence
    stop = "." if initial or cut_short else ""
    if is_date(words, lists):
        return left[date_start(left, words, lists) : last.end] + stop
    if bracket_class is BracketClass.GLOSS:
        start = term_start(left, words, lists)
        begun = next((word for word in words if word.start == start), last)
        return left[start + len(_elided(begun, lists)) : last.end] + stop
    if last.text.isdigit() and len(words) > 1 and not left[words[-2].end : last.start].strip(" .:"):
        return left[numbered_start(left, words, lists) : last.end]
    numbered = len(words) > 1 and last.capital and words[-2].capital and not opens(left, words, lists)  # "Channel One"
    if (grammar.is_name(last, lists) or numbered) and not opens(left, words, lists):
        place = name_place(left, words, lists)
        start = officer_start(left, words, place, case) or owned(left, words, place, lists)
        return left[start : last.end] + stop
    return left[noun_phrase_start(left, words, lists) : last.end] + stop


def _elided(word: Token, lists: Words) -> str:
    """The elided article of a word with its apostrophe: "L'" of "L'ASL"."""
    head, apostrophe, rest = word.text.replace("’", "'").partition("'")
    return head + apostrophe if rest and head.casefold() in lists.elisions else ""


def _is_initial(left: str, last: Token) -> bool:
    """A single letter with a stop stands for a name: "M."."""
    return len(last.text) <= _INITIAL and last.capital and left.endswith(f"{last.text}.")
