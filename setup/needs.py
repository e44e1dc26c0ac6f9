"""What the machine itself must have, beyond Python packages: a table of needs, each with a look for it.

Runs before anything of the project is installed, so: only the standard library, and syntax that Python 3.8 reads
(Ubuntu 22.04's own ``python3`` is 3.10; the project needs 3.11, which this module looks for and can ask for).
"""

from __future__ import annotations

import ctypes
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

__all__ = ["LEVELS", "Need", "answer_of", "find_python", "java_version", "needs_of"]

OLDEST_PYTHON = (3, 11)
OLDEST_JAVA = 11  # the README.txt of EPUBCheck 5

# Level → what it is for. `make` asks for one of them.
LEVELS = {
    "run": "to build editions",
    "test": "to test this tool",
    "slow": "to run the slow tests",
    "bench": "to run the benchmark",
    "lock": "to lock the requirements",
    "audit": "to ask for advisories",
    "cluster": "to build on several machines",
}

# The shared libraries that WeasyPrint 70 opens, under the names it tries (weasyprint/text/ffi.py).
PANGO_LIBRARIES = (
    ("libgobject-2.0.so.0", "libgobject-2.0.0.dylib"),
    ("libpango-1.0.so.0", "libpango-1.0.dylib"),
    ("libharfbuzz.so.0", "libharfbuzz.0.dylib"),
    ("libfontconfig.so.1", "libfontconfig.1.dylib"),
    ("libpangoft2-1.0.so.0", "libpangoft2-1.0.dylib"),
)
SUBSET_LIBRARY = ("libharfbuzz-subset.so.0", "libharfbuzz-subset.0.dylib")
LIBRARY_FOLDERS = ("", "/opt/homebrew/lib/", "/usr/local/lib/")  # "" is wherever the system looks

PYTHONS = ("python3.13", "python3.12", "python3.11", "python3.14", "python3")
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@dataclass(frozen=True)
class Need:
    """One thing that must be there.

    ``what`` and ``why`` are printed; ``present`` looks for it; ``packages`` maps a package manager to the packages
    that bring it. A need that is not ``required`` is brought where that is possible, and its lack stops nothing.
    """

    what: str
    why: str
    present: Callable[[], bool]
    packages: Mapping[str, Sequence[str]] = field(default_factory=dict)
    required: bool = True


def answer_of(*command: str) -> str | None:
    """What a program prints, or None if it is not there, fails, or takes more than a minute."""
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout.decode(errors="replace")


def library_loads(names: Sequence[str]) -> bool:
    """Whether a shared library opens under one of these names."""
    for path in (folder + name for folder in LIBRARY_FOLDERS for name in names):
        try:
            ctypes.CDLL(path)
        except OSError:
            continue
        return True
    return False


def java_version(answer: str | None) -> int:
    """The major version in what ``java -version`` printed; 0 if it printed none."""
    quoted = (answer or "").split('"')[1:2]
    parts = quoted[0].replace("-", ".").split(".") if quoted else ["0"]
    major = parts[1] if parts[0] == "1" and len(parts) > 1 else parts[0]  # Java 8 called itself "1.8"
    return int(major) if major.isdigit() else 0


def python_candidates() -> Iterator[str]:
    """Interpreters to try: the one that runs this first."""
    yield sys.executable
    yield from filter(None, map(shutil.which, PYTHONS))


def makes_environments(python: str) -> bool:
    """Whether this Python is new enough and can make a ``.venv`` with pip in it (Debian packs that apart)."""
    probe = f"import sys, ssl, zlib, ctypes, venv, ensurepip; sys.exit(sys.version_info < {OLDEST_PYTHON})"
    return answer_of(python, "-c", probe) is not None


def find_python() -> str | None:
    """The first interpreter that can make the project's ``.venv``, or None."""
    return next(filter(makes_environments, python_candidates()), None)


def python_need(version: tuple[int, ...]) -> Need:
    """Python with ``venv``; where the system's own ``version`` is too old, a newer one is put beside it."""
    enough = version >= OLDEST_PYTHON
    return Need(
        "Python 3.11 or newer with venv and pip",
        "the tool is written in it; its packages go into .venv and leave the rest of the machine alone",
        lambda: find_python() is not None,
        {
            "apt": ("python3-venv",) if enough else ("python3.11", "python3.11-venv"),
            "dnf": ("python3",) if enough else ("python3.12",),
            "pacman": ("python",),
            "brew": ("python@3.13",),
        },
    )


PANGO = Need(
    "Pango, HarfBuzz and Fontconfig",
    "they set the letters on the pages of the PDF",
    lambda: all(map(library_loads, PANGO_LIBRARIES)),
    {
        "apt": ("libpango-1.0-0", "libpangoft2-1.0-0"),
        "dnf": ("pango", "harfbuzz"),
        "pacman": ("pango", "harfbuzz"),
        "brew": ("pango",),
    },
)
# Ubuntu 22.04 has no package of it; WeasyPrint then uses fontTools (github.com/Kozea/WeasyPrint/pull/2713).
SUBSET = Need(
    "HarfBuzz-Subset",
    "it keeps only the letters that are used in the PDF",
    lambda: library_loads(SUBSET_LIBRARY),
    {"apt": ("libharfbuzz-subset0",), "dnf": ("harfbuzz",), "pacman": ("harfbuzz",), "brew": ("harfbuzz",)},
    required=False,
)
JAVA = Need(
    "Java 11 or newer",
    "EPUBCheck, the judge of EPUB files, is a Java program",
    lambda: java_version(answer_of("java", "-version")) >= OLDEST_JAVA,
    {
        "apt": ("default-jre-headless",),
        "dnf": ("java-21-openjdk-headless",),
        "pacman": ("jre-openjdk-headless",),
        "brew": ("openjdk",),
    },
)
BROWSER = Need(
    "Chromium",
    "Ace and axe, the judges of accessibility, look at the files in a browser",
    lambda: any(map(shutil.which, BROWSERS)),
    {"apt": ("chromium",), "dnf": ("chromium",), "pacman": ("chromium",), "brew": ("chromium",)},
)

MINISIGN = Need(
    "minisign",
    "it judges our signatures, as a reader would",
    lambda: shutil.which("minisign") is not None,
    {"apt": ("minisign",), "dnf": ("minisign",), "pacman": ("minisign",), "brew": ("minisign",)},
    required=False,
)


def needs_of(level: str) -> tuple[Need, ...]:
    """What a level, a key of ``LEVELS``, needs of the machine; the tool's own needs first."""
    further = {"test": (JAVA, MINISIGN), "slow": (JAVA, MINISIGN, BROWSER)}
    return (python_need(sys.version_info[:2]), PANGO, SUBSET, *further.get(level, ()))
