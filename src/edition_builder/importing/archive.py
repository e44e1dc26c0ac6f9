"""Open a zip that a stranger made: every rule is checked before a byte is unpacked.

The rules are those against zip bombs and path tricks: number, size and ratio of entries, overlapping entries
(CVE-2024-0450), names that lead outside, links, encryption, names that differ only in case.
"""

from __future__ import annotations

import stat
import zipfile
import zlib
from collections.abc import Callable, Sequence
from io import BytesIO
from pathlib import PurePosixPath

from edition_builder.importing.kinds import Refusal

__all__ = ["Members", "read_archive"]

Members = dict[str, bytes]

_MOST_ENTRIES = 2_000
_MOST_BYTES = 100_000_000  # unpacked
_MOST_RATIO = 100  # unpacked to packed
_SMALL = 200_000  # bytes: entries up to this size cannot be a bomb, and a table of styles packs well
_HEADER = 30  # bytes of a local file header without its names (APPNOTE 6.3.10, section 4.3.7)
_ENCRYPTED = 0x1
_AGAIN = "open it in the program that made it and save it again"


def read_archive(data: bytes, wanted: Callable[[str], bool]) -> Members | Refusal:
    """The members of a zip by name.

    Args:
        data: the archive.
        wanted: which members to unpack; the others are only checked.

    Returns:
        The members, or EB902 (breaks a rule), EB903 (damaged).
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            broken = _broken_rule(entries, len(data))
            if broken:
                return Refusal("EB902", f"the packed file {broken}", _AGAIN)
            return _unpacked(archive, [entry for entry in entries if wanted(entry.filename) and not entry.is_dir()])
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        return Refusal("EB903", "the packed file is damaged or cut off", "copy or load it again")


def _unpacked(archive: zipfile.ZipFile, entries: Sequence[zipfile.ZipInfo]) -> Members | Refusal:
    """The bytes of entries; one that unpacks to more than it says is refused while it is read."""
    members: Members = {}
    for entry in entries:
        with archive.open(entry) as stream:
            data = stream.read(entry.file_size + 1)
        if len(data) != entry.file_size:
            return Refusal("EB902", "the packed file unpacks to more or less than it says", _AGAIN)
        members[entry.filename] = data
    return members


def _broken_rule(entries: Sequence[zipfile.ZipInfo], size: int) -> str:
    """The first rule that the table of contents breaks, or ""."""
    if len(entries) > _MOST_ENTRIES:
        return f"has {len(entries)} entries; at most {_MOST_ENTRIES} are read"
    total = sum(entry.file_size for entry in entries)
    if total > _MOST_BYTES or (total > _SMALL and total > _MOST_RATIO * size):
        return f"would unpack to {total // 1_000_000} MB, far more than its size"
    for entry in entries:
        broken = _broken_entry(entry)
        if broken:
            return broken
    names = [entry.filename.casefold() for entry in entries]
    if len(set(names)) != len(names):
        return "has two entries of the same name"
    return "has entries that overlap" if _overlap(entries, size) else ""


def _broken_entry(entry: zipfile.ZipInfo) -> str:
    name = PurePosixPath(entry.filename)
    if (
        name.is_absolute()
        or ".." in name.parts
        or "\\" in entry.orig_filename
        or ":" in entry.filename
        or "\0" in entry.orig_filename
    ):
        return "has an entry whose name leads outside"
    if stat.S_ISLNK(entry.external_attr >> 16):
        return "has an entry that is a link"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    packed = max(1, entry.compress_size)
    return (
        "has an entry that unpacks a hundredfold"
        if entry.file_size > _SMALL and entry.file_size > _MOST_RATIO * packed
        else ""
    )


def _overlap(entries: Sequence[zipfile.ZipInfo], size: int) -> bool:
    """Whether the data of two entries share bytes, or lie beyond the file."""
    end = 0
    for entry in sorted(entries, key=lambda one: one.header_offset):
        if entry.header_offset < end:
            return True
        end = entry.header_offset + _HEADER + len(entry.filename.encode()) + entry.compress_size
    return end > size
