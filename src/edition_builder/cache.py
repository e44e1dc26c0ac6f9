"""Results that are kept from one build to the next: bytes under a key, in a private folder of the project.

The third place that touches the disk, beside ``project.py`` and ``publishing.py``. An entry is written under another
name and renamed, so that two builds at once and a kill in the middle do no harm; it holds the hash of its key and
bytes, so that a damaged one is found, dropped and made again. The folder holds whole texts: it belongs to its owner
alone, and is not used where others may write. What it holds is good only in the folder where it was made: a folder
that came with somebody's files is not believed. Together the entries stay below a limit; those that were used longest
ago go first.
"""

from __future__ import annotations

import functools
import hashlib
import os
import re
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.errors import CannotWrite

__all__ = ["FOLDER", "LIMIT", "Cache", "Usage", "clear", "opened", "usage"]

FOLDER = Path(".edition-cache")  # in the working folder, beside dist/
LIMIT = 1_000_000_000  # bytes of all entries: some five thousand leaflets with their PDF, or thirty long novels
_LOOKS = 20  # how often a process looks at the size while it adds as much as the limit
_ROOM = 0.8  # of the limit, that is left when entries have gone

# https://bford.info/cachedir/: programs for backups know a cache by this file.
_TAG, _SIGNATURE = "CACHEDIR.TAG", b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by edition build.\n"
_HEAD = b"edition cache 1\n"
_DIGEST = hashlib.sha256().digest_size
_ENTRY = re.compile(r"[0-9a-f]{64}(\.[0-9]+\.part)?")


class Usage(Struct, frozen=True):
    """How many entries a cache has and how many bytes they take."""

    entries: int
    size: int


class Cache:
    """The entries in a folder, which is made when the first one is put; nothing here ever fails a build.

    ``trouble`` says (EB704) why it is not used, None where it is.
    """

    __slots__ = ("_folder", "_is_said", "_limit", "_mark", "_until_look", "trouble")

    def __init__(self, folder: Path, limit: int = LIMIT) -> None:
        """Look at nothing yet."""
        self._folder, self._limit = folder, limit
        self._mark = b""  # what tells this folder from every other one; b"" before it was looked at
        self._until_look = 0  # bytes that may be added before the size is looked at again
        self.trouble: Diagnostic | None = None
        self._is_said = False

    def new_trouble(self) -> tuple[Diagnostic, ...]:
        """Why it is not used, once."""
        if self.trouble is None or self._is_said:
            return ()
        self._is_said = True
        return (self.trouble,)

    def get(self, key: str) -> bytes | None:
        """The bytes under a key, or None; an entry that is damaged is dropped."""
        try:
            if not self._is_open():
                return None
            path = self._path(key)
            data = _sound(path.name, path.read_bytes())
            if data is None:
                path.unlink(missing_ok=True)
            else:
                os.utime(path)  # it was used now
        except OSError:
            return None
        return data

    def put(self, key: str, data: bytes) -> None:
        """Keep bytes under a key; where the folder or disk refuses, say so in ``trouble`` and keep nothing more."""
        try:
            if self.trouble or len(data) > self._limit * _ROOM or not (self._is_open() or self._make()):
                return
            _write(self._path(key), data)
            self._until_look -= len(data)
            if self._until_look < 0:
                _make_room(self._folder, self._limit)
                self._until_look = self._limit // _LOOKS
        except FileNotFoundError:
            self._mark = b""  # somebody cleared the cache meanwhile
        except OSError as problem:
            self.trouble = _refused(self._folder, problem.strerror or "it cannot be written")

    def _path(self, key: str) -> Path:
        return self._folder / hashlib.sha256(self._mark + key.encode()).hexdigest()

    def _is_open(self) -> bool:
        """Whether the folder is there and nobody but us can have put anything into it."""
        if self._mark:
            return True
        tag = self._folder / _TAG
        if self.trouble is None and tag.is_file():
            if fault := _made_private(self._folder):
                self.trouble = _refused(self._folder, fault)
            else:  # When the system noted that this file was made: nobody can choose it, and a copy has another.
                self._mark = str(tag.stat().st_ctime_ns).encode()
        return bool(self._mark)

    def _make(self) -> bool:
        """Make the folder, and say to git and to backups what it is."""
        self._folder.mkdir(stat.S_IRWXU, exist_ok=True)
        if self.trouble is None and not self._folder.is_symlink():
            for name, text in ((".gitignore", b"*\n"), (_TAG, _SIGNATURE)):
                with suppress(FileExistsError), _new(self._folder / name) as file:
                    file.write(text)
        return self._is_open()


def opened(folder: Path) -> Cache:
    """The cache in a folder, the same one for the whole process."""
    return _opened(folder, folder.absolute())


@functools.cache
def _opened(folder: Path, _where: Path) -> Cache:
    return Cache(folder)


def usage(folder: Path) -> Usage:
    """How much is kept in a folder.

    Raises:
        CannotWrite: it cannot be looked at.
    """
    with _said(folder):
        sizes = [status.st_size for _path, status in _entries(folder)]
    return Usage(len(sizes), sum(sizes))


def clear(folder: Path) -> Usage:
    """Remove everything that is kept, and the folder if nothing else is in it; how much it was.

    Raises:
        CannotWrite: something cannot be removed, or the folder is a link to another.
    """
    with _said(folder):
        if folder.is_symlink():
            raise CannotWrite(f"{folder} is a link", "remove the link, and what it leads to by hand")
        found = usage(folder)
        for path, _status in _entries(folder):
            path.unlink(missing_ok=True)
        if folder.is_dir():
            (folder / _TAG).unlink(missing_ok=True)
            (folder / ".gitignore").unlink(missing_ok=True)
            with suppress(OSError):  # something else is in it, or another build has just begun
                folder.rmdir()
    return found


@contextmanager
def _said(folder: Path) -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        step = "see who may write there (ls -ld), or remove the folder by hand"
        raise CannotWrite(f"{problem.filename or folder}: {problem.strerror}", step) from problem


def _made_private(folder: Path) -> str:
    """Close a folder to everybody else; what keeps it from being used, or ""."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return "it is a link to another folder"
    if status.st_uid != os.geteuid():
        return "it belongs to somebody else"
    if status.st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        with suppress(OSError):  # a stick knows no rights
            folder.chmod(stat.S_IRWXU)
        if folder.stat().st_mode & (stat.S_IWGRP | stat.S_IWOTH):
            return "others may write into it"
    return ""


def _sound(name: str, entry: bytes) -> bytes | None:
    """The bytes of an entry, or None if they are not those that were put under this name."""
    data = entry[len(_HEAD) + _DIGEST :]
    return data if entry[: -len(data) or None] == _head(name, data) else None


def _head(name: str, data: bytes) -> bytes:
    """What stands before the bytes: which format it is, and the hash of name and bytes."""
    digest = hashlib.sha256(name.encode())
    digest.update(data)
    return _HEAD + digest.digest()


def _write(path: Path, data: bytes) -> None:
    """All of an entry or nothing."""
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    part.unlink(missing_ok=True)  # of a process that had this number before and was killed
    try:
        with _new(part) as file:
            file.write(_head(path.name, data))
            file.write(data)
        part.replace(path)
    except BaseException:
        with suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _new(path: Path) -> BinaryIO:
    """A file that was not there, for its owner alone."""
    return open(path, "xb", opener=lambda name, flags: os.open(name, flags, stat.S_IRUSR | stat.S_IWUSR))


def _make_room(folder: Path, limit: int) -> None:
    """Drop what was used longest ago if there is too much; another process may do the same."""
    found = sorted((status.st_mtime_ns, status.st_size, path) for path, status in _entries(folder))
    size = sum(one for _when, one, _path in found)
    for _when, one, path in found if size > limit else ():
        if size > limit * _ROOM:
            path.unlink(missing_ok=True)
            size -= one


def _entries(folder: Path) -> Iterator[tuple[Path, os.stat_result]]:
    """Each entry, whole or begun; no other file, and nothing that goes meanwhile."""
    with suppress(FileNotFoundError), os.scandir(folder) as found:
        for one in found:
            with suppress(FileNotFoundError):
                if _ENTRY.fullmatch(one.name) and one.is_file(follow_symlinks=False):
                    yield Path(one.path), one.stat(follow_symlinks=False)


def _refused(folder: Path, why: str) -> Diagnostic:
    """EB704."""
    hint = "the files are made all the same, only not faster next time; --no-cache builds without it"
    return Diagnostic("EB704", f"nothing is kept for the next build: {why}", Location(folder.as_posix()), hint)
