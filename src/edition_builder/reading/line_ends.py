"""What a line end inside a paragraph is worth: a space, or nothing between characters of scripts without spaces.

After CSS Text 3, section 4.1.3 (segment break transformation): Han, Kana and wide punctuation join; Hangul does not.
"""

from __future__ import annotations

import re
from functools import lru_cache

__all__ = ["join_lines", "joins_without_space"]

_WIDE = (
    "\u2e80-\u312f\u3190-\ua4cf\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff9f\uffe0-\uffe6\U00016fe0-\U00018d8f"
    "\U0001aff0-\U0001b16f\U00020000-\U0003ffff"
)
_FIRST_WIDE = "\u2e80"
_MARKUP = "*_ \t"


@lru_cache(maxsize=1)
def _wide() -> re.Pattern[str]:
    return re.compile(f"[{_WIDE}]")


@lru_cache(maxsize=1)
def _wide_break() -> re.Pattern[str]:
    return re.compile(rf"(?<=[{_WIDE}])[ \t]*\n[ \t]*(?=[{_WIDE}])")


def joins_without_space(text: str, line_end: int) -> bool:
    """Whether the characters on both sides of a line end join; signs of emphasis between are looked through."""
    before, after = line_end - 1, line_end + 1
    while before >= 0 and text[before] in _MARKUP:
        before -= 1
    while after < len(text) and text[after] in _MARKUP:
        after += 1
    if before < 0 or after >= len(text) or text[before] < _FIRST_WIDE:
        return False
    return bool(_wide().match(text[before]) and _wide().match(text[after]))


def join_lines(content: str) -> str:
    """The lines of plain prose as one."""
    if "\n" not in content:
        return content.strip(" \t")
    if not content.isascii() and max(content) >= _FIRST_WIDE:
        content = _wide_break().sub("", content)
    return " ".join([line.strip(" \t") for line in content.split("\n")])
