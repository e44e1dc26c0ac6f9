"""The command ``edition`` as a program of its own, also as ``python -m edition_builder``."""

from __future__ import annotations

import gc
import os
from importlib import import_module
from typing import NoReturn

__all__ = ["run"]

# Objects between two runs of the collector. A build makes many objects and no cycles to speak of: with Python's own
# threshold (700) an eighth of a leaflet's time goes into looking for them; at the end of one with pages there are some
# 180,000 objects.
_RARE_COLLECTION = 400_000


def run() -> NoReturn:
    """Do what the command line asks, and end the process at once.

    Everything is written and closed by then. Python would go on to take all objects apart, one by one, before it gives
    their memory back: a fifth of the time of a long book. (mypy ends in the same way: ``mypy/util.py``, ``hard_exit``.)
    """
    gc.set_threshold(_RARE_COLLECTION)
    os._exit(import_module("edition_builder.cli").main())  # loaded now, because loading makes objects, too


if __name__ == "__main__":
    run()
