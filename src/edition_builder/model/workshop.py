"""Where a renderer's independent tasks are done: in this process, or wherever the pipeline says.

A task is a function of a module, so that it has a name everywhere, and its input and result are values that can be
pickled: it may be done in another process or on another machine, and its result may be kept under the hash of its
input.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Protocol, TypeVar

__all__ = ["Here", "Workshop"]

A = TypeVar("A")
B = TypeVar("B")


class Workshop(Protocol):
    """Does tasks that need nothing of each other."""

    def map(self, task: Callable[[A], B], inputs: Sequence[A]) -> Iterator[B]:
        """The result of a pure task for each input, in the order of the inputs; what a task raises is raised here."""
        ...


class Here:
    """Does tasks in this process, one after another, each when its result is asked for."""

    def map(self, task: Callable[[A], B], inputs: Sequence[A]) -> Iterator[B]:
        """As ``Workshop.map``."""
        return map(task, inputs)
