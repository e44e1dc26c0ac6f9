"""The head that every part of a text in messages begins with, and what can be read from it.

``[3/12 k7qm2x]`` is the third of twelve parts; three signs name the edition, three check this part. Between head and
words stands the white space by which the part follows the one before: nothing, a space, or line ends. The check is
taken over canonical text, so that a chat that trims or folds white space does no harm. See ``docs/formats.md``.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct

from edition_builder.model.canonical import canonical

__all__ = ["MessagePart", "head_length", "head_of", "marked_parts", "read_parts", "signs_of"]

_SIGNS = "0123456789abcdefghjkmnpqrstvwxyz"  # Douglas Crockford's base 32: no i, l, o, u to be misread
_HEAD = re.compile(rf"\[(\d{{1,7}})/(\d{{1,7}}) ([{_SIGNS}]{{3}})([{_SIGNS}]{{3}})\]")
_FOREIGN_LINES = 3  # lines of name and time that a chat puts between messages that are copied together


class MessagePart(Struct, frozen=True):
    """One part as it was read.

    ``edition`` are the three signs that name its edition; ``text`` is what stands behind the head, white space first.
    ``line`` is where its head stands, 1-based. ``whole``: its words are those that its check was taken over.
    """

    number: int
    total: int
    edition: str
    text: str
    line: int
    whole: bool


def head_length(total: int) -> int:
    """Characters of the longest head of so many parts."""
    return len(head_of(total, total, "", ""))


def head_of(number: int, total: int, text_hash: str, text: str) -> str:
    """The head of a part of an edition with this text hash."""
    return f"[{number}/{total} {signs_of(text_hash)}{_check(number, total, text)}]"


def marked_parts(texts: tuple[str, ...], text_hash: str) -> tuple[str, ...]:
    """Texts in order, each behind its head."""
    total = len(texts)
    return tuple(head_of(number, total, text_hash, text) + text for number, text in enumerate(texts, start=1))


def read_parts(pasted: str) -> Iterator[MessagePart]:
    """Every part in a text that may hold one message or many, in any order, with a chat's own lines between them."""
    heads = list(_HEAD.finditer(pasted))
    place = 0
    while place < len(heads):
        head = heads[place]
        ends = [one.start() for one in heads[place + 1 :]] + [len(pasted)]
        part, used = _read_part(pasted, head, ends)
        yield part
        place += used


def _read_part(pasted: str, head: re.Match[str], ends: list[int]) -> tuple[MessagePart, int]:
    """A part, and how many heads it took: more than one where its words hold what looks like a head."""
    line = pasted.count("\n", 0, head.start()) + 1
    for used, end in enumerate(ends[:_FOREIGN_LINES], start=1):
        for text in _without_last_lines(pasted[head.end() : end]):
            if _check(int(head[1]), int(head[2]), text) == head[4]:
                return MessagePart(int(head[1]), int(head[2]), head[3], text.rstrip(), line, whole=True), used
    text = pasted[head.end() : ends[0]].rstrip()
    return MessagePart(int(head[1]), int(head[2]), head[3], text, line, whole=False), 1


def _without_last_lines(text: str) -> Iterator[str]:
    """A text as it is, and without its last lines, which may be the name and time above the next message."""
    yield text
    for _ in range(_FOREIGN_LINES):
        text, cut, _ = text.rstrip().rpartition("\n")
        if not cut:
            return
        yield text


def _check(number: int, total: int, text: str) -> str:
    """Three signs over a part: its number, how many there are, its canonical text."""
    return signs_of(hashlib.sha256(f"{number}/{total}\n{canonical(text)}".encode()).hexdigest())


def signs_of(digest: str) -> str:
    """The first fifteen bits of a hexadecimal digest in three signs; zeros for an empty one."""
    bits = int(digest[:4] or "0", 16) >> 1
    return "".join(_SIGNS[(bits >> shift) & 31] for shift in (10, 5, 0))
