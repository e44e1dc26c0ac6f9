"""A zip that came from somebody, opened in memory: every rule is asked before a byte is unpacked.

The rules are those against bombs and tricks with names (APPNOTE 6.3.10; CVE-2024-0450 for overlapping entries, which
Python before 3.11.8 does not see).
"""

from __future__ import annotations

import stat
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import BadZipFile, ZipFile, ZipInfo

from edition_builder.diagnostics import Diagnostic, Outcome

__all__ = ["unpacked"]

_MOST_ENTRIES = 10_000
_MOST_UNPACKED = 500_000_000  # bytes
_MOST_RATIO = 200  # unpacked to packed
_SMALL = 1_000_000  # bytes that are no danger at any ratio
_HEADER = 30  # bytes of a local header without its name
_ENCRYPTED = 1
_AGAIN = "do not pass it on; get it again from somebody else"


def unpacked(name: str, data: bytes) -> Outcome[tuple[tuple[str, bytes], ...]]:
    """Name (behind that of the zip) and bytes of each file in a zip; EB605 if it is damaged or breaks a rule."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            entries = [one for one in opened.infolist() if not one.is_dir()]
            fault = next(_faults(entries, len(data)), "")
            if fault:
                return Outcome(None, (_said(name, fault),))
            return Outcome(tuple((f"{name}/{one.filename}", opened.read(one)) for one in entries))
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return Outcome(None, (_said(name, "cannot be unpacked"),))


def _faults(entries: Sequence[ZipInfo], size: int) -> Iterator[str]:
    if len(entries) > _MOST_ENTRIES:
        yield f"holds more than {_MOST_ENTRIES:,} files"
    total = sum(one.file_size for one in entries)
    if total > _MOST_UNPACKED or (total > _SMALL and total > _MOST_RATIO * size):
        yield "unpacks to far more than its size"
    for one in entries:
        yield from _entry_faults(one)
    if len({one.filename.casefold() for one in entries}) != len(entries):
        yield "holds two files of one name"
    end = 0
    for one in sorted(entries, key=lambda entry: entry.header_offset):
        if one.header_offset < end:
            yield "holds files that overlap"
        end = one.header_offset + _HEADER + len(one.filename.encode()) + one.compress_size


def _entry_faults(entry: ZipInfo) -> Iterator[str]:
    """What is wrong with one entry."""
    path = PurePosixPath(entry.filename)
    original = entry.orig_filename
    if path.is_absolute() or ".." in path.parts or "\\" in original or ":" in original or "\0" in original:
        yield "holds a name that leads outside"
    if stat.S_ISLNK(entry.external_attr >> 16):
        yield "holds a link"
    if entry.flag_bits & _ENCRYPTED:
        yield "is encrypted"


def _said(name: str, fault: str) -> Diagnostic:
    return Diagnostic("EB605", f"{name}: {fault}", None, _AGAIN)
