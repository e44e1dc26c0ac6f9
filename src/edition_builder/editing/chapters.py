"""Divide the body into chapters and give every heading its id.

A chapter starts a page on paper and a file in an EPUB. It begins at every heading of the chosen level, and at every
file of a folder manuscript. The level is the highest one with two headings or more; if the parts it makes are
shorter than ``SHORT_CHAPTER`` characters on average they are sections, not chapters, and the text stays in one piece.
"""

from __future__ import annotations

import re

from msgspec.structs import replace

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Block,
    Blocks,
    Heading,
    Inline,
    Inlines,
    Link,
    own_inlines,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.rewriting import rewrite_blocks

__all__ = ["divide", "identify_headings", "link_headings"]

SHORT_CHAPTER = 3000  # characters: below two book pages a page break costs paper and shows nothing


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


def divide(blocks: Blocks) -> tuple[Blocks, ...]:
    """The blocks of each chapter, in order; never empty parts."""
    level = _chapter_level(blocks)
    parts: list[list[Block]] = []
    for block in blocks:
        starts = isinstance(block, Heading) and block.level <= level
        another_file = bool(parts) and block.location.path != parts[-1][-1].location.path
        if not parts or another_file or (starts and not _only_headings(parts[-1])):
            parts.append([])
        parts[-1].append(block)
    return tuple(tuple(part) for part in parts)


def link_headings(blocks: Blocks) -> Blocks:
    """Point links like ``#the-second-day`` at the ids of the headings they name (the first of that name)."""
    headings = [block for block in blocks if isinstance(block, Heading)]
    targets = {f"#{heading_anchor(heading.content)}": f"#{heading.identifier}" for heading in reversed(headings)}
    runs = (run for block in walk_blocks(blocks) for run in own_inlines(block))
    if not any(_inner_link(inline) for run in runs for inline in walk_inlines(run)):
        return blocks

    def point(inline: Inline) -> Inline:
        if not isinstance(inline, Link):
            return inline
        return replace(inline, target=targets.get(inline.target, inline.target))

    return rewrite_blocks(blocks, point)


def heading_anchor(content: Inlines) -> str:
    """The anchor that Markdown tools give a heading: lower case, words joined by hyphens, other signs left out."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", plain_text(content).strip().lower()))


def _chapter_level(blocks: Blocks) -> int:
    """The level of heading that starts a chapter; 0 if none does."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    candidates = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    if not candidates:
        return 0
    level = candidates[0]
    length = sum(len(text) for text in visible_text(blocks))
    return level if length / levels.count(level) >= SHORT_CHAPTER else level - 1


def _only_headings(part: list[Block]) -> bool:
    """Whether a part holds headings alone: a part title keeps the first chapter's heading with it."""
    return all(isinstance(block, Heading) for block in part)


def _inner_link(inline: Inline) -> bool:
    """Whether this is a link to a place inside the text."""
    return isinstance(inline, Link) and inline.target.startswith("#")
