"""What decides the bytes of an edition beside its manuscript: this tool, its libraries, the system's, the fonts.

A cache has to notice when any of them changes, and may not load a library to ask it for its version. So nothing is
asked: files are looked at from outside, by size and time as ``make`` and git do, and whatever looks new counts as
changed. One look costs some milliseconds for a whole run.
"""

from __future__ import annotations

import functools
import hashlib
import os
import sys
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

__all__ = ["system_mark"]

# Where Pango, HarfBuzz and Fontconfig may lie. The loader's own list is written anew whenever a library is installed
# (ldconfig(8)); where there is none (musl, macOS), the folders have a new time.
_LIBRARY_PLACES = (
    "/etc/ld.so.cache",
    "/lib",
    "/usr/lib",
    "/usr/local/lib",
    "/usr/lib64",
    "/opt/homebrew/lib",
    f"/usr/lib/{getattr(sys.implementation, '_multiarch', '')}",
)
# What changes which libraries are loaded, or what these do (ld.so(8), FreeType's and HarfBuzz's documentation).
_VARIABLES = ("LD_", "DYLD_", "FREETYPE_", "HB_", "PANGO", "FONTCONFIG_", "WEASYPRINT_")
_OF_PACKAGES = (".dist-info", ".egg-info", ".pth")


@functools.cache
def system_mark() -> str:
    """A text that is another one when this tool, Python, an installed package or a library of the system is."""
    parts = [sys.version, *os.uname()[::4], *_own_files(), *_packages(), *map(_look, _LIBRARY_PLACES), *_variables()]
    return hashlib.sha256("\n".join(parts).encode(errors="surrogateescape")).hexdigest()


def _own_files() -> Iterator[str]:
    """Every file of this tool: a developer's change counts as well as a release."""
    package = Path(__file__).parent
    styles = package.parent.parent / "styles"  # in the source tree; a wheel has them inside
    for top in (package, styles):
        for folder, inner, names in os.walk(top):
            inner[:] = sorted(name for name in inner if name != "__pycache__")
            yield from (_look(f"{folder}/{name}") for name in sorted(names))


def _packages() -> Iterator[str]:
    """The installed packages: the folder that says of each what it is has name and version in its own name."""
    for place in sys.path:
        with suppress(OSError), os.scandir(place or ".") as found:
            yield from sorted(_look(one.path) for one in found if one.name.endswith(_OF_PACKAGES))


def _variables() -> Iterator[str]:
    return (f"{name}={value}" for name, value in sorted(os.environ.items()) if name.startswith(_VARIABLES))


def _look(path: str) -> str:
    """How a file or folder looks from outside."""
    try:
        status = Path(path).stat()
    except OSError:
        return f"{path} -"
    return f"{path} {status.st_size} {status.st_mtime_ns}"
