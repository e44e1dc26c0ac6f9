"""Divide the body into chapters.

A chapter starts a page on paper and a file in an EPUB. It begins at every heading of the chosen level, and at every
file of a folder manuscript. The level is the highest one with two headings or more; if the parts it makes are
shorter than ``SHORT_CHAPTER`` characters on average they are sections, not chapters, and the text stays in one piece.
"""

from __future__ import annotations

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import Block, Blocks, Heading

__all__ = ["divide"]

SHORT_CHAPTER = 3000  # characters: below two book pages a page break costs paper and shows nothing


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
    level = candidates[0]
    length = sum(len(text) for text in visible_text(blocks))
    return level if length / levels.count(level) >= SHORT_CHAPTER else level - 1


def _only_headings(part: list[Block]) -> bool:
    """Whether a part holds headings alone: a part title keeps the first chapter's heading with it."""
    return all(isinstance(block, Heading) for block in part)
