"""What the names in a folder or zip say, and what a zip says of the machine that made it.

Sources: APPNOTE 6.3.10, sections 4.4.2 (version made by), 4.4.6 (time), 4.5 (extra fields); Info-ZIP's extra fields
0x5455 (times), 0x7875 (owner); names that macOS, Windows and editors leave behind.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterable, Iterator
from io import BytesIO
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from edition_builder.diagnostics import Diagnostic
from edition_builder.model.zip_rules import UNPACKING_FAILS

__all__ = ["check_alone", "telling_names"]

_FIRST_DATE = (1980, 1, 1, 0, 0, 0)
_CLEAN = "pack the files anew with edition pack, or leave it out"
_LEFT_BEHIND = re.compile(
    r"\.DS_Store|__MACOSX|\._.*|\.Spotlight-V100|\.Trashes|\.fseventsd|Thumbs\.db|ehthumbs\.db|desktop\.ini"
    r"|\$RECYCLE\.BIN|System Volume Information|\.git|\.svn|\.hg|\.idea|\.vscode|__pycache__|\.directory|\.Trash-\d+"
    r"|~\$.*|\.~lock\..*#|.*\.sw[op]|.*\.bak|.*\.orig|.*\.tmp|.*~|\.env|\.edition-cache|\.bash_history|\.python_history",
    re.IGNORECASE,
)
_CAMERA = re.compile(r"(?:IMG|DSC|DSCN|PXL|VID|MVIMG|Screenshot|WhatsApp Image)[-_ ]?\d{4}.*", re.IGNORECASE)
_EXTRA = {
    0x5455: "times to the second",
    0x7875: "the number of its owner",
    0x7855: "the number of its owner",
    0x5855: "the number of its owner",
    0x756E: "the number of its owner",
    0x000A: "times of Windows",
    0x000D: "times and owner",
    0x4453: "the owner on Windows",
}
_EXTRA_HEAD = struct.Struct("<HH")  # kind and length
_MS_DOS = 0


def telling_names(paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """EB606 for each path whose name a system, an editor or a camera gave, or that leads through somebody's home."""
    return tuple(
        Diagnostic("EB606", f"{path}: {fault}", None, _CLEAN) for path in paths for fault in _name_faults(path)
    )


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """EB606 for everything that a zip tells beside the files in it; EB605 if it cannot be read."""
    try:
        with ZipFile(BytesIO(data)) as opened:
            said = [*dict.fromkeys(one for info in opened.infolist() for one in _entry(info))]
            said += ["a comment"] if opened.comment else []
            names = [f"{name}/{info.filename}" for info in opened.infolist()]
    except UNPACKING_FAILS:
        return (Diagnostic("EB605", f"{name}: cannot be unpacked", None, "get it again"),)
    told = tuple(Diagnostic("EB606", f"{name}: says {one}", None, _CLEAN) for one in said)
    return told + telling_names(names)


def _entry(info: ZipInfo) -> Iterator[str]:
    """What the header of one entry tells."""
    if info.date_time != _FIRST_DATE:
        yield f"when {info.filename} was changed"
    if info.create_system != _MS_DOS:
        yield "on what system it was made"
    if info.comment:
        yield f"a comment on {info.filename}"
    yield from (_EXTRA.get(kind, f"an extra field ({kind:#06x})") for kind in _kinds(info.extra))


def _kinds(extra: bytes) -> Iterator[int]:
    """The kinds of extra fields of an entry."""
    while len(extra) >= _EXTRA_HEAD.size:
        kind, length = _EXTRA_HEAD.unpack_from(extra)
        yield kind
        extra = extra[_EXTRA_HEAD.size + length :]


def _name_faults(path: str) -> Iterator[str]:
    parts = PurePosixPath(path.replace("\\", "/")).parts
    if any(_LEFT_BEHIND.fullmatch(part) for part in parts):
        yield "a system or a program left this behind"
    if _CAMERA.fullmatch(parts[-1] if parts else ""):
        yield "its name says what made it and when"
    if re.search(r"(?:^|/)(?:home|Users)/[^/]+/", path.replace("\\", "/")) and ".zip/" in path:
        yield "its path names who has it"
