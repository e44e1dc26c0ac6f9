"""``date``: supplies or converts a date."""

from __future__ import annotations

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.dates import completes_date, is_date

__all__ = ["COMPLETES", "date"]

COMPLETES = "completes-a-date"


def date(case: Case) -> str:
    """Inline where it completes a date, a note after a whole phrase (a lone adverb is one)."""
    if not is_date(case):
        return ""
    return COMPLETES if completes_date(case) else "after-a-whole-phrase"
