"""Work in other processes: one seam, shaped like ``concurrent.futures.Executor``.

What is handed over is a function of a module, and values: tasks could as well run on another machine. Workers are
forked from this process when it has loaded what they need, so that nothing is loaded twice. Where that cannot be done
(another system, threads in this process) the same tasks run here, one after another.
"""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from typing import ParamSpec, TypeVar, cast

__all__ = ["HalvingWorkshop", "PooledWorkshop", "executor", "result_of"]

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")
_SYSTEM = "fork"


@contextmanager
def executor(jobs: int, begin: Callable[[], object] = tuple, *, apart: bool = False) -> Iterator[Executor]:
    """An executor with at most ``jobs`` workers; whatever ends the block early ends them too, in the middle of work.

    Args:
        jobs: how many tasks at once.
        begin: done first in each worker.
        apart: whether a single worker, too, is a process of its own: what kills it does not kill this one.
    """
    alone = jobs < (1 if apart else 2)
    if alone or not _may_fork():
        begin()
        yield _Here()
        return
    pool = ProcessPoolExecutor(jobs, multiprocessing.get_context(_SYSTEM), _begin, (begin,))
    before = set(multiprocessing.active_children())
    try:
        yield pool
    except BaseException:
        for child in set(multiprocessing.active_children()) - before:
            child.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def result_of(future: Future[T], task: Callable[P, T], *arguments: P.args, **named: P.kwargs) -> T:
    """What a task came to; where its worker was killed, it is done again in this process."""
    try:
        return future.result()
    except BrokenProcessPool:
        return task(*arguments, **named)


class PooledWorkshop:
    """Does a renderer's tasks in an executor."""

    def __init__(self, pool: Executor) -> None:
        self._pool = pool

    def map(self, task: Callable[[A], T], inputs: Sequence[A]) -> Iterator[T]:
        """As ``Workshop.map``; all begin at once. Those of a worker that was killed are done in this process."""
        futures = [self._submitted(task, one) for one in inputs]
        return (result_of(future, task, one) for future, one in zip(futures, inputs, strict=True))

    def _submitted(self, task: Callable[[A], T], one: A) -> Future[T]:
        try:
            return self._pool.submit(task, one)
        except BrokenProcessPool as problem:
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
        middle = len(inputs) // 2
        if not middle or self._jobs <= 1 or multiprocessing.parent_process() is not None or not _may_fork():
            return map(task, inputs)
        receiving, sending = multiprocessing.Pipe(duplex=False)
        half = (task, inputs[middle:], receiving, sending)
        beside = multiprocessing.get_context("fork").Process(target=_send_results, args=half, daemon=True)
        beside.start()
        sending.close()
        try:
            here = [task(one) for one in inputs[:middle]]
            there: list[T] | None = _received(receiving)
        finally:
            beside.kill()  # it has nothing left to do, or nobody wants it
            beside.join()
            receiving.close()
        return iter([*here, *([task(one) for one in inputs[middle:]] if there is None else there)])


def _may_fork() -> bool:
    """Whether this process can be copied: another system cannot do it, and threads would be lost."""
    return threading.active_count() == 1 and _SYSTEM in multiprocessing.get_all_start_methods()


def _send_results(task: Callable[[A], T], inputs: Sequence[A], receiving: Connection, sending: Connection) -> None:
    """What the forked process does; it ends with its parent, or when nobody is left to read."""
    receiving.close()
    _begin(tuple)
    with suppress(Exception):  # the parent raises it when it does the task again
        sending.send([task(one) for one in inputs])


def _received(receiving: Connection) -> list[T] | None:
    """The results of the forked process; None if it ended without."""
    try:
        return cast(list[T], receiving.recv())
    except EOFError:
        return None


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


def _begin(begin: Callable[[], object]) -> None:
    """Leave it to the parent to stop at Ctrl+C, and end with the parent however that ends.

    What is there now stays as long as the process; to search it for garbage would only copy its memory.
    """
    gc.freeze()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
