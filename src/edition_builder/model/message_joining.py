"""Put the parts of a text in messages together again, or say what is missing, torn or strange."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.model.message_parts import MessagePart, read_parts

__all__ = ["PlacedPart", "join_parts", "placed_parts"]

_SEND_AGAIN = "ask for that message again, whole, as text"
_SHOWN = 12  # numbers of missing parts that are named


class PlacedPart(Struct, frozen=True):
    """A part with the file that it was found in."""

    part: MessagePart
    path: str

    @property
    def location(self) -> Location:
        """Where its head stands."""
        return Location(self.path, self.part.line, 1)


def placed_parts(path: str, pasted: str) -> tuple[PlacedPart, ...]:
    """The parts in one file."""
    return tuple(PlacedPart(part, path) for part in read_parts(pasted))


def join_parts(found: Iterable[PlacedPart]) -> Outcome[str]:
    """The text that parts in any order make, ending in a line end; or EB802 to EB804.

    Copies of one part do no harm: a whole one is taken before a torn one.
    """
    parts = sorted(found, key=lambda one: (one.part.number, not one.part.whole))
    faults = tuple(_mixed(parts)) or tuple(_torn(parts)) or tuple(_missing(parts))
    if faults:
        return Outcome(None, faults)
    texts = {one.part.number: one.part.text for one in parts if one.part.whole}
    return Outcome("".join(texts[number] for number in sorted(texts)).strip("\n ") + "\n")


def _mixed(parts: list[PlacedPart]) -> Iterator[Diagnostic]:
    """Parts of another edition, or of the same one cut in another way."""
    first = next((one.part for one in parts if one.part.whole), parts[0].part)
    for one in parts:
        part = one.part
        if (part.edition, part.total) != (first.edition, first.total):
            other = "another edition" if part.edition != first.edition else "another division of the same text"
            message = f"part {part.number} of {part.total} belongs to {other} than part {first.number} of {first.total}"
            yield Diagnostic("EB804", message, one.location, "join the parts of one sending at a time")


def _torn(parts: list[PlacedPart]) -> Iterator[Diagnostic]:
    """Parts whose words are not those they were sent with, and of which there is no whole copy."""
    whole = {one.part.number for one in parts if one.part.whole}
    for one in parts:
        if one.part.number not in whole:
            message = f"part {one.part.number} of {one.part.total} is not as it was sent"
            yield Diagnostic("EB802", message, one.location, _SEND_AGAIN)


def _missing(parts: list[PlacedPart]) -> Iterator[Diagnostic]:
    """Numbers of which there is no part."""
    total = parts[0].part.total
    there = {one.part.number for one in parts}
    lost = [str(number) for number in range(1, total + 1) if number not in there]
    if lost:
        named = ", ".join(lost[:_SHOWN]) + (f" and {len(lost) - _SHOWN} more" if len(lost) > _SHOWN else "")
        message = f"of {total} parts {len(lost)} {'is' if len(lost) == 1 else 'are'} missing: {named}"
        yield Diagnostic("EB803", message, Location(parts[0].path), "ask for them and join all again")
