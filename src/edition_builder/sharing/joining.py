"""What came in, in files: messages as text, sheets of codes as pictures; found, put in order, restored, joined."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

from msgspec import Struct, field

from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.model.message_joining import PlacedPart, join_parts, placed_parts
from edition_builder.model.message_parts import MessagePart
from edition_builder.model.parity import ParityCode, read_parity_code
from edition_builder.sharing.photographs import is_picture, looks, opened
from edition_builder.sharing.restoring import restored_texts

__all__ = ["join_messages"]

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_NO_PART = "a part begins with its number in square brackets, as in [3/12 k7qm2x]: copy that too"
_NO_CODE = "take the picture again: from above, in good light, the whole sheet in it, and send it as a file"


class _Found(Struct):
    """What was found so far: parts with their places, parity codes by edition and number."""

    parts: dict[tuple[str, int, int, str], PlacedPart] = field(default_factory=dict)
    parity: dict[tuple[str, int], ParityCode] = field(default_factory=dict)
    fruitful: set[str] = field(default_factory=set)

    def add(self, path: str, text: str) -> None:
        """Take what a text holds."""
        code = read_parity_code(text)
        placed = () if code else placed_parts(path, text)
        if code:
            self.parity[(code.edition, code.number)] = code
        for one in placed:
            part = one.part
            self.parts.setdefault((part.edition, part.total, part.number, part.text), one)
        if code or placed:
            self.fruitful.add(path)

    def with_restored(self) -> tuple[PlacedPart, ...]:
        """The parts, and those that parity codes give for lost ones."""
        parts = tuple(self.parts.values())
        editions = {(one.part.edition, one.part.total) for one in parts}
        if len(editions) != 1 or not self.parity:
            return parts
        ((edition, total),) = editions
        codes = {code.number: code for code in self.parity.values() if (code.edition, code.parts) == (edition, total)}
        texts = {one.part.number: one.part.text for one in parts if one.part.whole}
        restored = restored_texts(texts, codes) if codes else {}
        return parts + tuple(
            PlacedPart(MessagePart(number, total, edition, text, 0, whole=True), parts[0].path)
            for number, text in restored.items()
        )


def join_messages(files: Iterable[tuple[str, bytes]]) -> Outcome[str]:
    """The text that the parts in some files make.

    Args:
        files: name and bytes of each, in any order: texts that may hold several messages and what a chat puts between,
            and pictures of sheets of codes (JPEG, PNG, TIFF).

    Returns:
        the text, ending in a line end; EB802 to EB805 if it cannot be had whole.
    """
    found = _Found()
    pages: list[tuple[str, Iterator[tuple[str, ...]]]] = []
    names: list[tuple[str, str]] = []
    for name, data in files:
        page = opened(data) if is_picture(data) else None
        names.append((name, _NO_CODE if is_picture(data) else _NO_PART))
        if page is not None:
            pages.append((name, looks(page)))
        else:
            found.add(name, _decoded(data))
    joined = _look_until_whole(found, pages)
    if joined.value is not None:
        return joined
    fruitless = ((name, hint) for name, hint in names if name not in found.fruitful)
    said = (Diagnostic("EB805", "no part of a text is in this file", Location(name), hint) for name, hint in fruitless)
    return Outcome(None, (*said, *joined.diagnostics))


def _look_until_whole(found: _Found, pages: list[tuple[str, Iterator[tuple[str, ...]]]]) -> Outcome[str]:
    """Look at every picture in one way after another, until nothing is missing or no way can help."""
    joined = _joined(found)
    while joined.value is None and not any(one.code == "EB804" for one in joined.diagnostics):
        seen = [(name, texts) for name, page in pages if (texts := next(page, None)) is not None]
        if not seen:
            break
        for name, texts in seen:
            for text in texts:
                found.add(name, text)
        joined = _joined(found)
    return joined


def _joined(found: _Found) -> Outcome[str]:
    """What the parts make so far."""
    parts = found.with_restored()
    return join_parts(parts) if parts else Outcome(None)


def _decoded(data: bytes) -> str:
    """The text of a file that some editor saved, line ends as U+000A; "" if it is no text in Unicode."""
    encoding = next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
    try:
        return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError:
        return ""
