"""Our rules for what stands in a line, beside those of CommonMark: brackets, notes, places of links, line ends.

Every token that becomes a node with a location carries ``meta["at"]``, the offset in the run that is parsed.
"""

from __future__ import annotations

import re

from edition_builder.reading.attributes import parse_attributes
from edition_builder.reading.line_ends import joins_without_space
from edition_builder.reading.markdown_engine import (
    MarkdownIt,
    StateInline,
    autolink,
    image,
    link,
    newline,
    parseLinkLabel,
)
from edition_builder.reading.maths import maths

__all__ = ["USED", "VERSE", "add_inline_rules"]

# Keys of the parser's environment: line ends are the author's; labels of link definitions that were used.
VERSE = "verse"
USED = "used"
_NOTE_REFERENCE = re.compile(r"\[\^([^\s\[\]]+)\]")
_HARD_BREAK = 2  # spaces before a line end


def add_inline_rules(parser: MarkdownIt) -> None:
    """Register the rules; the order decides: a link or note is looked for before a bracket."""
    ruler = parser.inline.ruler
    ruler.at("newline", _line_end)
    ruler.at("link", _link)
    ruler.at("image", _image)
    ruler.at("autolink", _autolink)
    ruler.before("link", "note_reference", _note_reference)
    ruler.after("image", "inline_note", _inline_note)
    ruler.before("link", "maths", maths)
    ruler.push("bracket", _bracket)
    # Only what a rule of ours or of CommonMark starts with; the default set stops at eleven more characters.
    parser.inline.terminator_re = re.compile(r"[\n!$&*<\[\\\]^_`]")


def _line_end(state: StateInline, silent: bool) -> bool:
    """A line end in prose is a space, or nothing between two characters of a script without spaces."""
    if state.src[state.pos] != "\n":
        return False
    if silent or state.env.get(VERSE):
        return newline(state, silent)
    pending = state.pending
    bare = pending.rstrip(" ")
    if len(pending) - len(bare) >= _HARD_BREAK:
        return newline(state, silent)
    joined = joins_without_space(state.src, state.pos)
    state.pending = bare if joined else f"{bare} "
    state.pos += 1
    while state.pos < state.posMax and state.src[state.pos] in " \t":
        state.pos += 1
    return True


def _placed(state: StateInline, start: int, first: int, kind: str) -> None:
    """Write the offset ``start`` into the first token of this kind that was pushed at or after index ``first``."""
    for token in state.tokens[first:]:
        if token.type == kind:
            token.meta["at"] = start
            if "label" in token.meta:
                state.env.setdefault(USED, set()).add(token.meta["label"])
            return


def _may_close(state: StateInline) -> bool:
    """Whether a link may end behind this place: CommonMark's own rule reads on from each bracket to find that out."""
    return bool(state.env.get("references")) or state.src.find("](", state.pos, state.posMax) >= 0


def _link(state: StateInline, silent: bool) -> bool:
    """CommonMark's links, with their place."""
    if state.src[state.pos] != "[" or not _may_close(state):
        return False
    start, first = state.pos, len(state.tokens)
    found = link(state, silent)
    if found and not silent:
        _placed(state, start, first, "link_open")
    return found


def _image(state: StateInline, silent: bool) -> bool:
    """CommonMark's pictures, with their place."""
    if not state.src.startswith("![", state.pos) or not _may_close(state):
        return False
    start, first = state.pos, len(state.tokens)
    found = image(state, silent)
    if found and not silent:
        _placed(state, start, first, "image")
    return found


def _autolink(state: StateInline, silent: bool) -> bool:
    """``<https://…>``, with its place."""
    start, first = state.pos, len(state.tokens)
    found = autolink(state, silent)
    if found and not silent:
        _placed(state, start, first, "link_open")
    return found


def _note_reference(state: StateInline, silent: bool) -> bool:
    """``[^label]``, whether there is a note of that label or not: a missing one must be said, not printed."""
    if not state.src.startswith("[^", state.pos):
        return False
    found = _NOTE_REFERENCE.match(state.src, state.pos, state.posMax)
    if not found:
        return False
    if not silent:
        token = state.push("note_reference", "", 0)
        token.meta = {"at": state.pos, "label": found[1]}
    state.pos = found.end()
    return True


def _inline_note(state: StateInline, silent: bool) -> bool:
    """``^[words]``: the author's note, written where it is called."""
    start, end_of_run = state.pos, state.posMax
    if not state.src.startswith("^[", start):
        return False
    closes = state.src.find("]", start, end_of_run) >= 0
    end = parseLinkLabel(state, start + 1) if closes else -1
    if end < 0:
        return False
    if not silent:
        state.push("note_open", "", 1).meta = {"at": start}
        state.pos, state.posMax = start + 2, end
        state.md.inline.tokenize(state)
        state.push("note_close", "", -1)
    state.pos, state.posMax = end + 1, end_of_run
    return True


def _bracket(state: StateInline, silent: bool) -> bool:
    """A bracket that nothing else wanted; a closing one takes the attributes behind it."""
    sign, start = state.src[state.pos], state.pos
    if sign not in "[]":
        return False
    state.pos += 1
    attributes = None
    if sign == "]" and state.src.startswith("{", state.pos):
        parsed = parse_attributes(state.src, state.pos, state.posMax)
        if parsed:
            attributes, state.pos = parsed
    if not silent:
        token = state.push("bracket_open" if sign == "[" else "bracket_close", "", 0)
        token.content = state.src[start : state.pos]
        token.meta = {"at": start, "attributes": attributes}
    return True
