"""Cut a stanza into its lines, through emphasis that runs over a line end."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.model.document import (
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    Span,
    Strong,
    VerseLine,
    walk_inlines,
)
from edition_builder.reading.context import Context
from edition_builder.reading.inlines import build_inlines
from edition_builder.reading.runs import Run

__all__ = ["verse_lines"]


def verse_lines(run: Run, context: Context) -> tuple[VerseLine, ...]:
    """The lines of a stanza. A bracket over several lines stays whole, in the line that it begins in."""
    lines, number = [], 0
    for content in _cut(build_inlines(run, context)):
        indent = run.indents[number] if number < len(run.indents) else 0
        lines.append(VerseLine(content, indent))
        number += 1 + sum(isinstance(inline, LineBreak) for inline in walk_inlines(content))
    return tuple(lines)


def _cut(inlines: Inlines) -> list[Inlines]:
    """The runs between line breaks."""
    lines: list[list[Inline]] = [[]]
    for inline in inlines:
        if isinstance(inline, LineBreak):
            lines.append([])
        elif isinstance(inline, Emphasis | Strong | Span | Link):
            parts = _cut(inline.content)
            lines[-1].extend(replace(inline, content=part) for part in parts[:1] if part)
            lines.extend([replace(inline, content=part)] if part else [] for part in parts[1:])
        else:
            lines[-1].append(inline)
    return [tuple(line) for line in lines]
