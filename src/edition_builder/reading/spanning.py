"""Brackets that open at the start of one block and close at the end of a later one.

Editors' notes of several paragraphs look like this. One bracket that somebody forgot to close must never take the
chapter that follows: the partner has to end one of the next blocks, no heading may stand between, and no other bracket
may be opened first.
"""

from __future__ import annotations

from typing import NamedTuple

from edition_builder.reading.attributes import Attributes
from edition_builder.reading.drafts import Draft
from edition_builder.reading.markdown_engine import Token
from edition_builder.reading.runs import Run

__all__ = ["join_spanning_brackets"]

_MOST_BLOCKS = 40  # the longest of 48 notes of several paragraphs in one famous diary has far fewer


class _Opening(NamedTuple):
    """A bracket that waits for its end."""

    position: int
    run: Run
    token: int


def join_spanning_brackets(siblings: list[Draft]) -> list[Draft]:
    """The same drafts; those between a pair of brackets become the children of one "bracket" draft."""
    joined: list[Draft] = []
    waiting: _Opening | None = None
    for draft in siblings:
        for index, group in enumerate(draft.groups):
            draft.groups[index] = join_spanning_brackets(group)
        joined.append(draft)
        if draft.kind == "heading" or (waiting and len(joined) - waiting.position > _MOST_BLOCKS):
            waiting = None
        closing = _closing(draft) if waiting else None
        if waiting and closing:
            _wrap(joined, waiting, *closing)
            waiting = None
        elif _left_open(draft):
            waiting = _opening(draft, len(joined) - 1)
    return joined


def _left_open(draft: Draft) -> bool:
    """Whether some bracket of a paragraph is opened and not closed in it: that ends the wait of an earlier one."""
    return any(
        run.tokens is not None and run.tokens[index].type == "bracket_open"
        for run in draft.runs
        for index in run.left_over()
    )


def _opening(draft: Draft, position: int) -> _Opening | None:
    """The bracket that a paragraph begins with and does not close."""
    if draft.kind != "paragraph":
        return None
    index = draft.runs[0].opening_at_start()
    return None if index is None else _Opening(position, draft.runs[0], index)


def _closing(draft: Draft) -> tuple[Run, int] | None:
    """The bracket that ends a block and was not opened in it."""
    while draft.groups and draft.groups[-1]:
        draft = draft.groups[-1][-1]
    if draft.kind not in ("paragraph", "verse") or not draft.runs:
        return None
    index = draft.runs[-1].closing_at_end()
    return None if index is None else (draft.runs[-1], index)


def _wrap(joined: list[Draft], opening: _Opening, closing_run: Run, closing: int) -> None:
    """Take both brackets off and put the blocks between into one."""
    opening.run.taken.add(opening.token)
    closing_run.taken.add(closing)
    inside = joined[opening.position :]
    token = Token("bracket_open", "", 1)
    token.meta["attributes"] = _attributes(closing_run, closing)
    place = opening.run.places.at((opening.run.tokens or ())[opening.token].meta["at"])
    joined[opening.position :] = [Draft("bracket", token, place, groups=[inside])]


def _attributes(run: Run, index: int) -> Attributes | None:
    """What stands in braces behind a closing bracket."""
    attributes = (run.tokens or ())[index].meta["attributes"]
    return attributes if isinstance(attributes, Attributes) else None
