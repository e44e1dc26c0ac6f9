"""``gloss``: explains a foreign or technical word or an abbreviation (TEI ``gloss``)."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case, Token
from edition_builder.editing.notes.site import MarkKind
from edition_builder.editing.notes.wordlists import common_words
from edition_builder.model.document import Emphasis, Span, plain_text

__all__ = ["ABBREVIATION", "FOREIGN", "SCRIPT", "gloss", "is_abbreviation", "serves_foreign_words"]

ABBREVIATION, FOREIGN, SCRIPT = "abbreviation", "marked-foreign", "other-script"
_DOTTED = re.compile(r"(?:[^\W\d_]\.){2,}$")
_QUOTED_BEFORE = re.compile(r"[“‘«„\"‹]([^“”‘«»„\"‹›]{2,60})[”»“\"›’][,.]?\s*$")
_LONGEST_ABBREVIATION = 8
_LONGEST_MEANING = 5  # words that say "meaning", "Russian for"
_LONGEST_TERM = 6  # words in italics or quotation marks that can be a term


def gloss(case: Case) -> str:
    """The rules in turn."""
    if _says_meaning(case):
        return "says-meaning"
    if _explains_abbreviation(case):
        return ABBREVIATION
    if _after_marked_term(case):
        return FOREIGN
    if _other_script(case):
        return SCRIPT
    if _gives_original(case):
        return "original-word"
    if _quoted(case.text) or _after_quoted_term(case):
        return "quoted-meaning"
    return "foreign-word" if _unknown_word(case) else _plain_words(case)


def _says_meaning(case: Case) -> bool:
    openings = case.lists.meaning
    spans = range(1, min(_LONGEST_MEANING, len(case.low)) + 1)
    return case.text.startswith("=") or any(" ".join(case.low[:length]) in openings for length in spans)


def _explains_abbreviation(case: Case) -> bool:
    """Capitals before the bracket among words that are not; or the abbreviation itself inside it."""
    last = case.last
    if last is None:
        return False
    dotted = _DOTTED.search(case.site.left.rstrip())
    if (is_abbreviation(last.text) or dotted) and not _shouting(case) and not case.text.isupper():
        return True
    return _is_cut_short(last, case) or (len(case.words) == 1 and case.words[0].text.isupper() and _initials(case))


def is_abbreviation(word: str) -> bool:
    """Two capitals or more in a short word: KNB, TrO, NKVD; not McAdam."""
    capitals = sum(map(str.isupper, word))
    if word.startswith(("Mc", "Mac", "O’", "O'", "D’", "D'")) or not 1 < len(word) <= _LONGEST_ABBREVIATION:
        return False
    return capitals > 1 and "-" not in word and any(letter.isalpha() for letter in word)


def _is_cut_short(last: Token, case: Case) -> bool:
    """As in "Penn. [Pennsylvania …]": a stop, and the content begins with the same letters."""
    stopped = case.site.left.rstrip().endswith(f"{last.text}.")
    return stopped and bool(case.low) and case.low[0].startswith(last.low) and len(case.low[0]) > len(last.low) > 1


def _shouting(case: Case) -> bool:
    around = [word.text for word in (*case.before[-3:-1], *case.after[:2]) if len(word.text) > 1]
    return bool(around) and all(text.isupper() for text in around)


def _initials(case: Case) -> bool:
    """As in "Collective Security Treaty Organisation [CSTO]"; or what the letters stand for in another language."""
    letters = case.words[0].text.casefold()
    capitals = "".join(word.text[0] for word in case.before if word.capital).casefold()
    return len(letters) > 1 and (capitals.endswith(letters) or not case.before[-1].capital)


def serves_foreign_words(case: Case) -> bool:
    """Whether the words before the bracket are marked as foreign, in another script, or quoted and unknown."""
    return _after_marked_term(case) or _other_script(case) or _after_quoted_term(case)


def _after_marked_term(case: Case) -> bool:
    """Words in another language; or in italics, unless they are plain words of this one (then it is stress)."""
    mark = case.site.mark
    if mark is None or mark.kind is MarkKind.FOREIGN:
        return mark is not None
    if _is_title(mark.text, case) or not (grammar.is_noun_phrase(case) or _quoted(case.text)):
        return False
    words = [word.strip(".,;:!?’'") for word in mark.text.casefold().split()]
    if len(words) > _LONGEST_TERM or mark.text == case.site.left.strip():
        return False
    return _unknown(words, case)


def _is_title(text: str, case: Case) -> bool:
    """A title of a work: capitals on most words, or explained by whose it is ("The Bondman" [by Massinger])."""
    words = text.split()
    capitals = sum(word[:1].isupper() for word in words)
    by = bool(case.low) and case.low[0] in case.lists.prepositions
    return len(words) > 1 and capitals * 2 > len(words) and (by or (case.text[:1].islower() and "of" in case.low))


def _unknown(words: list[str], case: Case) -> bool:
    """Whether the words are not plain ones of the language; with no list to tell by, whether they are few."""
    if not common_words(case.lists.language):
        return len(words) <= _LONGEST_MEANING
    strange = sum(not grammar.is_common(word, case.lists) for word in words)
    return strange * 2 >= len(words)


def _gives_original(case: Case) -> bool:
    """As in "justice [*dike*]": the content begins with words marked as foreign, or in italics and unknown."""
    first = case.site.inlines[0] if case.site.inlines else None
    if isinstance(first, Span) and first.language:
        return True
    known = bool(common_words(case.lists.language))
    words = plain_text((first,)).casefold().split() if isinstance(first, Emphasis) and known else []
    return 0 < len(words) <= _LONGEST_TERM and _unknown([word.strip(".,;:!?") for word in words], case)


def _script(text: str) -> str:
    letter = next(filter(str.isalpha, text), "")
    return unicodedata.name(letter, "").split(" ")[0] if letter else ""


def _other_script(case: Case) -> bool:
    if case.last is None or not case.words:
        return False
    one, other = _script(case.last.text), _script(case.words[0].text)
    return bool(one and other) and one != other


def _quoted(text: str) -> bool:
    return len(text) > 2 and text[0] in "“‘\"'«„" and text.rstrip(".,")[-1] in "”’\"'»“"  # noqa: PLR2004


def _after_quoted_term(case: Case) -> bool:
    """Quoted words right before the bracket that are foreign, or an exclamation for an exclamation."""
    found = _QUOTED_BEFORE.search(case.site.left)
    words = [word.strip(".,;:!?¡¿’'… ") for word in found[1].casefold().split()] if found else []
    if not found or not 0 < len(words) <= _LONGEST_TERM or _is_title(found[1], case):
        return False
    called = found[1].rstrip().endswith(("!", "?")) and case.text.endswith(("!", "?", "!”", "!»", "!“", "?”"))
    return called or (bool(common_words(case.lists.language)) and _unknown(words, case))


def _unknown_word(case: Case) -> bool:
    """A word in lower case that readers of the language do not know."""
    last = case.last
    if last is None or not case.words or case.gap_before.strip(" “”\"'‘’«»,.!?…"):
        return False
    return not last.capital and not last.text[0].isdigit() and not grammar.is_common(last.low, case.lists)


def _plain_words(case: Case) -> str:
    """Lower-case words for a lower-case word ("militia [police]"), or for one that opens its sentence ("Alga")."""
    lists, last = case.lists, case.last
    if last is None or not case.words or not grammar.is_noun_phrase(case) or not _defines(case):
        return ""
    opens = case.before == (last,) and last.capital and not grammar.is_common(last.low, lists)
    plain = last.text.islower() and last.low not in case.function and not case.gap_before.strip(" ”’\"'»")
    return "plain-words" if opens or plain else ""


def _defines(case: Case) -> bool:
    """A thing in lower case without article; with "a" only where the words before have no definite owner."""
    lists, first = case.lists, case.words[0]
    if first.capital or first.text[0].isdigit() or first.low in lists.possessives | lists.offices:
        return False
    if _holds_name(case):
        return False
    if first.low in lists.articles:
        return first.low in _INDEFINITE and _indefinite_before(case)
    return not _after_demonstrative(case)


def _holds_name(case: Case) -> bool:
    """A name in apposition ("captain Sidorov"), not one that hangs on a preposition ("partisans of the Revolution")."""
    lists = case.lists
    for one, other in pairwise(case.words):
        links = lists.prepositions | lists.articles | lists.adverbs
        if other.capital and other.low not in lists.nationalities and one.low not in links and not one.capital:
            return True
    return False


_INDEFINITE = frozenset("a an un une uno una ein eine um uma".split())  # noqa: SIM905


def _indefinite_before(case: Case) -> bool:
    return any(word.low in _INDEFINITE for word in case.before[-4:])


def _after_demonstrative(case: Case) -> bool:
    """As in "these people [miners]" says who they are."""
    owners = case.lists.demonstratives - case.lists.relatives
    return any(word.low in owners for word in case.before[-3:])
