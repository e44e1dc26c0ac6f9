"""The beginnings of a text that can stand by themselves: each ends with a sentence, a stanza, a row or a paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.document import (
    Block,
    Blocks,
    CodeBlock,
    Division,
    Figure,
    Inline,
    InlineBracket,
    Inlines,
    ItemList,
    LineBreak,
    Link,
    Paragraph,
    Quotation,
    Span,
    Table,
    Verse,
    inline_children,
    own_inlines,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.document import Text as Words
from edition_builder.model.edition import Edition
from edition_builder.model.rewriting import rewrite_blocks

__all__ = ["Beginning", "beginnings"]

# A full stop behind a short word may be that of an abbreviation or an initial; before a small letter it is.
_SENTENCE_END = re.compile(
    r"(?:[!?…؟۔।॥]|\w{4}\.|[^\w\s.]\.)[.!?…]*[\"'”’»)\]]*(?=\s+(?P<next>\S))|[。！？]+[”’」』）]*"
)


class Beginning(Struct, frozen=True):
    """The first blocks of a text, headnote and body, and how many characters they have.

    ``ends_block``: it ends where a paragraph does. ``whole``: it is all of the text.
    """

    headnote: Blocks
    blocks: Blocks
    characters: int
    ends_block: bool
    whole: bool = False


def beginnings(edition: Edition, most: int) -> tuple[Beginning, ...]:
    """Those of at most ``most`` characters, the shortest first, without links and as plain as a wall is."""
    headnote = _plain(_first(edition.headnote, most))
    body = tuple(block for chapter in edition.chapters for block in chapter.blocks)
    first = _plain(_first(body, most))
    reaches = len(first) == len(body) and len(headnote) == len(edition.headnote)
    found = [Beginning(part, (), _length(part), ends) for part, ends in _beginnings(headnote)]
    before = _length(headnote)
    found += [Beginning(headnote, part, before + _length(part), ends) for part, ends in _beginnings(first)]
    kept = [one for one in found if one.characters <= most]
    if kept and reaches and len(kept) == len(found) and _is_all(kept[-1], first):
        kept[-1] = replace(kept[-1], whole=True)
    return tuple(kept)


def _is_all(one: Beginning, body: Blocks) -> bool:
    """Whether nothing with words follows."""
    return one.ends_block and _length(one.blocks) == _length(body)


def _first(blocks: Blocks, most: int) -> Blocks:
    """The first blocks, up to the one in which there have been ``most`` characters."""
    kept: list[Block] = []
    characters = 0
    for block in blocks:
        if characters > most:
            break
        kept.append(block)
        characters += _length((block,))
    return tuple(kept)


def _plain(blocks: Blocks) -> Blocks:
    """Blocks without links: their words stay."""

    def unlinked(inline: Inline) -> Inline:
        return Span(inline.content) if isinstance(inline, Link) else inline

    return rewrite_blocks(blocks, unlinked)


def _length(blocks: Blocks) -> int:
    """Characters, of verbatim lines too."""
    return sum(
        len(block.value) if isinstance(block, CodeBlock) else sum(len(plain_text(run)) for run in own_inlines(block))
        for block in walk_blocks(blocks)
    )


def _beginnings(blocks: Blocks) -> Iterator[tuple[Blocks, bool]]:
    """Beginnings of blocks, and whether they end where a block does; none ends in a heading or a break of scenes."""
    done: Blocks = ()
    for block in blocks:
        for part, ends in _parts(block):
            yield (*done, part), ends
        done = (*done, block)


def _parts(block: Block) -> Iterator[tuple[Block, bool]]:
    """The beginnings of one block, itself last."""
    match block:
        case Paragraph():
            for content in _sentences(block.content):
                yield replace(block, content=content), False
            yield block, True
        case Quotation() | Division():
            for blocks, ends in _beginnings(block.blocks):
                yield replace(block, blocks=blocks), ends
        case ItemList():
            for number, item in enumerate(block.items):
                for blocks, ends in _beginnings(item):
                    yield replace(block, items=(*block.items[:number], blocks)), ends
        case _:
            yield from ((one, True) for one in _rows(block))


def _rows(block: Block) -> Iterator[Block]:
    """The beginnings of a block that is made of stanzas or rows, or stands as one."""
    match block:
        case Verse():
            for number in range(1, len(block.stanzas) + 1):
                yield replace(block, stanzas=block.stanzas[:number])
        case Table() if block.rows:
            for number in range(1, len(block.rows) + 1):
                yield replace(block, rows=block.rows[:number])
        case Table() | Figure() | CodeBlock():
            yield block
        case _:
            return


def _sentences(content: Inlines) -> Iterator[Inlines]:
    """The content up to each end of a sentence within it, outside of brackets that stay."""
    text = plain_text(content)
    closed = list(_brackets(content))
    for found in _SENTENCE_END.finditer(text):
        end, following = found.end(), found["next"] or text[found.end() :].strip()[:1]
        if following and not following.islower() and not any(start < end < stop for start, stop in closed):
            yield _up_to(content, end)[0]


def _brackets(content: Inlines) -> Iterator[tuple[int, int]]:
    """Where brackets that stay begin and end, in characters."""
    if not any(isinstance(one, InlineBracket) for one in walk_inlines(content)):
        return
    place = 0
    for inline in content:
        length = len(plain_text((inline,)))
        if isinstance(inline, InlineBracket):
            yield place, place + length
        else:
            yield from ((place + start, place + stop) for start, stop in _brackets(inline_children(inline)))
        place += length


def _up_to(content: Inlines, characters: int) -> tuple[Inlines, int]:
    """The first characters of a run, and how many are left to take."""
    kept: list[Inline] = []
    for inline in content:
        if characters <= 0:
            break
        length = len(plain_text((inline,)))
        if length <= characters:
            kept.append(inline)
        elif isinstance(inline, Words):
            kept.append(Words(inline.value[:characters]))
        elif not isinstance(inline, LineBreak) and inline_children(inline):
            kept.append(replace(inline, content=_up_to(inline_children(inline), characters)[0]))
        characters -= length
    return tuple(kept), characters
