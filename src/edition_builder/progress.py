"""How a long run speaks while it goes on and when it is over, on stderr.

On a terminal one line is written over and over; into a file or pipe a plain line goes now and then, so that a log of
a night can be read.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable
from typing import TextIO

__all__ = ["Counts", "Progress", "duration"]

_REDRAWN = 0.2  # seconds between two looks of a line on a terminal
_LOGGED = 5.0  # seconds between two lines elsewhere
_CLEAR = "\r\033[K"  # to the first column, and what stands behind it away (ECMA-48, EL)
_MINUTE, _HOUR = 60, 3600


class Counts:
    """How many are done and how they ended."""

    __slots__ = ("built", "failed", "unchanged", "warned")

    def __init__(self) -> None:
        """Nothing is done."""
        self.built = self.unchanged = self.failed = self.warned = 0

    @property
    def done(self) -> int:
        """All that have a result."""
        return self.built + self.unchanged + self.failed


class Progress:
    """The line of a run over ``total`` manuscripts; nothing is shown before the first look is due."""

    def __init__(self, total: int, stream: TextIO | None = None) -> None:
        """Begin to count the time."""
        self.counts = Counts()
        self._total = total
        self._stream = stream or sys.stderr
        self._every = _REDRAWN if self._stream.isatty() else _LOGGED
        self._begun = self._shown = time.monotonic()
        self._stands = False  # whether our line is on the terminal now

    @property
    def seconds(self) -> float:
        """How long the run has taken."""
        return time.monotonic() - self._begun

    def tick(self) -> None:
        """Time has passed: show the line if it is due."""
        now = time.monotonic()
        if now - self._shown < self._every:
            return
        self._shown = now
        line = progress_line(self.counts, self._total, now - self._begun)
        if self._stream.isatty():
            self._stream.write(f"{_CLEAR}{line}")
            self._stands = True
        else:
            self._stream.write(f"{line}\n")
        self._stream.flush()

    def clear(self) -> None:
        """Make room for lines of somebody else."""
        if self._stands:
            self._stream.write(_CLEAR)
            self._stands = False

    def summary(self, failed: Iterable[str]) -> None:
        """Say at the end how many became what, how long it took, and which failed."""
        self.clear()
        self._stream.writelines(f"{line}\n" for line in summary_lines(self.counts, self.seconds, failed))
        self._stream.flush()


def progress_line(counts: Counts, total: int, seconds: float) -> str:
    """How far a run is: "1,234 of 10,000 · 12.3 a second · 11 min 52 s left · 2 failed".

    What was there from an earlier run is left out of the rate: it took no time to speak of.
    """
    made = counts.built + counts.failed
    parts = [f"{counts.done:,} of {total:,}"]
    if made and seconds > 0:
        rate = made / seconds
        parts += [f"{rate:.1f} a second", f"{duration((total - counts.done) / rate)} left"]
    if counts.failed:
        parts.append(f"{counts.failed:,} failed")
    return " · ".join(parts)


def summary_lines(counts: Counts, seconds: float, failed: Iterable[str]) -> list[str]:
    """A table of what became of a library."""
    made = counts.built + counts.failed
    rate = f" ({made / seconds:.1f} a second)" if made and seconds > 0 else ""
    rows = (
        ("built", f"{counts.built:,}"),
        ("unchanged", f"{counts.unchanged:,}"),
        ("failed", f"{counts.failed:,}"),
        ("with warnings", f"{counts.warned:,}"),
        ("time", f"{duration(seconds)}{rate}"),
    )
    lines = [f"{name:<14}{value:>8}" if name != "time" else f"{name:<14}  {value}" for name, value in rows]
    return lines + [f"failed: {path}" for path in failed]


def duration(seconds: float) -> str:
    """A time as people say it: "8 s", "4 min 10 s", "2 h 5 min"."""
    whole = round(seconds)
    if whole < _MINUTE:
        return f"{whole} s"
    if whole < _HOUR:
        return f"{whole // _MINUTE} min {whole % _MINUTE} s"
    return f"{whole // _HOUR} h {whole % _HOUR // _MINUTE} min"
