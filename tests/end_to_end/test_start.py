"""No command loads what it does not use: most of a short command's time is loading."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version
from pathlib import Path

import pytest

from edition_builder import __version__

LOADED = "import sys; from edition_builder.cli import main\ntry: main(sys.argv[1:])\nfinally: print(*sys.modules)"
ENGINES = {"weasyprint", "pikepdf", "ebooklib", "PIL", "fontTools", "cffi"}
PACKAGES = {"importlib.metadata", "email", "importlib.resources"}
SERVERS = {"uvicorn", "asyncio", "http.server", "cryptography"}
STAGES = {"edition_builder.production", "multiprocessing", "concurrent.futures"}
READERS = {"yaml", "markdown_it"}


def loaded(folder: Path, *command: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *command], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stdout.splitlines()[-1].split())


@pytest.mark.parametrize(
    ("command", "unused"),
    [
        (("--version",), ENGINES | PACKAGES | SERVERS | STAGES | READERS | {"logging"}),
        (("formats",), ENGINES | PACKAGES | SERVERS | {"multiprocessing"}),
        (("cache",), ENGINES | PACKAGES | SERVERS | STAGES | READERS),
        (("notes", "manuscript/book.md"), ENGINES | PACKAGES | SERVERS | {"jinja2", "lxml", "multiprocessing"}),
        (("build", "--format", "txt"), ENGINES | PACKAGES | SERVERS | {"lxml", "multiprocessing"}),
        (("build", "--format", "html"), (ENGINES | PACKAGES | SERVERS | {"multiprocessing"}) - {"PIL"}),
    ],
)
def test_a_command_loads_nothing_that_it_does_not_use(
    project: Path, command: tuple[str, ...], unused: set[str]
) -> None:
    modules = loaded(project, *command)
    assert "edition_builder.cli" in modules
    assert sorted(modules & unused) == []


def test_the_version_is_that_of_the_package() -> None:
    assert __version__ == version("edition-builder")
