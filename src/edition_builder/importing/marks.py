"""Link numbered marks with their notes elsewhere: ``[12]`` or ¹² and a block that begins with it → ``[^12]``.

``[12]`` with ``[Footnote 12: …]`` is left as it stands: the note engine reads that form itself.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence

from msgspec.structs import replace

from edition_builder.importing.blocks import Block, Kind

__all__ = ["link_marks"]

_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_MARK = re.compile(r"(?<=\S)(?:\[(\d{1,3})\]|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}))(?![(\[:{])")
_BODY = re.compile(r"(?:\[(\d{1,3})\]\s*|([⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})\s*|(\d{1,3})\\?[.)]\s+)(?=\S)")
_HEADING = re.compile(
    r"(?:end|foot)?notes?|примечания|сноски|notes de bas de page|anmerkungen|fußnoten|notas|الهوامش|هوامش",
    re.IGNORECASE,
)
_PROSE = frozenset({Kind.PARAGRAPH, Kind.LINES, Kind.QUOTE, Kind.ITEM, Kind.HEADING})


def link_marks(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks with marks and notes linked where each note has a mark and each of its numbers one note."""
    bodies = _bodies(blocks)
    calls = _calls(blocks, bodies)
    if not bodies or set(bodies.values()) - set(calls):
        bodies = {place: number for place, number in bodies.items() if calls[number] == 1}
    if not bodies:
        return tuple(blocks)
    numbers = Counter(bodies.values())
    known = {number for number, count in numbers.items() if count == 1 and calls[number] >= 1}
    return tuple(
        _note(block, bodies[place]) if bodies.get(place) in known else _called(block, known)
        for place, block in enumerate(blocks)
    )


def _bodies(blocks: Sequence[Block]) -> dict[int, str]:
    """Place of each block that may be a note → its number: marked as a mark is, or numbered under a heading "Notes"."""
    found: dict[int, str] = {}
    listing = False
    for place, block in enumerate(blocks):
        if block.reason or block.kind not in _PROSE:
            continue
        if _HEADING.fullmatch(block.words.strip(" .:\n")):
            listing = True
            continue
        body = _BODY.match(block.markdown)
        if body and (listing or not body[3]):
            found[place] = (body[1] or body[3] or body[2]).translate(_RAISED)
    return found


def _calls(blocks: Sequence[Block], bodies: dict[int, str]) -> dict[str, int]:
    """How often each number is called in the text."""
    count: dict[str, int] = defaultdict(int)
    for place, block in enumerate(blocks):
        if place not in bodies and not block.reason and block.kind in _PROSE:
            for mark in _MARK.finditer(block.markdown):
                count[(mark[1] or mark[2]).translate(_RAISED)] += 1
    return count


def _note(block: Block, number: str) -> Block:
    """The block as the note of that number."""
    body = _BODY.match(block.markdown)
    text = block.markdown[body.end() :] if body else block.markdown
    return replace(block, kind=Kind.NOTE, markdown=text, label=number)


def _called(block: Block, known: set[str]) -> Block:
    """The block with marks as calls."""
    if block.reason or block.kind not in _PROSE:
        return block

    def call(mark: re.Match[str]) -> str:
        number = (mark[1] or mark[2]).translate(_RAISED)
        return f"[^{number}]" if number in known else mark[0]

    return replace(block, markdown=_MARK.sub(call, block.markdown))
