"""Work in other processes: one seam, shaped like ``concurrent.futures.Executor``.

What is handed over is a function of a module, and values: tasks could as well run on another machine. Workers are
forked from this process when it has loaded what they need, so that nothing is loaded twice. Where that cannot be done
(another system, threads in this process) the same tasks run here, one after another.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from typing import ParamSpec, TypeVar

__all__ = ["executor"]

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
    if alone or threading.active_count() > 1 or _SYSTEM not in multiprocessing.get_all_start_methods():
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
    """Leave it to the parent to stop at Ctrl+C, and end with the parent however that ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    begin()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Wait for the parent's end."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)
