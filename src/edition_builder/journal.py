"""A set of files into a folder, all or none, whenever the run is stopped: staged, journalled, renamed.

New files are staged in a hidden folder inside the output folder, so that a rename never crosses a disk. The journal is
the point of no return: before it the next run rolls back (drops the folder), after it the next run does the renames.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from edition_builder.errors import CannotWrite
from edition_builder.model.rendition import RenditionFile

__all__ = ["STAGING", "disk", "finish", "is_inside", "is_staging", "recover", "stage", "write"]

STAGING = ".edition-{name}"
JOURNAL = "journal.json"


@contextmanager
def disk(output: Path) -> Iterator[None]:
    """What the disk refuses, as ``CannotWrite``."""
    try:
        yield
    except OSError as problem:
        raise CannotWrite(
            f"{problem.filename or output}: {problem.strerror}", "free some space or choose another --output folder"
        ) from problem


def recover(output: Path, name: str) -> None:
    """Bring what an interrupted run left to an end: finish it if its journal stands, else drop it."""
    staging = output / STAGING.format(name=name)
    if (staging / JOURNAL).is_file():
        _commit(output, name)
    elif staging.exists():
        shutil.rmtree(staging)


def is_staging(folder: Path) -> bool:
    """Whether a folder holds nothing but what a run stages: somebody else's of such a name is never touched."""
    ours = {"new", JOURNAL, f"{JOURNAL}.part"}
    return folder.is_dir() and not folder.is_symlink() and all(entry.name in ours for entry in folder.iterdir())


def stage(output: Path, name: str, files: tuple[RenditionFile, ...], outdated: frozenset[str]) -> None:
    """Write every new file, the list of sums last, into the staging folder, then the journal."""
    staging = output / STAGING.format(name=name)
    _refuse_folders(output, files)
    staging.mkdir()
    try:
        for file in files:
            write(staging / "new" / file.name, file.data)
        names = {"files": [file.name for file in files], "outdated": sorted(outdated)}
        journal = json.dumps(names, ensure_ascii=False)
        write(staging / f"{JOURNAL}.part", journal.encode())
        (staging / f"{JOURNAL}.part").rename(staging / JOURNAL)
        _sync_folder(staging)
    except BaseException:
        shutil.rmtree(staging, ignore_errors=True)
        raise


def _refuse_folders(output: Path, files: tuple[RenditionFile, ...]) -> None:
    """Say before the journal what no rename can replace: a folder of that name, or a way there through a link."""
    for file in files:
        target = output / file.name
        if target.is_dir():
            raise CannotWrite(f"{target} is a folder", "rename that folder or choose another --output folder")
        ways = [output / parent for parent in Path(file.name).parents][:-1]
        if any(way.is_symlink() for way in ways):
            raise CannotWrite(f"{target} lies behind a link", "choose another --output folder")


def finish(output: Path, name: str) -> None:
    """Carry out the journal, also if the user stops the run meanwhile: there is no way back any more."""
    try:
        _commit(output, name)
    except KeyboardInterrupt:
        recover(output, name)
        raise


def _commit(output: Path, name: str) -> None:
    """Carry out the journal; every step may be done twice without harm."""
    staging = output / STAGING.format(name=name)
    files, outdated = _journalled(staging)
    for file in files:
        source, target = staging / "new" / file, output / file
        if source.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            source.replace(target)
    for file in outdated:
        (output / file).unlink(missing_ok=True)
    _sync_folder(output)
    (staging / JOURNAL).unlink()
    shutil.rmtree(staging)


def _journalled(staging: Path) -> tuple[list[str], list[str]]:
    """The names in a journal: new files, and old ones that go.

    Raises:
        CannotWrite: no run of ours can have written it (it came on a stick of somebody else's); nothing has moved.
    """
    try:
        journal = json.loads((staging / JOURNAL).read_text(encoding="utf-8"))
        files, outdated = ([str(name) for name in journal[key]] for key in ("files", "outdated"))
    except (ValueError, KeyError, TypeError):
        files, outdated = [".."], []
    if not all(map(is_inside, (*files, *outdated))):
        raise CannotWrite(f"{staging / JOURNAL} is damaged", f"remove the folder {staging} and build again")
    return files, outdated


def is_inside(name: str) -> bool:
    """Whether a name stays in the folder that it is relative to."""
    return not Path(name).is_absolute() and ".." not in Path(name).parts


def write(path: Path, data: bytes, mode: int = 0o666) -> None:
    """Write one file with these permissions (less the umask) and make sure that it is on the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(path, "xb", opener=lambda name, flags: os.open(name, flags, mode)) as stream:
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    """Make sure that the names in a folder are on the disk."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
