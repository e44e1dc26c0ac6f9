"""``correct``: a correction, an altered case, [sic], any bracket inside a word (TEI ``sic`` and ``corr``)."""

from __future__ import annotations

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.grammar import is_common
from edition_builder.editing.notes.wordlists import common_words, phrases

__all__ = ["correct"]

_PUNCTUATION = " .,;:\"'“”«»()"
_LIKE, _SHORTEST = 0.72, 4
_LONGEST_READING = 5  # words after "recte"


def correct(case: Case) -> str:
    """The rules in turn: sic, inside a word, a correct reading, the same word in another spelling."""
    text = " ".join(case.site.text.casefold().replace("’", "'").split())
    if any(text in sic or text.strip(_PUNCTUATION) in sic for sic in (phrases("gaps", "sic"), case.lists.sic)):
        return "sic"
    if case.label.kind:
        return ""
    if _inside_word(case):
        return "inside-a-word"
    if _names_reading(case):
        return "correct-reading"
    return "respelling" if _respelling(case) else ""


def _inside_word(case: Case) -> bool:
    """A letter touches the bracket from outside, and there is no space inside: ``govern[ment]``, ``[T]he``."""
    content = case.site.text
    if _altered_article(case):
        return True
    if not content or any(map(str.isspace, content)) or not any(map(str.isalnum, content)):
        return False
    left, right = case.site.left[-1:], case.site.right[:1]
    if left.isalpha() and content[0].isupper() and left.islower() and len(content) > 1:
        return right.isalpha()  # "palace[Akorda]" only lacks its space
    return left.isalpha() or (right.isalpha() and not left.isdigit())


def _altered_article(case: Case) -> bool:
    """As in "“[a] woman must have money": one letter, the first of a quotation: its case was altered."""
    content = case.site.text
    return len(content) == 1 and content.isalpha() and content != "I" and case.site.left[-1:] in tuple("“„«‘‚\"'")


def _names_reading(case: Case) -> bool:
    """As in "recte Smith", "read: 1845", "должно быть: …"."""
    if not case.words or len(case.words) > _LONGEST_READING:
        return False
    openings = phrases("gaps", "reading")
    first, two = case.low[0], " ".join(case.low[:2])
    says = two in openings or (first in openings and (first not in _ALSO_ORDINARY or ":" in case.text))
    return len(case.words) > 1 and says


_ALSO_ORDINARY = frozenset(
    ("for", "read", "correct", "so", "lies", "statt", "eigentlich", "верно", "вместо", "correction")
)


def _respelling(case: Case) -> bool:
    """As in "recieved [received]", "Tuseday [Tuesday]": one word, nearly the same letters as the word before."""
    if len(case.words) != 1 or not case.previous or case.gap_before.strip() or case.site.mark:
        return False
    old, new = case.previous, case.low[0].rstrip("?")
    if f"{old}/{new}" in phrases("gaps", "homophones"):
        return True
    strange = bool(common_words(case.lists.language)) and not is_common(old, case.lists) and is_common(new, case.lists)
    if strange and case.words[0].text.islower() and min(len(old), len(new)) == _SHORTEST - 1:
        return old[0] == new[0] and _distance(old, new) == 1  # "ner [near]"
    if old == new or min(len(old), len(new)) < _SHORTEST or old[0] != new[0]:
        return False
    return 1 - _distance(old, new) / max(len(old), len(new)) >= _LIKE


def _distance(one: str, other: str) -> int:
    """Edits between two words, a swap of neighbours counting as one (optimal string alignment)."""
    rows = [list(range(len(other) + 1))]
    for i, a in enumerate(one, start=1):
        row = [i]
        for j, b in enumerate(other, start=1):
            best = min(row[j - 1] + 1, rows[-1][j] + 1, rows[-1][j - 1] + (a != b))
            swapped = i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b
            row.append(min(best, rows[-2][j - 2] + 1) if swapped else best)
        rows = [*rows[-1:], row]
    return rows[-1][-1]
