"""Names that mix alphabets: an А of Cyrillic in a Latin name looks right, and no search will ever find it."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from edition_builder.diagnostics import Location
from edition_builder.model.manuscript import FrontMatter
from edition_builder.reading.findings import Findings

__all__ = ["check_names"]

_CONFUSABLE = ("LATIN", "CYRILLIC", "GREEK")


def check_names(front_matter: FrontMatter, places: Mapping[str, Location], findings: Findings) -> None:
    """EB211 for each credited name with a word in two alphabets.

    Args:
        front_matter: whose authors, translators and editors are looked at.
        places: of the keys ``author``, ``translator`` and ``editor``.
        findings: receives the warnings.
    """
    credited = {
        "author": front_matter.authors,
        "translator": front_matter.translators,
        "editor": front_matter.editors,
    }
    for key, people in credited.items():
        for person in people:
            word = next((word for word in person.name.split() if _mixed(word)), "")
            if word:
                findings.add(
                    "EB211",
                    f"{word!r} mixes letters of two alphabets that look alike",
                    places[key],
                    "type the name again in one alphabet",
                )


def _mixed(word: str) -> bool:
    """Whether a word has letters of two alphabets that share shapes."""
    if word.isascii():
        return False
    names = [unicodedata.name(letter, "") for letter in word if letter.isalpha()]
    return sum(any(name.startswith(alphabet) for name in names) for alphabet in _CONFUSABLE) > 1
