"""Divide the body into chapters.

A chapter starts a page on paper and a file in an EPUB. It begins at every heading of the chosen level, and at every
file of a folder manuscript. The level is the highest one with two headings or more; if the parts it makes are
shorter than ``SHORT_CHAPTER`` characters on average they are sections, not chapters, and the text stays in one piece.
Where that level only gathers long chapters under it (its headings stand right above theirs) it is one of parts, and
chapters begin at the next.
"""

from __future__ import annotations

from itertools import pairwise

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import Block, Blocks, Heading

__all__ = ["divide"]

SHORT_CHAPTER = 3000  # characters: below two book pages a page break costs paper and shows nothing

LONG_CHAPTER = 2 * SHORT_CHAPTER  # what stands under a part's title must be as long as that to start a page


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


def _chapter_level(blocks: Blocks) -> int:
    """The level of heading that starts a chapter; 0 if none does."""
    levels = [block.level for block in blocks if isinstance(block, Heading)]
    candidates = [level for level in sorted(set(levels)) if levels.count(level) > 1]
    if not candidates:
        return 0
    length = sum(len(text) for text in visible_text(blocks))
    level, below = candidates[0], candidates[1:2]
    if below and length / levels.count(below[0]) >= LONG_CHAPTER and _are_parts(blocks, level):
        return below[0]
    return level if length / levels.count(level) >= SHORT_CHAPTER else level - 1


def _are_parts(blocks: Blocks, level: int) -> bool:
    """Whether two headings of a level, and most of them, stand right above another heading."""
    followers = [after for one, after in pairwise(blocks) if isinstance(one, Heading) and one.level == level]
    over_headings = sum(isinstance(after, Heading) for after in followers)
    return over_headings > max(1, len(followers) // 2)


def _only_headings(part: list[Block]) -> bool:
    """Whether a part holds headings alone: a part title keeps the first chapter's heading with it."""
    return all(isinstance(block, Heading) for block in part)
