"""``::: kind`` … ``:::``: fenced divisions, and verse, in which each line of the file is a line.

The fence is Pandoc's: three colons and more, a word or ``{.word}``; a fence without a word closes the innermost one.
"""

from __future__ import annotations

import re

from edition_builder.reading.markdown_engine import StateBlock

__all__ = ["VERSE_KIND", "division"]

VERSE_KIND = "verse"
_OPENS = re.compile(r":{3,}[ \t]*(?:\{[ \t]*\.?([^\s{}.]+)[ \t]*\}|([^\s:{}]+))[ \t]*:*[ \t]*\Z")
_CLOSES = re.compile(r":{3,}[ \t]*\Z")
_INDENT_STEP = 2  # columns


def division(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A rule for markdown-it: a division with its blocks, or verse with a run of inlines for each stanza."""
    line = _line(state, start)
    opening = _OPENS.match(line) if line.startswith(":::") and not state.is_code_block(start) else None
    if not opening:
        return False
    if silent:
        return True
    last = _closing_line(state, start, end)
    kind = opening[1] or opening[2]
    token = state.push("division_open", "div", 1)
    token.map = [start, last]
    token.info = kind
    token.meta["closed"] = last < end and bool(_CLOSES.match(_line(state, last)))
    if kind == VERSE_KIND:
        _stanzas(state, start + 1, last)
    else:
        _blocks(state, start + 1, last)
    state.push("division_close", "div", -1)
    state.line = last + int(token.meta["closed"])
    return True


def _line(state: StateBlock, number: int) -> str:
    """A line without the prefix of the blocks around it."""
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _closing_line(state: StateBlock, start: int, end: int) -> int:
    """The line of the fence that closes the division opened at ``start``, or the first line outside."""
    depth = 1
    for number in range(start + 1, end):
        if state.sCount[number] < state.blkIndent and not state.isEmpty(number):
            return number
        line = _line(state, number)
        if line.startswith(":::"):
            depth += -1 if _CLOSES.match(line) else 1 if _OPENS.match(line) else 0
            if not depth:
                return number
    return end


def _blocks(state: StateBlock, start: int, end: int) -> None:
    """Parse what stands inside; nothing may run on past the closing fence."""
    line_max, parent = state.lineMax, state.parentType
    state.lineMax, state.parentType = end, "blockquote"
    state.md.block.tokenize(state, start, end)
    state.lineMax, state.parentType = line_max, parent


def _stanzas(state: StateBlock, start: int, end: int) -> None:
    """One ``inline`` token a stanza; its indents, in steps of two columns, are in ``meta["indents"]``."""
    first = start
    for number in range(start, end + 1):
        if number < end and not state.isEmpty(number):
            continue
        if number > first:
            numbers = range(first, number)
            token = state.push("inline", "", 0)
            token.content = "\n".join(_line(state, one) for one in numbers).rstrip(" \t")
            token.map = [first, number]
            token.children = []
            token.meta["indents"] = tuple(
                max(state.sCount[one] - state.blkIndent, 0) // _INDENT_STEP for one in numbers
            )
        first = number + 1
