"""What an extractor took of a page, to look the page's own blocks up in."""

from __future__ import annotations

import re

__all__ = ["Taken", "letters"]

_NO_LETTER = re.compile(r"[\W_]+")
_WINDOW = 50_000  # letters behind the last block that was found: blocks are taken in order
_MOST_SEARCHES = 3_000  # through the whole text, for blocks that stand elsewhere or were not taken


def letters(text: str) -> str:
    """The letters and digits of a text: what is the same in every way of writing it."""
    return _NO_LETTER.sub("", text)


class Taken:
    """The letters that were taken.

    Most blocks are a line of what was taken, or follow the last one that was found; the whole is searched for a limited
    number of others, because each search reads it from end to end.
    """

    __slots__ = ("_end", "_lines", "_searches", "_text")

    def __init__(self, text: str) -> None:
        self._lines = frozenset(map(letters, text.split("\n")))
        self._text = letters(text)
        self._end = 0
        self._searches = 0

    def holds(self, words: str, fewest: int = 1) -> bool:
        """Whether these words were taken; False for fewer letters than ``fewest``."""
        wanted = letters(words)
        if len(wanted) < fewest:
            return False
        if wanted in self._lines:
            return True
        found = self._text.find(wanted, self._end, self._end + _WINDOW + len(wanted))
        if found < 0 and self._searches < _MOST_SEARCHES:
            self._searches += 1
            found = self._text.find(wanted)
        if found >= 0:
            self._end = found + len(wanted)
        return found >= 0
