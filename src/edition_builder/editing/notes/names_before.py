"""Names, dates and numbered things that end right before a bracket: where they begin."""

from __future__ import annotations

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token
from edition_builder.editing.notes.dates import is_date_word, is_year
from edition_builder.editing.notes.wordlists import Words

__all__ = ["date_start", "is_date", "name_place", "numbered_start", "officer_start", "opens", "owned", "parts"]

_BETWEEN = " \u00a0’'‑-."  # may stand between the words of one name or phrase
_OFFICE_AND_PLACE = 3  # words: "gentleman from Ohio"


def numbered_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
    """As in "Table 4", "article 20.2": the number with the word that it numbers."""
    place = len(words) - 1
    while place and words[place - 1].text.isdigit() and left[words[place - 1].end : words[place].start] in (".", ":"):
        place -= 1
    numbered = place and not grammar.is_function(words[place - 1].low, lists) and not parts(left, words, place - 1)
    return words[place - 1 if numbered else place].start


def is_date(words: tuple[Token, ...], lists: Words) -> bool:
    """Whether the last word ends a date; a number only if a month or weekday is near."""
    last = words[-1]
    if last.low in lists.months:
        named = len(words) > 1 and grammar.is_name(words[-2], lists) and not is_date_word(words[-2].low, lists)
        return (last.capital or lists.language not in ("en", "de", "tr")) and not named
    if last.low in lists.weekdays or last.low in lists.days or is_year(last.text):
        return True
    near = [word for word in words[-3:-1] if word.low in lists.months or word.low in lists.weekdays]
    return is_date_word(last.low, lists) and last.text[0].isdigit() and bool(near)


def opens(left: str, words: tuple[Token, ...], lists: Words) -> bool:
    """Whether the last word is the first of its sentence, so that its capital says nothing."""
    if len(words) > 1 and _abbreviated(words[-2], lists):
        return False
    return len(words) == 1 or left[words[-2].end : words[-1].start].strip(" ") in (".", "!", "?", "…", ".”", "!”", "?”")


def date_start(left: str, words: tuple[Token, ...], lists: Words) -> int:
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
    if linking and previous.capital:
        return False  # "the 601st. On 11 June": a sentence begins
    between = not gap.strip(" ,.\u00a0")
    return between and (linking or is_date_word(previous.low, lists)) and words[place].low not in lists.days


def name_place(left: str, words: tuple[Token, ...], lists: Words) -> int:
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
    if "." in gap and grammar.is_honorific(words[place].low, lists) and not grammar.is_title(previous.low, lists):
        return 0  # "Lat. 40 S. Mr. White": a title begins a name
    first = place == 1 or opens(left[: previous.end], words[:place], lists)
    if grammar.is_name(previous, lists) and not (first and _is_plain_opener(previous.low, lists)):
        return 1
    particle = previous.low in lists.name_particles and place > 1 and grammar.is_name(words[place - 2], lists)
    return 2 if particle and left[words[place - 2].end : previous.start] == " " else 0


def _is_plain_opener(word: str, lists: Words) -> bool:
    """A verb with the capital of its sentence: "Tell Fanny"."""
    return word in lists.base_verbs or grammar.is_finite(word, lists)


def _abbreviated(word: Token, lists: Words) -> bool:
    return len(word.text) == 1 or word.low in lists.abbreviations


def officer_start(left: str, words: tuple[Token, ...], place: int, case: Case) -> int:
    """As in "the gentleman from Ohio [Mr. Vance]": a person is named for an office, not for its place; 0 if not so."""
    lists = case.lists
    person = bool(case.words) and (grammar.is_office(case.low[0], lists) or sum(w.capital for w in case.words) > 1)
    if not person or place < _OFFICE_AND_PLACE or words[place - 1].low not in ("of", "for", "from"):
        return 0
    office = grammar.is_office(words[place - 2].low, lists) and not parts(left, words, place - 2)
    return owned(left, words, place - 2, lists) if office else 0


def owned(left: str, words: tuple[Token, ...], place: int, lists: Words) -> int:
    """The start of a name with the adjectives and the determiner before it: "the King", "my Lord", "little Em"."""
    while place and not parts(left, words, place - 1) and _is_epithet(words[place - 1].low, lists):
        place -= 1
    owners = lists.lemma_owners - ((lists.subordinators | lists.relatives) - lists.articles - lists.demonstratives)
    owned = place and not parts(left, words, place - 1) and words[place - 1].low in owners
    return words[place - 1 if owned else place].start


def _is_epithet(word: str, lists: Words) -> bool:
    """An adjective that belongs to a name: "little Em", not "only Jean"."""
    return grammar.is_adjective(word, lists) and word not in lists.adverbs


def parts(left: str, words: tuple[Token, ...], place: int) -> bool:
    """Whether punctuation parts this word from the next."""
    return bool(left[words[place].end : words[place + 1].start].strip(_BETWEEN.replace(".", "")))
