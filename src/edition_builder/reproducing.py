"""A pack in hand and its manuscript → is it what this manuscript gives, byte for byte, and if not, why not.

It stands beside what verifies: that finds another text, this finds another file. Who trusts nobody's signature can make
the pack anew.
"""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.checking.comparing import first_difference
from edition_builder.checking.sums import signature_name
from edition_builder.checking.zips import unpacked
from edition_builder.diagnostics import Diagnostic
from edition_builder.errors import ExitCode, UsageError
from edition_builder.model.building import BuildSettings
from edition_builder.model.packs import SUMS, Pack, pack_named
from edition_builder.packing import make_pack

__all__ = ["Reproduction", "reproduce"]

_REMARK = re.compile(
    r"# edition-builder (?P<tool>[^;\n]+)(?:; Pango (?P<pango>[^;\n]+))?"
    r"; pack (?P<way>[a-z]+)(?P<light> light)?(?P<discreet> discreet)?"
)
_NO_REMARK = "name a folder that edition pack made, with the last line of its SHA256SUMS.txt"


class Reproduction(Struct, frozen=True):
    """How many files are the same to the byte, and what was said; no file counts if one differs."""

    same: int
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode


class _Remark(Struct, frozen=True):
    """What the last line of a list of sums says of how the pack was made."""

    tool: str
    pango: str
    way: Pack
    light: bool
    discreet: bool


def reproduce(files: tuple[tuple[str, bytes], ...], manuscript: Path, settings: BuildSettings) -> Reproduction:
    """Make a pack anew and compare.

    Args:
        files: name and bytes of everything in the pack's folder, or the zip of a pack alone.
        manuscript: what it should have been made from.
        settings: styles and the date of the build, as the pack was made with.

    Returns:
        EB817 with the first file that differs, the place in it, and the likely reason.

    Raises:
        UsageError: this is no pack of ours, or its list does not say what it is.
    """
    pack = _in_folder(files)
    said = _remark(pack.get(SUMS, b""))
    made = make_pack(manuscript, said.way, replace(settings, discreet=said.discreet), light=said.light)
    if not made.renditions:
        return Reproduction(0, made.diagnostics, made.exit_code)
    anew = {PurePosixPath(one.name).relative_to(made.folder).as_posix(): one.data for one in made.renditions[0].files}
    here = _remark(anew[SUMS])
    pack.pop(signature_name(SUMS), None)
    # The list differs whenever a file does, and in its remark alone if another version made the same bytes.
    lists = {SUMS: pack.pop(SUMS)}, {SUMS: anew.pop(SUMS)}
    different = first_difference(pack, anew)
    if different is None and _sums(lists[0][SUMS]) != _sums(lists[1][SUMS]):
        different = first_difference(*lists)
    if different is None:
        return Reproduction(len(pack), made.diagnostics, ExitCode.DONE)
    finding = Diagnostic("EB817", f"{different.name} {different.what}", None, _reason(said, here))
    return Reproduction(0, (*made.diagnostics, finding), ExitCode.CHECK_FAILED)


def _in_folder(files: tuple[tuple[str, bytes], ...]) -> dict[str, bytes]:
    """The files by their names in the pack: those beside its list of sums, and below."""
    if len(files) == 1 and files[0][0].lower().endswith(".zip"):
        files = unpacked(*files[0]).value or ()
    lists = sorted((name for name, _ in files if PurePosixPath(name).name == SUMS), key=len)
    if not lists:
        raise UsageError(f"there is no {SUMS} in it", _NO_REMARK)
    folder = PurePosixPath(lists[0]).parent
    paths = ((PurePosixPath(name), data) for name, data in files)
    return {path.relative_to(folder).as_posix(): data for path, data in paths if path.is_relative_to(folder)}


def _remark(sums: bytes) -> _Remark:
    """The last line of a list; UsageError if it says nothing that can be made again."""
    last = sums.decode(errors="replace").rstrip("\n").rpartition("\n")[2]
    found = _REMARK.fullmatch(last)
    way = pack_named(found["way"]) if found else None
    if found is None or way is None:
        raise UsageError("the list of sums does not say which pack it is, and with what it was made", _NO_REMARK)
    return _Remark(found["tool"], found["pango"] or "", way, bool(found["light"]), bool(found["discreet"]))


def _sums(data: bytes) -> bytes:
    """A list without its remark."""
    return data.rstrip(b"\n").rpartition(b"\n")[0]


def _reason(there: _Remark, here: _Remark) -> str:
    """Why the two makings may differ, and what to try."""
    if there.tool != here.tool:
        return f"the pack was made with version {there.tool} of this tool, here is {here.tool}: try that version"
    if there.pango != here.pango:
        return f"its pages were set with Pango {there.pango}, here is {here.pango}: try a system with that version"
    return "the versions are the same: the manuscript, its styles or its date differ, or the file was changed"
