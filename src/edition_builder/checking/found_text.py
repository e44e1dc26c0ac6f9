"""The text of an edition as a file in hand holds it, read back without knowing what it should be.

What the words are is specified in ``docs/canonical-text.md``; anyone who follows it comes to the same hash.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from msgspec import Struct

from edition_builder.checking.calls import Piece, text_of
from edition_builder.checking.words import common_length, excerpt
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical, check_phrase, hash_streams

__all__ = ["FoundText", "difference", "find_text", "found", "is_edition_file", "nothing_found"]

_HASH = re.compile(r"(?<![0-9a-f])(?:[0-9a-f]{4}\s*){15}[0-9a-f]{4}(?![0-9a-f])")
_GOES_ON = 40  # canonical characters of the other text that are shown

_Reader = Callable[[str, bytes], Outcome["FoundText"]]
# Suffix → the modules that read such a file, loaded on use; the next is asked where one finds no text.
_READERS = {
    ".epub": ("epub",),
    ".html": ("html",),
    ".htm": ("html",),
    ".pdf": ("pdf", "qr", "pdf_poster"),
    ".txt": ("txt",),
}


class FoundText(Struct, frozen=True):
    """Running words of the text and of its notes; ``named`` is the text hash that the file says of itself, or ""."""

    body: str
    notes: str
    named: str = ""

    @property
    def streams(self) -> tuple[str, str]:
        """The two streams in canonical form."""
        return canonical(self.body), canonical(self.notes)

    @property
    def text_hash(self) -> str:
        """The text hash, 64 hexadecimal digits, computed from the words."""
        return hash_streams(*self.streams)

    @property
    def phrase(self) -> str:
        """The seven words of the check phrase, with spaces between."""
        return " ".join(check_phrase(self.text_hash))


def is_edition_file(name: str) -> bool:
    """Whether a file has a suffix of the formats that hold a text as text."""
    return PurePath(name).suffix.lower() in _READERS


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text in a file, by its suffix; EB605 for a damaged file, EB811 for one that holds no edition."""
    outcome = Outcome[FoundText](None, (nothing_found(name),))
    for module in _READERS.get(PurePath(name).suffix.lower(), ()):
        outcome = _reader(module)(name, data)
        if outcome.value is not None or outcome.diagnostics != (nothing_found(name),):
            break
    return outcome


def _reader(module: str) -> _Reader:
    return cast(_Reader, import_module(f"edition_builder.checking.{module}").find_text)


def found(name: str, body: Iterable[Piece], notes: Iterable[Piece], everything: str) -> Outcome[FoundText]:
    """A text from its words; ``everything`` is what the file says anywhere, its own text hash included.

    The last hash counts: that of the colophon, whatever numbers the text itself holds.
    """
    words = text_of(body)
    if not words.strip():
        return Outcome(None, (nothing_found(name),))
    hashes = _HASH.findall(everything)
    return Outcome(FoundText(words, text_of(notes), "".join(hashes[-1].split()) if hashes else ""))


def nothing_found(name: str) -> Diagnostic:
    """EB811 for one file."""
    hint = "name an EPUB, PDF, HTML or plain text that this tool made, its messages, or pictures of its codes"
    return Diagnostic("EB811", f"{name}: there is no text of an edition in it", None, hint)


def difference(one: FoundText, other: FoundText) -> str:
    """Where two texts part, in words: of the text, else of the notes; "" if they do not."""
    for what, words, here, there in (
        ("text", one.body, one.streams[0], other.streams[0]),
        ("notes", one.notes, one.streams[1], other.streams[1]),
    ):
        if here != there:
            offset = common_length(here, there)
            goes_on = there[offset : offset + _GOES_ON]
            instead = f"the other goes on “{goes_on}”" if goes_on else "the other ends"
            return f"the words of the {what} differ near “{excerpt(words, offset)}”: {instead}"
    return ""
