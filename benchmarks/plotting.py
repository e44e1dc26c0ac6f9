"""How time and memory grow with a text, as an SVG that says nothing of when and where it was drawn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

import matplotlib as mpl
from matplotlib.figure import Figure

from measuring import Run

__all__ = ["plot"]

_SILENT = {"Date": None, "Creator": None}
_MARKS = "os^vD"


def plot(lines: Mapping[str, Sequence[tuple[float, Run]]], file: Path) -> None:
    """Draw seconds and peak memory over megabytes of text, both axes logarithmic.

    Args:
        lines: for each program, the length of a text in megabytes with its run.
        file: the SVG.
    """
    mpl.rcParams.update({"svg.hashsalt": "benchmarks", "svg.fonttype": "none", "font.size": 9})
    figure = Figure(figsize=(9, 3.6), layout="constrained")
    seconds, memory = figure.subplots(1, 2)
    for (name, points), mark in zip(lines.items(), _MARKS, strict=False):
        lengths = [length for length, _ in points]
        seconds.loglog(lengths, [run.seconds for _, run in points], marker=mark, label=name)
        memory.loglog(lengths, [run.memory / 1e6 for _, run in points], marker=mark, label=name)
    for axes, label in ((seconds, "seconds"), (memory, "MB at the peak, largest process")):
        axes.set_xlabel("MB of text")
        axes.set_ylabel(label)
        axes.grid(visible=True, which="major", alpha=0.3)
    seconds.legend(fontsize=7)
    figure.savefig(file, metadata=_SILENT)
