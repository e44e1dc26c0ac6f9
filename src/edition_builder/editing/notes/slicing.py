"""Take characters off the ends of a run of inlines, wherever they stand in the tree."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.model.document import (
    Blocks,
    Code,
    Correction,
    Emphasis,
    Inline,
    InlineBracket,
    Inlines,
    Link,
    OpenBracket,
    Paragraph,
    Span,
    Strong,
    Text,
    plain_text,
)

__all__ = ["cut_blocks", "cut_inlines"]


def cut_inlines(inlines: Inlines, leading: int, trailing: int) -> Inlines:
    """The same run without its first and last characters (counted as in ``plain_text``); white space is trimmed."""
    cut = _cut_start(inlines, leading) if leading else inlines
    cut = _cut_end(cut, trailing) if trailing else cut
    return _trim(cut)


def cut_blocks(blocks: Blocks, leading: int, trailing: int) -> Blocks:
    """The same for blocks: characters go from the first and the last paragraph."""
    changed = list(blocks)
    first, last = changed[0], changed[-1]
    if leading and isinstance(first, Paragraph):
        changed[0] = replace(first, content=cut_inlines(first.content, leading, 0))
        last = changed[-1]
    if trailing and isinstance(last, Paragraph):
        changed[-1] = replace(last, content=cut_inlines(last.content, 0, trailing))
    return tuple(changed)


def _cut_start(inlines: Inlines, count: int) -> Inlines:
    kept = list(inlines)
    while kept and count > 0:
        length = len(plain_text((kept[0],)))
        if length > count:
            kept[0] = _shorten(kept[0], count, from_start=True)
            break
        count -= length
        del kept[0]
    return tuple(kept)


def _cut_end(inlines: Inlines, count: int) -> Inlines:
    kept = list(inlines)
    while kept and count > 0:
        length = len(plain_text((kept[-1],)))
        if length > count:
            kept[-1] = _shorten(kept[-1], count, from_start=False)
            break
        count -= length
        del kept[-1]
    return tuple(kept)


def _shorten(inline: Inline, count: int, *, from_start: bool) -> Inline:
    match inline:
        case Text() | Code():
            return replace(
                inline, value=inline.value[count:] if from_start else inline.value[: len(inline.value) - count]
            )
        case Emphasis() | Strong() | Span() | Link() | Correction():
            cut = _cut_start(inline.content, count) if from_start else _cut_end(inline.content, count)
            return replace(inline, content=cut)
        case OpenBracket() | InlineBracket():
            return inline  # a label never reaches into a bracket of the note's own
        case _:
            return inline


def _trim(inlines: Inlines) -> Inlines:
    trimmed = list(inlines)
    if trimmed and isinstance(trimmed[0], Text):
        trimmed[0] = Text(trimmed[0].value.lstrip())
    if trimmed and isinstance(trimmed[-1], Text):
        trimmed[-1] = Text(trimmed[-1].value.rstrip())
    return tuple(one for one in trimmed if not (isinstance(one, Text) and not one.value))
