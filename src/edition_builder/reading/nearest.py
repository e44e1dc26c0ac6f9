"""Find the known word that somebody probably meant."""

from __future__ import annotations

from collections.abc import Iterable

__all__ = ["did_you_mean", "nearest"]

_LONGEST = 40  # characters: nobody mistypes a key of this length, and the measure is quadratic


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word with the fewest slips between it and ``word``, or None if all are too far.

    Too far is more than a third of the letters (at least one slip is always allowed, for words of two and more).
    """
    if not 1 < len(word) <= _LONGEST:
        return None
    measured = [(_slips(word.lower(), candidate), candidate) for candidate in known]
    slips, candidate = min(measured, default=(len(word), ""))
    return candidate if slips <= max(1, max(len(word), len(candidate)) // 3) else None


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """A hint: the nearest known word, else all of them."""
    words = tuple(known)
    best = nearest(word, words)
    if best:
        return f"did you mean {best}?"
    return f"known here: {', '.join(words)}" if words else "take it out"


def _slips(left: str, right: str) -> int:
    """Letters to put in, take out, change or swap with their neighbour (optimal string alignment distance)."""
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, one in enumerate(left, 1):
        before, last, row = row, before, [i]
        for j, other in enumerate(right, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (one != other))
            if i > 1 and j > 1 and one == right[j - 2] and left[i - 2] == other:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
