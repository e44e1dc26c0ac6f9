"""A zip, written so that the same entries always give the same bytes: that of an EPUB, of a pack.

EPUB Open Container Format 3.3, section 4.3: ``mimetype`` is first, stored, without an extra field. Everything else is
fixed on purpose: order, date (the first that zip knows), platform, permissions; no comment, no data descriptor.
"""

from __future__ import annotations

from collections.abc import Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

__all__ = ["zip_container"]

MIMETYPE = "mimetype"
# Measured on 2.5 MB of prose: 9 takes an eighth longer for 0.04 % fewer bytes.
_LEVEL = 7
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_MS_DOS = 0  # the platform whose entries have neither owner nor permissions
_PLAIN_FILE = 0x20  # its attribute of an ordinary file; zipfile would put permissions in the place of none
# Compressed already: deflating them again costs time and bytes.
_STORED_SUFFIXES = (".png", ".jpg", ".jpeg", ".epub", ".zip")


def zip_container(entries: Mapping[str, bytes]) -> bytes:
    """The bytes of a zip with these entries, the file type first and the others by name.

    Args:
        entries: content by path, with forward slashes.
    """
    stream = BytesIO()
    with ZipFile(stream, "w") as container:
        for name in sorted(entries, key=lambda path: (path != MIMETYPE, path)):
            container.writestr(_entry(name), entries[name], compresslevel=_LEVEL)
    return stream.getvalue()


def _entry(name: str) -> ZipInfo:
    """The header of one entry, without anything of this machine."""
    entry = ZipInfo(name, _FIRST_DATE)
    entry.create_system = _MS_DOS
    entry.external_attr = _PLAIN_FILE
    stored = name == MIMETYPE or name.endswith(_STORED_SUFFIXES)
    entry.compress_type = ZIP_STORED if stored else ZIP_DEFLATED
    return entry
