"""Renditions → a pack: the folder that goes one way, in the order of trying, with its list of sums.

Pure: what a way carries is a row of ``PACKS``; what was made, and with what, is handed in.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.errors import Defect
from edition_builder.model.edition import Edition
from edition_builder.model.file_names import unusable_names
from edition_builder.model.packs import LIGHT_TOTAL, SUMS, Pack
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.model.zip_container import zip_container
from edition_builder.sharing.how_to_open import HOW_TO_OPEN, Step, how_to_open

__all__ = ["assemble", "pack_folder"]

_FRAME = 16_000  # bytes that the list of sums and the words about opening take at most
_ANOTHER = "choose another way out for it; edition build makes it by itself"
_Files = tuple[RenditionFile, ...]


def pack_folder(slug: str, pack: Pack) -> str:
    """The name of a pack's folder."""
    return f"{slug}-for-{pack.name}"


def assemble(
    edition: Edition, renditions: Iterable[Rendition], pack: Pack, made_with: str, *, light: bool = False
) -> Outcome[tuple[Rendition, ...]]:
    """The files of a pack, and what is not among them.

    Args:
        edition: for its names and its own words.
        renditions: those of the row's formats that were made.
        pack: the row.
        made_with: the line about tool and libraries that stands in the list of sums and nowhere else.
        light: keep to ``LIGHT_TOTAL`` bytes.

    Returns:
        the folder as one rendition and, where the way wants one, the zip of it as another; EB702 for each file that
        does not go this way, EB703 and no value if none does.
    """
    folder = pack_folder(edition.metadata.slug, pack)
    kept: list[tuple[str, _Files]] = []
    said = [Diagnostic("EB702", pack.refuses, None, _ANOTHER)] if pack.refuses else []
    room = min(LIGHT_TOTAL if light else pack.total or 2**63, pack.total or 2**63) - _FRAME
    for rendition in sorted(renditions, key=lambda one: pack.formats.index(one.format)):
        files, told = _carried(rendition, pack)
        fault = _size_fault(files, pack.largest, room)
        hint = "" if files and not fault else _ANOTHER
        said += [Diagnostic("EB702", f"{_shown(rendition)}: {fault or told}", None, hint)] if fault or told else []
        if files and not fault:
            kept.append((rendition.format, files))
            room -= sum(len(file.data) for file in files)
    if not kept:
        return Outcome(None, (*said, Diagnostic("EB703", f"nothing goes by {pack.name}", None, _ANOTHER)))
    named = tuple(_named(kept, pack))
    files = _with_list((*_files_of(named), _words_about(named, edition)), made_with)
    whole = Rendition("pack", tuple(RenditionFile(f"{folder}/{file.name}", file.data) for file in files))
    zipped, too_large = _zip_of(whole, folder, pack)
    faults = unusable_names(file.name for one in (whole, *zipped) for file in one.files)
    if faults:
        raise Defect(f"a name in a pack that not every stick takes: {faults[0]}")
    return Outcome((whole, *zipped), (*said, *too_large))


def _carried(rendition: Rendition, pack: Pack) -> tuple[_Files, str]:
    """A rendition's files as they go this way; in words, what happened to one that does not arrive as it is."""
    refused = sorted({_suffix(file) for file in rendition.files} - pack.suffixes)
    if not refused:
        return rendition.files, ""
    if ".zip" not in pack.suffixes or len(rendition.files) > 1:
        return (), f"is left out, because {' and '.join(refused)} does not go by {pack.name}"
    file = rendition.files[0]
    path = PurePosixPath(file.name)
    name = f"{path.stem}-{path.suffix[1:]}.zip"
    return (RenditionFile(name, zip_container({path.name: file.data})),), (
        f"stands in a zip, because many telephones drop {path.suffix} by {pack.name}"
    )


def _size_fault(files: _Files, largest: int, room: int) -> str:
    """Why files are too large for a way, or ""."""
    size = sum(len(file.data) for file in files)
    if largest and any(len(file.data) > largest for file in files):
        return f"is left out, because a file may have {largest:,} bytes there"
    return f"is left out, because its {size:,} bytes would be more than all may have together" if size > room else ""


def _named(kept: Iterable[tuple[str, _Files]], pack: Pack) -> Iterator[tuple[str, str, _Files]]:
    """Format, what to open, and files with their names in the folder: numbered, unless a server looks for them."""
    for number, (form, files) in enumerate(kept, start=1):
        if len(files) > 1:
            start = PurePosixPath(files[0].name).parent
            here = "" if pack.bare else f"{number}-{form}/"
            inner = tuple(
                RenditionFile(f"{here}{PurePosixPath(one.name).relative_to(start)}", one.data) for one in files
            )
            yield form, inner[0].name if pack.bare else here, inner
        else:
            base = f"{pack.first}{_suffix(files[0])}" if number == 1 else PurePosixPath(files[0].name).name
            name = base if pack.bare else f"{number}-{base}"
            yield form, name, (RenditionFile(name, files[0].data),)


def _files_of(named: Iterable[tuple[str, str, _Files]]) -> _Files:
    return tuple(file for _, _, files in named for file in files)


def _words_about(named: Iterable[tuple[str, str, _Files]], edition: Edition) -> RenditionFile:
    steps = tuple(Step(form, opened) for form, opened, _ in named)
    return RenditionFile(HOW_TO_OPEN, how_to_open(edition, steps).encode())


def _with_list(files: _Files, made_with: str) -> _Files:
    """The files in the order of their names and, last, their sums as ``sha256sum`` prints them, then one remark."""
    files = tuple(sorted(files, key=lambda one: one.name))
    lines = [f"{hashlib.sha256(file.data).hexdigest()}  {file.name}" for file in files]
    return (*files, RenditionFile(SUMS, "".join(f"{line}\n" for line in (*lines, f"# {made_with}")).encode()))


def _zip_of(whole: Rendition, folder: str, pack: Pack) -> tuple[tuple[Rendition, ...], tuple[Diagnostic, ...]]:
    """The folder as one file, where the way wants that and carries it."""
    if not pack.zipped:
        return (), ()
    data = zip_container({file.name: file.data for file in whole.files})
    limit = pack.largest or pack.total
    if limit and len(data) > limit:
        said = Diagnostic(
            "EB702", f"{folder}.zip: is left out, because a file may have {limit:,} bytes there", None, ""
        )
        return (), (said,)
    return (Rendition("zip", (RenditionFile(f"{folder}.zip", data),)),), ()


def _suffix(file: RenditionFile) -> str:
    return PurePosixPath(file.name).suffix


def _shown(rendition: Rendition) -> str:
    """The name of a rendition: its file, or its folder."""
    path = PurePosixPath(rendition.files[0].name)
    return path.parts[0] + "/" if len(path.parts) > 1 else path.name
