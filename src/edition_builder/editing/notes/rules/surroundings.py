"""What stands right before and after a bracket, as far as the removal test asks."""

from __future__ import annotations

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case

__all__ = ["noun_before", "noun_next", "says_who", "verb_next"]


def noun_before(case: Case) -> bool:
    """Whether a noun stands right before the bracket, as far as lists can tell."""
    previous = case.previous
    return bool(previous) and previous not in case.function and not grammar.is_finite(previous, case.lists)


def says_who(case: Case) -> bool:
    """Whether the content begins with a name."""
    return grammar.starts_like_name(case)


def verb_next(case: Case) -> bool:
    """Whether a finite verb stands right after the bracket."""
    return bool(case.next) and grammar.is_finite(case.next, case.lists)


def noun_next(case: Case) -> bool:
    """Whether a noun or an adjective stands right after the bracket."""
    following = case.next
    return bool(following) and not grammar.is_function(following, case.lists) and not verb_next(case)
