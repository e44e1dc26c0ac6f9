"""Words that a line end has divided: joined where the text itself shows how they are written.

Without a dictionary ``well-`` + ``known`` and ``sepa-`` + ``rated`` look alike. The word as a whole, elsewhere in the
same text, decides; without that witness the hyphen stays, because a hyphen too many is a smaller fault than a wrong
word.
"""

from __future__ import annotations

import re

__all__ = ["join_hyphens"]

_DIVIDED = re.compile(r"([^\W\d_]{2,})[-\u00ac\u2010]$")
_GOES_ON = re.compile(r"\s*([^\W\d_]{2,})")
_WORD = re.compile(r"[^\W\d_]+(?:[-\u2010][^\W\d_]+)*")


def join_hyphens(lines: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines, each with its number, with divided words moved whole to the line where they begin."""
    if not any(_DIVIDED.search(line.rstrip()) for _, line in lines):
        return lines
    known = {word.lower().replace("\u2010", "-") for _, line in lines for word in _WORD.findall(line)}
    joined = list(lines)
    for place in range(len(joined) - 1):
        (number, line), (after, following) = joined[place], joined[place + 1]
        head, tail = _DIVIDED.search(line.rstrip()), _GOES_ON.match(following)
        if head and tail and tail[1][0].islower():
            joined[place] = (
                number,
                line.rstrip()[: head.start()] + _whole(head[1], tail[1], known) + _stop(following, tail),
            )
            joined[place + 1] = (after, following[tail.end() :].lstrip(".,;:!?”’)»").lstrip())
    return joined


def _whole(head: str, tail: str, known: set[str]) -> str:
    """The word in one, or with its hyphen if nothing in the text says otherwise."""
    return head + tail if (head + tail).lower() in known else f"{head}-{tail}"


def _stop(following: str, tail: re.Match[str]) -> str:
    """The punctuation right behind the second half goes with it."""
    rest = following[tail.end() :]
    return rest[: len(rest) - len(rest.lstrip(".,;:!?”’)»"))]
