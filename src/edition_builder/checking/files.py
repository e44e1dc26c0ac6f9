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
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic

__all__ = ["check_file", "installed_validators"]

# What the renderers' own checks say does not fit a file that came from elsewhere.
_AGAIN = "If it came from somebody, ask for it again. If this tool made it, please report it with this line."
_UNREADABLE = (
    "EB605"  # what cannot be unpacked here is not given to other programs: it may have been made to choke them
)
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
}


def check_file(path_name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """Everything that can be said of a made file by itself.

    Args:
        path_name: the file as the user named it; its suffix says what it should be, its name stands in the findings.
        data: its bytes.

    Returns:
        the findings, () for a file that is sound; () also for a suffix that no check knows.
    """
    path = PurePath(path_name)
    checks = _CHECKS.get(path.suffix.lower(), ())
    found: list[Diagnostic] = []
    for check in checks:
        if not any(one.code == _UNREADABLE for one in found):
            found += _load(check)(path.name, data)
    return tuple(replace(one, hint=_AGAIN) if one.hint == TOOL_FAULT else one for one in found)


def installed_validators() -> tuple[str, ...]:
    """The independent judges that are on this machine, by name."""
    there = (("EPUBCheck", epubcheck_jar()), ("Ace by DAISY", ace_program()))
    return tuple(name for name, found in there if found)


def _load(name: str) -> _Check:
    """Import ``module:function`` now."""
    module, function = name.split(":")
    return cast(_Check, getattr(import_module(module), function))
