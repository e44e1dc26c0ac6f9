"""What has to be the same on two machines so that they make the same bytes, in a form that people can compare."""

from __future__ import annotations

import hashlib
import os
import platform
import re
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from edition_builder.errors import EditionError

__all__ = ["Versions", "differences", "versions"]

Versions = tuple[tuple[str, str], ...]


@cache
def versions() -> Versions:
    """This tool with a sum of its files, Python, the libraries it names, and Pango: each with its version."""
    rows = [("edition-builder", f"{_version('edition-builder')} {_own_sum()}"), ("Python", platform.python_version())]
    rows += [(name, _version(name)) for name in _libraries()]
    try:
        pango = import_module("edition_builder.rendering.pdf_engine").pango_version()
    except EditionError:
        pango = ""
    return (*rows, ("Pango", pango))


def differences(here: Versions, there: Versions) -> tuple[str, ...]:
    """What another machine has otherwise: "Pango 1.50.12 there, 1.56.3 here"."""
    ours, theirs = dict(here), dict(there)
    names = dict.fromkeys((*ours, *theirs))
    return tuple(
        f"{name} {theirs.get(name) or 'is missing'} there, {ours.get(name) or 'is missing'} here"
        for name in names
        if ours.get(name) != theirs.get(name)
    )


def _libraries() -> list[str]:
    """What the installed tool requires; what only a cluster needs does not touch a book."""
    named = (re.match(r"[A-Za-z0-9._-]+", one) for one in requires("edition-builder") or () if "extra ==" not in one)
    return sorted(found[0].lower() for found in named if found)


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def _own_sum() -> str:
    """The first digits of a sum over every file of this tool: a developer's change counts as well as a release."""
    package = Path(__file__).resolve().parent.parent
    digest = hashlib.sha256()
    for folder, inner, names in os.walk(package):
        inner[:] = sorted(name for name in inner if name not in ("__pycache__", "styles"))
        for name in sorted(names):
            file = Path(folder) / name
            data = file.read_bytes()
            digest.update(f"{file.relative_to(package).as_posix()} {len(data)}\n".encode() + data)
    return digest.hexdigest()[:12]
