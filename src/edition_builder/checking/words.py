"""Law 1: the canonical text of an output equals the edition's. Specified in ``docs/canonical-text.md``."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.model.canonical import canonical, canonical_streams, hash_streams, visible_text
from edition_builder.model.document import Blocks
from edition_builder.model.edition import Edition

__all__ = ["TOOL_FAULT", "check_words", "common_length", "excerpt"]

TOOL_FAULT = "This is a fault of the tool, not of your text; nothing was written. Please report it with this line."
_SHOWN_WORDS = 8
_SHOWN_CHARACTERS = 40


class _Passage(Struct, frozen=True):
    """The words of one run and where they stand in the manuscript."""

    words: str
    location: Location


def check_words(name: str, found: tuple[str, str], edition: Edition) -> tuple[Diagnostic, ...]:
    """Compare the two canonical streams that were found in the file ``name`` with the edition's.

    Equal hashes settle it without canonicalising the edition once more.
    """
    if hash_streams(*found) == edition.text_hash:
        return ()
    wanted = canonical_streams(edition)
    passages = (_body_passages(edition), _note_passages(edition))
    differences = tuple(
        _difference(f"{name}: words of the {what}", one, other, tuple(where))
        for what, one, other, where in zip(("text", "notes"), found, wanted, passages, strict=True)
        if one != other
    )
    return differences or (
        Diagnostic("EB601", f"{name}: the text hash in it is not that of the text", None, TOOL_FAULT),
    )


def _difference(what: str, found: str, wanted: str, passages: tuple[_Passage, ...]) -> Diagnostic:
    """Say where two streams part, in the words of the manuscript."""
    offset = common_length(found, wanted)
    words, location = _words_at(offset, passages)
    instead = found[offset : offset + _SHOWN_CHARACTERS]
    has = f"the file goes on “{instead}”" if instead else "the file ends"
    return Diagnostic("EB601", f"{what} differ from the edition's near “{words}”: {has}", location, TOOL_FAULT)


def common_length(one: str, other: str) -> int:
    """How many characters two strings share from the start, by halving: comparing slices is fast."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if one[:middle] == other[:middle] else (low, middle - 1)
    return low


def _words_at(offset: int, passages: tuple[_Passage, ...]) -> tuple[str, Location | None]:
    """The words around an offset in the canonical text and the place of their block."""
    for passage in passages:
        length = len(canonical(passage.words))
        if offset < length:
            return excerpt(passage.words, offset), passage.location
        offset -= length
    last = passages[-1] if passages else None
    return ("… " + " ".join(last.words.split()[-_SHOWN_WORDS:]), last.location) if last else ("", None)


def excerpt(text: str, offset: int) -> str:
    """A few words around a canonical offset into running text; the last ones if it lies behind them."""
    words = text.split()
    place = 0
    while place < len(words) and offset >= len(canonical(words[place])):
        offset -= len(canonical(words[place]))
        place += 1
    return " ".join(words[max(0, place - _SHOWN_WORDS // 2) : place + _SHOWN_WORDS // 2])


def _body_passages(edition: Edition) -> Iterator[_Passage]:
    """Headnote and chapters, block by block."""
    yield from _passages(edition.headnote)
    for chapter in edition.chapters:
        yield from _passages(chapter.blocks)


def _note_passages(edition: Edition) -> Iterator[_Passage]:
    """The notes, block by block."""
    for note in edition.notes:
        yield from _passages(note.blocks)


def _passages(blocks: Blocks) -> Iterator[_Passage]:
    for block in blocks:
        for words in visible_text((block,)):
            yield _Passage(words, block.location)
