"""Formulas between dollar signs: their brackets belong to mathematics, not to an editor.

The signs follow Pandoc's rule (no white space inside the first and before the last one, no digit behind the last), with
one more condition, because prices are more frequent than formulas: nothing but symbols, numbers and short names.
"""

from __future__ import annotations

import re

from edition_builder.reading.markdown_engine import StateInline

__all__ = ["maths"]

_FORMULA = re.compile(r"(\$\$?)(?=\S)((?:[^$\\\n]|\\.)+)(?<=\S)\1(?![0-9$])")
_WORD = re.compile(r"(?<![\\A-Za-z])[^\W\d_]{3,}")
_LONGEST = 200  # characters: keeps a text full of dollar signs from being searched again and again


def maths(state: StateInline, silent: bool) -> bool:
    """A rule for markdown-it: a formula with brackets is text as it stands."""
    if state.src[state.pos] != "$":
        return False
    found = _FORMULA.match(state.src, state.pos, min(state.posMax, state.pos + _LONGEST))
    if not found or "[" not in found[2] or _WORD.search(found[2]) or not _balanced(found[2]):
        return False
    if not silent:
        token = state.push("text", "", 0)
        token.content = found[0]
    state.pos = found.end()
    return True


def _balanced(formula: str) -> bool:
    """Whether the first bracket opens and their number is even: [0, 1[ counts as well as [0, 1]."""
    signs = [sign for sign in formula if sign in "[]"]
    return signs[0] == "[" and len(signs) % 2 == 0
