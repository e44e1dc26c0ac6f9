"""Messages that came in, in files: found, put in order, joined."""

from __future__ import annotations

import codecs
from collections.abc import Iterable

from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.model.message_joining import PlacedPart, join_parts, placed_parts

__all__ = ["join_messages"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


def join_messages(files: Iterable[tuple[str, bytes]]) -> Outcome[str]:
    """The text that the parts in some files make.

    Args:
        files: name and bytes of each, in any order; a file may hold several messages, and what a chat puts between.

    Returns:
        the text, ending in a line end; EB802 to EB805 if it cannot be had whole.
    """
    found: list[PlacedPart] = []
    said: list[Diagnostic] = []
    for name, data in files:
        text = _decoded(data)
        parts = placed_parts(name, text) if text is not None else ()
        found.extend(parts)
        if not parts:
            hint = "a part begins with its number in square brackets, as in [3/12 k7qm2x]: copy that too"
            said.append(Diagnostic("EB805", "no part of a text begins in this file", Location(name), hint))
    return join_parts(found) if not said else Outcome(None, tuple(said))


def _decoded(data: bytes) -> str | None:
    """The text of a file that some editor saved, line ends as U+000A; None if it is no text in Unicode."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return None
