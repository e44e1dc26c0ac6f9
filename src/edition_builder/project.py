"""The only reader of disk: finds manuscripts and styles, and loads each byte once.

A manuscript is a ``.md`` file, or a folder with ``edition.yaml`` and chapters. Pictures are asked for by the address in
the text and handed over only if they lie inside the manuscript's folder, as regular files, with no link leading out.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import gettempdir
from typing import BinaryIO

from edition_builder.diagnostics import Diagnostic, Location, Outcome
from edition_builder.errors import UsageError
from edition_builder.model.manuscript import SourceFile, Sources
from edition_builder.picture_folder import FolderPictures
from edition_builder.style_folder import load_styles, style_files

__all__ = [
    "HEADER",
    "find_manuscripts",
    "library_header",
    "load_file",
    "load_foreign",
    "load_given",
    "load_manuscript",
    "load_styles",
    "machine_paths",
    "manuscript_files",
    "style_files",
]

HEADER = "edition.yaml"
LIBRARY_HEADER = "library.yaml"
_MISNAMED = "edition.yml"
_MANUSCRIPTS = Path("manuscript")
_README = "readme.md"  # explains a folder to people; never a manuscript or a chapter
_LARGEST_TEXT = 20_000_000  # bytes; said again by reading, with the sum of all files
_MOST_FILES = 10_000
_LARGEST_FILE = 500_000_000  # bytes of a file that was made: a book with a thousand photographs
_ALSO_TEXT = frozenset((".markdown", ".mdown", ".mkd", ".text", ".txt"))
_TELLING = 6  # letters of a path that is this machine's own
_LARGEST_FOREIGN = 50_000_000  # bytes of a file to import: a Word file or EPUB with its pictures


def find_manuscripts(path: Path | None) -> tuple[Path, ...]:
    """The manuscripts behind a path; without one, those of ``./manuscript``.

    Args:
        path: a ``.md`` file, a folder manuscript, or a library: a folder of both, and of further such folders.

    Returns:
        Paths for ``load_manuscript``, in the order of their names. It refuses some of them with the reason, so that
        in a library one folder that cannot be read or has a wrong name does not hide the others.

    Raises:
        UsageError: there is nothing of that name, or no manuscript in the folder.
    """
    start = _MANUSCRIPTS if path is None else path
    with _usable(start):
        if path is None and not start.exists():
            raise UsageError("there is no folder manuscript here", "name a file: edition build my-text.md")
        if not start.exists():
            raise UsageError(f"there is no {start}", "name a .md file, or a folder with edition.yaml")
        if not start.is_dir() or (start / HEADER).exists():
            return (start,)
        if (start / _MISNAMED).exists():
            raise _misnamed(start)
        found = tuple(_manuscripts_below(start))
    if not found:
        raise UsageError(f"there is no manuscript in {start}", "put a .md file or a folder with edition.yaml into it")
    return found


def _manuscripts_below(folder: Path) -> Iterator[Path]:
    """The manuscripts of a library. A folder without a header is a part of it; no link leads into another folder."""
    waiting = _entries(folder)[::-1]
    while waiting:
        entry = waiting.pop()
        if not entry.is_dir():
            if _is_text(entry):
                yield entry
        elif _is_work(entry):
            yield entry
        elif not entry.is_symlink():
            waiting.extend(_entries(entry)[::-1])


def _is_work(folder: Path) -> bool:
    """Whether a folder is one manuscript, or something that must be said of it: a wrong name, no right to enter."""
    try:
        return any((folder / name).exists() for name in (HEADER, _MISNAMED)) or not os.access(folder, os.R_OK | os.X_OK)
    except OSError:
        return True


def library_header(path: Path | None) -> SourceFile | None:
    """The ``library.yaml`` of a library, or of ``./manuscript``, if it has one.

    Raises:
        UsageError: it cannot be read.
    """
    header = (_MANUSCRIPTS if path is None else path) / LIBRARY_HEADER
    return SourceFile(header.as_posix(), load_file(header)) if header.is_file() else None


def _misnamed(folder: Path) -> UsageError:
    return UsageError(f"{folder} holds {_MISNAMED}", f"rename it to {HEADER}")


def _entries(folder: Path) -> list[Path]:
    """What is in a folder, hidden entries left out, numbers in names in their order: 2 before 10."""
    return sorted((entry for entry in folder.iterdir() if not entry.name.startswith(".")), key=_natural)


def _natural(entry: Path) -> tuple[list[tuple[int, str]], str]:
    """Sort key: digits by value, the rest by its characters."""
    parts = re.split(r"([0-9]+)", entry.name)
    return [(int(part), "") if part.isdecimal() else (-1, part) for part in parts if part], entry.name


def _is_text(entry: Path) -> bool:
    return entry.suffix.lower() == ".md" and entry.name.lower() != _README and entry.is_file()


def load_manuscript(path: Path) -> Outcome[Sources]:
    """Load a manuscript's texts; its pictures are read when they are asked for.

    Args:
        path: a file, or a folder with ``edition.yaml``.

    Returns:
        The sources; EB101 for files that cannot be read, EB105 for those that are too large.

    Raises:
        UsageError: there is nothing of that name, or a folder without ``edition.yaml``.
    """
    with _usable(path):
        if not path.exists():
            raise UsageError(f"there is no {path}", "check the name; `edition build` alone builds all in ./manuscript")
        if not path.is_dir():
            return _load_texts(path.parent, _texts(path))
        if (path / _MISNAMED).exists() and not (path / HEADER).exists():
            raise _misnamed(path)
        if not (path / HEADER).exists():
            step = f"add {HEADER} with title, author and language, or name a .md file"
            raise UsageError(f"{path} holds no {HEADER}", step)
        texts = _texts(path)
        loaded = _load_texts(path, texts)
        return Outcome(loaded.value, (*loaded.diagnostics, *_left_out(path, texts)))


def _texts(path: Path) -> list[Path]:
    """The files that hold the text of a manuscript, in order."""
    return [path / HEADER, *(entry for entry in _entries(path) if _is_text(entry))] if path.is_dir() else [path]


def manuscript_files(path: Path) -> tuple[Path, ...]:
    """The texts that ``load_manuscript`` would read at this moment; nothing is opened, and none need be there."""
    try:
        return tuple(_texts(path))
    except OSError:  # a folder that goes or is closed to us meanwhile; loading will say so
        return (path,)


def _left_out(folder: Path, chapters: list[Path]) -> Iterator[Diagnostic]:
    """EB108 for each file that looks like a chapter and is none, because of its folder or its suffix."""
    for path in sorted(folder.rglob("*")):
        inner = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in inner.parts)
        if hidden or path in chapters or path.name.lower() in (_README, HEADER) or not path.is_file():
            continue
        if path.suffix.lower() == ".md" or (path.parent == folder and path.suffix.lower() in _ALSO_TEXT):
            hint = "move it beside edition.yaml with a name that ends in .md, or out of this folder"
            yield Diagnostic("EB108", "this file is not part of the manuscript", Location(path.as_posix()), hint)


@contextmanager
def _usable(path: Path) -> Iterator[None]:
    """Say what the system says of a path that cannot even be looked at: no right to enter, a name too long."""
    try:
        yield
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "check the name and who may read it") from error


def _load_texts(root: Path, paths: list[Path]) -> Outcome[Sources]:
    """Load files in order; every one that cannot be read is said."""
    texts, said = [], []
    home = root.resolve()
    for path in paths:
        leads_out = len(paths) > 1 and not path.resolve().is_relative_to(home)
        loaded = _outside(path) if leads_out else _load_text(path)
        if isinstance(loaded, Diagnostic):
            said.append(loaded)
        else:
            texts.append(loaded)
    return Outcome(None if said else Sources(tuple(texts), FolderPictures(root)), tuple(said))


def _outside(path: Path) -> Diagnostic:
    """EB101: a chapter is a link to a file elsewhere. A folder from somebody else must not pull in a private file."""
    hint = "copy the file itself into the manuscript's folder"
    return Diagnostic("EB101", "this is a link that leads out of the manuscript", Location(path.as_posix()), hint)


def _load_text(path: Path) -> SourceFile | Diagnostic:
    """One file, or why not."""
    place = Location(path.as_posix())
    try:
        if not path.is_file():
            return Diagnostic("EB101", "this is not a regular file", place, "name a text file")
        if path.stat().st_size > _LARGEST_TEXT:
            hint = "divide it into several manuscripts"
            return Diagnostic("EB105", "the text is larger than 20 MB", place, hint)
        return SourceFile(path.as_posix(), path.read_bytes())
    except OSError as error:
        hint = "check who may read it (ls -l), or copy it to a folder of your own"
        return Diagnostic("EB101", f"the file cannot be read: {error.strerror}", place, hint)


def load_file(path: Path) -> bytes:
    """The bytes of a file that the user named.

    Raises:
        UsageError: it is not there, cannot be read, is a device, or is larger than any edition.
    """
    try:
        if path.exists() and not path.is_file():
            raise UsageError(f"{path} is not a file", "check the name")
        if path.stat().st_size > _LARGEST_FILE:
            raise UsageError(f"{path} is larger than 500 MB", "check the name: no edition is as large")
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror}", "check the name") from error


def load_given(name: str) -> tuple[tuple[str, bytes], ...]:
    """A file that the user named, or every file of a folder by its path; links are not followed.

    Raises:
        UsageError: it is not there, cannot be read, or holds more than any pack.
    """
    path = Path(name)
    if not path.is_dir():
        return ((path.as_posix(), load_file(path)),)
    with _usable(path):
        found = sorted(one for one in path.rglob("*") if one.is_file() and not one.is_symlink())
        size = sum(one.stat().st_size for one in found)
    if len(found) > _MOST_FILES or size > _LARGEST_FILE:
        raise UsageError(f"{path} holds more than 10,000 files or 500 MB", "name the files themselves")
    return tuple((one.as_posix(), load_file(one)) for one in found)


def machine_paths() -> tuple[str, ...]:
    """The folders of this machine that no file may name: home, working folder, that for temporary files.

    What every machine has (/, /root, /tmp) says nothing of this one, and could stand in a text.
    """
    folders = {Path.home(), Path.cwd(), Path.cwd().resolve(), Path(gettempdir())}
    return tuple(sorted(path for one in folders if len(path := one.as_posix()) >= _TELLING))


def load_foreign(name: str, standard_input: BinaryIO) -> Outcome[SourceFile]:
    """A file to import, of whatever kind; ``-`` is what is pasted or piped into ``standard_input``.

    Returns:
        The file; EB101 if it cannot be read, EB105 if it is larger than 50 MB.

    Raises:
        UsageError: an address in the network, or nothing of that name.
    """
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]+://", name):
        raise UsageError(
            f"{name} is an address, and nothing is fetched",
            "save the page in the browser (Ctrl+S) and name the saved file",
        )
    if name == "-":
        data = standard_input.read(_LARGEST_FOREIGN + 1)
        return _sized(SourceFile(name, data), len(data))
    path = Path(name)
    with _usable(path):
        if not path.exists():
            raise UsageError(f"there is no {name}", "check the name; - reads what is pasted")
        if not path.is_file():
            return Outcome(None, (Diagnostic("EB101", "this is not a regular file", Location(name), "name a file"),))
        size = path.stat().st_size
    return _sized(SourceFile(name, b"" if size > _LARGEST_FOREIGN else load_file(path)), size)


def _sized(file: SourceFile, size: int) -> Outcome[SourceFile]:
    if size <= _LARGEST_FOREIGN:
        return Outcome(file)
    hint = "divide it, or save its pictures smaller"
    return Outcome(None, (Diagnostic("EB105", "the file is larger than 50 MB", Location(file.path), hint),))
