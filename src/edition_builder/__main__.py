"""The command ``edition`` as a program of its own, also as ``python -m edition_builder``."""

from __future__ import annotations

import os
from importlib import import_module
from typing import NoReturn

from edition_builder.collecting import collect_seldom

__all__ = ["run"]


def run() -> NoReturn:
    """Do what the command line asks, and end the process at once.

    Everything is written and closed by then. Python would go on to take all objects apart, one by one, before it gives
    their memory back: a fifth of the time of a long book. (mypy ends in the same way: ``mypy/util.py``, ``hard_exit``.)
    """
    collect_seldom()
    os._exit(import_module("edition_builder.cli").main())  # loaded now, because loading makes objects, too


if __name__ == "__main__":
    run()
