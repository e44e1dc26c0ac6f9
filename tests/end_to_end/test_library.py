"""A library from the command line: all of it is built, what is wrong is named, and a kill costs only what was open."""

from __future__ import annotations

import hashlib
import json
import re
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from edition_builder.publishing import held

Edition = Callable[..., subprocess.CompletedProcess[str]]
TEXT = "---\ntitle: {title}\nauthor: An author\nlanguage: en\n---\n\nWords of {title}.\n"
SEVERAL = 7


@pytest.fixture
def library(project: Path) -> Path:
    """Seven manuscripts in two folders, and things that are none."""
    folder = project / "library"
    for number in range(1, SEVERAL + 1):
        path = folder / str(number % 2) / f"{number}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(TEXT.format(title=f"Text {number}"), encoding="utf-8")
    (folder / "README.md").write_text("For people.", encoding="utf-8")
    (folder / ".draft.md").write_text("Not yet.", encoding="utf-8")
    return folder


def sums(folder: Path) -> dict[str, str]:
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir() if path.is_file()}


def test_a_library_is_built_whole_and_as_each_would_be_alone(edition: Edition, project: Path, library: Path) -> None:
    done = edition("build", "library", "--format", "epub,html,txt", "--output", "all", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert "built                7\n" in done.stderr
    expected = [f"text-{n}.{end}" for n in range(1, SEVERAL + 1) for end in ("epub", "html", "manifest.txt", "txt")]
    assert sorted(sums(project / "all")) == expected
    assert len(done.stdout.splitlines()) == SEVERAL * 3
    for path in library.rglob("?.md"):
        assert edition("build", str(path), "--format", "epub,html,txt", "--output", "each").returncode == 0
    assert sums(project / "each") == sums(project / "all")


def test_one_that_is_wrong_stops_no_other_and_gives_the_exit_code(edition: Edition, library: Path) -> None:
    (library / "1" / "3.md").write_text("nothing", encoding="utf-8")
    done = edition("build", "library", "--format", "txt", "--jobs", "2")
    assert done.returncode == 1
    assert "library/1/3.md:1:1: error EB201" in done.stderr
    assert done.stderr.endswith("failed: library/1/3.md\n")
    assert len(done.stdout.splitlines()) == SEVERAL - 1


@pytest.mark.usefixtures("library")
def test_what_is_wrong_with_the_styles_is_said_once(edition: Edition, project: Path) -> None:
    (project / "styles").mkdir()
    (project / "styles" / "nothing.css").write_text("p { color: red }", encoding="utf-8")
    done = edition("build", "library", "--format", "txt", "--jobs", "2")
    assert done.returncode == 0
    assert done.stderr.count("EB106") == 1
    strict = edition("build", "library", "--format", "txt", "--strict", "--jobs", "2")
    assert (strict.returncode, strict.stdout) == (1, "")


def test_programs_get_an_object_for_each(edition: Edition, library: Path) -> None:
    (library / "1" / "3.md").write_text("nothing", encoding="utf-8")
    results = json.loads(edition("build", "library", "--format", "txt", "--json", "--jobs", "2").stdout)
    assert [one["exit"] for one in results].count(1) == 1
    assert [one["manuscript"] for one in results][:3] == ["library/0/2.md", "library/0/4.md", "library/0/6.md"]


def test_a_killed_run_goes_on_where_it_was_and_gives_the_same_bytes(
    edition: Edition, project: Path, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EDITION_NO_CACHE")
    for number in range(100):
        (library / f"more-{number}.md").write_text(TEXT.format(title=f"More {number}"), encoding="utf-8")
    command = [sys.executable, "-m", "edition_builder", "build", "library", "--format", "epub,txt", "--jobs", "2"]
    with subprocess.Popen(command, cwd=project, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as run:
        assert run.stdout
        for _ in range(30):
            run.stdout.readline()
        run.send_signal(signal.SIGKILL)
    again = edition("build", "library", "--format", "epub,txt", "--jobs", "2")
    assert again.returncode == 0, again.stderr
    (unchanged,) = re.findall(r"^unchanged +(\d+)$", again.stderr, re.MULTILINE)
    assert 10 <= int(unchanged) < 107
    assert edition("build", "library", "--format", "epub,txt", "--no-cache", "--output", "anew").returncode == 0
    assert sums(project / "dist") == sums(project / "anew")
    assert "unchanged          107\n" in edition("build", "library", "--format", "epub,txt").stderr


@pytest.mark.usefixtures("library")
def test_another_build_in_the_same_folder_is_told(edition: Edition, project: Path) -> None:
    with held(project / "dist"):
        done = edition("build", "library", "--format", "txt", "--jobs", "2")
    assert done.returncode == 6
    assert "another build is writing into dist" in done.stderr


def test_a_library_yaml_asks_for_a_catalogue(edition: Edition, project: Path, library: Path) -> None:
    (library / "library.yaml").write_text("title: The archive\nlanguage: uk\n", encoding="utf-8")
    done = edition("build", "library", "--format", "epub,txt", "--jobs", "2")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[0] == "dist/texts/text-2/text-2.epub"
    assert done.stdout.splitlines()[-1] == "dist/index.html"
    front = (project / "dist" / "index.html").read_text(encoding="utf-8")
    assert "<h1>The archive</h1>" in front
    assert '<html lang="uk"' in front
    entries = (project / "dist" / "catalogue" / "titles-001.html").read_text(encoding="utf-8")
    assert entries.count("<article") == SEVERAL
    (library / "1" / "3.md").unlink()
    assert edition("build", "library", "--format", "epub,txt", "--jobs", "2").returncode == 0
    entries = (project / "dist" / "catalogue" / "titles-001.html").read_text(encoding="utf-8")
    assert entries.count("<article") == SEVERAL - 1


def test_a_library_yaml_that_is_wrong_is_said_before_anything_is_built(
    edition: Edition, project: Path, library: Path
) -> None:
    (library / "library.yaml").write_text("titel: The archive\n", encoding="utf-8")
    done = edition("build", "library", "--format", "txt")
    assert done.returncode == 2
    assert "library/library.yaml:1:1: error EB203" in done.stderr
    assert not (project / "dist").exists()


def test_what_was_killed_in_the_folder_of_a_text_is_finished_by_the_next_run(
    edition: Edition, project: Path, library: Path
) -> None:
    command = ("build", "library", "--catalogue", "--format", "txt", "--jobs", "2")
    assert edition(*command).returncode == 0
    before = sums(project / "dist" / "texts" / "text-2")
    left = project / "dist" / "texts" / "text-2" / ".edition-text-2"
    (left / "new").mkdir(parents=True)
    (library / "0" / "2.md").write_text("broken", encoding="utf-8")
    assert edition(*command).returncode == 1
    assert not left.exists()
    assert sums(project / "dist" / "texts" / "text-2") == before
