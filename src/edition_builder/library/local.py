"""A library on this machine: as many manuscripts at once as there are cores, each in a process of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from functools import partial
from pathlib import Path

from msgspec.structs import replace

from edition_builder.cache import opened
from edition_builder.formats import (
    DEFAULT_FORMATS,
    FORMATS,
    load_checker,
    load_fitness,
    load_renderer,
    with_those_before,
)
from edition_builder.library.crew import Crew, Here, Processes
from edition_builder.library.record import Record, Store, common_key
from edition_builder.library.running import Done, Run, build_library
from edition_builder.library.task import Shared

__all__ = ["Shared", "build_here", "load_formats"]


def build_here(
    manuscripts: tuple[Path, ...],
    shared: Shared,
    tick: Callable[[], object] = tuple,
    *,
    shelved: bool = False,
    store: Store | None = None,
) -> Iterator[Done]:
    """Build manuscripts on this machine, and say of each what came of it, in their order.

    What an earlier run built is looked up in ``store``, or else in the cache of the settings, if there is one. Fewer
    than there are cores are built one after another, so that each has all cores; otherwise each takes one.

    Raises:
        CannotWrite: see ``build_library``.
        ToolMissing: a format needs what is not installed.
    """
    settings = shared.settings
    few = len(manuscripts) < settings.jobs
    shared = shared if few else replace(shared, settings=replace(settings, jobs=1))
    private = settings.discreet or settings.forbidden  # of such a build nothing is kept, not even a hash
    if store is None and settings.cache is not None and not private:
        store = opened(settings.cache)
    with ExitStack() as stack:
        crew: Crew = Here(shared)
        if not few:
            crew = stack.enter_context(Processes(settings.jobs, shared, partial(load_formats, settings.formats)))
        common = b"" if store is None else common_key(shared)
        run = Run(settings.output, crew, Record(store), common, tick, shelved)
        yield from build_library(manuscripts, run)


def load_formats(names: tuple[str, ...]) -> None:
    """Load what makes and checks these formats (those of manuscripts' own come on top), or the usual ones."""
    for row in with_those_before(tuple(row for row in FORMATS if row.name in (names or DEFAULT_FORMATS))):
        load_renderer(row)
        load_checker(row)
        load_fitness(row)
