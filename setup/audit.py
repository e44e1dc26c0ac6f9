"""Ask PyPI whether an advisory is known for a locked package: ``make audit``, where a network is there.

pip-audit asks, by name and version alone. Exit code 0: everything was looked up and nothing is known; 1: an advisory
is known; 3: not all could be looked up, which is no answer.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from system_packages import say

__all__ = ["judged", "main"]

ROOT = Path(__file__).resolve().parent.parent
CLEAN, KNOWN, NO_ANSWER = 0, 1, 3
AUDIT = (
    ROOT / ".venv" / "bin" / "pip-audit",
    "--require-hashes",
    "--disable-pip",
    "--progress-spinner=off",
    "-f",
    "json",
)


def main() -> int:
    """Audit every lock; say what is known of each package."""
    packages: dict[str, dict[str, Any]] = {}
    for lock in sorted((ROOT / "requirements").glob("*.txt")):
        asked = subprocess.run(
            [*AUDIT, "-r", lock], stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
        )
        try:
            packages |= {json.dumps(one): one for one in json.loads(asked.stdout)["dependencies"]}
        except (ValueError, KeyError):
            say(f"Nobody could be asked about advisories: {(asked.stderr.strip().splitlines() or ['no answer'])[-1]}")
            return NO_ANSWER
    code, lines = judged(packages.values())
    for line in lines:
        say(line)
    return code


def judged(packages: Iterable[dict[str, Any]]) -> tuple[int, tuple[str, ...]]:
    """The exit code and the lines to say.

    Args:
        packages: the ``dependencies`` of pip-audit's JSON: ``name``, ``version`` and ``vulns``, or ``skip_reason``.
    """
    rows = list(packages)
    known = tuple(line for row in rows for line in _advisories(row))
    unasked = sum("skip_reason" in row for row in rows)
    count = f"{len(rows) - unasked} of {len(rows)} locked packages were looked up, {len(known)} advisories are known."
    return KNOWN if known else NO_ANSWER if unasked or not rows else CLEAN, (*known, count)


def _advisories(row: dict[str, Any]) -> Iterator[str]:
    for one in row.get("vulns", ()):
        fixed = ", ".join(one.get("fix_versions", ())) or "no release yet"
        yield f"{row['name']} {row['version']}: {one['id']}, mended in {fixed}"


if __name__ == "__main__":
    sys.exit(main())
