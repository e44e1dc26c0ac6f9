"""The only writer of disk: stage, write the journal, rename. Whole or nothing (``docs/architecture.md``, law 6).

The unit is one manuscript's files in the output folder, listed in ``NAME.manifest.txt``. New files are staged in
a hidden folder inside the output folder, so that a rename never crosses a disk. The journal is the point of no return:
before it the next run rolls back (drops the folder), after it the next run finishes the renames. Files that
the manifest does not list, or that belong to formats not built now, are never touched. Where a format fills a folder,
files of the last build that it does not make any more go, unless somebody has changed them.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from edition_builder.checking.sums import signature_name
from edition_builder.errors import CannotWrite
from edition_builder.journal import STAGING, disk, finish, is_inside, is_staging, recover, stage, write
from edition_builder.model.rendition import Rendition, RenditionFile

__all__ = [
    "held",
    "manifest_name",
    "publish",
    "publish_held",
    "recover",
    "recover_all",
    "recover_held",
    "stands",
    "sums_of",
    "write_files",
]

_Sums = tuple[tuple[str, str], ...]


def manifest_name(name: str) -> str:
    """The file that lists an edition's files with their SHA-256, as ``sha256sum -c`` reads it."""
    return f"{name}.manifest.txt"


def publish(output: Path, name: str, renditions: tuple[Rendition, ...], listed_in: str = "") -> tuple[Path, ...]:
    """Put the renditions of one edition into the output folder, all or none.

    Args:
        output: the folder; made if it is not there.
        name: the edition's slug.
        renditions: what was rendered and checked.
        listed_in: the file among them that lists their sums, "" to write ``NAME.manifest.txt``.

    Returns:
        the paths of the files, in the order of the renditions.

    Raises:
        CannotWrite: the folder or disk refuses, or another build of this edition is writing; nothing has changed.
    """
    with held(output):
        return publish_held(output, name, renditions, listed_in)


@contextmanager
def held(output: Path) -> Iterator[None]:
    """Hold an output folder, made if it is not there, against every other build.

    Raises:
        CannotWrite: it cannot be made, or another build is writing there.
    """
    with ExitStack() as stack:
        with disk(output):
            output.mkdir(parents=True, exist_ok=True)
            free = stack.enter_context(_locked(output))
        if not free:
            hint = "wait until it is done, or choose another --output folder"
            raise CannotWrite(f"another build is writing into {output}", hint)
        yield


def publish_held(output: Path, name: str, renditions: tuple[Rendition, ...], listed_in: str = "") -> tuple[Path, ...]:
    """As ``publish``, for who holds the output folder, or one around it, already."""
    files = tuple(file for rendition in renditions for file in rendition.files)
    with disk(output):
        output.mkdir(parents=True, exist_ok=True)
        recover(output, name)
        old = tuple(_old_sums(output, listed_in or manifest_name(name)))
        outdated = frozenset((*_outdated(output, old, renditions), *_unsigned(output, listed_in, files)))
        listed = () if listed_in else (_new_manifest(name, old, files, outdated),)
        if outdated or not all(_stands(output, file) for file in (*files, *listed)):
            stage(output, name, (*files, *listed), outdated)
            finish(output, name)
    return tuple(output / file.name for file in files)


def recover_all(output: Path) -> None:
    """Bring whatever interrupted runs left in an output folder to an end, of every edition.

    A run does this before it does anything else, so that even one that stops at the first mistake in a manuscript
    leaves no edition half old and half new. A build that is writing there right now is left alone.

    Raises:
        CannotWrite: the folder or disk refuses.
    """
    with disk(output):
        if not any(map(is_staging, output.glob(STAGING.format(name="*")))):
            return
        with _locked(output) as free:
            if free:
                recover_held(output)


def recover_held(output: Path, inside: str = "") -> None:
    """As ``recover_all``, for who holds the output folder, or one around it, already.

    Args:
        output: the folder, which need not be there.
        inside: a pattern of folders in it to look into instead, with a slash behind it.
    """
    with disk(output):
        for staging in sorted(output.glob(inside + STAGING.format(name="*"))):
            if is_staging(staging):
                recover(staging.parent, staging.name.removeprefix(STAGING.format(name="")))


def sums_of(renditions: Iterable[Rendition]) -> tuple[tuple[str, str, int], ...]:
    """Name, SHA-256 and size of each file, in order."""
    files = (file for rendition in renditions for file in rendition.files)
    return tuple((file.name, hashlib.sha256(file.data).hexdigest(), len(file.data)) for file in files)


def stands(output: Path, name: str, sums: Iterable[tuple[str, str, int]]) -> bool:
    """Whether these files are in an output folder with these bytes, listed in the edition's manifest."""
    try:
        listed = dict(_old_sums(output, manifest_name(name)))
        return all(
            listed.get(file) == digest
            and (output / file).stat().st_size == size
            and hashlib.sha256((output / file).read_bytes()).hexdigest() == digest
            for file, digest, size in sums
        )
    except OSError:
        return False


def write_files(
    folder: Path, files: tuple[RenditionFile, ...], *, replace: bool, private: bool = False
) -> tuple[Path, ...]:
    """Put files that people go on working with into a folder (an imported manuscript, a redacted picture), all or none.

    Args:
        folder: made if it is not there.
        files: with their names in the folder.
        replace: whether files that are there may be written over.
        private: whether nobody but their owner may read them.

    Returns:
        their paths, in order.

    Raises:
        CannotWrite: one of them is there already, or the folder or disk refuses; nothing has changed.
    """
    targets = tuple(folder / file.name for file in files)
    there = next((target for target in targets if target.exists() or target.is_symlink()), None)
    if there is not None and not (replace and there.is_file() and not there.is_symlink()):
        raise CannotWrite(f"{there} is there already", "name another file, or add --replace to write over it")
    staged = [(target.with_name(f".{target.name}.part"), target) for target in targets]
    try:
        with disk(folder):
            for file, (part, _target) in zip(files, staged, strict=True):
                part.unlink(missing_ok=True)
                write(part, file.data, mode=0o600 if private else 0o666)
            for part, target in staged:
                part.replace(target)
    finally:
        for part, _target in staged:
            part.unlink(missing_ok=True)
    return targets


@contextmanager
def _locked(output: Path) -> Iterator[bool]:
    """Hold the output folder against a second build; False if one holds it. The lock dies with its process."""
    folder = os.open(output, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        free = True
    except BlockingIOError:
        free = False
    try:
        yield free
    finally:
        os.close(folder)


def _stands(output: Path, file: RenditionFile) -> bool:
    """Whether a file is in the output folder already, with the same bytes: then it is left as it is, time and all."""
    return (path := output / file.name).is_file() and not path.is_symlink() and path.read_bytes() == file.data


def _outdated(output: Path, old: _Sums, renditions: tuple[Rendition, ...]) -> Iterator[str]:
    """Files of the last build, in a folder that a rendition fills, that are not made now and stand unchanged."""
    made = {file.name for rendition in renditions for file in rendition.files}
    folders = tuple(folder for rendition in renditions if (folder := _folder_of(rendition)))
    for file, digest in old:
        inside = file not in made and file.startswith(folders)
        if inside and hashlib.sha256((output / file).read_bytes()).hexdigest() == digest:
            yield file


def _unsigned(output: Path, listed_in: str, files: Iterable[RenditionFile]) -> Iterator[str]:
    """The signature beside an old list that will be another one: it would only raise an alarm."""
    made = next((file.data for file in files if file.name == listed_in), b"")
    signature = signature_name(listed_in)
    there = listed_in and (output / signature).is_file() and (output / listed_in).is_file()
    if there and (output / listed_in).read_bytes() != made:
        yield signature


def _folder_of(rendition: Rendition) -> str:
    """The folder that holds all files of a rendition, with a slash behind it; "" for the output folder itself."""
    folder = os.path.commonpath([Path(file.name).parent.as_posix() for file in rendition.files] or ["."])
    return "" if folder in ("", ".") else f"{folder}/"


def _new_manifest(name: str, old: _Sums, files: Iterable[RenditionFile], outdated: frozenset[str]) -> RenditionFile:
    """The sums of the new files, and those of files of other formats that still stand in the old manifest."""
    sums = {file: digest for file, digest in old if file not in outdated}
    sums.update({file.name: hashlib.sha256(file.data).hexdigest() for file in files})
    lines = "".join(f"{digest}  {file}\n" for file, digest in sorted(sums.items()))
    return RenditionFile(manifest_name(name), lines.encode())


def _old_sums(output: Path, listed_in: str) -> Iterator[tuple[str, str]]:
    """Name in the output folder and sum of each line of the list that stands, as far as the file is still there."""
    try:
        lines = (output / listed_in).read_text(encoding="utf-8").splitlines()
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return
    for line in lines:
        digest, _, named = line.partition("  ")
        file = (Path(listed_in).parent / named).as_posix()
        if is_inside(file) and (output / file).is_file():
            yield file, digest
