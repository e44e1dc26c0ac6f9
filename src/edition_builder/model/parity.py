"""Codes that stand in for lost ones: how texts become blocks of one size, which codes watch over which, their heads.

``EYEWITNESS P3/25 FBA0Z4 95 …`` is the third of 25 parity codes for the 95 parts of an edition; the rest is base 45
(RFC 9285). All in the alphanumeric set of QR codes, so that a parity code is no larger than the codes it watches over.
Parts are dealt to groups one by one, and so are parity codes: each group can lose as many parts as it has parity
codes. ``docs/formats.md`` specifies it.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator

from msgspec import Struct

from edition_builder.model.base45 import from_base45, to_base45
from edition_builder.model.message_parts import signs_of

__all__ = ["ParityCode", "block_of", "block_size", "groups", "parity_text", "read_parity_code", "text_of_block"]

MOST_IN_A_GROUP = 256  # blocks that a Reed-Solomon code over GF(256) can tell apart
_LENGTH_BYTES = 2
_CODE = re.compile(r"(?:.* )?P(\d{1,5})/(\d{1,5}) ([0-9A-Z]{3})([0-9A-Z]{3}) (\d{1,5}) ([0-9A-Z $%*+./:-]+)", re.DOTALL)


class ParityCode(Struct, frozen=True):
    """A parity code: which of how many, its edition's three signs, how many parts there are, its block."""

    number: int
    count: int
    edition: str
    parts: int
    block: bytes


def block_size(texts: tuple[str, ...]) -> int:
    """Bytes of a block that holds any of some texts."""
    return _LENGTH_BYTES + max(len(text.encode()) for text in texts)


def block_of(text: str, size: int) -> bytes:
    """A text as a block: its length in two bytes, the text, zeros."""
    data = text.encode()
    return (len(data).to_bytes(_LENGTH_BYTES, "big") + data).ljust(size, b"\0")


def text_of_block(block: bytes) -> str | None:
    """The text of a block; None if the block is none."""
    length = int.from_bytes(block[:_LENGTH_BYTES], "big")
    data = block[_LENGTH_BYTES : _LENGTH_BYTES + length]
    if len(data) < length or block[_LENGTH_BYTES + length :].strip(b"\0"):
        return None
    try:
        return data.decode()
    except UnicodeDecodeError:
        return None


def groups(parts: int, count: int) -> Iterator[tuple[tuple[int, ...], tuple[int, ...]]]:
    """Which parts and which parity codes belong together, by their numbers from 1."""
    number = max(1, -(-(parts + count) // MOST_IN_A_GROUP))
    for first in range(1, number + 1):
        yield tuple(range(first, parts + 1, number)), tuple(range(first, count + 1, number))


def parity_text(slug: str, code: ParityCode) -> str:
    """The text of a parity code."""
    block = to_base45(code.block)
    head = f"{slug.upper()} P{code.number}/{code.count} {code.edition.upper()}{_check(code)} {code.parts} "
    return head + block


def read_parity_code(text: str) -> ParityCode | None:
    """A parity code from its text; None if it is none, or torn."""
    found = _CODE.fullmatch(text.strip())
    block = from_base45(found[6]) if found else None
    if found is None or block is None:
        return None
    code = ParityCode(int(found[1]), int(found[2]), found[3].lower(), int(found[5]), block)
    return code if _check(code) == found[4] else None


def _check(code: ParityCode) -> str:
    """Three signs over a parity code."""
    written = f"P{code.number}/{code.count} {code.parts}\n".encode() + code.block
    return signs_of(hashlib.sha256(written).hexdigest()).upper()
