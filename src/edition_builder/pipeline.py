"""text → tree → edition → renditions → checks → dist: the one place where the rooms meet.

What lies between the disk and the disk is pure, and stands in ``production.py``. Nothing is written before every
rendition has been made and checked in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from importlib import import_module
from pathlib import Path
from typing import cast

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.errors import ExitCode
from edition_builder.formats import Format, rows_for
from edition_builder.keeping import made_or_kept
from edition_builder.making import Ready, made_ready
from edition_builder.model.building import BuildSettings, Made
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import Manuscript, Sources
from edition_builder.model.printing import PrintSettings
from edition_builder.model.rendition import StyleFolder
from edition_builder.project import load_manuscript, load_styles
from edition_builder.publishing import publish, recover_all

__all__ = ["BuildResult", "build", "format_rows", "make_edition", "read"]

Load = Callable[[Path], Outcome[Sources]]
_Made = Callable[[Outcome[Sources], Outcome[StyleFolder], BuildSettings, Ready | None], Made]
_Edit = Callable[[Outcome[Sources], BuildSettings], Outcome[tuple[Edition, tuple[Format, ...]]]]


class BuildResult(Struct, frozen=True):
    """What one build came to: the files made, in order, everything said, the exit code, the name that files have.

    ``sheets`` has each file that is for a copier, with the sheets of paper that one copy takes.
    """

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    name: str = ""
    sheets: tuple[tuple[Path, int], ...] = ()


def build(manuscript: Path, settings: BuildSettings) -> BuildResult:
    """Build one manuscript into the output folder, or leave the folder as it was and say why.

    Args:
        manuscript: its path.
        settings: what the user asked for.

    Raises:
        UsageError, ToolMissing, CannotWrite: see ``errors.py``.
    """
    recover_all(settings.output)
    result = made_or_kept(load_manuscript(manuscript), load_styles(settings.styles), settings, _make)
    name, said = result.name, result.diagnostics
    if result.exit_code is not ExitCode.DONE:
        return BuildResult((), said, result.exit_code)
    paths = publish(settings.output, name, result.renditions)
    sheets = tuple((settings.output / one.files[0].name, one.sheets) for one in result.renditions if one.sheets)
    return BuildResult(paths, said, ExitCode.DONE, name, sheets)


def _make(loaded: Outcome[Sources], styles: Outcome[StyleFolder], settings: BuildSettings) -> Made:
    """``production.made``, which is loaded while other processes load what pages are set with."""
    length = sum(len(one.data) for one in loaded.value.texts) if loaded.value else 0
    with made_ready(settings, length) as ready:
        return cast(_Made, _production("made"))(loaded, styles, settings, ready)


def _production(function: str) -> object:
    """A function of ``production.py``, which is loaded on use: where nothing changed, no stage is."""
    loaded: object = getattr(import_module("edition_builder.production"), function)
    return loaded


def format_rows(manuscripts: Iterable[Path]) -> tuple[Format, ...]:
    """All formats, and those that these manuscripts define, each name once; nothing is said of what is wrong there."""
    rows: dict[str, Format] = {}
    for manuscript in manuscripts:
        outcome = read(manuscript)
        settings = outcome.value.front_matter.print_settings if outcome.value else PrintSettings()
        rows |= {row.name: row for row in rows_for(settings)}
    return tuple(rows.values()) or rows_for(PrintSettings())


def read(manuscript: Path, load: Load = load_manuscript) -> Outcome[Manuscript]:
    """Load and read a manuscript: its brackets are still open."""
    return cast(Callable[[Outcome[Sources]], Outcome[Manuscript]], _production("read"))(load(manuscript))


def make_edition(
    manuscript: Path, settings: BuildSettings, load: Load = load_manuscript
) -> Outcome[tuple[Edition, tuple[Format, ...]]]:
    """Load, read and edit a manuscript, and settle which formats it goes into.

    ``load`` is how the disk is read; who watches the files of a manuscript wraps it to learn which they are.
    """
    return cast(_Edit, _production("edited"))(load(manuscript), settings)
