"""The lemma: the words that a bracket serves; mostly those just before it, sometimes those after."""

from __future__ import annotations

from itertools import pairwise

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token, tokens
from edition_builder.editing.notes.dates import is_date_word, is_year
from edition_builder.editing.notes.rules.gloss import ABBREVIATION, FOREIGN
from edition_builder.editing.notes.site import Mark, MarkKind, Place
from edition_builder.editing.notes.wordlists import Words
from edition_builder.model.document import BracketClass

__all__ = ["find_lemma"]

_LONGEST_PHRASE = 6  # words of a noun phrase
_LONGEST_MARK = 6  # words in italics or quotation marks that can be a term
_WITH_LEMMA = frozenset((BracketClass.NOTE, BracketClass.DATE, BracketClass.GLOSS, BracketClass.IDENTIFY))
_OPENING, _CLOSING = "“‘«„\"'‹", "”’»“\"'›"
_BETWEEN = " \u00a0’'‑-."  # may stand between the words of one name or phrase


def find_lemma(case: Case, bracket_class: BracketClass, rule: str) -> str:
    """The lemma of a bracket, "" for classes that never become notes, for blocks, and where there is none."""
    if bracket_class not in _WITH_LEMMA or case.site.place is Place.BLOCK or case.site.alone:
        return ""
    if _serves_name_after(case):
        return _name_after(case)
    return _before(case, bracket_class, rule) or _name_after(case)


def _serves_name_after(case: Case) -> bool:
    """As in "The traitor [president] Tokayev": an office in lower case between a noun and a name; "[Aidar] Ergali"."""
    following = case.next_token
    if following is None or not grammar.is_name(following, case.lists):
        return False
    offices = bool(case.words) and case.low[-1] in case.lists.offices | case.lists.honorifics
    first_name = len(case.words) <= 2 and grammar.starts_like_name(case) and not case.before  # noqa: PLR2004
    return (offices and len(case.words) <= 3) or first_name  # noqa: PLR2004


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
    if rule == ABBREVIATION:
        return _abbreviation(left, words)
    return _phrase(left, words, case, bracket_class)


def _is_term(mark: Mark, case: Case) -> bool:
    short = len(mark.text.split()) <= _LONGEST_MARK
    return short and (mark.kind is MarkKind.FOREIGN or len(mark.text) < len(case.site.left.strip()))


def _clean(text: str) -> str:
    return text.strip(" \u00a0,.;:!?…—–-" + _OPENING + _CLOSING)


def _quoted_before(left: str) -> str:
    """A short phrase in quotation marks that ends right before the bracket, without the marks."""
    bare = left.rstrip(",.;:!? ")
    if not bare or bare[-1] not in _CLOSING:
        return ""
    inside = bare[:-1]
    start = max((inside.rfind(sign) for sign in _OPENING), default=-1)
    phrase = inside[start + 1 :]
    apostrophe = start > 0 and inside[start - 1].isalnum()
    return _clean(phrase) if start >= 0 and not apostrophe and len(phrase.split()) <= _LONGEST_MARK else ""


def _abbreviation(left: str, words: tuple[Token, ...]) -> str:
    """As in "K.N.B." is one word."""
    start = len(words) - 1
    while start and left[words[start - 1].end : words[start].start] == "." and len(words[start - 1].text) == 1:
        start -= 1
    dot = "." if start < len(words) - 1 and left.endswith(".") else ""
    return left[words[start].start : words[-1].end] + dot


def _phrase(left: str, words: tuple[Token, ...], case: Case, bracket_class: BracketClass) -> str:
    """A date, a name or a noun phrase that ends at the last word."""
    lists = case.lists
    last = words[-1]
    if is_date_word(last.low, lists) and (last.low not in lists.months or last.capital or lists.language != "en"):
        return left[_date_start(left, words, lists) : last.end]
    if grammar.is_name(last, lists) and not _opens(left, words):
        return left[_name_start(left, words, lists) : last.end]
    if bracket_class is BracketClass.GLOSS:
        return left[_term_start(left, words, case) : last.end]
    return left[_noun_phrase_start(left, words, lists) : last.end]


def _opens(left: str, words: tuple[Token, ...]) -> bool:
    """Whether the last word is the first of its sentence, so that its capital says nothing."""
    return len(words) == 1 or left[words[-2].end : words[-1].start].strip(" ") in (".", "!", "?", "…", ".”", "!”", "?”")


def _date_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "December 1986", "Wednesday 5 January", "yesterday"."""
    place = len(words) - 1
    while place and _dates_on(left, words, place, lists):
        place -= 1
    while place < len(words) - 1 and words[place].low in lists.date_words | lists.prepositions:
        place += 1
    return words[place].start


def _dates_on(left: str, words: tuple[Token, ...], place: int, lists: Words) -> bool:
    previous, gap = words[place - 1], left[words[place - 1].end : words[place].start]
    between = not gap.strip(" ,.\u00a0")
    filler = previous.low == "of" or is_date_word(previous.low, lists) or is_year(previous.text)
    return between and filler and words[place].low not in lists.days


def _name_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """The run of names that ends at the last word, with its particles and initials; titles belong to it."""
    place = len(words) - 1
    while place:
        previous, gap = words[place - 1], left[words[place - 1].end : words[place].start]
        if gap.strip(_BETWEEN) or (gap.strip() == "." and not _abbreviated(previous, lists)):
            break
        particle = previous.low in lists.name_particles and place > 1 and grammar.is_name(words[place - 2], lists)
        if particle and not left[words[place - 2].end : previous.start].strip():
            place -= 2
        elif grammar.is_name(previous, lists):
            place -= 1
        else:
            break
    return words[place].start


def _abbreviated(word: Token, lists: Words) -> bool:
    return len(word.text) == 1 or word.low in lists.honorifics


def _term_start(left: str, words: tuple[Token, ...], case: Case) -> int:
    """The unknown words that end at the last one: "shal ket"; else the last word alone."""
    place = len(words) - 1
    unknown = not grammar.is_common(words[-1].low, case.lists)
    while unknown and place and left[words[place - 1].end : words[place].start] == " ":
        previous = words[place - 1]
        if grammar.is_common(previous.low, case.lists) or grammar.is_function(previous.low, case.lists):
            break
        place -= 1
    return words[place].start


def _noun_phrase_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """From the determiner, if one is near; else the noun with its adjectives; else what opens the sentence."""
    start = len(words) - 1
    owners = lists.articles | lists.determiners | lists.possessives | lists.demonstratives | lists.quantifiers
    for place in range(start, max(-1, start - _LONGEST_PHRASE), -1):
        word = words[place]
        if word.low in owners and place < start:
            return words[place - 1 if _doubled(words, place, owners) else place].start
        if place < start and (_parts(left, words, place) or _bars(word, lists)):
            break
        if place == 0 or _parts(left, words, place - 1):
            return words[place].start if word.capital else words[_adjective_start(left, words, lists)].start
    return words[_adjective_start(left, words, lists)].start


def _doubled(words: tuple[Token, ...], place: int, owners: frozenset[str]) -> bool:
    """As in "all the men", "both his sons"."""
    return place > 0 and words[place - 1].low in owners and words[place].low in owners


def _parts(left: str, words: tuple[Token, ...], place: int) -> bool:
    """Whether punctuation parts this word from the next."""
    return bool(left[words[place].end : words[place + 1].start].strip(_BETWEEN.replace(".", "")))


def _bars(word: Token, lists: Words) -> bool:
    """A word that cannot stand inside a noun phrase."""
    return grammar.is_function(word.low, lists) or grammar.is_finite(word.low, lists)


def _adjective_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """The last word with the adjectives before it."""
    place = len(words) - 1
    while place and not _parts(left, words, place - 1) and grammar.is_adjective(words[place - 1].low, lists):
        place -= 1
    return place
