"""Who builds a library: processes of this machine, one for each core, or the workers of a cluster."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import cast

from msgspec.structs import replace

from edition_builder.cache import opened
from edition_builder.errors import ToolMissing, UsageError
from edition_builder.library.crew import Crew, Here, Processes
from edition_builder.library.loading import load_formats
from edition_builder.library.record import Record, Store, common_key
from edition_builder.library.running import Done, Run, build_library
from edition_builder.library.task import Shared

__all__ = ["Shared", "build_manuscripts"]


def build_manuscripts(
    manuscripts: tuple[Path, ...],
    shared: Shared,
    tick: Callable[[], object] = tuple,
    *,
    shelved: bool = False,
    store: Store | None = None,
) -> Iterator[Done]:
    """Build manuscripts, and say of each what came of it, in their order.

    What an earlier run built is looked up in ``store``, or else in the cache of the settings, if there is one. Fewer
    than there are cores are built one after another, so that each has all cores; otherwise each takes one.

    Raises:
        CannotWrite: see ``build_library``.
        ToolMissing: a format needs what is not installed.
    """
    settings = shared.settings
    private = settings.discreet or settings.forbidden  # of such a build nothing is kept, not even a hash
    if store is None and settings.cache is not None and not private:
        store = opened(settings.cache)
    with ExitStack() as stack:
        common = b"" if store is None else common_key(shared)
        crew = stack.enter_context(_crew(len(manuscripts), shared))
        yield from build_library(manuscripts, Run(settings.output, crew, Record(store), common, tick, shelved))


@contextmanager
def _crew(count: int, shared: Shared) -> Iterator[Crew]:
    """Who builds so many manuscripts."""
    settings = shared.settings
    if settings.scheduler:
        with _cluster(settings.scheduler, shared) as crew:
            yield crew
    elif count < settings.jobs:
        yield Here(shared)
    else:
        alone = replace(shared, settings=replace(settings, jobs=1))
        with Processes(settings.jobs, alone, partial(load_formats, settings.formats)) as crew:
            yield crew


def _cluster(scheduler: str, shared: Shared) -> AbstractContextManager[Crew]:
    """The cluster of a scheduler; its library is loaded now, for few have it.

    Raises:
        UsageError: that is no address, or there is a private list of words.
        ToolMissing: the library is not installed, or see ``cluster.py``.
    """
    if shared.settings.forbidden:
        step = "build without --scheduler, or look for the words on this computer first (edition check --forbidden)"
        raise UsageError("a private list of words does not leave this computer", step)
    if not re.fullmatch(r"(tcp|tls)://[^/\s:]+:[0-9]{1,5}|(tcp|tls)://\[[0-9a-fA-F:]+\]:[0-9]{1,5}", scheduler):
        raise UsageError(f"{scheduler} is no address of a scheduler", "name one as tcp://10.0.0.1:8786 or tls://…")
    try:
        module = import_module("edition_builder.library.cluster")
    except ImportError as problem:
        step = "install it: pip install 'edition-builder[cluster]', or make cluster"
        raise ToolMissing(f"--scheduler needs a library that is not here: {problem.name}", step) from problem
    return cast(AbstractContextManager[Crew], module.Cluster(scheduler, shared))
