"""The lemma: the words that a bracket serves; mostly those just before it, sometimes those after.

A gloss serves the term alone ("karabets", not "the karabets"); every other note the whole noun phrase with its
determiner ("these guys"), a name, a date or a pronoun.
"""

from __future__ import annotations

from itertools import pairwise

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token, tokens
from edition_builder.editing.notes.dates import is_date_word, is_year
from edition_builder.editing.notes.rules.gloss import ABBREVIATION, FOREIGN
from edition_builder.editing.notes.site import Mark, MarkKind
from edition_builder.editing.notes.wordlists import Words
from edition_builder.model.document import BracketClass

__all__ = ["find_lemma"]

_LONGEST_PHRASE = 6  # words of a noun phrase
_LONGEST_QUOTE = 12  # words in quotation marks
_LONGEST_MARK = 6  # words in italics that can be a term
_OPENING_PHRASE = 3  # words of a phrase without determiner that opens a sentence ("Old man")
_WITH_LEMMA = frozenset((BracketClass.NOTE, BracketClass.DATE, BracketClass.GLOSS, BracketClass.IDENTIFY))
_OPENING, _CLOSING = "“‘«„\"'‹", "”’»“\"'›"
_SENTENCE_ENDS = '.!?…:;”’"»)]'
_BETWEEN = " \u00a0’'‑-."  # may stand between the words of one name or phrase


def find_lemma(case: Case, bracket_class: BracketClass, rule: str) -> str:
    """The lemma of a bracket, "" for classes that never become notes, for blocks, and where there is none."""
    if bracket_class not in _WITH_LEMMA:
        return ""
    if case.site.alone:
        return _before_a_block(case)
    found = _name_after(case) if _serves_name_after(case) else _before(case, bracket_class, rule) or _name_after(case)
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
    return _abbreviation(left, words) if rule == ABBREVIATION else _phrase(left, words, case, bracket_class)


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
    start = max((inside.rfind(sign) for sign in _OPENING), default=-1)
    phrase = inside[start + 1 :]
    apostrophe = start > 0 and inside[start - 1].isalnum()
    return _clean(phrase) if start >= 0 and not apostrophe and len(phrase.split()) <= _LONGEST_QUOTE else ""


def _abbreviation(left: str, words: tuple[Token, ...]) -> str:
    """As in "K.N.B." is one word, and its last stop belongs to it."""
    start = len(words) - 1
    while start and left[words[start - 1].end : words[start].start] == "." and len(words[start - 1].text) == 1:
        start -= 1
    dotted = left.endswith(".") and not words[-1].text.isupper()
    return left[words[start].start : words[-1].end] + ("." if dotted or start < len(words) - 1 else "")


def _phrase(left: str, words: tuple[Token, ...], case: Case, bracket_class: BracketClass) -> str:
    """A date, a name or a noun phrase that ends at the last word."""
    lists, last = case.lists, words[-1]
    stop = "." if _is_initial(left, last) else ""
    if _is_date(words, lists):
        return left[_date_start(left, words, lists) : last.end]
    if bracket_class is BracketClass.GLOSS:
        return left[_term_start(left, words, lists) : last.end] + stop
    if last.text.isdigit() and len(words) > 1 and not left[words[-2].end : last.start].strip():
        return left[words[-2].start : last.end] if not grammar.is_function(words[-2].low, lists) else last.text
    if grammar.is_name(last, lists) and not _opens(left, words, lists):
        place = _name_place(left, words, lists)
        start = _officer_start(left, words, place, case) or _owned(left, words, place, lists)
        return left[start : last.end] + stop
    return left[_noun_phrase_start(left, words, lists) : last.end] + stop


def _is_initial(left: str, last: Token) -> bool:
    """A single letter with a stop stands for a name: "M."."""
    return len(last.text) == 1 and last.capital and left.endswith(f"{last.text}.")


def _is_date(words: tuple[Token, ...], lists: Words) -> bool:
    """Whether the last word ends a date; a number only if a month or weekday is near."""
    last = words[-1]
    if last.low in lists.months:
        return last.capital or lists.language not in ("en", "de", "tr")
    if last.low in lists.weekdays or last.low in lists.days or is_year(last.text):
        return True
    near = [word for word in words[-3:-1] if word.low in lists.months or word.low in lists.weekdays]
    return is_date_word(last.low, lists) and last.text[0].isdigit() and bool(near)


def _opens(left: str, words: tuple[Token, ...], lists: Words) -> bool:
    """Whether the last word is the first of its sentence, so that its capital says nothing."""
    if len(words) > 1 and _abbreviated(words[-2], lists):
        return False
    return len(words) == 1 or left[words[-2].end : words[-1].start].strip(" ") in (".", "!", "?", "…", ".”", "!”", "?”")


def _date_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "December 1986", "Wednesday 5 January", "yesterday"."""
    place = len(words) - 1
    while place and _dates_on(left, words, place, lists):
        place -= 1
    while place < len(words) - 1 and not is_date_word(words[place].low, lists):
        place += 1
    numbered = words[place].text.isdigit() and place == len(words) - 1
    return words[place - 1 if numbered and place and words[place - 1].low in lists.lemma_owners else place].start


def _dates_on(left: str, words: tuple[Token, ...], place: int, lists: Words) -> bool:
    previous, gap = words[place - 1], left[words[place - 1].end : words[place].start]
    linking = previous.low in lists.date_words and previous.low in lists.prepositions and place > 1
    between = not gap.strip(" ,.\u00a0")
    return between and (linking or is_date_word(previous.low, lists)) and words[place].low not in lists.days


def _name_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """Where the run of names begins that ends at the last word; particles, initials and titles belong to it."""
    place = len(words) - 1
    while place:
        step = _name_step(left, words, place, lists)
        if not step:
            break
        place -= step
    return place


def _name_step(left: str, words: tuple[Token, ...], place: int, lists: Words) -> int:
    """How many words further back the name reaches: none, one, or two over a particle."""
    previous, gap = words[place - 1], left[words[place - 1].end : words[place].start]
    if gap.strip(_BETWEEN) or ("." in gap and not _abbreviated(previous, lists)):
        return 0
    opens = place == 1 or _opens(left[: previous.end], words[:place], lists)
    if grammar.is_name(previous, lists) and not (opens and _is_plain_opener(previous.low, lists)):
        return 1
    particle = previous.low in lists.name_particles and place > 1 and grammar.is_name(words[place - 2], lists)
    return 2 if particle and left[words[place - 2].end : previous.start] == " " else 0


def _is_plain_opener(word: str, lists: Words) -> bool:
    """A verb with the capital of its sentence: "Tell Fanny"."""
    return word in lists.base_verbs or grammar.is_finite(word, lists)


def _abbreviated(word: Token, lists: Words) -> bool:
    return len(word.text) == 1 or word.low in lists.abbreviations


def _officer_start(left: str, words: tuple[Token, ...], place: int, case: Case) -> int:
    """As in "the gentleman from Ohio [Mr. Vance]": a person is named for an office, not for its place; 0 if not so."""
    lists = case.lists
    person = bool(case.words) and (grammar.is_office(case.low[0], lists) or sum(w.capital for w in case.words) > 1)
    if not person or place < 3 or words[place - 1].low not in ("of", "for", "from"):  # noqa: PLR2004
        return 0
    office = grammar.is_office(words[place - 2].low, lists) and not _parts(left, words, place - 2)
    return _owned(left, words, place - 2, lists) if office else 0


def _owned(left: str, words: tuple[Token, ...], place: int, lists: Words) -> int:
    """The start of a name with the adjectives and the determiner before it: "the King", "my Lord", "little Em"."""
    while place and not _parts(left, words, place - 1) and grammar.is_adjective(words[place - 1].low, lists):
        place -= 1
    owners = lists.lemma_owners - (lists.subordinators - lists.articles)
    owned = place and not _parts(left, words, place - 1) and words[place - 1].low in owners
    return words[place - 1 if owned else place].start


def _term_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """The unknown words that end at the last one ("shal ket"), or the noun phrase without its determiner."""
    last = words[-1]
    if last.capital and not _opens(left, words, lists):
        return words[_name_place(left, words, lists)].start
    if not grammar.is_common(last.low, lists):
        return words[_unknown_place(left, words, lists)].start
    return words[_compound_place(left, words, lists)].start


def _unknown_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    place = len(words) - 1
    while place and left[words[place - 1].end : words[place].start] == " ":
        if grammar.is_common(words[place - 1].low, lists):
            break
        place -= 1
    return place


def _compound_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "the flying squadron" → "flying squadron": back to the determiner, if nothing but the phrase is between."""
    last = len(words) - 1
    for place in range(last - 1, max(-1, last - 1 - _LONGEST_PHRASE // 2), -1):
        if _parts(left, words, place):
            break
        if words[place].low in lists.owners - lists.relatives:
            return place + 1
        if _bars(words[place], lists) and not words[place].low.endswith("ing"):
            break
    return last


def _before_genitive(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "начальник режима": where there are no articles, the office stands before what it is over; -1 if not so."""
    if lists.articles or len(words) < 2 or _parts(left, words, len(words) - 2):  # noqa: PLR2004
        return -1
    return words[-2].start if grammar.is_office(words[-2].low, lists) else -1


def _noun_phrase_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """From the determiner, if one is near; else the noun with its adjectives; else what opens the sentence."""
    last = len(words) - 1
    if grammar.is_function(words[-1].low, lists) or _is_verb(words, lists):
        return words[-1].start
    office = _before_genitive(left, words, lists)
    if office >= 0:
        return office
    for place in range(last - 1, max(-1, last - _LONGEST_PHRASE), -1):
        if _parts(left, words, place):
            break
        if words[place].low in lists.lemma_owners:
            return words[place - 1 if _doubled(left, words, place, lists) else place].start
        if _bars(words[place], lists):
            break
        opening = place == 0 or _parts(left, words, place - 1)
        if opening and words[place].capital and last - place < _OPENING_PHRASE and lists.articles:
            return words[place].start
    return words[_adjective_place(left, words, lists)].start


def _is_verb(words: tuple[Token, ...], lists: Words) -> bool:
    """A verb serves alone, unless a determiner makes a noun of it: "the wounded"."""
    owned = len(words) > 1 and words[-2].low in lists.lemma_owners
    return grammar.is_finite(words[-1].low, lists) and not owned


def _doubled(left: str, words: tuple[Token, ...], place: int, lists: Words) -> bool:
    """As in "all the men", "both his sons"."""
    return place > 0 and words[place - 1].low in lists.quantifiers and not _parts(left, words, place - 1)


def _parts(left: str, words: tuple[Token, ...], place: int) -> bool:
    """Whether punctuation parts this word from the next."""
    return bool(left[words[place].end : words[place + 1].start].strip(_BETWEEN.replace(".", "")))


def _bars(word: Token, lists: Words) -> bool:
    """A word that cannot stand inside a noun phrase."""
    return grammar.is_function(word.low, lists) or grammar.is_finite(word.low, lists)


def _adjective_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """The last word with the adjectives before it."""
    place = len(words) - 1
    while place and not _parts(left, words, place - 1) and grammar.is_adjective(words[place - 1].low, lists):
        place -= 1
    return place
