"""This tool beside others, in one run: time, memory and size, of a leaflet, of long works, and of a library.

Usage: ``make bench``, or ``.venv/bin/python benchmarks/bench.py [--suite NAME,…] [--rounds N] [--plot FILE.svg]``. The
programs take turns; the median of the rounds is printed as a table in Markdown, a text as soon as it is known.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import Run, in_turn
from suites import SUITES, Comparison

HEAD = """\
| text | files | program | wall s | ratio | peak MB | ratio | bytes | ratio |
|---|---|---|---:|---:|---:|---:|---:|---:|
"""
_USUAL = "leaflet,long"


def rows(comparison: Comparison, runs: Sequence[Run]) -> Iterator[str]:
    """A row of the table for each program; the last one is what the others are compared with."""
    base = runs[-1]
    for (name, _), one in zip(comparison.programs, runs, strict=True):
        rate = f" ({comparison.count / one.seconds:.1f} a second)" if comparison.count > 1 else ""
        yield (
            f"| {comparison.text} | {comparison.files} | {name} | {one.seconds:.2f}{rate} "
            f"| {one.seconds / base.seconds:.3f} | {one.memory / 1e6:.0f} | {one.memory / base.memory:.2f} "
            f"| {one.size:,} | {one.size / base.size:.2f} |\n"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure, print the table, and draw what grows."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9, help="runs of each program on a short text (default: 9)")
    parser.add_argument("--suite", default=_USUAL, help=f"of {', '.join(SUITES)} (default: {_USUAL})")
    parser.add_argument("--plot", type=Path, help="an SVG to draw the suite scaling into")
    given = parser.parse_args(arguments)
    grown: dict[str, dict[str, list[tuple[float, Run]]]] = {}
    sys.stdout.write(HEAD)
    with TemporaryDirectory(prefix="bench-") as name:
        for comparison in (one for suite in given.suite.split(",") for one in SUITES[suite](Path(name), given.rounds)):
            runs = in_turn([command for _, command in comparison.programs], Path(name) / "out", comparison.rounds)
            sys.stdout.writelines(rows(comparison, runs))
            sys.stdout.flush()
            for (program, _), run in zip(comparison.programs, runs, strict=True):
                if comparison.megabytes:
                    lines = grown.setdefault(comparison.files, {})
                    lines.setdefault(program, []).append((comparison.megabytes, run))
    if given.plot:
        # Not before: a program that is started has the memory of its parent for a moment, and the peak would be that.
        import_module("plotting").plot(grown, given.plot)


if __name__ == "__main__":
    main()
