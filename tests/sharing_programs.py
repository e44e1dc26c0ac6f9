"""Programs of others that judge our packs."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from edition_builder.model.packs import SUMS

__all__ = ["check_with_stock_program"]


def check_with_stock_program(folder: Path) -> subprocess.CompletedProcess[str]:
    """``sha256sum --strict -c`` on the list of a pack; skips where GNU coreutils are not."""
    program = shutil.which("sha256sum")
    if not program:
        pytest.skip("sha256sum is not here")
    return subprocess.run(
        [program, "--strict", "-c", SUMS], cwd=folder, capture_output=True, text=True, check=False, env={"LC_ALL": "C"}
    )
