"""This tool beside pandoc, in one run: time, memory and size of an EPUB of the same text.

Usage: ``make bench``, or ``.venv/bin/python benchmarks/bench.py [--rounds N]``. The two programs take turns, so that a
busy minute of the machine meets both; the median of the rounds is printed. Each run is a new process, as for a user.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import pypandoc

ROOT = Path(__file__).resolve().parent.parent
SEED = ROOT / "manuscript" / "eyewitness-almaty.md"
EDITION = Path(sys.executable).with_name("edition")

CHAPTERS = 100
CHAPTER_CHARACTERS = 25_000
VOCABULARY = (
    "the night came down on a town of steel and snow while nobody had told them that last train was gone we asked "
    "for water bread and names they gave us what there was an old man sang his song about a river without end"
)
# Bytecode is written in the first round, as for a user; where a machine forbids it, every start compiles anew.
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
RSS_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of ru_maxrss: getrusage(2) of each system


@dataclass(frozen=True, slots=True)
class Run:
    """One run: seconds of wall time, peak memory in bytes, size of what was made in bytes."""

    seconds: float
    memory: int
    size: int


@dataclass(frozen=True, slots=True)
class Case:
    """A text to build: our manuscript, and the files of the same text that pandoc reads."""

    name: str
    manuscript: Path
    texts: tuple[Path, ...]


def words() -> Iterator[str]:
    """Words without end, always the same ones: the state is that of a small linear congruential generator."""
    vocabulary = VOCABULARY.split()
    state = 1
    while True:
        state = (state * 1_103_515_245 + 12_345) % 2**31
        yield vocabulary[(state >> 16) % len(vocabulary)]


def paragraph(source: Iterator[str]) -> str:
    """Five sentences; the first has a bracketed note."""
    sentences = [" ".join(next(source) for _ in range(14)).capitalize() for _ in range(5)]
    return f"{sentences[0]} [{next(source)} {next(source)}]. {'. '.join(sentences[1:])}."


def write_long_manuscript(folder: Path) -> Case:
    """A manuscript of 2.5 MB in 100 chapters with some 6,000 notes, in a folder."""
    folder.mkdir()
    source = words()
    meta = 'title: "A long night"\nauthor: "Anna K."\nlanguage: en\nnotes: {brackets: all, by: editor}\n'
    (folder / "edition.yaml").write_text(meta, encoding="utf-8")
    for number in range(1, CHAPTERS + 1):
        text = f"# Chapter {number}\n"
        while len(text) < CHAPTER_CHARACTERS:
            text += f"\n{paragraph(source)}\n"
        (folder / f"{number:03}.md").write_text(text, encoding="utf-8")
    return Case("2.5 MB in 100 chapters", folder, (folder / "edition.yaml", *sorted(folder.glob("*.md"))))


def without_cover(manuscript: Path, folder: Path) -> Case:
    """The same manuscript with ``cover: false``, as pandoc makes no cover of its own."""
    copy = folder / manuscript.name
    copy.write_text(manuscript.read_text(encoding="utf-8").replace("---\n", "---\ncover: false\n", 1), encoding="utf-8")
    return Case("seed, no cover", copy, (copy,))


def ours(case: Case, folder: Path) -> list[str]:
    """Our command line."""
    build = ["build", "--format", "epub", "--no-cache", "--output", str(folder), str(case.manuscript)]
    return [str(EDITION), *build]


def pandocs(case: Case, folder: Path) -> list[str]:
    """Pandoc's command line for the same text; a file of metadata is named apart."""
    metadata = [f"--metadata-file={path}" for path in case.texts if path.suffix == ".yaml"]
    texts = [str(path) for path in case.texts if path.suffix == ".md"]
    return [pypandoc.get_pandoc_path(), "--to=epub3", *metadata, "-o", str(folder / "out.epub"), *texts]


def run(command: list[str], folder: Path) -> Run:
    """Run a command that writes one EPUB into an empty folder, and measure it.

    Raises:
        SystemExit: It failed.
    """
    folder.mkdir()
    silent = os.open(os.devnull, os.O_WRONLY)
    begin = time.perf_counter()
    child = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=[(os.POSIX_SPAWN_DUP2, silent, 1)])
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - begin
    os.close(silent)
    if status:
        raise SystemExit(f"failed ({os.waitstatus_to_exitcode(status)}): {' '.join(command)}")
    (book,) = folder.glob("*.epub")
    size = book.stat().st_size
    shutil.rmtree(folder)
    return Run(seconds, usage.ru_maxrss * RSS_UNIT, size)


def middle(runs: Sequence[Run]) -> Run:
    """The median of each measure."""
    return Run(median(one.seconds for one in runs), int(median(one.memory for one in runs)), runs[-1].size)


def compare(case: Case, folder: Path, rounds: int) -> tuple[Run, Run]:
    """Both programs in turn, once to warm the caches and then as often as asked; ours first."""
    pairs = [
        tuple(run(command(case, folder / "out"), folder / "out") for command in (ours, pandocs))
        for _ in range(rounds + 1)
    ]
    mine, theirs = zip(*pairs[1:], strict=True)
    return middle(mine), middle(theirs)


def row(name: str, tool: str, one: Run, base: Run) -> str:
    """A row of the table."""
    return (
        f"| {name} | {tool} | {one.seconds:.3f} | {one.seconds / base.seconds:.2f} | {one.memory / 1e6:.0f} "
        f"| {one.memory / base.memory:.2f} | {one.size:,} | {one.size / base.size:.2f} |\n"
    )


def main(arguments: Sequence[str] | None = None) -> None:
    """Measure and print the table, a row as soon as it is known."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else None)
    parser.add_argument("--rounds", type=int, default=9, help="runs of each program on a short text (default: 9)")
    rounds = parser.parse_args(arguments).rounds
    sys.stdout.write("| text | program | wall s | of pandoc | peak MB | of pandoc | bytes | of pandoc |\n")
    sys.stdout.write("|---|---|---:|---:|---:|---:|---:|---:|\n")
    with TemporaryDirectory(prefix="bench-") as name:
        folder = Path(name)
        cases = (Case("seed", SEED, (SEED,)), without_cover(SEED, folder), write_long_manuscript(folder / "long"))
        for case in cases:
            mine, theirs = compare(case, folder, rounds if case.manuscript.is_file() else max(1, rounds // 3))
            sys.stdout.write(row(case.name, "edition build --format epub", mine, theirs))
            sys.stdout.write(row(case.name, f"pandoc {pypandoc.get_pandoc_version()}", theirs, theirs))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
