"""What the table of contents of a zip may say, asked before a byte is unpacked: rules against bombs and tricks.

Number, size and ratio of entries, overlapping entries (CVE-2024-0450, which Python before 3.11.8 does not see), names
that lead outside, links, encryption, names that differ only in case (APPNOTE 6.3.10).
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Sequence
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipInfo

from msgspec import Struct

__all__ = ["UNPACKING_FAILS", "ZipLimits", "broken_rule"]

# All that zipfile raises at damaged or strange zips: RuntimeError asks for a pass phrase, NotImplementedError names a
# way of packing that Python lacks, the others come from numbers that cannot be.
UNPACKING_FAILS = (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError)
_HEADER = 30  # bytes of a local file header without its names (APPNOTE 6.3.10, section 4.3.7)
_ENCRYPTED = 0x1


class ZipLimits(Struct, frozen=True):
    """The most entries, bytes unpacked, and bytes unpacked for each packed; up to ``small`` bytes no ratio is asked."""

    entries: int
    size: int
    ratio: int
    small: int


def broken_rule(entries: Sequence[ZipInfo], size: int, limits: ZipLimits) -> str:
    """The first rule that a zip of ``size`` bytes breaks, to be read after its name; "" if it breaks none."""
    if len(entries) > limits.entries:
        return f"has {len(entries)} entries; at most {limits.entries} are read"
    total = sum(entry.file_size for entry in entries)
    if total > limits.size or (total > limits.small and total > limits.ratio * size):
        return f"would unpack to {total // 1_000_000} MB, far more than its size"
    broken = next((rule for entry in entries if (rule := _broken_by(entry, limits))), "")
    if broken:
        return broken
    if len({entry.filename.casefold() for entry in entries}) != len(entries):
        return "has two entries of the same name"
    return "has entries that overlap" if _overlap(entries, size) else ""


def _broken_by(entry: ZipInfo, limits: ZipLimits) -> str:
    name = PurePosixPath(entry.filename)
    strange = any(sign in entry.orig_filename for sign in ("\\", ":", "\0"))
    if name.is_absolute() or ".." in name.parts or strange:
        return "has an entry whose name leads outside"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "has an entry that is a link"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    bomb = entry.file_size > limits.small and entry.file_size > limits.ratio * max(1, entry.compress_size)
    return "has an entry that unpacks a hundredfold" if bomb else ""


def _overlap(entries: Sequence[ZipInfo], size: int) -> bool:
    """Whether the data of two entries share bytes, or lie beyond the file."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _HEADER + len(entry.filename.encode()) + entry.compress_size
    return end > size
