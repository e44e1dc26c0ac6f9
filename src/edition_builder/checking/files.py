"""Check a file that was made, alone: no edition is known, so its form is judged, and what it loads or tells.

The independent judges of EPUB are asked too, where they are installed.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from msgspec.structs import replace

from edition_builder.checking.ace import ace_program
from edition_builder.checking.epubcheck import epubcheck_jar
from edition_builder.checking.folder_leaks import telling_names
from edition_builder.checking.traces import find_traces
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.checking.zips import unpacked
from edition_builder.diagnostics import Diagnostic

__all__ = ["check_file", "check_folder", "installed_validators", "is_checked"]

# What the renderers' own checks say does not fit a file that came from elsewhere.
_AGAIN = "If it came from somebody, ask for it again. If this tool made it, please report it with this line."
_UNREADABLE = (
    "EB605"  # what cannot be unpacked here is not given to other programs: it may have been made to choke them
)
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp", ".heic", ".heif", ".avif", ".tif", ".tiff")
_Check = Callable[[str, bytes], tuple[Diagnostic, ...]]

# Suffix → what looks at such a file alone, loaded on use: a check of an EPUB does not load the PDF library.
_CHECKS: dict[str, tuple[str, ...]] = {
    ".epub": (
        "edition_builder.checking.epub:check_alone",
        "edition_builder.checking.epubcheck:epubcheck_findings",
        "edition_builder.checking.ace:ace_findings",
    ),
    ".html": ("edition_builder.checking.html:check_alone",),
    ".pdf": ("edition_builder.checking.pdf:check_alone",),
    ".txt": ("edition_builder.checking.txt:check_alone",),
    ".zip": ("edition_builder.checking.folder_leaks:check_alone",),
    **dict.fromkeys((".docx", ".docm", ".odt"), ("edition_builder.checking.office_leaks:check_alone",)),
    **dict.fromkeys(_PICTURES, ("edition_builder.checking.picture_leaks:check_alone",)),
}
_LOOKED_INTO = frozenset((".epub", ".pdf", ".html", ".txt"))
_DEEPEST = 2  # a zip in a zip: a pack that holds a book in a zip of its own


def is_checked(path_name: str) -> bool:
    """Whether a file has a suffix that some check knows."""
    return PurePath(path_name).suffix.lower() in _CHECKS


def check_file(path_name: str, data: bytes, paths: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    """Everything that can be said of a made file by itself.

    Args:
        path_name: the file as the user named it; its suffix says what it should be, its name stands in the findings.
        data: its bytes.
        paths: folders of this machine, which no file may hold.

    Returns:
        the findings, () for a file that is sound; () also for a suffix that no check knows.
    """
    found = _check(PurePath(path_name).name, data, paths, _DEEPEST)
    return tuple(replace(one, hint=_AGAIN) if one.hint == TOOL_FAULT else one for one in found)


def check_folder(files: tuple[tuple[str, bytes], ...], paths: tuple[str, ...] = ()) -> tuple[Diagnostic, ...]:
    """Everything in a folder: its names, and each file of a kind that is known; the others are only looked through."""
    found = list(telling_names(name for name, _ in files))
    for name, data in files:
        found += check_file(name, data, paths) if is_checked(name) else find_traces(name, data, paths)
    return tuple(found)


def _check(name: str, data: bytes, paths: tuple[str, ...], levels: int) -> list[Diagnostic]:
    """One file, and in a zip each file in it."""
    suffix = PurePath(name).suffix.lower()
    found: list[Diagnostic] = []
    for check in _CHECKS.get(suffix, ()):
        if not any(one.code == _UNREADABLE for one in found):
            found += _load(check)(name, data)
    if suffix in _LOOKED_INTO:
        found += find_traces(name, data, paths)
    if suffix == ".zip" and levels:
        members = unpacked(name, data)
        found += members.diagnostics
        for inner, content in members.value or ():
            found += _check(inner, content, paths, levels - 1)
    return found


def installed_validators() -> tuple[str, ...]:
    """The independent judges that are on this machine, by name."""
    there = (("EPUBCheck", epubcheck_jar()), ("Ace by DAISY", ace_program()))
    return tuple(name for name, found in there if found)


def _load(name: str) -> _Check:
    """Import ``module:function`` now."""
    module, function = name.split(":")
    return cast(_Check, getattr(import_module(module), function))
