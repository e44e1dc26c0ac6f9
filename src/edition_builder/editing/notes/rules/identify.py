"""``identify``: says who, what or where (an explanatory note); what no other rule claims."""

from __future__ import annotations

from edition_builder.editing.notes.case import Case

__all__ = ["identify"]


def identify(case: Case) -> str:
    """Always: the sentence is whole without the bracket, and it explains no word."""
    return "names" if any(word.capital for word in case.words) else "explains"
