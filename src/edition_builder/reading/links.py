"""Links inside a manuscript: each leads to a heading that is there; links to chapter files become links to headings."""

from __future__ import annotations

from collections.abc import Sequence
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from edition_builder.diagnostics import Location
from edition_builder.model.anchors import heading_anchor
from edition_builder.model.document import Blocks, Heading, Inline, Link
from edition_builder.model.rewriting import rewrite_blocks
from edition_builder.reading.context import Context
from edition_builder.reading.nearest import did_you_mean

__all__ = ["link_files"]


def link_files(blocks: Blocks, contexts: Sequence[Context]) -> Blocks:
    """The same blocks; a link inside the manuscript is ``#anchor`` of a heading, EB306 where there is none."""
    met = [(target, place, context) for context in contexts for target, place in context.links]
    if not met:
        return blocks
    anchors = _anchors(blocks)
    resolved = {(target, place): _resolve(target, place, anchors, context) for target, place, context in met}

    def point(inline: Inline) -> Inline:
        if not isinstance(inline, Link):
            return inline
        target = resolved.get((inline.target, inline.location), inline.target)
        return inline if target == inline.target else Link(target, inline.content, inline.location)

    return rewrite_blocks(blocks, point)


def _anchors(blocks: Blocks) -> dict[str, list[str]]:
    """The anchors of each file's headings, in order."""
    anchors: dict[str, list[str]] = {}
    for block in blocks:
        own = anchors.setdefault(block.location.path, [])
        if isinstance(block, Heading):
            own.append(heading_anchor(block.content))
    return anchors


def _resolve(target: str, place: Location, anchors: dict[str, list[str]], context: Context) -> str:
    """The anchor that a link means, or the target as it was, with EB306."""
    path, _sign, anchor = unquote(target).partition("#")
    file = normpath(join(dirname(place.path), path)) if path else None
    in_file = anchors.get(file) if file is not None else [one for own in anchors.values() for one in own]
    if in_file is None:
        step = "link to a heading (#heading); if the round brackets are text, put a space before them"
        context.findings.add("EB306", f"{path} is not a part of this manuscript", place, step)
    elif anchor and anchor not in in_file:
        context.findings.add("EB306", f"there is no heading #{anchor}", place, did_you_mean(anchor, in_file[:20]))
    elif in_file:
        return f"#{anchor or in_file[0]}"
    return target
