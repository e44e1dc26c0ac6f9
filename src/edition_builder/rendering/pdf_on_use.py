"""Modules that a library names at its top and may never need: loaded when something of them is first called.

The engine imports fontTools' subsetter for machines without HarfBuzz's, and its instancer for variable fonts: a quarter
of the time of its start, for nothing where the machine has the one and an edition none of the other.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from types import ModuleType
from typing import Any

__all__ = ["loaded_on_use"]


@contextmanager
def loaded_on_use(*names: str) -> Iterator[None]:
    """Let whoever imports these modules meanwhile have stand-ins; one that is loaded already stays itself."""
    missing = [name for name in names if name not in sys.modules]
    sys.modules.update({name: _StandIn(name) for name in missing})
    try:
        yield
    finally:
        for name in missing:
            del sys.modules[name]


class _StandIn(ModuleType):
    """A module of which every name is a call of the real one."""

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)  # the import system asks for these, and loads nothing

        def called(*arguments: Any, **named: Any) -> Any:
            return getattr(import_module(self.__name__), name)(*arguments, **named)

        return called
