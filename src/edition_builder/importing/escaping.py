"""Plain words as Markdown that says exactly these words: signs of Markdown get a backslash, stress keeps its marks."""

from __future__ import annotations

import re

__all__ = ["escape", "escape_words"]

# *words* and _words_ as people write them in mails, chats and old e-texts; both ends touch a word.
_STRESS = re.compile(r"(?<![\w*_\\])(\*\*|__|\*|_)(?=[^\s*_])([^*_\n\\]{1,400}?)(?<=[^\s*_])\1(?![\w*_])")
_SIGNS = re.compile(
    r"\\(?=[!-/:-@\[-`{-~]|$)"  # a backslash that would escape
    r"|[*`]|(?<!\w)_|_(?!\w)|~(?=~)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|!(?=\[)|(?<=\])[({:](?!$)|\^(?=\[)"
)
_AT_START = re.compile(r"(?:#{1,6}(?=\s|$)|>|[-+](?=\s|$)|:::|~~~|\|(?=.*\|)|[=-]+$)")
_NUMBER_AT_START = re.compile(r"(\d{1,9})([.)])(?=\s|$)")


def escape(text: str) -> str:
    """One paragraph, perhaps of several lines, as Markdown; stress in balanced marks stays."""
    kept: list[str] = []
    end = 0
    for found in _STRESS.finditer(text):
        kept += [_signs(text[end : found.start()]), found[1], _signs(found[2]), found[1]]
        end = found.end()
    kept.append(_signs(text[end:]))
    return "\n".join(_start(line) for line in "".join(kept).split("\n"))


def escape_words(text: str) -> str:
    """The same for words that come from a format with marks of its own: every sign of Markdown is meant as a sign."""
    return _signs(text)


def _signs(text: str) -> str:
    return _SIGNS.sub(lambda found: "\\" + found[0], text)


def _start(line: str) -> str:
    """A line whose first characters Markdown would take for the mark of a heading, list, quotation or rule."""
    if _AT_START.match(line):
        return "\\" + line
    return _NUMBER_AT_START.sub(r"\1\\\2", line, count=1) if _NUMBER_AT_START.match(line) else line
