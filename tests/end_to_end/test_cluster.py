"""A library on a Dask cluster: a real scheduler and workers on this machine, and what happens when one is killed."""

from __future__ import annotations

import hashlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from editions import png

Edition = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "---\ntitle: {title}\nauthor: An author\nlanguage: en\n---\n\nWords of {title}.\n{more}"
QUIET = {"DASK_DISTRIBUTED__LOGGING__DISTRIBUTED": "critical", "DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "false"}
MANY = 60


class Machines:
    """A scheduler and the workers that were started for it."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "scheduler.json"
        self.scheduler = self._start("scheduler", "--port", "0", "--scheduler-file", str(self.file))
        until = time.monotonic() + 60
        while not self.address and time.monotonic() < until:
            time.sleep(0.1)
        self.workers: list[subprocess.Popen[bytes]] = []

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-m", "dask", *arguments, "--host", "127.0.0.1", "--no-dashboard"],
            cwd=self.file.parent,
            env={**os.environ, **QUIET, "DASK_CONFIG": str(self.file.parent)},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )

    @property
    def address(self) -> str:
        with suppress(FileNotFoundError, json.JSONDecodeError):
            return str(json.loads(self.file.read_text())["address"])
        return ""

    def hire(self, *more: str) -> subprocess.Popen[bytes]:
        arguments = (
            "worker",
            self.address,
            "--nthreads",
            "1",
            "--no-nanny",
            "--local-directory",
            str(self.file.parent),
        )
        self.workers.append(self._start(*arguments, *more))
        return self.workers[-1]

    def end(self) -> None:
        for process in (*self.workers, self.scheduler):
            process.terminate()
        for process in (*self.workers, self.scheduler):
            with suppress(subprocess.TimeoutExpired):
                process.wait(20)
            process.kill()
            process.wait()


@contextmanager
def machines(folder: Path) -> Iterator[Machines]:
    folder.mkdir()
    made = Machines(folder)
    try:
        yield made
    finally:
        made.end()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a scheduler with two workers."""
    with machines(tmp_path_factory.mktemp("cluster") / "dask") as found:
        found.hire()
        found.hire()
        yield found.address


@pytest.fixture
def library(project: Path) -> Path:
    """Many short manuscripts, one with a picture, one whose picture is missing."""
    folder = project / "library"
    folder.mkdir()
    for number in range(MANY):
        (folder / f"{number}.md").write_text(TEXT.format(title=f"Text {number}", more=""), encoding="utf-8")
    (folder / "bridge.png").write_bytes(png())
    (folder / "3.md").write_text(TEXT.format(title="Text 3", more="\n![A bridge](bridge.png)\n"), encoding="utf-8")
    (folder / "5.md").write_text(TEXT.format(title="Text 5", more="\n![A road](road.png)\n"), encoding="utf-8")
    return folder


def sums(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def begun(project: Path, address: str, *more: str) -> subprocess.Popen[str]:
    """A build on a cluster that is under way."""
    command = [sys.executable, "-m", "edition_builder", "build", "library", "--scheduler", address, *more]
    return subprocess.Popen(
        command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env={**os.environ, **QUIET}
    )


@pytest.mark.usefixtures("library")
def test_a_cluster_gives_what_this_machine_gives(edition: Edition, project: Path, cluster: str) -> None:
    there = edition("build", "library", "--format", "epub,html,txt", "--scheduler", cluster, "--output", "there")
    here = edition("build", "library", "--format", "epub,html,txt", "--jobs", "2", "--output", "here")
    assert (there.returncode, here.returncode) == (1, 1), there.stderr
    assert sums(project / "there") == sums(project / "here")
    assert there.stdout == here.stdout.replace("here/", "there/")
    said = [[line for line in one.stderr.splitlines() if "EB501" in line or "hint" in line] for one in (there, here)]
    assert said[0] == said[1]
    assert "road.png" in said[0][0]


@pytest.mark.usefixtures("library")
def test_a_killed_worker_loses_nothing(edition: Edition, project: Path, tmp_path: Path) -> None:
    with machines(tmp_path / "dask") as found:
        first = found.hire()
        found.hire()
        with begun(project, found.address, "--format", "epub,txt") as run:
            assert run.stdout
            lines = [run.stdout.readline() for _ in range(10)]
            first.send_signal(signal.SIGKILL)
            rest, said = run.communicate(timeout=100)
    assert run.returncode == 1, said
    assert len(lines) + len(rest.splitlines()) == 2 * (MANY - 1)
    assert edition("build", "library", "--format", "epub,txt", "--output", "here").returncode == 1
    assert sums(project / "dist") == sums(project / "here")


@pytest.mark.usefixtures("library")
def test_a_scheduler_that_vanishes_ends_the_run_and_what_is_written_is_whole(
    edition: Edition, project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITION_NO_CACHE")
    with machines(tmp_path / "dask") as found:
        found.hire()
        with begun(project, found.address, "--format", "epub,txt") as run:
            assert run.stdout
            for _ in range(10):
                run.stdout.readline()
            found.scheduler.send_signal(signal.SIGKILL)
            _rest, said = run.communicate(timeout=100)
    assert run.returncode == 3, said
    assert "is gone\n  hint: what is written is whole" in said
    assert "Traceback" not in said
    assert not list((project / "dist").glob(".*"))
    for manifest in (project / "dist").glob("*.manifest.txt"):
        for line in manifest.read_text().splitlines():
            digest, name = line.split("  ")
            assert hashlib.sha256((project / "dist" / name).read_bytes()).hexdigest() == digest
    again = edition("build", "library", "--format", "epub,txt")
    assert "unchanged            0\n" not in again.stderr
    assert f"failed{1:>16}\n" in again.stderr


def test_a_manuscript_that_kills_every_worker_is_named_and_the_others_are_built(
    edition: Edition, library: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert library.is_dir()
    deadly = tmp_path / "deadly.py"
    deadly.write_text(
        "import os\n"
        "from edition_builder.library import task\n"
        "from edition_builder.production import made\n"  # this file is loaded more than once
        "def dies(loaded, *more):\n"
        "    if loaded.value.texts[0].path.endswith('/7.md'):\n"
        "        os._exit(9)\n"
        "    return made(loaded, *more)\n"
        "task.made = dies\n",
        encoding="utf-8",
    )
    monkeypatch.setenv("DASK_DISTRIBUTED__SCHEDULER__ALLOWED_FAILURES", "0")
    with machines(tmp_path / "dask") as found:
        for _ in range(3):  # two of them will be lost
            found.hire("--preload", str(deadly))
        done = edition("build", "library", "--format", "txt", "--scheduler", found.address)
    assert done.returncode == 5, done.stderr
    assert "library/7.md: error EB712" in done.stderr
    assert len(done.stdout.splitlines()) == MANY - 2


def test_a_scheduler_that_is_not_there_is_said_soon(edition: Edition, library: Path) -> None:
    assert library.is_dir()
    begun_at = time.monotonic()
    done = edition("build", "library", "--format", "txt", "--scheduler", "tcp://127.0.0.1:9")
    assert time.monotonic() - begun_at < 60
    assert done.returncode == 3
    assert "there is no scheduler at tcp://127.0.0.1:9\n  hint: start one" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.usefixtures("library")
def test_a_scheduler_without_a_worker_is_said(edition: Edition, tmp_path: Path) -> None:
    with machines(tmp_path / "dask") as found:
        address = found.address
        done = edition("build", "library", "--format", "txt", "--scheduler", address)
    assert done.returncode == 3
    assert f"the scheduler at {address} has no worker\n  hint: start one: dask worker" in done.stderr


@pytest.mark.usefixtures("library")
def test_a_worker_that_would_make_other_bytes_is_refused(edition: Edition, project: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.py"
    other.write_text(
        "from edition_builder.library import versions\n"
        "ours = dict(versions.versions())\n"
        "versions.versions = lambda: tuple({**ours, 'Pango': '1.2.3'}.items())\n",
        encoding="utf-8",
    )
    with machines(tmp_path / "dask") as found:
        found.hire("--preload", str(other))
        done = edition("build", "library", "--format", "txt", "--scheduler", found.address)
    assert done.returncode == 3
    assert "would make other bytes: Pango 1.2.3 there" in done.stderr
    assert list((project / "dist").glob("*.txt")) == []


@pytest.mark.parametrize("address", ["127.0.0.1:8786", "http://127.0.0.1:8786", "tcp://", "tcp://a b:1", "tcp://a"])
def test_an_address_that_is_none_is_said(edition: Edition, library: Path, address: str) -> None:
    assert library.is_dir()
    done = edition("build", "library", "--scheduler", address)
    assert done.returncode == 2
    assert "is no address of a scheduler" in done.stderr


@pytest.mark.usefixtures("library")
def test_a_private_list_does_not_go_to_other_machines(edition: Edition, project: Path) -> None:
    (project / "private.txt").write_text("Ivanov\n", encoding="utf-8")
    done = edition("build", "library", "--forbidden", "private.txt", "--scheduler", "tcp://127.0.0.1:9")
    assert done.returncode == 2
    assert "a private list of words does not leave this computer" in done.stderr
