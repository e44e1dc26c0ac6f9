"""How time and memory grow with a text, as an SVG that says nothing of when and where it was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import matplotlib as mpl
from matplotlib.figure import Figure
from matplotlib.ticker import LogLocator

from measuring import Run

__all__ = ["Lines", "plot"]

Lines = Mapping[str, Mapping[str, Sequence[tuple[float, Run]]]]  # files → program → megabytes of text, and the run

_SILENT = {"Date": None, "Creator": None}
_LOOKS = ("#b5222b", "#3b6ea5", "#4c9a6a", "#8a6bb0", "#888888")  # ours first, in the red of the front page
_MARKS = "os^vD"


def plot(lines: Lines, file: Path) -> None:
    """Draw seconds and peak memory over megabytes of text, all axes logarithmic: a column for each kind of files.

    A dotted line is what growth by the same factor as the text looks like.

    Args:
        lines: for each kind of files and each program, the length of a text in megabytes with its run; ours first.
        file: the SVG.
    """
    mpl.rcParams.update({"svg.hashsalt": "benchmarks", "svg.fonttype": "none", "font.size": 9})
    figure = Figure(figsize=(9, 6.4), layout="constrained")
    panels = figure.subplots(2, len(lines), sharex=True, squeeze=False)
    for column, (files, programs) in enumerate(lines.items()):
        for row, (measure, unit) in enumerate((("seconds", 1.0), ("memory", 1e6))):
            axes = panels[row][column]
            for number, (name, points) in enumerate(programs.items()):
                sizes, values = zip(*((size, getattr(run, measure) / unit) for size, run in points), strict=True)
                look = {"color": _LOOKS[number % 5], "marker": _MARKS[number % 5], "linewidth": 1 if number else 2}
                axes.loglog(sizes, values, label=name, **look)
                if not number and measure == "seconds":
                    straight = [values[-1] * size / sizes[-1] for size in sizes]
                    axes.loglog(sizes, straight, color=look["color"], linestyle=":", linewidth=1)
            axes.set_ylabel(f"{files}: {'seconds' if unit == 1.0 else 'MB at the peak, largest process'}")
            _plain(axes)
        panels[0][column].legend(fontsize=8)
        panels[1][column].set_xlabel("MB of text")
    figure.savefig(file, metadata=_SILENT)


def _plain(axes: Any) -> None:
    """Numbers as they are read, a light grid."""
    axes.grid(visible=True, which="major", alpha=0.3)
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(LogLocator(subs=(1, 2, 5)))
        axis.set_major_formatter(lambda value, _position: f"{value:,g}")
        axis.set_minor_formatter(lambda *_: "")
