"""Running programs in turn and measuring them: wall time, peak memory, size of the file that was made."""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from programs import Command

__all__ = ["Run", "in_turn"]

# Bytecode is written in the first round, as for a user; where a machine forbids it, every start compiles anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss: getrusage(2) of each system
MANIFEST = ".manifest."  # a list of what was made, which others do not write
MADE = (".epub", ".pdf", ".html", ".txt")


@dataclass(frozen=True, slots=True)
class Run:
    """One run, or the middle of several: seconds of wall time, peak memory and size of what was made in bytes."""

    seconds: float
    memory: int
    size: int


def in_turn(commands: Sequence[Command], folder: Path, rounds: int) -> list[Run]:
    """Run programs one after another, round after round, so that a busy minute of the machine meets all of them.

    Args:
        commands: what each program is called with.
        folder: a place for what they make; it is not there before and not after.
        rounds: how often; a round before them warms the caches and is not counted. A single one is for what takes
            minutes, where warming does not show.

    Returns:
        the median of the rounds for each program.

    Raises:
        SystemExit: a program failed.
    """
    counted = [[_run(command(folder), folder) for command in commands] for _ in range(rounds + (rounds > 1))]
    counted = counted[-rounds:]
    return [_middle(runs) for runs in zip(*counted, strict=True)]


def _run(command: list[str], folder: Path) -> Run:
    """Run a command that writes into a new folder, and measure it; the peak is that of the largest of its processes."""
    folder.mkdir()
    silent = os.open(os.devnull, os.O_WRONLY)
    begin = time.perf_counter()
    child = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=[(os.POSIX_SPAWN_DUP2, silent, 1)])
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    os.close(silent)
    if status:
        raise SystemExit(f"failed ({os.waitstatus_to_exitcode(status)}): {' '.join(command)}")
    size = sum(path.stat().st_size for path in folder.rglob("*") if path.suffix in MADE and MANIFEST not in path.name)
    if not size:
        raise SystemExit(f"made nothing: {' '.join(command)}")
    shutil.rmtree(folder)
    return Run(seconds, usage.ru_maxrss * RSS_UNIT, size)


def _middle(runs: Sequence[Run]) -> Run:
    """The median of each measure."""
    return Run(median(one.seconds for one in runs), int(median(one.memory for one in runs)), runs[-1].size)
