"""Count words, for the law of importing: what goes in is what comes out and what is left out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache

__all__ = ["count_words", "missing_words", "without_marks"]

# Thai and Lao, Burmese, Khmer, kana, Chinese characters (Unicode 15.1, chapters 16 and 18): words are not set apart.
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3005\u3007\u3040-\u30ff\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\uaa60-\uaa7f\uf900-\ufaff"
    "\U00020000-\U0003ffff"
)


@lru_cache(maxsize=1)
def _word() -> re.Pattern[str]:
    """A run of letters and digits; the underscore is Markdown's. Each sign of a script without spaces is a word."""
    return re.compile(rf"[{_UNSPACED}]|(?:(?![{_UNSPACED}])[^\W_])+")


def count_words(text: str) -> Counter[str]:
    """How often each word stands in a text. Accents are composed and invisible characters taken out first."""
    return Counter(_word().findall(without_marks(unicodedata.normalize("NFC", text))))


@lru_cache(maxsize=1)
def _invisible() -> re.Pattern[str]:
    return re.compile("[\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def without_marks(text: str) -> str:
    """The text without soft hyphens and what cannot be seen: no letters of any language are among these."""
    return text if text.isascii() else _invisible().sub("", text)


def missing_words(source: Counter[str], accounted: Counter[str]) -> Counter[str]:
    """The words of the source that are not accounted for."""
    return source - accounted
