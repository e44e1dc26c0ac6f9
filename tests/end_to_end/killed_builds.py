"""A program for ``test_whole_or_nothing``: builds that are killed at random moments, and what the next run leaves.

``python killed_builds.py FOLDER FORMATS KILLS SEED`` expects ``old.md``, ``new.md`` (the same edition, changed) and
``broken.md`` in the folder. Every build is a process of its own that is killed with SIGKILL; they are forked from this
one, which has loaded the libraries, so that a kill falls into the work and not into the start. Every other kill waits
until files are being written. Prints one JSON object a kill.
"""

from __future__ import annotations

import json
import os
import random  # noqa: TID251 - moments, by a seed that the test names
import shutil
import signal
import sys
import time
from pathlib import Path
from typing import Any
from unittest.mock import patch

from edition_builder import pipeline
from edition_builder.model.building import BuildSettings
from edition_builder.pipeline import build
from edition_builder.publishing import publish

FOREIGN = {"foreign.txt": b"mine", "book.bak": b"kept", ".hidden": b"too"}


def seen(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def settings(output: Path, formats: str) -> BuildSettings:
    return BuildSettings(output=output, formats=tuple(formats.split(",")))


def killed(manuscript: Path, wanted: BuildSettings, moment: float, *, writing: bool) -> None:
    """Start a build and kill it some seconds after its start, or after it begins to write."""
    ready, begun = os.pipe()
    child = os.fork()
    if not child:
        if writing:
            pipeline.publish = lambda *all: (os.write(begun, b"."), publish(*all))[1]  # type: ignore[attr-defined]
        else:
            os.write(begun, b".")
        build(manuscript, wanted)
        os._exit(0)
    os.read(ready, 1)
    time.sleep(moment)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    os.close(ready)
    os.close(begun)


def timed(manuscript: Path, wanted: BuildSettings) -> tuple[float, float]:
    """Build; the seconds that it took, and those of them in which files were written: few on a quick disk."""
    begun: list[float] = []

    def noted(*arguments: Any) -> Any:
        begun.append(time.perf_counter())
        return publish(*arguments)

    with patch.object(pipeline, "publish", noted):
        start = time.perf_counter()
        build(manuscript, wanted)
        end = time.perf_counter()
    return end - start, end - begun[0]


def main(folder: Path, formats: str, kills: int, seed: int) -> None:
    output, kept, new_output = folder / "dist", folder / "dist-old", folder / "dist-new"
    build(folder / "old.md", settings(kept, formats))
    for name, data in FOREIGN.items():
        (kept / name).write_bytes(data)
    shutil.copytree(kept, new_output)
    whole, writing_takes = timed(folder / "new.md", settings(new_output, formats))
    states = {"old": seen(kept), "new": seen(new_output)}
    chance = random.Random(seed)  # noqa: S311 - moments, no secrets
    for number in range(kills):
        shutil.rmtree(output, ignore_errors=True)
        shutil.copytree(kept, output)
        writing = number % 2 == 0
        moment = chance.uniform(0, writing_takes if writing else whole)
        killed(folder / "new.md", settings(output, formats), moment, writing=writing)
        staged, journal = (any(output.glob(f".edition-*{inside}")) for inside in ("", "/journal.json"))
        build(folder / "broken.md", settings(output, formats))
        left = next((name for name, state in states.items() if seen(output) == state), "mixed")
        print(json.dumps({"left": left, "staged": staged, "journal": journal}))  # noqa: T201 - its result


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
