"""Links inside a manuscript: each leads to a heading that is there, by the heading's id.

A link names a heading by its anchor (``#the-second-day``), by its file (``02.md``) or by both. Headings of the same
name are told apart as Markdown tools do: ``#intro``, ``#intro-1``, ``#intro-2`` in one file.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from msgspec.structs import replace

from edition_builder.diagnostics import Location
from edition_builder.model.anchors import heading_anchor
from edition_builder.model.document import Block, Blocks, Heading, Inline, Link, OpenBracket
from edition_builder.model.manuscript import AuthorNote
from edition_builder.model.rewriting import rewrite_blocks
from edition_builder.reading.context import Context
from edition_builder.reading.nearest import did_you_mean

__all__ = ["identify_headings", "link_headings"]

_MOST_NAMED = 12  # anchors that a hint lists
_Anchors = Mapping[str, Mapping[str, str]]


def identify_headings(blocks: Blocks) -> Blocks:
    """The same blocks with ids ``section-1``, ``section-2`` … on the headings at the top level of the text."""
    counted = 0
    identified: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading):
            counted += 1
            identified.append(replace(block, identifier=f"section-{counted}"))
        else:
            identified.append(block)
    return tuple(identified)


def link_headings(
    blocks: Blocks, notes: tuple[AuthorNote, ...], contexts: Sequence[Context]
) -> tuple[Blocks, tuple[AuthorNote, ...]]:
    """The same text and notes, with every link inside the manuscript pointed at a heading's id.

    Args:
        blocks: of all files, headings with their ids.
        notes: of all files.
        contexts: the links met in each file; EB306 is said for those that lead nowhere.
    """
    if not any(context.links for context in contexts):
        return blocks, notes
    anchors = _anchors(blocks)
    resolved: dict[tuple[str, Location], str] = {}
    for context in contexts:
        for target, place in context.links:
            resolved[target, place] = _resolve(target, place, anchors, context)

    def point(inline: Inline) -> Inline:
        if not isinstance(inline, Link):
            return inline
        return replace(inline, target=resolved.get((inline.target, inline.location), inline.target))

    linked = tuple(replace(note, blocks=rewrite_blocks(note.blocks, point)) for note in notes)
    return rewrite_blocks(blocks, point), linked


def _anchors(blocks: Blocks) -> _Anchors:
    """For each file, the ids of its headings by their anchors."""
    anchors: dict[str, dict[str, str]] = {}
    for block in blocks:
        own = anchors.setdefault(block.location.path, {})
        if isinstance(block, Heading):
            without_brackets = tuple(one for one in block.content if not isinstance(one, OpenBracket))
            for anchor in dict.fromkeys((heading_anchor(block.content), heading_anchor(without_brackets))):
                own[_free(anchor, own)] = block.identifier
    return anchors


def _free(anchor: str, taken: Mapping[str, str]) -> str:
    """The anchor, numbered if an earlier heading has it."""
    number, free = 0, anchor
    while free in taken:
        number += 1
        free = f"{anchor}-{number}"
    return free


def _resolve(target: str, place: Location, anchors: _Anchors, context: Context) -> str:
    """``#id`` of the heading that a link means, or the target as it was, with EB306."""
    path, _sign, anchor = unquote(target).partition("#")
    file = normpath(join(dirname(place.path), path)) if path else place.path
    there = anchors.get(file, {})
    if path and file not in anchors:
        step = "link to a heading (#heading); if the round brackets are text, put a space before them"
        context.findings.add("EB306", f"{path} is not a part of this manuscript", place, step)
        return target
    found = there.get(anchor) if anchor else next(iter(there.values()), None)
    if found is None and not path:
        elsewhere = (own[anchor] for own in anchors.values() if anchor in own)
        found = next(elsewhere, None)
    if found is None:
        step = did_you_mean(anchor, tuple(there)[:_MOST_NAMED]) if there else "there is no heading to link to there"
        context.findings.add("EB306", f"there is no heading #{anchor}", place, step)
    return target if found is None else f"#{found}"
