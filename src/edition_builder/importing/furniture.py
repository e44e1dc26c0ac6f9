"""What hangs on a text from the web (replies, share bars, navigation, …): found by whole lines, marked with the reason.

A line in the middle of the text is left out only if it says in so many words what it is. From "Leave a Reply" on
everything goes, because replies are prose too and no table could tell them from the text; it stands in the file of what
was left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

from msgspec.structs import replace

from edition_builder.importing.blocks import Block, Kind
from edition_builder.importing.phrases import Phrase, find_phrase

__all__ = ["mark_furniture"]

_PROSE = 8  # words: a shorter line may be a title, an item of a menu, a line of verse
_BEGUN = 40  # words of prose after which a text has begun
_SHORT = 25  # words of an item in a list of other articles
_SIGNALS = 2  # further furniture that makes a weak mark one of the end
_LONGEST_VOICE = 200  # characters of a line that says who replied
_SAYS = r"says|said|wrote|replied|пишет|говорит|ответила?|сказала?|dit|a dit|sagt|schrieb|dice|dijo|يقول|قال"
_VOICE = re.compile(rf".{{2,60}}\s(?:{_SAYS})(?:\s+(?:on|am|le|el|в)?.{{0,50}})?\s*:?", re.IGNORECASE)


def mark_furniture(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, those that are furniture with their reason; blocks of lines are parted where one of them is."""
    parted = tuple(piece for block in blocks for piece in _parted(block))
    found = [None if block.reason else _look(block) for block in parted]
    before = [0, *accumulate(_prose(block, phrase) for block, phrase in zip(parted, found, strict=True))]
    end = _end(parted, found, before)
    marked = [
        block if block.reason or place < end else replace(block, reason=_late_reason(found[place], found[end]))
        for place, block in enumerate(parted)
    ]
    _mark_lines(marked, found, end)
    return tuple(marked)


def _parted(block: Block) -> tuple[Block, ...]:
    """A block of lines as its lines, if one of them is furniture."""
    lines = block.words.split("\n")
    if block.kind is not Kind.LINES or not any(_strong(find_phrase(line)) for line in lines):
        near = [find_phrase(line) for line in lines] if block.kind is Kind.LINES else []
        if not near or not all(near):
            return (block,)
    pieces = block.markdown.split("\\\n")
    return tuple(
        Block(Kind.PARAGRAPH, markdown, words, block.line and block.line + place)
        for place, (markdown, words) in enumerate(zip(pieces, lines, strict=True))
    )


def _strong(phrase: Phrase | None) -> bool:
    return phrase is not None and phrase.scope not in ("near", "weak")


def _look(block: Block) -> Phrase | None:
    """The furniture that a whole block is."""
    return None if block.kind in (Kind.NOTE, Kind.MARKDOWN, Kind.PICTURE) else find_phrase(block.words)


def _prose(block: Block, phrase: Phrase | None) -> int:
    """The words of a block, if it is a sentence of the text."""
    count = len(block.words.split())
    return count if phrase is None and not block.reason and count >= _PROSE else 0


def _end(blocks: Sequence[Block], found: Sequence[Phrase | None], before: Sequence[int]) -> int:
    """The place of the first block behind the text, or their number if nothing follows the text."""
    for place, phrase in enumerate(found):
        if phrase is None or before[place] < _BEGUN or phrase.scope not in ("rest", "weak"):
            continue
        signals = sum(one is not None for one in found[place + 1 :])
        signals += sum(
            bool(_VOICE.fullmatch(block.words)) for block in blocks[place + 1 :] if len(block.words) < _LONGEST_VOICE
        )
        much = before[-1] - before[place] > before[place]
        if signals >= _SIGNALS or (phrase.scope == "rest" and not much):
            return place
    return len(blocks)


def _late_reason(own: Phrase | None, mark: Phrase | None) -> str:
    """The reason for a block behind the text: its own, else that of the mark."""
    return own.reason if own and own.scope != "near" else mark.reason if mark else "replies"


def _mark_lines(blocks: list[Block], found: Sequence[Phrase | None], end: int) -> None:
    """Mark single lines and lists in the text itself."""
    listing = ""
    for place in range(end):
        block, phrase = blocks[place], found[place]
        if block.reason:
            continue
        if phrase and (phrase.scope in ("line", "rest") or (phrase.scope == "near" and _beside(found, place))):
            blocks[place] = replace(block, reason=phrase.reason)
            listing = listing if phrase.scope == "near" else ""
        elif phrase and phrase.scope == "list":
            blocks[place], listing = replace(block, reason=phrase.reason), phrase.reason
        elif listing and _is_item(block):
            blocks[place] = replace(block, reason=listing)
        else:
            listing = ""


def _beside(found: Sequence[Phrase | None], place: int) -> bool:
    """Whether a neighbour is furniture too."""
    return any(found[other] for other in (place - 1, place + 1) if 0 <= other < len(found))


def _is_item(block: Block) -> bool:
    """Whether a block may be the title of another article: short, and no sentence."""
    words = block.words.split()
    return (
        block.kind in (Kind.PARAGRAPH, Kind.ITEM, Kind.LINES, Kind.HEADING)
        and len(words) <= _SHORT
        and (block.words.rstrip()[-1:] not in ".!…" or len(words) < _PROSE)
    )
