"""Where a text is cut into messages: after a paragraph, a sentence, a word; never inside what the eye takes as one.

The white space at a cut goes to the later part, behind its head, so that parts joined in order are the text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import regex

__all__ = ["cut"]

_SENTENCE_END = re.compile(
    r"(?:[.!?…؟۔।॥]+[\"'”’»)\]]*(?:\[+[^\[\]\s]{1,8}\]+)*(?=\s))|(?:[。！？]+[”’」』）]*(?:\[+[^\[\]\s]{1,8}\]+)*)"
)
_WORD_END = re.compile(r"(?<=\S)(?=\s)")
_GRAPHEME = regex.compile(r"\X")
_HALF = 0.5


def cut(text: str, fits: Callable[[str], bool], longest: int, full: float = _HALF) -> Iterator[str]:
    """Divide a text that begins and ends in words.

    Args:
        text: the text.
        fits: whether a piece goes into one message; if a piece does, so does every beginning of it.
        longest: characters that no message can exceed.
        full: how much of a message must be used before a better place to cut may leave the rest empty.

    Yields:
        pieces, all of them together the text; white space stands at their beginnings only.
    """
    start = 0
    while start < len(text):
        window = text[start : start + longest + 1]
        end = _furthest(window, fits)
        if start + end < len(text):
            end = _best_cut(window, end, int(end * full))
        yield window[:end]
        start += end


def _furthest(window: str, fits: Callable[[str], bool]) -> int:
    """The largest number of characters that fit, at least one: by halving."""
    low, high = 1, len(window)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(window[:middle]) else (low, middle - 1)
    return low


def _best_cut(window: str, end: int, least: int) -> int:
    """The best place at or before ``end``: a paragraph or sentence that ends behind ``least``, a word, a sign."""
    first_word = len(window) - len(window.lstrip())
    paragraph = len(window[: end + 1].rpartition("\n")[0].rstrip()) if "\n" in window[: end + 1] else 0
    if paragraph > max(least, first_word):
        return paragraph
    sentence = _last(_SENTENCE_END, window, end)
    if sentence > max(least, first_word):
        return sentence
    word = _last(_WORD_END, window, end)
    return word if word > first_word else _whole_signs(window, end, first_word)


def _last(pattern: re.Pattern[str], window: str, end: int) -> int:
    """The end of the last match that ends at or before ``end``; 0 if there is none."""
    return max((found.end() for found in pattern.finditer(window) if found.end() <= end), default=0)


def _whole_signs(window: str, end: int, first_word: int) -> int:
    """The last boundary of graphemes (UAX 29) at or before ``end``, behind which there are words.

    ``end`` itself if one sign fills the message: white space alone is no message.
    """
    last = 0
    for sign in _GRAPHEME.finditer(window):
        if sign.end() > end:
            break
        last = sign.end()
    return last if last > first_word else end
