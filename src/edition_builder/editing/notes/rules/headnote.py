"""``headnote``: an editor's paragraph of its own before a letter or chapter; set as such, not lifted."""

from __future__ import annotations

import re

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.labels import LabelKind
from edition_builder.editing.notes.site import Neighbour
from edition_builder.editing.notes.wordlists import Words

__all__ = ["headnote"]

_DATED = re.compile(r"(?<!\d)(?:1[0-9]{3}|20[0-9]{2})(?!\d)|\b\d{1,2}(?:st|nd|rd|th)\b", re.IGNORECASE)
_RUN_IN = re.compile(r"[^.!?;]{3,40}?[,:!.]\s?[—–-]")  # "MY DEAR NELL,—The measles is come."
_LONGEST_DATELINE = 16  # words
_LONGEST_SALUTATION = 9
_PARTICLE = 3  # letters: "of", "the" in a line of capitals


def headnote(case: Case) -> str:
    """A bracket that stands alone after a heading, or before a dateline or a salutation."""
    site = case.site
    if not site.alone or site.depth or case.label.kind is LabelKind.FILE or _is_footnote(case):
        return ""
    if site.before is not None and site.before.heading:
        return "after-a-heading"
    return "before-a-letter" if _letter_begins(site.after, case) else ""


def _is_footnote(case: Case) -> bool:
    """As in "Footnote 3: …" says that it belongs to its call, wherever it stands."""
    leading = case.label.leading.casefold()
    return bool(case.label.mark) or leading.startswith(
        ("foot", "fuß", "fuss", "сноск", "винос", "dipnot", "nota al pi")
    )


def _letter_begins(after: tuple[Neighbour, ...], case: Case) -> bool:
    """The next block is a dateline or a salutation; other brackets between do not count."""
    following = [block for block in after if not block.sole_bracket]
    if not following or following[0].heading:
        return False
    first = following[0]
    return first.dateline or _is_dateline(first.text, case) or _is_salutation(first.text, case.lists)


def _is_dateline(text: str, case: Case) -> bool:
    words = text.split()
    if not words or len(words) > _LONGEST_DATELINE:
        return False
    low = {word.strip(".,;:()").casefold() for word in words}
    dated = bool(_DATED.search(text)) or bool(low & case.lists.months)
    return (dated and not text.rstrip().endswith(("?", "!", "”"))) or _is_address(text)


def _is_address(text: str) -> bool:
    """As in "EXECUTIVE MANSION", "Cairo, Illinois,": a line of a letter's head, open or in capitals."""
    words = text.split()
    capitals = all(word[0].isupper() or not word[0].isalpha() or len(word) <= _PARTICLE for word in words)
    return len(words) <= _LONGEST_SALUTATION and capitals and (text.isupper() or text.rstrip().endswith(","))


def _is_salutation(text: str, lists: Words) -> bool:
    """As in "DEAR SISTER:", "My dear Clara,", "Уважаемый товарищ!"."""
    words = text.split()
    opening = _RUN_IN.match(text)
    if opening and len(words) > _LONGEST_SALUTATION:
        return _is_salutation(opening[0], lists)
    if not words or len(words) > _LONGEST_SALUTATION or not text.rstrip().endswith((",", ":", "!", "—", "–", "-", ".")):
        return False
    return any(word.strip(".,:;!").casefold() in lists.salutations for word in words)
