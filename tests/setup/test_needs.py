"""What the machine needs, and how the look for it answers."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from needs import (
    JAVA,
    LEVELS,
    answer_of,
    find_python,
    java_version,
    library_loads,
    makes_environments,
    needs_of,
    python_need,
)


@pytest.mark.parametrize(
    ("answer", "version"),
    [
        ('openjdk version "17.0.15" 2025-04-15', 17),
        ('openjdk version "21" 2023-09-19', 21),
        ('java version "1.8.0_391"', 8),
        ('openjdk version "25-ea" 2025-09-16', 25),
        ("The operation couldn’t be completed. Unable to locate a Java Runtime.", 0),
        (None, 0),
    ],
)
def test_the_version_of_java_is_read(answer: str | None, version: int) -> None:
    assert java_version(answer) == version


def test_a_program_that_is_not_there_answers_nothing() -> None:
    assert answer_of("no-such-program-anywhere") is None


def test_a_program_that_fails_answers_nothing() -> None:
    assert answer_of(sys.executable, "-c", "raise SystemExit(1)") is None


def test_a_library_that_is_not_there_does_not_load() -> None:
    assert not library_loads(("libno-such-library.so.9",))


def test_this_python_makes_environments() -> None:
    assert makes_environments(sys.executable)
    assert find_python() is not None


def test_a_python_that_is_too_old_makes_none(tmp_path: Path) -> None:
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n", encoding="ascii")
    old.chmod(0o755)
    assert not makes_environments(str(old))


def test_an_old_system_gets_a_newer_python_beside_its_own() -> None:
    assert python_need((3, 10)).packages["apt"] == ("python3.11", "python3.11-venv")
    assert python_need((3, 11)).packages["apt"] == ("python3-venv",)


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_needs_python_and_says_why(level: str) -> None:
    needs = needs_of(level)
    assert needs[0].what.startswith("Python 3.11")
    assert all(need.why for need in needs)


def test_only_tests_need_java() -> None:
    assert [level for level in LEVELS if JAVA in needs_of(level)] == ["test", "slow"]


@pytest.mark.parametrize("manager", ["apt", "dnf", "pacman", "brew"])
@pytest.mark.parametrize("level", LEVELS)
def test_every_need_has_its_package_with_every_manager(level: str, manager: str) -> None:
    assert [need.what for need in needs_of(level) if not need.packages.get(manager)] == []
