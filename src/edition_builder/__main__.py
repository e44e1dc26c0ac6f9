"""The command ``edition`` as a program of its own, also as ``python -m edition_builder``."""

from __future__ import annotations

import os
import sys
from typing import NoReturn

from edition_builder.cli import main
from edition_builder.console import show_error
from edition_builder.errors import CannotWrite, ExitCode

__all__ = ["run"]


def run() -> NoReturn:
    """Do what the command line asks, say the last words, and end the process at once.

    Everything is written and closed by then. Python would go on to take all objects apart, one by one, before it gives
    their memory back: a fifth of the time of a long book. (mypy ends in the same way: ``mypy/util.py``, ``hard_exit``.)
    """
    code = main()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except BrokenPipeError:
        pass  # who reads along has seen enough
    except OSError as problem:
        show_error(CannotWrite(f"what was found cannot be printed: {problem.strerror}", "print to another place"))
        code = int(ExitCode.CANNOT_WRITE)
    os._exit(code)


if __name__ == "__main__":
    run()
