"""How processes are begun beside this one, and how they end with it."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar, cast
from weakref import WeakSet

__all__ = ["forked", "halved", "may_fork", "may_halve"]

A = TypeVar("A")
P = ParamSpec("P")
T = TypeVar("T")
_SYSTEM = "fork"
# Debian 12 has Python 3.11.2, which waits for ever for who is writing a task larger than a pipe when the worker that is
# to read it was killed: https://github.com/python/cpython/issues/94777, mended in July 2023.
_WRITER_WAITS = sys.version_info < (3, 11, 5)


def may_fork() -> bool:
    """Whether this process can be copied: another system cannot do it, and threads would be lost."""
    forks = threading.active_count() == 1 and _SYSTEM in multiprocessing.get_all_start_methods()
    return forks and _may_share()


@cache
def _may_share() -> bool:
    """Whether processes can share a lock: not on Android, nor where ``/dev/shm`` may not be written (sem_open(3))."""
    try:
        multiprocessing.get_context(_SYSTEM).Lock()
    except (OSError, ImportError):
        return False
    return True


def may_halve() -> bool:
    """The same, and that it is not itself one of several that share the cores."""
    return multiprocessing.parent_process() is None and may_fork()


@contextmanager
def forked(jobs: int, begin: Callable[[], object]) -> Iterator[Executor]:
    """An executor with so many workers, each of which does ``begin`` first; none of them outlives the block.

    Work that nobody has waited for is not wanted any more.
    """
    pool = _Pool(jobs, begin)
    before = set(multiprocessing.active_children())
    try:
        yield pool
    finally:
        is_left = not all(one.done() for one in pool.given)
        if is_left:
            for child in set(multiprocessing.active_children()) - before:
                child.terminate()
        if _WRITER_WAITS and (is_left or pool.is_broken):
            pool.hang_up()
        pool.shutdown(cancel_futures=True)


class _Pool(ProcessPoolExecutor):
    """A pool that knows the tasks which somebody may still want."""

    def __init__(self, jobs: int, begin: Callable[[], object]) -> None:
        super().__init__(jobs, multiprocessing.get_context(_SYSTEM), _begin, (begin,))
        self.given: WeakSet[Future[Any]] = WeakSet()

    @property
    def is_broken(self) -> bool:
        """Whether a worker was killed."""
        return bool(getattr(self, "_broken", False))

    def hang_up(self) -> None:
        """Nobody reads the tasks any more: who is still writing one gives up.

        Newer Pythons do the same.
        """
        reader = getattr(getattr(self, "_call_queue", None), "_reader", None)
        if reader is not None:
            with suppress(OSError):
                reader.close()

    def submit(self, task: Callable[P, T], /, *arguments: P.args, **named: P.kwargs) -> Future[T]:
        """As every executor."""
        future = super().submit(task, *arguments, **named)
        self.given.add(future)
        return future


def halved(task: Callable[[A], T], inputs: Sequence[A]) -> list[T]:
    """The results of a task in the order of its inputs, the second half of them done in a copy of this process."""
    middle = len(inputs) // 2
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
    return [*here, *([task(one) for one in inputs[middle:]] if there is None else there)]


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
