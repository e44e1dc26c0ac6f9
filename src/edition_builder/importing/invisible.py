"""Characters that nobody sees: line ends made equal; controls and marks that can trace a copy, out and counted."""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

__all__ = ["Cleaned", "clean_characters"]


class Cleaned(Struct, frozen=True):
    """The text, with what to say of it: code, message, hint."""

    text: str
    remarks: tuple[tuple[str, str, str], ...] = ()


@lru_cache(maxsize=1)
def _line_end() -> re.Pattern[str]:
    return re.compile("\r\n?|\x85|\u2028|\u2029")


@lru_cache(maxsize=1)
def _unseen() -> re.Pattern[str]:
    """C0 and C1 controls but tab, line end and form feed; zero-width and directional marks; noncharacters; tags.

    ZWNJ and ZWJ are letters of Persian and Hindi and stay.
    """
    return re.compile(
        "[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff"
        "\U000e0000-\U000e007f]"
    )


def clean_characters(text: str) -> Cleaned:
    """The text without what cannot be seen; a form feed parts pages and becomes an empty line."""
    text = _line_end().sub("\n", text)
    text, unseen = _unseen().subn("", text)
    text = text.replace("\f", "\n\n").replace("\u00a0\n", "\n")
    if not unseen:
        return Cleaned(text)
    message = f"{unseen} invisible {'character was' if unseen == 1 else 'characters were'} taken out"
    return Cleaned(
        text, (("EB911", message, "nothing to do: no letter is among them, and such marks can trace a copy"),)
    )
