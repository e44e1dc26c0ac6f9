"""The wheel is whole: built without a network, styles inside, and it makes an edition far from this repository."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).resolve().parent.parent
MANUSCRIPT = """---
title: The night at the station
author: Anna K.
language: en
---

The provodnik [guard] let us sit in the warm.
"""
RUN = "import sys; from edition_builder.cli import main; sys.exit(main())"


def run(*command: str | Path, cwd: Path, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**os.environ, **variables},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    done = run(sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", folder, cwd=ROOT)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel: Path) -> Path:
    """The wheel unpacked, as pip would; a folder for PYTHONPATH."""
    folder = wheel.parent / "site"
    with ZipFile(wheel) as archive:
        archive.extractall(folder)
    return folder


def test_every_module_table_and_style_is_inside(wheel: Path) -> None:
    package, styles = ROOT / "src" / "edition_builder", ROOT / "styles"
    ours = [path.relative_to(package).as_posix() for path in package.rglob("*") if path.is_file()]
    wanted = {f"edition_builder/{name}" for name in ours if "__pycache__" not in name}
    wanted |= {
        f"edition_builder/styles/{path.relative_to(styles).as_posix()}" for path in styles.rglob("*") if path.is_file()
    }
    with ZipFile(wheel) as archive:
        inside = {name for name in archive.namelist() if not name.startswith("edition_builder-")}
    assert inside == wanted


def test_the_licence_travels_with_it(wheel: Path) -> None:
    with ZipFile(wheel) as archive:
        (licence,) = (name for name in archive.namelist() if name.endswith("/licenses/LICENSE"))
        assert archive.read(licence) == (ROOT / "LICENSE").read_bytes()


def test_it_makes_an_edition_in_a_folder_of_its_own(installed: Path, tmp_path: Path) -> None:
    (tmp_path / "night.md").write_text(MANUSCRIPT, encoding="utf-8")
    command = (sys.executable, "-P", "-c", RUN, "build", "--format", "epub,html,txt", "night.md")
    done = run(*command, cwd=tmp_path, PYTHONPATH=str(installed))
    assert (done.returncode, done.stderr) == (0, "")
    made = sorted(path.suffix for path in (tmp_path / "dist").iterdir() if path.suffix != ".txt")
    assert made == [".epub", ".html"]
    page = next((tmp_path / "dist").glob("*.html")).read_text(encoding="utf-8")
    assert "let us sit in the warm" in page
    assert "<style" in page


def test_it_was_the_wheel_that_ran(installed: Path, tmp_path: Path) -> None:
    done = run(
        sys.executable,
        "-P",
        "-c",
        "import edition_builder as e; print(e.__file__)",
        cwd=tmp_path,
        PYTHONPATH=str(installed),
    )
    assert Path(done.stdout.strip()).is_relative_to(installed)
