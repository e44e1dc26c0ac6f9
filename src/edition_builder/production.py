"""Text → tree → edition → renditions → checks, all in memory: the pure half of the pipeline.

Every stage returns its value with what it has to say; the diagnostics are joined here, and a stage with errors is the
last. Nothing here reads a manuscript or writes a file, so the same work can be done by another process or machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import accumulate
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.cache import opened
from edition_builder.checking.forbidden import find_forbidden
from edition_builder.checking.traces import find_traces
from edition_builder.diagnostics import Diagnostic, Outcome, has_errors, strictly
from edition_builder.editing.book import book_of
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
from edition_builder.kept_tasks import KeptTasks
from edition_builder.model.building import BuildSettings, Made
from edition_builder.model.canonical import visible_text
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import FrontMatter, Manuscript, Sources
from edition_builder.model.rendition import Order, Rendition, StyleFolder
from edition_builder.model.workshop import Here, Workshop
from edition_builder.project import machine_paths
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.reading.nearest import did_you_mean
from edition_builder.workers import HalvingWorkshop, PooledWorkshop, executor, result_of

__all__ = ["Rendered", "edited", "made", "make_checked", "make_renditions", "read"]


class Rendered(Struct, frozen=True):
    """What came of an edition in memory: renditions without a fault, or none, and the exit code that this means."""

    renditions: tuple[Rendition, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode


def made(loaded: Outcome[Sources], styles: Outcome[StyleFolder], settings: BuildSettings) -> Made:
    """A manuscript as it was loaded → its renditions, checked; without renditions where something is wrong.

    Raises:
        UsageError, ToolMissing: see ``errors.py``.
    """
    outcome = edited(loaded, settings)
    if outcome.value is None:
        return Made("", (), outcome.diagnostics, ExitCode.MANUSCRIPT)
    edition, formats = outcome.value
    rendered = make_checked(edition, formats, styles, settings)
    said = outcome.diagnostics + rendered.diagnostics
    code, book = rendered.exit_code, book_of(edition)
    return Made(edition.metadata.slug, rendered.renditions, said, code, edition.discreet, book)


def read(loaded: Outcome[Sources]) -> Outcome[Manuscript]:
    """Read what was loaded: the manuscript's brackets are still open."""
    if loaded.value is None or has_errors(loaded.diagnostics):
        return Outcome(None, loaded.diagnostics)
    outcome = read_manuscript(loaded.value)
    return replace(outcome, diagnostics=loaded.diagnostics + outcome.diagnostics)


def edited(loaded: Outcome[Sources], settings: BuildSettings) -> Outcome[tuple[Edition, tuple[Format, ...]]]:
    """Read and edit what was loaded, and settle which formats it goes into."""
    outcome = read(loaded)
    said = _judged(outcome.diagnostics, settings)
    if outcome.value is None or has_errors(said):
        return Outcome(None, said)
    edition = edit(
        outcome.value,
        settings.source_date_epoch,
        outwardly_neutral=settings.discreet,
        workshop=HalvingWorkshop(settings.jobs),
    )
    if settings.forbidden and edition.value is not None:
        found = find_forbidden(edition.value, settings.forbidden, outcome.value.front_matter.location)
        if found:
            return Outcome(None, found)  # and nothing else: another message might quote the word
    formats = _settled_formats(outcome.value.front_matter, settings)
    said += _judged(edition.diagnostics, settings) + formats.diagnostics
    if edition.value is None or formats.value is None or has_errors(said):
        return Outcome(None, said)
    return Outcome((edition.value, formats.value), said)


def make_checked(
    edition: Edition, formats: tuple[Format, ...], styles: Outcome[StyleFolder], settings: BuildSettings
) -> Rendered:
    """Ask whether the formats can carry the text, render and check.

    Raises:
        UsageError, ToolMissing: see ``errors.py``.
    """
    said = _judged(styles.diagnostics, settings)
    if styles.value is None or has_errors(said):
        return Rendered((), said, ExitCode.MANUSCRIPT)
    asked = (load_fitness(row)(edition, styles.value) for row in with_those_before(formats))
    unfit = tuple(dict.fromkeys(one for said_of_one in asked for one in said_of_one))
    if has_errors(unfit):
        return Rendered((), said + unfit, ExitCode.MANUSCRIPT)
    kept_in = None if edition.discreet or settings.forbidden else settings.cache
    rendered = _renditions(_Given(edition, styles.value, settings.channel, kept_in), formats, settings.jobs)
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
    to say in the same words is said once. Formats that need nothing of each other, and parts of long ones, are made in
    ``jobs`` processes, if there is enough to do for a second one.
    """
    return _renditions(_Given(edition, styles, channel), formats, jobs)


class _Given(Struct, frozen=True):
    """What every format is made of; ``kept_in`` is the folder in which parts of long ones are kept, None: nowhere."""

    edition: Edition
    styles: StyleFolder
    channel: str
    kept_in: Path | None = None


def _renditions(given: _Given, formats: tuple[Format, ...], jobs: int) -> Outcome[tuple[Rendition, ...]]:
    """As ``make_renditions``."""
    rows = with_those_before(formats)
    groups = together(rows)
    is_long = jobs > 1 and _is_long(given.edition)
    driven = tuple(group for group in groups if is_long and any(row.in_parts for row in group))
    beside_the_first = sum(row.effort for group in groups[1:] for row in group)
    workers = jobs if driven else min(jobs, len(groups)) if beside_the_first >= _WORTH_A_PROCESS else 1
    for row in (row for group in groups for row in group if workers > 1):
        load_renderer(row)  # once, before the workers part
    results = {one.format: (one, found) for one, found in _made(groups, driven, workers, given)}
    made = tuple(results[row.name] for row in rows)
    asked = {row.name for row in formats}
    said = dict.fromkeys(one for _rendition, found in made for one in found)
    return Outcome(tuple(one for one, _found in made if one.format in asked), tuple(said))


_HERE: Workshop = Here()
_Checked = tuple[Rendition, tuple[Diagnostic, ...]]
_WORTH_A_PROCESS = 20  # of ``Format.effort``
_LONG = 200_000  # characters; a shorter text is not laid out in parts


def _is_long(edition: Edition) -> bool:
    """Whether the text is so long that pages are laid out in parts; no more of it is counted than that takes."""
    lengths = accumulate(len(text) for chapter in edition.chapters for text in visible_text(chapter.blocks))
    return any(length >= _LONG for length in lengths)


def _made(
    groups: tuple[tuple[Format, ...], ...],
    driven: tuple[tuple[Format, ...], ...],
    workers: int,
    given: _Given,
) -> Iterator[_Checked]:
    """What each row of the groups comes to.

    Those that are ``driven`` are made in this process, and hand their parts to the workers, who make the others too.
    What a worker was at when it was killed, for want of memory perhaps, is done here.
    """
    with executor(workers) as pool:
        tasks = [(group, pool.submit(_make_group, group, given)) for group in groups if group not in driven]
        workshop = PooledWorkshop(pool)
        yield from [one for group in driven for one in _make_group(group, given, workshop)]
        yield from [one for group, task in tasks for one in result_of(task, _make_group, group, given)]


def _make_group(rows: tuple[Format, ...], given: _Given, workshop: Workshop = _HERE) -> tuple[_Checked, ...]:
    """Rows one after another, each with what was made before it, and what their checks have to say."""
    made: list[_Checked] = []
    if given.kept_in is not None:
        workshop = KeptTasks(workshop, opened(given.kept_in))
    for row in rows:
        order = Order(given.channel, tuple(rendition for rendition, _found in made), row.name, workshop)
        rendition = load_renderer(row)(given.edition, given.styles, order)
        made.append((rendition, load_checker(row)(rendition, given.edition, order)))
    return tuple(made)


def _judged(diagnostics: tuple[Diagnostic, ...], settings: BuildSettings) -> tuple[Diagnostic, ...]:
    """Under ``--strict`` every warning is an error."""
    return strictly(diagnostics) if settings.strict else diagnostics
