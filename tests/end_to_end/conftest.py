"""The real command in a process of its own, in a small project in a temporary folder."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Edition = Callable[..., subprocess.CompletedProcess[str]]

MANUSCRIPT = """---
title: A small book
author: A. Witness
translator: B. Translator
language: en
notes: {brackets: all, by: translator}
---

The karabets [armed security forces], were let loose.

> A quotation with *stress*.
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A working folder with one sound manuscript."""
    (tmp_path / "manuscript").mkdir()
    (tmp_path / "manuscript" / "book.md").write_text(MANUSCRIPT, encoding="utf-8")
    return tmp_path


@pytest.fixture
def edition(project: Path) -> Edition:
    """Call the command in the project: ``edition("build", "--format", "txt", TZ="Asia/Tokyo")``."""

    def call(*arguments: str, cwd: Path = project, **environment: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "edition_builder", *arguments],
            cwd=cwd,
            env={**os.environ, **environment},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    return call
