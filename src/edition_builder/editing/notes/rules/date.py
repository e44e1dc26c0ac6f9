"""``date``: supplies or converts a date."""

from __future__ import annotations

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.dates import completes_date, is_date
from edition_builder.editing.notes.rules.foreign import serves_foreign_words

__all__ = ["COMPLETES", "date"]

COMPLETES = "completes-a-date"


def date(case: Case) -> str:
    """Inline where it completes a date, a note after a whole phrase (a lone adverb is one)."""
    if not is_date(case) or (serves_foreign_words(case) and not any(map(str.isdigit, case.text))):
        return ""
    return COMPLETES if completes_date(case) else "after-a-whole-phrase"
