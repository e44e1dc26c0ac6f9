"""Import from memory, and count words in a way that shares nothing with the tool: for the tests of importing."""

from __future__ import annotations

import unicodedata
from collections import Counter
from pathlib import Path

import yaml

from edition_builder.intake import ImportResult, ImportSettings, import_file
from edition_builder.model.manuscript import SourceFile

MOVED = ("title", "subtitle", "headnote", "acknowledgements", "see-also", "rights")


def imported(folder: Path, data: bytes | str, name: str = "paste.txt", **settings: object) -> ImportResult:
    """Import bytes into ``folder/out.md``."""
    raw = data.encode() if isinstance(data, str) else data
    asked = ImportSettings(output=folder / "out.md", replace=True, **settings)  # type: ignore[arg-type]
    return import_file(SourceFile(name, raw), asked)


def manuscript(folder: Path) -> str:
    return (folder / "out.md").read_text(encoding="utf-8")


def body(folder: Path) -> str:
    return manuscript(folder).split("\n---\n", 1)[1].strip("\n")


def header(folder: Path) -> dict[str, object]:
    read = yaml.safe_load(manuscript(folder).split("\n---\n", 1)[0])
    return read or {}


def left_out(folder: Path) -> str:
    """The words of the source in the file of what was left out."""
    path = folder / "out.left-out.txt"
    lines = path.read_text(encoding="utf-8").split("\n") if path.exists() else []
    return "\n".join(line[2:] for line in lines if line.startswith("| "))


def words(text: str) -> Counter[str]:
    """Runs of letters and digits, found one character at a time."""
    counted: Counter[str] = Counter()
    run = ""
    for sign in unicodedata.normalize("NFC", text) + " ":
        if sign.isalnum() or unicodedata.category(sign) in ("Mn", "Mc"):
            run += sign
        elif run:
            counted[run] += 1
            run = ""
    return counted


def moved(folder: Path) -> str:
    """The words that went into the front matter."""
    values = (value for key, value in header(folder).items() if key in MOVED)
    return "\n".join(str(one) for value in values for one in (value if isinstance(value, list) else [value]))


def accounted(folder: Path) -> Counter[str]:
    """Every word of the source that stands in one of the three places."""
    return words(body(folder)) + words(moved(folder)) + words(left_out(folder))
