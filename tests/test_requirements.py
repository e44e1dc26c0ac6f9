"""The locks: every package with hashes, no index, no machine, and no drift from ``pyproject.toml``."""

from __future__ import annotations

import json
import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
LOCKS = {path.stem: path.read_text(encoding="utf-8") for path in (ROOT / "requirements").glob("*.txt")}
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def locked(lock: str) -> dict[str, str]:
    """Package → version, as a lock has them."""
    return dict(re.findall(r"^([a-z0-9.-]+)==([^ ;\\]+)", lock, re.MULTILINE))


def asked(requirements: list[object]) -> set[str]:
    """The names in a list of requirements of ``pyproject.toml``."""
    names = [re.split(r"[^A-Za-z0-9._-]", one)[0] for one in requirements if isinstance(one, str)]
    return {re.sub(r"[-_.]+", "-", name).lower() for name in names}


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_every_package_has_a_hash(name: str) -> None:
    blocks = re.split(r"\n(?=\S)", re.sub(r"^#.*\n", "", LOCKS[name], flags=re.MULTILINE).strip())
    assert [block for block in blocks if "--hash=sha256:" not in block] == []


@pytest.mark.parametrize("name", sorted(LOCKS))
def test_a_lock_names_no_index_and_no_folder(name: str) -> None:
    assert re.findall(r"index-url|find-links|://|^-e|@ ", LOCKS[name], re.MULTILINE) == []


def test_what_runs_and_builds_is_locked() -> None:
    wanted = asked(PROJECT["project"]["dependencies"]) | asked(PROJECT["dependency-groups"]["build"])
    assert wanted - locked(LOCKS["run"]).keys() == set()


@pytest.mark.parametrize("name", ["test", "slow", "bench", "lock", "audit"])
def test_what_a_group_asks_for_is_locked(name: str) -> None:
    assert asked(PROJECT["dependency-groups"][name]) - locked(LOCKS[name]).keys() == set()


def test_what_a_cluster_needs_is_locked_as_it_runs_and_is_tested() -> None:
    assert asked(PROJECT["project"]["optional-dependencies"]["cluster"]) - locked(LOCKS["cluster"]).keys() == set()
    assert locked(LOCKS["cluster"]).items() <= locked(LOCKS["test"]).items() | locked(LOCKS["run"]).items()


def test_tests_run_with_the_versions_that_users_get() -> None:
    assert locked(LOCKS["run"]).items() <= locked(LOCKS["test"]).items()


def test_the_build_backend_is_the_locked_one() -> None:
    (backend,) = PROJECT["build-system"]["requires"]
    assert backend == f"hatchling=={locked(LOCKS['run'])['hatchling']}"


def test_the_validators_are_locked_with_hashes_and_without_addresses() -> None:
    folder = ROOT / "requirements" / "validators"
    packages = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    assert packages.pop("")["dependencies"] == wanted
    assert [name for name, package in packages.items() if not package.get("integrity")] == []
    assert [name for name, package in packages.items() if "resolved" in package] == []
    assert [version for version in wanted.values() if not version[0].isdigit()] == []
