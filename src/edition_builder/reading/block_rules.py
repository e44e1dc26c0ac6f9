"""Our rules for blocks, beside those of CommonMark: divisions, verse, plain prose, and where each block starts.

Every opening token of a container carries ``meta["at"]``, the offset of its first character in the parsed text.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from edition_builder.reading.divisions import division
from edition_builder.reading.markdown_engine import (
    MarkdownIt,
    StateBlock,
    blockquote,
    code,
    fence,
    footnote_def,
    hr,
    list_block,
    reference,
    table,
)

__all__ = ["add_block_rules"]

Rule = Callable[[StateBlock, int, int, bool], bool]

_INTERRUPTS = ["paragraph", "reference", "blockquote", "list"]
# Lines that no rule of CommonMark but the paragraph's can want, up to one that is blank. Markers of lists, quotes,
# headings, tables, fences, brackets and divisions are excluded; so are indents, which may mean anything.
_PROSE = re.compile(r"(?:(?![ \t>#\-*+_=~`:|\[]|[0-9]{1,9}[.)])[^\n]++(?:\n|\Z))++(?=[ \t]*(?:\n|\Z))")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S|#|\.{0,2}/|\S+/|\S+\.[A-Za-z0-9]{2,5}(?:[?#]|\Z)")


def add_block_rules(parser: MarkdownIt) -> None:
    """Register the rules."""
    ruler = parser.block.ruler
    ruler.at("table", _placed(table), {"alt": ["paragraph", "reference"]})
    ruler.at("code", _placed(code))
    ruler.at("fence", _placed(fence), {"alt": _INTERRUPTS})
    ruler.at("blockquote", _placed(blockquote), {"alt": _INTERRUPTS})
    ruler.at("hr", _placed(hr), {"alt": _INTERRUPTS})
    ruler.at("list", _placed(list_block), {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.at("reference", _reference)
    ruler.before("reference", "footnote_def", _placed(footnote_def), {"alt": ["paragraph", "reference"]})
    ruler.before("fence", "division", _placed(division), {"alt": _INTERRUPTS})
    ruler.before("table", "prose", _prose)
    ruler.disable("html_block")


def _placed(rule: Rule) -> Rule:
    """The same rule, which also notes where the block starts."""

    def with_place(state: StateBlock, start: int, end: int, silent: bool) -> bool:
        first = len(state.tokens)
        if not rule(state, start, end, silent):
            return False
        if not silent:
            # Rules put the marks of their lines back when they are done.
            state.tokens[first].meta["at"] = state.bMarks[start] + state.tShift[start]
        return True

    return with_place


def _prose(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """A paragraph of plain prose at the top level, found in one step: most of every book is that."""
    if silent or state.level:
        return False
    begin = state.bMarks[start]
    found = _PROSE.match(state.src, begin)
    if not found:
        return False
    lines = state.src.count("\n", begin, found.end())
    state.line = min(start + lines + (not found[0].endswith("\n")), end)
    for kind, nesting in (("paragraph_open", 1), ("inline", 0), ("paragraph_close", -1)):
        token = state.push(kind, "p" if nesting else "", nesting)  # type: ignore[arg-type]
        token.map = [start, state.line]
        if not nesting:
            token.content = found[0].rstrip(" \t\n")
            token.children = []
    return True


def _reference(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """CommonMark's link definitions, if they define an address.

    ``[Laughter]: Yes.`` would define a link to "Yes." and take both words out of the text; here it stays a paragraph.
    """
    known = state.env.setdefault("references", {})
    doubled = state.env.setdefault("duplicate_refs", [])
    before = (len(known), state.line)
    if not reference(state, start, end, silent) or silent:
        return False
    label = next(reversed(known)) if len(known) > before[0] else None
    address = known[label]["href"] if label is not None else doubled[-1]["href"]
    if _ADDRESS.match(address):
        return True
    if label is not None:
        del known[label]
    state.line = before[1]
    return False
