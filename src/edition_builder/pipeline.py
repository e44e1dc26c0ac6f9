"""text → tree → edition → renditions → checks → dist: the one place where the rooms meet.

Every stage returns its value with what it has to say; the pipeline joins the diagnostics and stops after a stage with
errors. Nothing is written before every rendition has been made and checked in memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures.process import BrokenProcessPool
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.checking.forbidden import Forbidden, find_forbidden
from edition_builder.checking.traces import find_traces
from edition_builder.diagnostics import Diagnostic, Location, Outcome, has_errors, strictly
from edition_builder.editing.edition import edit
from edition_builder.errors import ExitCode
from edition_builder.formats import (
    DEFAULT_FORMATS,
    Format,
    load_checker,
    load_fitness,
    load_renderer,
    rows_for,
    together,
    with_those_before,
)
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import FrontMatter, Manuscript, Sources
from edition_builder.model.printing import PrintSettings
from edition_builder.model.rendition import Order, Rendition, StyleFolder
from edition_builder.project import load_manuscript, load_styles, machine_paths
from edition_builder.publishing import publish, recover_all
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.reading.nearest import did_you_mean
from edition_builder.workers import executor

__all__ = [
    "BuildResult",
    "BuildSettings",
    "Rendered",
    "build",
    "build_all",
    "format_rows",
    "make_checked",
    "make_edition",
    "make_renditions",
    "read",
]

Load = Callable[[Path], Outcome[Sources]]


class BuildSettings(Struct, frozen=True):
    """What the user asked for.

    ``formats`` is () for the manuscript's own choice, ``styles`` None for ``./styles``, ``channel`` "" for the usual
    way that messages go, ``forbidden`` a private list of words, ``jobs`` the most processes at once,
    ``discreet`` asks for the discreet profile whatever the manuscript says.
    """

    output: Path
    formats: tuple[str, ...] = ()
    styles: Path | None = None
    source_date_epoch: int | None = None
    strict: bool = False
    channel: str = ""
    jobs: int = 1
    discreet: bool = False
    forbidden: tuple[Forbidden, ...] = ()


class BuildResult(Struct, frozen=True):
    """What one build came to: the files made, in order, everything said, the exit code, the name that files have.

    ``sheets`` has each file that is for a copier, with the sheets of paper that one copy takes.
    """

    paths: tuple[Path, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    name: str = ""
    sheets: tuple[tuple[Path, int], ...] = ()


class Rendered(Struct, frozen=True):
    """What came of an edition in memory: renditions without a fault, or none, and the exit code that this means."""

    renditions: tuple[Rendition, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode


def build_all(manuscripts: Iterable[Path], settings: BuildSettings) -> tuple[BuildResult, ...]:
    """Build manuscripts one after another; none may write over the files of another one (EB701)."""
    results: list[BuildResult] = []
    taken: dict[str, Path] = {}
    for manuscript in manuscripts:
        result = build(manuscript, settings, taken)
        results.append(result)
        if result.paths:
            taken[result.name] = manuscript
    return tuple(results)


def build(manuscript: Path, settings: BuildSettings, taken: Mapping[str, Path] | None = None) -> BuildResult:
    """Build one manuscript into the output folder, or leave the folder as it was and say why.

    Args:
        manuscript: its path.
        settings: what the user asked for.
        taken: names of files that other manuscripts of the same run have, with those manuscripts.

    Raises:
        UsageError, ToolMissing, CannotWrite: see ``errors.py``.
    """
    recover_all(settings.output)
    made = make_edition(manuscript, settings)
    if made.value is None:
        return BuildResult((), made.diagnostics, ExitCode.MANUSCRIPT)
    edition, formats = made.value
    name = edition.metadata.slug
    if taken and name in taken:
        return BuildResult((), (*made.diagnostics, _same_name(name, manuscript, taken[name])), ExitCode.MANUSCRIPT)
    rendered = make_checked(edition, formats, settings)
    said = made.diagnostics + rendered.diagnostics
    if rendered.exit_code is not ExitCode.DONE:
        return BuildResult((), said, rendered.exit_code)
    paths = publish(settings.output, name, rendered.renditions)
    sheets = tuple((settings.output / one.files[0].name, one.sheets) for one in rendered.renditions if one.sheets)
    return BuildResult(paths, said, ExitCode.DONE, name, sheets)


def make_checked(edition: Edition, formats: tuple[Format, ...], settings: BuildSettings) -> Rendered:
    """Load the styles, ask whether the formats can carry the text, render and check: everything but the disk.

    Raises:
        UsageError, ToolMissing: see ``errors.py``.
    """
    styles = load_styles(settings.styles)
    said = _judged(styles.diagnostics, settings)
    if styles.value is None or has_errors(said):
        return Rendered((), said, ExitCode.MANUSCRIPT)
    asked = (load_fitness(row)(edition, styles.value) for row in with_those_before(formats))
    unfit = tuple(dict.fromkeys(one for said_of_one in asked for one in said_of_one))
    if has_errors(unfit):
        return Rendered((), said + unfit, ExitCode.MANUSCRIPT)
    rendered = make_renditions(edition, styles.value, formats, settings.channel, settings.jobs)
    said += unfit + _judged(rendered.diagnostics, settings)
    said += tuple(_traces(rendered.value or (), edition))
    if rendered.value is None or has_errors(said):
        return Rendered((), said, ExitCode.CHECK_FAILED)
    return Rendered(rendered.value, said, ExitCode.DONE)


def _traces(renditions: Iterable[Rendition], edition: Edition) -> Iterator[Diagnostic]:
    """EB606 for a file that holds a path of this machine which the manuscript does not say, or more than pixels."""
    paths = machine_paths()
    for file in (file for one in renditions for file in one.files):
        said = find_traces(file.name, file.data, paths)
        if said:
            everything = repr(edition)
            yield from find_traces(file.name, file.data, [path for path in paths if path not in everything])


def _same_name(name: str, manuscript: Path, other: Path) -> Diagnostic:
    """EB701: two manuscripts would write the same files."""
    return Diagnostic(
        "EB701",
        f"the files would be called {name}, as those of {other.as_posix()} are",
        Location(manuscript.as_posix()),
        "give one of the two a slug of its own in its front matter; discreet ones need an --output folder each",
    )


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
    loaded = load(manuscript)
    if loaded.value is None or has_errors(loaded.diagnostics):
        return Outcome(None, loaded.diagnostics)
    outcome = read_manuscript(loaded.value)
    return replace(outcome, diagnostics=loaded.diagnostics + outcome.diagnostics)


def make_edition(
    manuscript: Path, settings: BuildSettings, load: Load = load_manuscript
) -> Outcome[tuple[Edition, tuple[Format, ...]]]:
    """Load, read and edit a manuscript, and settle which formats it goes into.

    ``load`` is how the disk is read; who watches the files of a manuscript wraps it to learn which they are.
    """
    outcome = read(manuscript, load)
    said = _judged(outcome.diagnostics, settings)
    if outcome.value is None or has_errors(said):
        return Outcome(None, said)
    edited = edit(outcome.value, settings.source_date_epoch, outwardly_neutral=settings.discreet)
    if settings.forbidden and edited.value is not None:
        found = find_forbidden(edited.value, settings.forbidden, outcome.value.front_matter.location)
        if found:
            return Outcome(None, found)  # and nothing else: another message might quote the word
    formats = _settled_formats(outcome.value.front_matter, settings)
    said += _judged(edited.diagnostics, settings) + formats.diagnostics
    if edited.value is None or formats.value is None or has_errors(said):
        return Outcome(None, said)
    return Outcome((edited.value, formats.value), said)


def _settled_formats(front_matter: FrontMatter, settings: BuildSettings) -> Outcome[tuple[Format, ...]]:
    """The formats to make: those asked for, else the manuscript's, else the usual ones; EB209 for one there is not."""
    rows = rows_for(front_matter.print_settings)
    known = [row.name for row in rows]
    names = settings.formats or front_matter.formats or DEFAULT_FORMATS
    unknown = tuple(
        Diagnostic("EB209", f"there is no format {name!r}", front_matter.location, did_you_mean(name, known))
        for name in names
        if name not in known
    )
    return Outcome(None if unknown else tuple(row for row in rows if row.name in names), unknown)


def make_renditions(
    edition: Edition, styles: StyleFolder, formats: tuple[Format, ...], channel: str = "", jobs: int = 1
) -> Outcome[tuple[Rendition, ...]]:
    """Render an edition in each format and open every result again with other tools than those that made it.

    What a format stands after is made and checked too; only what was asked for is returned. What several formats have
    to say in the same words is said once. Formats that need nothing of each other are made in ``jobs`` processes, if
    there is enough to do for a second one.
    """
    rows = with_those_before(formats)
    groups = together(rows)
    beside_the_first = sum(row.effort for group in groups[1:] for row in group)
    workers = min(jobs, len(groups)) if beside_the_first >= _WORTH_A_PROCESS else 1
    try:
        results = _made(groups, workers, edition, styles, channel)
    except BrokenProcessPool:  # a worker was killed, for want of memory perhaps
        results = _made(groups, 1, edition, styles, channel)
    made = tuple(results[row.name] for row in rows)
    asked = {row.name for row in formats}
    said = dict.fromkeys(one for _rendition, found in made for one in found)
    return Outcome(tuple(one for one, _found in made if one.format in asked), tuple(said))


_Checked = tuple[Rendition, tuple[Diagnostic, ...]]
_WORTH_A_PROCESS = 20  # of ``Format.effort``


def _made(
    groups: tuple[tuple[Format, ...], ...], workers: int, edition: Edition, styles: StyleFolder, channel: str
) -> dict[str, _Checked]:
    """What each row of the groups comes to, by its name."""
    for row in (row for group in groups for row in group if workers > 1):
        load_renderer(row)  # once, before the workers part
    with executor(workers) as pool:
        tasks = [pool.submit(_make_group, group, edition, styles, channel) for group in groups]
        results = [one for task in tasks for one in task.result()]
    return {rendition.format: (rendition, found) for rendition, found in results}


def _make_group(rows: tuple[Format, ...], edition: Edition, styles: StyleFolder, channel: str) -> tuple[_Checked, ...]:
    """Rows one after another, each with what was made before it, and what their checks have to say."""
    made: list[_Checked] = []
    for row in rows:
        order = Order(channel, tuple(rendition for rendition, _found in made), row.name)
        rendition = load_renderer(row)(edition, styles, order)
        made.append((rendition, load_checker(row)(rendition, edition, order)))
    return tuple(made)


def _judged(diagnostics: tuple[Diagnostic, ...], settings: BuildSettings) -> tuple[Diagnostic, ...]:
    """Under ``--strict`` every warning is an error."""
    return strictly(diagnostics) if settings.strict else diagnostics
