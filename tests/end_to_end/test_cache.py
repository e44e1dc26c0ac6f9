"""The cache as a person meets it: nothing changed and it is quick, something did and it is right, and how it goes."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Edition = Callable[..., subprocess.CompletedProcess[str]]
FOLDER = ".edition-cache"
LOADED = "import sys; from edition_builder.cli import main; main(sys.argv[1:]); print(*sys.modules)"
STAGES = ("reading.manuscript", "editing", "rendering", "production")
HEAVY = {"weasyprint", "pikepdf", "ebooklib", "lxml", "jinja2", "markdown_it", "yaml", "PIL", "fontTools"}


@pytest.fixture(autouse=True)
def with_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("EDITION_NO_CACHE")


def files(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted((project / "dist").iterdir())}


def entries(project: Path) -> list[Path]:
    return [path for path in (project / FOLDER).iterdir() if len(path.name) == 64]


def test_a_second_build_gives_the_same_and_loads_no_stage(edition: Edition, project: Path) -> None:
    clean = edition("build", "--no-cache")
    assert (clean.returncode, (project / FOLDER).exists()) == (0, False)
    expected = files(project)
    for file in (project / "dist").iterdir():
        file.unlink()
    assert edition("build").stdout == clean.stdout
    assert files(project) == expected
    for file in (project / "dist").iterdir():
        file.unlink()
    second = subprocess.run(
        [sys.executable, "-c", LOADED, "build"], cwd=project, capture_output=True, text=True, check=True
    )
    *made, loaded = second.stdout.splitlines()
    assert made == clean.stdout.splitlines()
    assert files(project) == expected
    modules = set(loaded.split())
    assert "edition_builder.pipeline" in modules
    assert sorted(modules & (HEAVY | {f"edition_builder.{name}" for name in STAGES})) == []


def test_a_changed_text_is_made_anew_and_a_warning_comes_again(edition: Edition, project: Path) -> None:
    text = project / "manuscript" / "book.md"
    edition("build", "--format", "txt")
    text.write_text(f"{text.read_text(encoding='utf-8')}\nMore [words.\n", encoding="utf-8")
    first = edition("build", "--format", "txt")
    second = edition("build", "--format", "txt")
    assert "EB401" in first.stderr
    assert (second.stdout, second.stderr) == (first.stdout, first.stderr)
    assert b"More [words." in files(project)["a-small-book.txt"]


def test_a_variable_switches_it_off(edition: Edition, project: Path) -> None:
    edition("build", "--format", "txt", EDITION_NO_CACHE="yes")
    assert not (project / FOLDER).exists()


def test_nothing_is_kept_of_what_is_private(edition: Edition, project: Path) -> None:
    (project / "list.txt").write_text("somebody\n", encoding="utf-8")
    assert edition("build", "--format", "txt", "--forbidden", "list.txt").returncode == 0
    assert edition("build", "--format", "txt", "--discreet").returncode == 0
    assert not (project / FOLDER).exists()


@pytest.mark.parametrize("command", [("notes",), ("check",), ("pack", "--for", "sms"), ("formats",)])
def test_no_other_command_keeps_anything(edition: Edition, project: Path, command: tuple[str, ...]) -> None:
    done = edition(command[0], "manuscript/book.md", *command[1:])
    assert done.returncode == 0, done.stderr
    assert not (project / FOLDER).exists()


def test_what_is_kept_is_said_and_cleared(edition: Edition, project: Path) -> None:
    edition("build", "--format", "txt")
    said = edition("cache")
    assert said.stdout == ".edition-cache: 1 entry, 0.0 MB of at most 1,000.0 MB\n"
    found = json.loads(edition("cache", "--json").stdout)
    assert (found["folder"], found["entries"]) == (str(project / FOLDER), 1)
    assert found["bytes"] == entries(project)[0].stat().st_size
    assert edition("cache", "clear").stdout == ".edition-cache: 1 entry, 0.0 MB removed\n"
    assert not (project / FOLDER).exists()
    assert edition("cache").stdout == ".edition-cache: 0 entries, 0.0 MB of at most 1,000.0 MB\n"


def test_a_wrong_word_is_said(edition: Edition) -> None:
    done = edition("cache", "clera")
    assert (done.returncode, done.stdout) == (2, "")
    assert (
        done.stderr == "error: there is no edition cache clera\n  hint: edition cache clear removes all that is kept\n"
    )


def test_a_folder_that_cannot_be_written_is_no_obstacle(edition: Edition, project: Path) -> None:
    (project / FOLDER).write_text("in the way", encoding="utf-8")
    done = edition("build", "--format", "txt", "--strict")
    assert (done.returncode, done.stdout) == (0, "dist/a-small-book.txt\n")
    assert done.stderr.startswith(f"{FOLDER}: notice EB704: nothing is kept for the next build: File exists\n  hint: ")


def test_a_damaged_entry_is_made_again_without_a_word(edition: Edition, project: Path) -> None:
    edition("build", "--format", "txt")
    before = files(project)
    (entry,) = entries(project)
    entry.write_bytes(os.urandom(5_000))
    done = edition("build", "--format", "txt")
    assert (done.returncode, done.stderr) == (0, "")
    assert files(project) == before
    assert edition("build", "--format", "txt").returncode == 0


def test_two_builds_at_once_give_whole_files(project: Path) -> None:
    both = [
        subprocess.Popen(
            [sys.executable, "-m", "edition_builder", "build", "--format", "epub,txt", "--output", output],
            cwd=project,
            stdout=subprocess.DEVNULL,
        )
        for output in ("one", "two")
    ]
    assert [one.wait(60) for one in both] == [0, 0]
    first, second = ({path.name: path.read_bytes() for path in (project / name).iterdir()} for name in ("one", "two"))
    assert first == second
    assert len(entries(project)) == 1
