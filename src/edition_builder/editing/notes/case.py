"""A bracket as the rules see it: its words, the words around it, its label, the language and the kind of text."""

from __future__ import annotations

import re
from itertools import islice

from msgspec import Struct

from edition_builder.editing.notes.genre import Genre
from edition_builder.editing.notes.labels import Label, find_label
from edition_builder.editing.notes.site import Site
from edition_builder.editing.notes.wordlists import Words, common_words

__all__ = ["Case", "Token", "build_case", "tokens"]

_WORD = re.compile(r"[^\W_]+(?:[’'ʼ‑-][^\W_]+)*")
_STOP = re.compile(r"[.!?…:;]+[”’\"'»)]*(?=\s|$)|\n")
_QUOTES = " \u00a0\t“”\"„«»‘’'‚‹›("
_INNER_START = re.compile(r"[-’'](\w)")  # "al-Salama", "d’Alembert"
_LAST_CUT = re.compile(r"\b([^\W\d_a-z][^\W\d_]{1,4})\.\s*$")
_NEAR = 60  # characters that surely hold the last word
_AFTER = 2  # words after the bracket that a rule looks at
_SHORT_MONTH = 4  # letters: "Sept." does not end a sentence, "March." may


class Token(Struct, frozen=True):
    """A word with its place in its string; ``low`` is the word in lower case, with the apostrophe of typewriters."""

    text: str
    start: int
    end: int
    low: str

    @property
    def capital(self) -> bool:
        """Whether it begins with a capital; of "al-Salama", "d’Alembert" the part after the article."""
        return self.text[0].isupper() or (
            not self.text.isalnum()
            and self.text[0].isalpha()
            and any(map(str.isupper, _INNER_START.findall(self.text)))
        )


def tokens(text: str, most: int | None = None) -> tuple[Token, ...]:
    """The words of a string, or its first ``most``.

    Nearly all texts keep their length in lower case: one conversion serves all words.
    """
    spans = [one.span() for one in islice(_WORD.finditer(text), most)]
    low = _low(text)
    if len(low) == len(text):
        return tuple([Token(text[start:end], start, end, low[start:end]) for start, end in spans])
    return tuple([Token(text[start:end], start, end, _low(text[start:end])) for start, end in spans])


def _low(text: str) -> str:
    """In lower case, with the apostrophe of typewriters."""
    return text.casefold().replace("’", "'").replace("ʼ", "'")


class Case(Struct, frozen=True, eq=False):
    """One bracket, ready for the rules; equal only to itself, so that an answer can be kept for the next rule.

    ``text`` is the content without its label; ``words`` its words, ``low`` the same in lower case. ``before`` are the
    words of the same sentence before the bracket, ``after`` the first two after it; ``gap_before`` what stands between
    the last of them and the bracket, ``gap_after`` between the bracket and the next word.
    ``previous`` and ``next`` are the words right before and after it in lower case, "" if punctuation or the end of
    the sentence is between; ``previous`` is without an elided word before it ("j'ai" → "ai"). ``last`` is the last word
    before it, in this sentence or the one before.
    """

    site: Site
    label: Label
    text: str
    lists: Words
    genre: Genre
    words: tuple[Token, ...]
    low: tuple[str, ...]
    before: tuple[Token, ...]
    after: tuple[Token, ...]
    gap_before: str
    gap_after: str
    previous: str
    next: str
    last: Token | None

    @property
    def function(self) -> frozenset[str]:
        """The function words of the language."""
        return self.lists.function

    @property
    def next_token(self) -> Token | None:
        """The word right after the bracket."""
        return self.after[0] if self.next else None

    @property
    def opens_sentence(self) -> bool:
        """Whether no word of the sentence stands before the bracket."""
        return not self.before


def build_case(site: Site, lists: Words, genre: Genre) -> Case:
    """Everything the rules may ask about one bracket, worked out once."""
    label = find_label(site.text)
    text = site.text[len(label.leading) : len(site.text) - len(label.trailing)].strip()
    cut_short = _is_cut_short(site, text, lists)
    left = site.left[_sentence_start(site.left.rstrip()[:-1] if cut_short else site.left, lists) :]
    right = site.right[: _sentence_length(site.right, lists)]
    words, before, after = tokens(text), tokens(left), tokens(right, _AFTER)
    gap_before = left[before[-1].end :] if before else left
    gap_after = right[: after[0].start] if after else right
    touched = before and not gap_before.strip(f"{_QUOTES}.")
    return Case(
        site=site,
        label=label,
        text=text,
        lists=lists,
        genre=genre,
        words=words,
        low=tuple([word.low for word in words]),
        before=before,
        after=after,
        gap_before=gap_before,
        gap_after=gap_after,
        previous=_previous(before[-1], gap_before, lists) if touched else "",
        next=after[0].low if after and not gap_after.strip(_QUOTES) else "",
        last=next(reversed(before or tokens(site.left[-_NEAR:])), None),
    )


def _previous(last: Token, gap: str, lists: Words) -> str:
    """The word before the bracket; an initial with its stop, for "В. [Маяковский]" is no preposition."""
    initial = len(last.text) == 1 and last.capital and gap.startswith(".")
    return f"{last.low}." if initial else _bare(last.low, lists)


def _bare(word: str, lists: Words) -> str:
    """Without an elided word before it: "j'ai" → "ai"."""
    head, apostrophe, rest = word.partition("'")
    return rest if apostrophe and head in lists.elisions else word


def _is_cut_short(site: Site, text: str, lists: Words) -> bool:
    """As in "Old Arn. [Dr. Arnold] preached": the sentence goes on, so the stop of a short name ends none."""
    word = _LAST_CUT.search(site.left[-_NEAR:])
    if not word or not site.right.lstrip()[:1].islower() or text.endswith((".", "!", "?")):
        return False
    low = word[1].casefold()
    return low not in common_words(lists.language) and low not in lists.function


def _sentence_start(left: str, lists: Words) -> int:
    """Where the sentence begins that the bracket stands in."""
    stops = reversed(list(_STOP.finditer(left)))
    return next((found.end() for found in stops if _ends_sentence(left, found, lists)), 0)


def _sentence_length(right: str, lists: Words) -> int:
    """How far the sentence goes on after the bracket, its final punctuation included."""
    ends = (found.end() for found in _STOP.finditer(right) if _ends_sentence(right, found, lists))
    return next(ends, len(right))


def _ends_sentence(text: str, stop: re.Match[str], lists: Words) -> bool:
    """A stop after an initial, a title or another short capitalised word is an abbreviation's."""
    if stop[0] != ".":
        return True
    word = re.search(r"[^\W_]+$", text[max(0, stop.start() - 20) : stop.start()])
    if not word:
        return True
    low = word[0].casefold()
    if low in lists.abbreviations or (low in lists.months and len(low) <= _SHORT_MONTH):
        return False
    return len(low) > 1 or not word[0].isupper()
