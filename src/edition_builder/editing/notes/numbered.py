"""Link ``[12]`` in the text with ``[Footnote 12: …]`` elsewhere: the mark becomes the call, the body the note."""

from __future__ import annotations

import re
from collections import defaultdict

from edition_builder.editing.notes.labels import find_label
from edition_builder.editing.notes.site import Site

__all__ = ["is_mark", "link_marks"]

_MARK = re.compile(r"\d{1,4}[a-z]?|[A-Za-z]|[*†‡§¶]{1,4}")
_SYNTAX = re.compile(
    r"\d{1,3}(?:\s?[,;–-]\s?\d{1,3})*|@\S.*|![A-Z]+|[xX ]|\^.*|(?:fn|ref|n|note|rem|прим)\.?\s?\d{1,3}", re.IGNORECASE
)


def is_mark(text: str) -> bool:
    """Whether a bracket holds nothing but scholarly syntax: [12], [3, 4], [@key], [x]."""
    return bool(_SYNTAX.fullmatch(text))


def link_marks(sites: tuple[Site, ...]) -> dict[int, int]:
    """Number of the calling bracket → number of the bracket with the body.

    A body belongs to the marks with its number that stand between the body before it of the same number and itself;
    if there is none, to those that follow (notes set before their text). Marks may restart in each chapter.
    """
    marks: dict[str, list[int]] = defaultdict(list)
    bodies: dict[str, list[int]] = defaultdict(list)
    for site in sites:
        if site.depth:
            continue
        label = find_label(site.text)
        if label.mark:
            bodies[label.mark].append(site.number)
        elif _MARK.fullmatch(site.text) and not site.right[:1].isalnum():  # "[18]37" completes a number
            marks[site.text].append(site.number)
    return {call: body for mark in bodies for call, body in _pair(marks[mark], bodies[mark])}


def _pair(calls: list[int], bodies: list[int]) -> list[tuple[int, int]]:
    pairs: list[tuple[int, int]] = []
    waiting = list(calls)
    for place, body in enumerate(bodies):
        mine = [call for call in waiting if call < body]
        if not mine:
            following = bodies[place + 1] if place + 1 < len(bodies) else None
            mine = [call for call in waiting if following is None or call < following]
        pairs.extend((call, body) for call in mine)
        waiting = [call for call in waiting if call not in mine]
    return pairs
