"""The outer zip of an EPUB, read byte by byte: is it whole, is it in order, does it tell of the machine that made it?

Rules: EPUB Open Container Format 3.3, section 4.3 (the file type first, stored, without extra field; names); our law 4
(no time, owner, platform or comment). Python before 3.11.8 has no check for overlapping entries (CVE-2024-0450), so
one stands here.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_STORED, BadZipFile, ZipFile, ZipInfo
from zlib import error as ZlibError  # noqa: N812 - named as an exception, which it is

from msgspec import Struct

from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic, Outcome

__all__ = ["Container", "check_container", "open_container"]

_TYPE = b"application/epub+zip"
_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_NAME = re.compile(r"[A-Za-z0-9._-]+(?:/[A-Za-z0-9._-]+)*")
_LOCAL_HEADER = struct.Struct("<4s5H3I2H")
_ENCRYPTED = 1
_NO_COMMENT = bytes(2)  # the zip ends with the length of its comment
_PLAIN = (0, 0x20)  # attributes of an ordinary file on MS-DOS, whose entries have no owner or permissions
_MOST_UNPACKED = 200_000_000  # bytes: ten times the largest manuscript


class Container(Struct, frozen=True):
    """An opened EPUB: its name as shown to the user, its entries in order, their content by path."""

    name: str
    data: bytes
    infos: tuple[ZipInfo, ...]
    entries: dict[str, bytes]


def open_container(name: str, data: bytes) -> Outcome[Container]:
    """Unpack in memory, or say why that cannot be done (EB605)."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            infos = tuple(opened.infolist())
            if sum(info.file_size for info in infos) > _MOST_UNPACKED:
                return Outcome(None, (_said("EB605", name, "unpacks to more than any book holds"),))
            if any(info.flag_bits & _ENCRYPTED for info in infos):
                return Outcome(None, (_said("EB605", name, "is encrypted"),))
            return Outcome(Container(name, data, infos, {info.filename: opened.read(info) for info in infos}))
    except (BadZipFile, ZlibError, EOFError, NotImplementedError, UnicodeDecodeError) as problem:
        return Outcome(None, (_said("EB605", name, f"cannot be unpacked: {problem}"),))


def check_container(container: Container) -> tuple[Diagnostic, ...]:
    """What is wrong with the zip itself: EB605 for its form, EB606 for what it tells of a machine."""
    damage = (*_file_type(container), *_names(container), *_overlaps(container))
    return tuple(_said("EB605", container.name, fault) for fault in damage) + tuple(
        _said("EB606", container.name, trace) for trace in _traces(container)
    )


def _file_type(container: Container) -> Iterator[str]:
    """The entry by which a phone knows the file for a book without unpacking it."""
    first = container.infos[0] if container.infos else None
    if first is None or first.filename != "mimetype":
        yield "the first entry is not mimetype"
    elif first.compress_type != ZIP_STORED or _extra_length(container, first):
        yield "mimetype is compressed or has an extra field"
    elif container.entries["mimetype"] != _TYPE:
        yield "mimetype does not say application/epub+zip"


def _names(container: Container) -> Iterator[str]:
    """Names that any file system can hold, each once."""
    seen: set[str] = set()
    for info in container.infos:
        if info.filename.lower() in seen:
            yield f"holds {info.filename} twice"
        seen.add(info.filename.lower())
        if not _NAME.fullmatch(info.filename) or ".." in info.filename:
            yield f"holds a name that not every device takes: {info.filename!r}"


def _overlaps(container: Container) -> Iterator[str]:
    """Two entries that share bytes: a file that unpacks to different books in different programs."""
    end = 0
    for info in sorted(container.infos, key=lambda one: one.header_offset):
        if info.header_offset < end:
            yield f"{info.filename} overlaps the entry before it"
        header = _LOCAL_HEADER.unpack_from(container.data, info.header_offset)
        end = info.header_offset + _LOCAL_HEADER.size + header[-2] + header[-1] + info.compress_size


def _traces(container: Container) -> Iterator[str]:
    """What zip programs tell of the machine: times, owners, permissions, comments."""
    times = sorted({info.date_time for info in container.infos} - {_FIRST_DATE})
    if times:
        yield f"says when it was made: {'-'.join(f'{part:02}' for part in times[-1][:3])}"
    owned = [info.filename for info in container.infos if _tells(container, info)]
    if owned or not container.data.endswith(_NO_COMMENT):
        yield f"says on what system it was made ({', '.join(owned[:3]) or 'in a comment'})"


def _tells(container: Container, info: ZipInfo) -> bool:
    """Whether an entry has a platform, permissions, a comment or an extra field (mimetype's is damage already)."""
    plain = info.create_system == 0 and info.external_attr in _PLAIN and not info.comment and not info.extra
    return not plain or (info.filename != "mimetype" and _extra_length(container, info) > 0)


def _extra_length(container: Container, info: ZipInfo) -> int:
    """The length of the extra field in the local header, which zipfile does not show."""
    return int(_LOCAL_HEADER.unpack_from(container.data, info.header_offset)[-1])


def _said(code: str, name: str, fault: str) -> Diagnostic:
    return Diagnostic(code, f"{name}: {fault}", None, TOOL_FAULT)
