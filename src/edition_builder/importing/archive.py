"""Open a zip that a stranger made: every rule is checked before a byte is unpacked."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Sequence
from io import BytesIO

from edition_builder.importing.kinds import Refusal
from edition_builder.model.zip_rules import UNPACKING_FAILS, ZipLimits, broken_rule

__all__ = ["Members", "read_archive"]

Members = dict[str, bytes]

# A text of a hundred megabytes is read by nobody; up to 200 kB nothing is a bomb, and a table of styles packs well.
_LIMITS = ZipLimits(entries=2_000, size=100_000_000, ratio=100, small=200_000)
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
            broken = broken_rule(entries, len(data), _LIMITS)
            if broken:
                return Refusal("EB902", f"the packed file {broken}", _AGAIN)
            return _unpacked(archive, [entry for entry in entries if wanted(entry.filename) and not entry.is_dir()])
    except UNPACKING_FAILS:
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
