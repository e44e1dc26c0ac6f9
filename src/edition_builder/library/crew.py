"""Who does the tasks: processes of this machine, forked from one that has loaded what they need.

A worker that is killed takes all tasks with it that were under way, for the pool cannot say whose fault it was. Each
of them is then done alone; only the one that kills its worker again has no result.
"""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, suppress
from functools import partial
from types import TracebackType
from typing import Protocol

from edition_builder.diagnostics import Outcome
from edition_builder.library.task import Built, Shared, build_laid_out, build_one, lay_out
from edition_builder.model.manuscript import Sources
from edition_builder.workers import executor, submitted

__all__ = ["Crew", "Here", "Processes", "WorkerLost"]


_TRIES = 2  # alone: when its worker was lost a manuscript may not even have been begun
_TASKS_OF_A_PROCESS = 100  # each may keep a megabyte, with its PDF


class WorkerLost(Exception):
    """A worker came to an end in the middle of a task."""


class Crew(Protocol):
    """Does tasks somewhere else; ``places`` is how many to give it at once so that nobody waits.

    ``tired``: it takes no further task before those under way are done.
    """

    places: int

    @property
    def tired(self) -> bool:
        """Whether it has to rest."""
        ...

    def submit(self, loaded: Outcome[Sources]) -> Future[Built]:
        """Begin with a manuscript; the future raises ``lost`` if its worker came to an end."""
        ...

    def watch(self) -> None:
        """Before every wait: begin with what was submitted, see whether whoever works is still there.

        Raises what ends the run.
        """
        ...

    def alone(self, loaded: Outcome[Sources]) -> Built:
        """Do a manuscript with nothing beside it.

        Raises:
            WorkerLost: its worker came to an end once more.
        """
        ...


class Here:
    """This process: for a few manuscripts, each of which may use all cores for itself."""

    places = 1
    tired = False

    def __init__(self, shared: Shared) -> None:
        """Keep what the tasks share."""
        self._shared = shared

    def submit(self, loaded: Outcome[Sources]) -> Future[Built]:
        """As ``Crew.submit``, done at once."""
        future: Future[Built] = Future()
        future.set_result(build_one(self._shared, loaded))
        return future

    def watch(self) -> None:
        """Nobody else is asked."""

    def alone(self, loaded: Outcome[Sources]) -> Built:
        """As ``Crew.alone``."""
        return build_one(self._shared, loaded)


class Processes:
    """Worker processes on this machine, as many as ``jobs``; to be used as a context manager.

    ``load`` is done once in this process before the first ones are forked: what it loads need not be loaded by each.
    """

    def __init__(self, jobs: int, shared: Shared, load: Callable[[], object] = tuple) -> None:
        """Nothing is started before the first task."""
        self.places = 3 * jobs  # one in work, and two at hand while results are written
        self._jobs, self._begin, self._load = jobs, partial(lay_out, shared), load
        self._running = ExitStack()
        self._pool: Executor | None = None
        self._given = 0  # to the pool that there is

    @property
    def tired(self) -> bool:
        """As in ``Crew``: libraries in C keep some memory of every book, so now and then there are new processes."""
        return self._given >= _TASKS_OF_A_PROCESS * self._jobs

    def __enter__(self) -> Processes:
        """Nothing yet."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the workers, in the middle of work if something went wrong."""
        self._pool = None
        self._running.__exit__(kind, problem, trace)

    def submit(self, loaded: Outcome[Sources]) -> Future[Built]:
        """As ``Crew.submit``."""
        if self.tired:
            self._end()
        if self._pool is None:
            self._load()
            self._pool = self._running.enter_context(executor(self._jobs, self._begin, apart=True))
        self._given += 1
        return submitted(self._pool, build_laid_out, loaded)

    def watch(self) -> None:
        """Nothing: the pool tells of a lost process by itself."""

    def alone(self, loaded: Outcome[Sources]) -> Built:
        """As ``Crew.alone``; whatever else is under way must have come to an end."""
        self._end()
        for _ in range(_TRIES):
            with suppress(BrokenProcessPool), executor(1, self._begin, apart=True) as one:
                return one.submit(build_laid_out, loaded).result()
        raise WorkerLost

    def _end(self) -> None:
        """Let the processes go; new ones come with the next task."""
        self._pool, self._given = None, 0
        self._running.close()
