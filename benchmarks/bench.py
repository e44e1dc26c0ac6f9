"""This tool beside others, in one run: an EPUB beside pandoc, a PDF beside WeasyPrint alone; time, memory and size.

Usage: ``make bench``, or ``.venv/bin/python benchmarks/bench.py [--rounds N]``. The programs take turns; the median of
the rounds is printed as a table in Markdown, a text as soon as it is known.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from measuring import Run, in_turn
from programs import Command, edition, pandoc, weasyprint
from texts import CHAPTERS, Text, hundred_testimonies, long_text, seed, without_cover

# WeasyPrint alone needs minutes for the long text: the PDF is measured on a tenth of it.
PDF_CHAPTERS = CHAPTERS // 10
HEAD = """\
| text | file | program | wall s | ratio | peak MB | ratio | bytes | ratio |
|---|---|---|---:|---:|---:|---:|---:|---:|
"""


@dataclass(frozen=True, slots=True)
class Comparison:
    """Programs that make the same file of the same text, ours first; ratios are to the last."""

    text: Text
    file: str
    programs: tuple[tuple[str, Command], ...]
    rounds: int


def comparisons(folder: Path, rounds: int) -> Iterator[Comparison]:
    """What is measured, in order; long texts fewer times."""
    few = max(1, rounds // 3)
    for text in (seed(), without_cover(seed(), folder)):
        yield Comparison(text, "EPUB", (edition(text, "epub"), pandoc(text)), rounds)
    for text in (hundred_testimonies(folder / "hundred"), long_text(folder / "long")):
        yield Comparison(text, "EPUB", (edition(text, "epub"), pandoc(text)), few)
    for text in (seed(), long_text(folder / "tenth", PDF_CHAPTERS)):
        programs = (edition(text, "pdf"), weasyprint(text, folder / f"for-{text.manuscript.stem}"))
        yield Comparison(text, "PDF", programs, rounds if text.manuscript.is_file() else 1)


def row(comparison: Comparison, name: str, one: Run, base: Run) -> str:
    """A row of the table."""
    return (
        f"| {comparison.text.name} | {comparison.file} | {name} | {one.seconds:.3f} | {one.seconds / base.seconds:.2f} "
        f"| {one.memory / 1e6:.0f} | {one.memory / base.memory:.2f} | {one.size:,} | {one.size / base.size:.2f} |\n"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9, help="runs of each program on a short text (default: 9)")
    rounds = parser.parse_args(arguments).rounds
    sys.stdout.write(HEAD)
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        for comparison in comparisons(folder, rounds):
            runs = in_turn([command for _, command in comparison.programs], folder / "out", comparison.rounds)
            for (program, _), one in zip(comparison.programs, runs, strict=True):
                sys.stdout.write(row(comparison, program, one, runs[-1]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
