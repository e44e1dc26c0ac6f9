"""Work in other processes: one seam, shaped like ``concurrent.futures.Executor``.

What is handed over is a function of a module, and values: tasks could as well run on another machine. Workers are
forked from this process when it has loaded what they need, so that nothing is loaded twice. Where that cannot be done
(another system, threads in this process) the same tasks run here, one after another.

How processes are begun is in ``forking.py``, loaded when there is to be a second one: a short text needs none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, Executor, Future
from contextlib import AbstractContextManager, contextmanager
from importlib import import_module
from typing import ParamSpec, TypeVar, cast

__all__ = ["HalvingWorkshop", "PooledWorkshop", "executor", "may_begin", "result_of", "submitted"]

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")
_FORKING = "edition_builder.forking"
_Pool = Callable[[int, Callable[[], object]], AbstractContextManager[Executor]]


@contextmanager
def executor(jobs: int, begin: Callable[[], object] = tuple, *, apart: bool = False) -> Iterator[Executor]:
    """An executor with at most ``jobs`` workers; whatever ends the block early ends them too, in the middle of work.

    Args:
        jobs: how many tasks at once.
        begin: done first in each worker.
        apart: whether a single worker, too, is a process of its own: what kills it does not kill this one.
    """
    if jobs < (1 if apart else 2) or not import_module(_FORKING).may_fork():
        begin()
        yield _Here()
        return
    with cast(_Pool, import_module(_FORKING).forked)(jobs, begin) as pool:
        yield pool


def may_begin() -> bool:
    """Whether there can be other processes now."""
    return bool(import_module(_FORKING).may_fork())


def result_of(future: Future[T], task: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a task came to; where its worker was killed, it is done again in this process."""
    try:
        return future.result()
    except BrokenExecutor:
        return task(*arguments, **named)


class PooledWorkshop:
    """Does a renderer's tasks in an executor."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def map(self, task: Callable[[A], T], inputs: Sequence[A]) -> Iterator[T]:
        """As ``Workshop.map``; all begin at once. Those of a worker that was killed are done in this process."""
        futures = [submitted(self._pool, task, one) for one in inputs]
        return (result_of(future, task, one) for future, one in zip(futures, inputs, strict=True))


def submitted(pool: Executor, task: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
    """A task given to a pool; if that is broken already, its future says so as those of the tasks before it do."""
    try:
        return pool.submit(task, *arguments, **named)
    except BrokenExecutor as problem:
        future: Future[T] = Future()
        future.set_exception(problem)
        return future


class HalvingWorkshop:
    """Does half of the tasks in a process forked for them, which has the inputs already: only its results travel.

    Right for many small tasks on values that are large together. In a worker, beside threads, and with one job, all of
    them are done here.
    """

    def __init__(self, jobs: int) -> None:
        self._jobs = jobs

    def map(self, task: Callable[[A], T], inputs: Sequence[A]) -> Iterator[T]:
        """As ``Workshop.map``; a task need not have a name everywhere. If the process is killed, its half is done here.

        What a task raises in the other process is raised here, by doing it again.
        """
        if self._jobs <= 1 or len(inputs) <= 1 or not import_module(_FORKING).may_halve():
            return map(task, inputs)
        halved = cast(Callable[[Callable[[A], T], Sequence[A]], list[T]], import_module(_FORKING).halved)
        return iter(halved(task, inputs))


class _Here(Executor):
    """Tasks done at once, in this process."""

    def submit(self, task: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """Do a task; what it raises is raised by its future, as in a pool."""
        future: Future[T] = Future()
        try:
            future.set_result(task(*arguments, **named))
        except Exception as problem:
            future.set_exception(problem)
        return future
