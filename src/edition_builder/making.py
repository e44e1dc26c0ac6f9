"""Renditions of an edition, each made and checked: in this process, or in several that share the formats.

Processes for a short text are begun before it is read: to load what sets pages takes as long as to read and edit a
leaflet. Those for a long one are begun when everything is loaded, for they share its memory and its parts.
"""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import Executor
from contextlib import contextmanager, suppress
from functools import partial
from itertools import accumulate
from pathlib import Path

from msgspec import Struct

from edition_builder.cache import opened
from edition_builder.checking.traces import find_traces
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.errors import EditionError
from edition_builder.formats import (
    DEFAULT_FORMATS,
    FORMATS,
    Format,
    load_checker,
    load_renderer,
    together,
    with_those_before,
)
from edition_builder.kept_tasks import KeptTasks
from edition_builder.model.building import BuildSettings
from edition_builder.model.canonical import visible_text
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Order, Rendition, StyleFolder
from edition_builder.model.workshop import Here, Workshop
from edition_builder.project import machine_paths
from edition_builder.workers import PooledWorkshop, executor, may_begin, result_of, submitted

__all__ = ["Given", "Ready", "made_ready", "make_renditions", "renditions"]

_HERE: Workshop = Here()
_Checked = tuple[Rendition, tuple[Diagnostic, ...]]
_Group = tuple[Format, ...]
_WORTH_A_PROCESS = 20  # of ``Format.effort``
_LONG = 200_000  # characters; a shorter text is not laid out in parts


class Given(Struct, frozen=True):
    """What every format is made of; ``kept_in`` is the folder in which parts of long ones are kept, None: nowhere."""

    edition: Edition
    styles: StyleFolder
    channel: str = ""
    kept_in: Path | None = None


class Ready(Struct, frozen=True):
    """Processes that were begun early, and how many."""

    pool: Executor
    workers: int


@contextmanager
def made_ready(settings: BuildSettings, length: int) -> Iterator[Ready | None]:
    """Processes that load what takes long to load; None where that gains nothing: without pages, or for a long text.

    Args:
        settings: which formats were asked for; the manuscript's own wish is not known yet.
        length: bytes of the text, which has no more characters.
    """
    names = settings.formats or DEFAULT_FORMATS
    rows = with_those_before(tuple(row for row in FORMATS if row.name in names))
    heavy = tuple(row for row in rows if row.effort >= _WORTH_A_PROCESS)
    workers = min(settings.jobs - 1, sum(any(row in heavy for row in group) for group in together(rows)))
    if workers < 1 or not 0 < length < _LONG or not may_begin():
        yield None
        return
    with executor(workers, partial(_load, heavy), apart=True) as pool:
        pool.submit(bool)  # they begin with the first task
        yield Ready(pool, workers)


def _load(rows: _Group) -> None:
    """Load what these rows are made and checked with; what cannot be loaded is said when it is needed."""
    with suppress(EditionError):
        for row in rows:
            load_renderer(row)
            load_checker(row)


def make_renditions(
    edition: Edition, styles: StyleFolder, formats: tuple[Format, ...], channel: str = "", jobs: int = 1
) -> Outcome[tuple[Rendition, ...]]:
    """Render an edition in each format and open every result again with other tools than those that made it.

    What a format stands after is made and checked too; only what was asked for is returned. What several formats have
    to say in the same words is said once. Formats that need nothing of each other, and parts of long ones, are made in
    ``jobs`` processes, if there is enough to do for a second one.
    """
    return renditions(Given(edition, styles, channel), formats, jobs)


def renditions(
    given: Given, formats: tuple[Format, ...], jobs: int, ready: Ready | None = None
) -> Outcome[tuple[Rendition, ...]]:
    """As ``make_renditions``; processes that are ``ready`` are taken."""
    rows = with_those_before(formats)
    groups = together(rows)
    made = _shared_out(groups, ready, given) if ready else _made(groups, jobs, given)
    results = {one.format: (one, found) for one, found in made}
    checked = tuple(results[row.name] for row in rows)
    asked = {row.name for row in formats}
    said = dict.fromkeys(one for _rendition, found in checked for one in found)
    return Outcome(tuple(one for one, _found in checked if one.format in asked), tuple(said))


def _shared_out(groups: tuple[_Group, ...], ready: Ready, given: Given) -> Iterator[_Checked]:
    """What each row comes to; each group goes to the process that has least to do, those here being one of them."""
    loads = [0] * (ready.workers + 1)
    homes = []
    for group in groups:
        home = min(range(len(loads)), key=loads.__getitem__)
        loads[home] += sum(row.effort for row in group)
        homes.append(home)
    here = [group for group, home in zip(groups, homes, strict=True) if home == ready.workers]
    tasks = [(group, submitted(ready.pool, _make_group, group, given)) for group in groups if group not in here]
    yield from [one for group in here for one in _make_group(group, given)]
    yield from [one for group, task in tasks for one in result_of(task, _make_group, group, given)]


def _made(groups: tuple[_Group, ...], jobs: int, given: Given) -> Iterator[_Checked]:
    """What each row comes to, where no process was begun before.

    Long ones that are laid out in parts are made in this process, and hand their parts to the workers, who make the
    others too. What a worker was at when it was killed, for want of memory perhaps, is done here.
    """
    is_long = jobs > 1 and _is_long(given.edition)
    driven = tuple(group for group in groups if is_long and any(row.in_parts for row in group))
    beside_the_first = sum(row.effort for group in groups[1:] for row in group)
    workers = jobs if driven else min(jobs, len(groups)) if beside_the_first >= _WORTH_A_PROCESS else 1
    for row in (row for group in groups for row in group if workers > 1):
        load_renderer(row)  # once, before the workers part
    with executor(workers) as pool:
        tasks = [(group, pool.submit(_make_group, group, given)) for group in groups if group not in driven]
        workshop = PooledWorkshop(pool)
        yield from [one for group in driven for one in _make_group(group, given, workshop)]
        yield from [one for group, task in tasks for one in result_of(task, _make_group, group, given)]


def _is_long(edition: Edition) -> bool:
    """Whether the text is so long that pages are laid out in parts; no more of it is counted than that takes."""
    lengths = accumulate(len(text) for chapter in edition.chapters for text in visible_text(chapter.blocks))
    return any(length >= _LONG for length in lengths)


def _make_group(rows: _Group, given: Given, workshop: Workshop = _HERE) -> tuple[_Checked, ...]:
    """Rows one after another, each with what was made before it, and what their checks have to say."""
    made: list[_Checked] = []
    if given.kept_in is not None:
        workshop = KeptTasks(workshop, opened(given.kept_in))
    for row in rows:
        order = Order(given.channel, tuple(rendition for rendition, _found in made), row.name, workshop)
        rendition = load_renderer(row)(given.edition, given.styles, order)
        found = load_checker(row)(rendition, given.edition, order)
        made.append((rendition, (*found, *_traces(rendition, given.edition))))
    return tuple(made)


def _traces(rendition: Rendition, edition: Edition) -> Iterator[Diagnostic]:
    """EB606 for a file that holds a path of this machine which the manuscript does not say, or more than pixels."""
    paths = machine_paths()
    for file in rendition.files:
        if find_traces(file.name, file.data, paths):
            everything = repr(edition)
            yield from find_traces(file.name, file.data, [path for path in paths if path not in everything])
