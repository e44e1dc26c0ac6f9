"""Foreign file → draft → brackets decided → manuscript: where the rooms meet for ``edition import`` and ``new``.

Apart from ``pipeline.py`` so that a build loads nothing of it. The editing room decides the brackets of a first
version, and importing chooses the preset from those decisions: the two rooms never see each other.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any, cast
from urllib.parse import unquote

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, Location, has_errors
from edition_builder.editing.edition import edit
from edition_builder.editing.identity import slug
from edition_builder.editing.notes.wordlists import common_words
from edition_builder.errors import ExitCode
from edition_builder.importing.blocks import ImportFile
from edition_builder.importing.choices import chosen
from edition_builder.importing.draft import Draft, draft, language_of
from edition_builder.importing.pictures import picture_addresses, with_addresses
from edition_builder.importing.preset import choose_preset
from edition_builder.importing.report import findings, left_out_text, summary
from edition_builder.importing.slips import find_slips
from edition_builder.importing.writing import KeyHelp, blank_manuscript, write_manuscript
from edition_builder.model.edition import Decision
from edition_builder.model.manuscript import (
    FrontMatter,
    LoadedPictures,
    PictureBox,
    PictureFile,
    PictureRefusal,
    PictureSource,
    SourceFile,
    Sources,
)
from edition_builder.model.rendition import RenditionFile
from edition_builder.publishing import write_files
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.reading.schema import FRONT_MATTER, inner_keys
from edition_builder.reading.shape import Key

__all__ = ["ImportResult", "ImportSettings", "import_file", "redact_picture", "start_manuscript"]

_FOLDER = Path("manuscript")

Clean = Callable[[bytes, int], PictureFile | PictureRefusal]
Redact = Callable[[bytes, tuple[PictureBox, ...]], PictureFile | PictureRefusal]


class ImportSettings(Struct, frozen=True):
    """What the user asked for: where to (None: a name from the title), what to do beyond and without the usual."""

    output: Path | None = None
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    encoding: str = ""
    replace: bool = False


class ImportResult(Struct, frozen=True):
    """The files written, everything said, lines for people about what was found, the exit code."""

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    summary: tuple[str, ...]
    exit_code: ExitCode


class _Album(Struct, frozen=True):
    """The pictures of a draft, clean: names beside the manuscript with their bytes; why others are not there."""

    files: tuple[tuple[str, bytes], ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()


class _Probe(Struct, frozen=True):
    """What reading and editing say of a first version of the manuscript."""

    decisions: tuple[Decision, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    front_matter: FrontMatter | None = None


def import_file(file: SourceFile, settings: ImportSettings, beside: PictureSource | None = None) -> ImportResult:
    """Import a file into a manuscript, or write nothing and say why.

    Args:
        file: name and bytes.
        settings: what the user asked for.
        beside: the pictures in the folder of the file.

    Raises:
        CannotWrite: the manuscript is there already, or the disk refuses.
    """
    choices = chosen(settings.added, settings.dropped)
    made = draft(ImportFile(file.path, file.data), choices, settings.encoding)
    if made.value is None or has_errors(made.diagnostics):
        return ImportResult((), made.diagnostics, (), ExitCode.MANUSCRIPT)
    keys = _keys()
    path = settings.output or _FOLDER / f"{_slug(made.value, keys)}.md"
    shown, album = _with_pictures(made.value, path.stem, beside or LoadedPictures())
    probe = _probe(write_manuscript(shown, keys, probe=True), path, album)
    preset = choose_preset(probe.decisions, _hand(shown), rejoin=shown.rejoin)
    text = write_manuscript(shown, keys, preset.value, preset.reason)
    paths = write_files(path.parent, _files(path.name, text, shown, album), replace=settings.replace)
    slips = find_slips(shown.source, common_words(language_of(shown)))
    said = (*made.diagnostics, *album.diagnostics, *probe.diagnostics, *findings(preset, slips, text, path.as_posix()))
    exit_code = ExitCode.MANUSCRIPT if has_errors(said) else ExitCode.DONE
    return ImportResult(paths, said, summary(shown, preset), exit_code)


def start_manuscript(path: Path, *, replace: bool) -> tuple[Path, ...]:
    """Write an empty manuscript with every key of the front matter explained.

    Raises:
        CannotWrite: it is there already, or the disk refuses.
    """
    text = blank_manuscript(_keys())
    return write_files(path.parent, (RenditionFile(path.name, text.encode()),), replace=replace)


def redact_picture(
    picture: SourceFile, boxes: tuple[PictureBox, ...], output: Path | None, *, replace: bool
) -> ImportResult:
    """Write a clean copy of a picture with black boxes over parts of it.

    Args:
        picture: name and bytes.
        boxes: what is painted over.
        output: where to; None for the name with ``-redacted``, beside the picture.
        replace: whether a file that is there may be written over.

    Raises:
        CannotWrite: the file is there already, or the disk refuses.
    """
    made = cast(Redact, import_module("edition_builder.reading.pictures").redacted_picture)(picture.data, boxes)
    if isinstance(made, PictureRefusal):
        said = Diagnostic(made.code, made.message, Location(picture.path), made.hint)
        return ImportResult((), (said,), (), ExitCode.MANUSCRIPT)
    path = Path(picture.path)
    target = output or path.with_name(f"{path.stem}-redacted")
    target = target.with_suffix(Path(made.name).suffix)
    paths = write_files(target.parent, (RenditionFile(target.name, made.data),), replace=replace)
    return ImportResult(paths, (), (), ExitCode.DONE)


def _keys() -> tuple[KeyHelp, ...]:
    """The front matter's keys as the schema explains them."""
    return tuple(
        KeyHelp(key.name, key.summary, key.required, key.example, tuple(map(_inner_help, inner_keys(key))))
        for key in FRONT_MATTER.keys
    )


def _inner_help(key: Key[Any]) -> KeyHelp:
    return KeyHelp(key.name, key.summary)


def _with_pictures(made: Draft, stem: str, beside: PictureSource) -> tuple[Draft, _Album]:
    """The draft with pictures that were drawn afresh, under neutral names; EB913 for those that could not be had."""
    inside = dict(made.text.pictures)
    names: dict[str, str] = {}
    files: list[tuple[str, bytes]] = []
    said: list[Diagnostic] = []
    for address in picture_addresses(made):
        found = inside.get(address) or beside.picture(made.file, unquote(address))
        clean = found if isinstance(found, PictureRefusal) else _clean(found, len(files) + 1)
        if isinstance(clean, PictureRefusal):
            said.append(Diagnostic("EB913", clean.message, Location(made.file), clean.hint))
            continue
        names[address] = f"images/{stem}-{clean.name.removeprefix('img-')}"
        files.append((names[address], clean.data))
    return with_addresses(made, names), _Album(tuple(files), tuple(said))


def _clean(data: bytes, number: int) -> PictureFile | PictureRefusal:
    """Only pixels; the decoder is loaded when the first picture is met."""
    return cast(Clean, import_module("edition_builder.reading.pictures").clean_picture)(data, number)


def _probe(text: str, path: Path, album: _Album) -> _Probe:
    """Read and edit a first version, to know its brackets and what a build would say of it."""
    pictures = LoadedPictures(tuple(((path.as_posix(), name), data) for name, data in album.files))
    read = read_manuscript(Sources((SourceFile(path.as_posix(), text.encode()),), pictures))
    if read.value is None or has_errors(read.diagnostics):
        return _Probe(diagnostics=read.diagnostics)
    edited = edit(read.value)
    said = tuple(one for one in (*read.diagnostics, *edited.diagnostics) if one.code != "EB403")
    decisions = edited.value.decisions if edited.value else ()
    return _Probe(decisions, said, read.value.front_matter)


def _slug(made: Draft, keys: tuple[KeyHelp, ...]) -> str:
    """The name of the manuscript: from the title, else from the name of the file."""
    bare = with_addresses(made, {})
    front_matter = _probe(write_manuscript(bare, keys, probe=True), Path("manuscript.md"), _Album()).front_matter
    if front_matter and (made.text.header or made.field("title")):
        return slug(front_matter, "")
    return PurePosixPath(made.file.replace("\\", "/")).stem.strip("-.") or "imported"


def _hand(made: Draft) -> str:
    """Whose brackets they are, as far as the text says: the translator's if one is named."""
    return "translator" if made.field("translator") else ""


def _files(name: str, text: str, made: Draft, album: _Album) -> tuple[RenditionFile, ...]:
    """The manuscript, and beside it what was left out and the pictures."""
    aside = f"{name.removesuffix('.md')}.left-out.txt"
    left_out = (RenditionFile(aside, left_out_text(made).encode()),) if made.left_out else ()
    pictures = (RenditionFile(address, data) for address, data in album.files)
    return (RenditionFile(name, text.encode()), *left_out, *pictures)
