"""Close up what a lifted bracket leaves: the space before its call, and where the call stands beside punctuation.

Where the call stands is a matter of language. English: after punctuation and closing quotation marks, but before a
dash (Chicago Manual of Style, 17th ed., 14.26). Russian and its neighbours: before it, except for the question mark,
exclamation mark, ellipsis and closing quotation marks (Milchin and Cheltsova, Reference Book of the Publisher and
Author). All others: before it, as the EU Interinstitutional Style Guide (8.1) has it for every language of the Union.
"""

from __future__ import annotations

import re
from collections.abc import Container
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.editing.notes.wordlists import table
from edition_builder.model.document import Inline, Inlines, NoteCall, Text

__all__ = ["GONE", "CallStyle", "call_style", "close_up"]

GONE = NoteCall("")  # stands where a bracket was dropped or taken to the back, until closing up removes it
_DASH_BEFORE = re.compile(r"\s*(?:--+|[—–]|(?<=\s)-)\s*$")
_DASH_AFTER = re.compile(r"\s*(?:--+|[—–]|-(?=\s))\s*")
_DASHES = ("-", "—", "–")

CallStyle = re.Pattern[str]


@lru_cache(maxsize=8)
def call_style(language: str) -> CallStyle:
    """The punctuation that a call steps over in the language of a BCP 47 tag."""
    primary, groups = language.split("-")[0].lower(), table("calls")
    chosen = [name for name, languages in groups.items() if primary in languages.split()]
    if not chosen:
        return re.compile("")
    over, quotes = map(re.escape, groups[f"{chosen[0]} over"].split())
    return re.compile(rf"(?:['’]s\b)?[{over}]*(?:[{quotes}]+(?!\w)[{over}]*)?")


class _Member(Struct, frozen=True):
    """A call of a group with the white space before it."""

    space: str
    call: NoteCall


def close_up(inlines: Inlines, style: CallStyle, authors: Container[str]) -> Inlines:
    """The same siblings with each call closed up and set where the language wants it.

    Calls of ``authors`` (notes that the author called) stay where they were put; ``GONE`` is taken out.
    """
    done: list[Inline] = []
    rest = _merge(inlines)
    while rest:
        group = _take_group(rest, authors)
        if group:
            _set_group(done, group, rest, (style, authors))
        else:
            done.append(rest.pop(0))
    return tuple(one for one in done if not (isinstance(one, Text) and not one.value))


def _merge(inlines: Inlines) -> list[Inline]:
    """Neighbouring texts as one, so that punctuation is found where it is."""
    merged: list[Inline] = []
    for inline in inlines:
        last = merged[-1] if merged else None
        if isinstance(inline, Text) and isinstance(last, Text):
            merged[-1] = Text(last.value + inline.value)
        else:
            merged.append(inline)
    return merged


def _take_group(rest: list[Inline], authors: Container[str]) -> list[_Member]:
    """The calls at the head of ``rest`` with white space between them, taken off it; none if all are the author's."""
    group: list[_Member] = []
    taken, space = 0, ""
    for place, inline in enumerate(rest):
        if isinstance(inline, NoteCall):
            group.append(_Member(space, inline))
            taken, space = place + 1, ""
        elif group and isinstance(inline, Text) and not inline.value.strip():
            space = inline.value
        else:
            break
    if all(member.call.note in authors for member in group):
        return []
    del rest[:taken]
    return group


def _set_group(
    done: list[Inline], group: list[_Member], rest: list[Inline], how: tuple[CallStyle, Container[str]]
) -> None:
    """Append a group of calls to what is done, with the text around it closed up."""
    style, authors = how
    before = _pop_text(done, -1)
    after = _pop_text(rest, 0)
    opens = not done and not before.strip()
    bare = before if group[0].call.note in authors else before.rstrip()
    calls = _close(group, before[len(bare) :], authors)
    dash = len(group) == 1 and before.rstrip().endswith(_DASHES) and _DASH_BEFORE.search(before)
    if not calls:
        bare = bare + " " if bare != before and after[:1].isalnum() else bare
    elif dash and _DASH_AFTER.match(after):
        bare, calls, after = _between_dashes(before, calls, after)
    else:
        bare, calls, after = _step(bare, calls, after, style)
        after = f" {after}" if bare != before and after[:1].isalnum() and bare else after
    done.extend((Text(bare), *calls))
    rest.insert(0, Text(after.lstrip() if opens else after))


def _pop_text(inlines: list[Inline], place: int) -> str:
    """Take a text off one end of a list; "" if there is none."""
    if inlines and isinstance(inlines[place], Text):
        text = inlines.pop(place)
        return text.value if isinstance(text, Text) else ""
    return ""


def _close(group: list[_Member], space: str, authors: Container[str]) -> list[NoteCall]:
    """The calls without what is gone, each with the space that was before it."""
    calls = []
    for place, member in enumerate(group):
        closed = member.call.closed_space or (member.space if place else space)
        if member.call.note in authors:
            calls.append(member.call)
        elif member.call is not GONE:
            calls.append(replace(member.call, closed_space=closed))
    return calls


def _between_dashes(before: str, calls: list[NoteCall], after: str) -> tuple[str, list[NoteCall], str]:
    """The dashes belong to the note: they go, and a space parts the words."""
    opening, closing = _DASH_BEFORE.search(before), _DASH_AFTER.match(after)
    if opening is None or closing is None:
        return before, calls, after
    call = replace(calls[0], closed_space=opening[0], closed_after=closing[0])
    rest = after[closing.end() :]
    return before[: opening.start()], [call], f" {rest}" if rest[:1].isalnum() else rest


def _step(bare: str, calls: list[NoteCall], after: str, style: CallStyle) -> tuple[str, list[NoteCall], str]:
    """The calls after the punctuation that the language lets them step over; the last one remembers it."""
    found = style.match(after)
    moved = found[0] if found else ""
    last = replace(calls[-1], moved_over=calls[-1].moved_over + moved)
    return bare + moved, [*calls[:-1], last], after[len(moved) :]
