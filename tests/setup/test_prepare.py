"""The steps that make a folder ready, with the machine, pip and venv replaced."""

from __future__ import annotations

from pathlib import Path

import pytest

import prepare
from needs import LEVELS
from system_packages import Stopped

ROOT = Path(__file__).resolve().parents[2]


class Steps:
    """What was called, and which step fails."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.called: list[str] = []
        self.fails = "nothing"
        monkeypatch.setattr(prepare, "bring", lambda level: self.called.append(f"bring {level}"))
        monkeypatch.setattr(prepare, "call", self._call)
        monkeypatch.setattr(prepare, "makes_environments", lambda _: False)
        monkeypatch.setattr(prepare, "find_python", lambda: "python3")

    def _call(self, *command: str | Path) -> bool:
        line = " ".join(str(part) for part in command)
        self.called.append(line)
        return self.fails not in line


@pytest.fixture
def steps(monkeypatch: pytest.MonkeyPatch) -> Steps:
    return Steps(monkeypatch)


def test_the_order_is_machine_environment_packages_tool(steps: Steps) -> None:
    assert prepare.main(["run"]) == prepare.EXIT_DONE
    machine, environment, packages, tool, bytecode = steps.called
    assert machine == "bring run"
    assert environment == "python3 -m venv --clear .venv"
    assert packages.endswith("install --quiet --no-deps --require-hashes -r requirements/run.txt")
    assert tool.endswith("--no-index --no-deps --no-build-isolation --editable .")
    assert bytecode == ".venv/bin/python -m compileall -q src"


def test_a_sound_environment_is_kept(steps: Steps, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prepare, "makes_environments", lambda _: True)
    monkeypatch.setattr(prepare, "answer_of", lambda *_: "pip 23")
    prepare.prepare("bench")
    assert [step.split(" -r ")[-1] for step in steps.called] == ["bring bench", "requirements/bench.txt"]


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("venv", ".venv could not be made"),
        ("--require-hashes", "With a network, run make again"),
        ("--editable", "The tool itself"),
    ],
)
def test_a_step_that_fails_ends_in_plain_words(
    steps: Steps, capsys: pytest.CaptureFixture[str], step: str, words: str
) -> None:
    steps.fails = step
    assert prepare.main(["test"]) == prepare.EXIT_STOPPED
    said = capsys.readouterr().err
    assert words in said
    assert "Traceback" not in said


def test_what_the_machine_lacks_stops_everything(
    steps: Steps, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def lacking(_: str) -> None:
        raise Stopped("run this: install glue")

    monkeypatch.setattr(prepare, "bring", lacking)
    assert prepare.main(["run"]) == prepare.EXIT_STOPPED
    assert "run this: install glue" in capsys.readouterr().err
    assert steps.called == []


@pytest.mark.parametrize("arguments", [[], ["everything"], ["run", "test"]])
def test_any_other_call_is_told_the_levels(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert prepare.main(arguments) == prepare.EXIT_USAGE
    assert "run|test|slow" in capsys.readouterr().err


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_its_lock_and_is_asked_for_by_make(level: str) -> None:
    assert (ROOT / "requirements" / f"{level}.txt").exists()
    assert f".venv/{level}.ready" in (ROOT / "Makefile").read_text(encoding="utf-8")
