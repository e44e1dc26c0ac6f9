"""Run a program of others on a file that exists in memory only, and read what it prints as JSON."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Mapping, Sequence
from tempfile import NamedTemporaryFile, TemporaryDirectory
from typing import Any

__all__ = ["json_report"]

# Nothing listens there: a program that honours proxies and wants to fetch something gets no further.
_NO_NETWORK = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), "http://127.0.0.1:9")
# What a program may know of the user's world: where programs and Java are, and how to show letters.
_PASSED_ON = ("PATH", "JAVA_HOME", "LANG", "LC_ALL", "NODE_PATH", "PUPPETEER_EXECUTABLE_PATH", "SYSTEMROOT")


def json_report(
    command: Sequence[str], data: bytes, *, seconds: int, environment: Mapping[str, str]
) -> dict[str, Any] | None:
    """Give a book to a program and return its report; the program's own folder is gone afterwards.

    Args:
        command: program and arguments; the path of the book is added at the end.
        data: the book.
        seconds: after this time the program is stopped.
        environment: variables beside the few that are passed on.

    Returns:
        the report, or None if the program does not start, does not end in time or prints none.
    """
    with TemporaryDirectory(prefix="edition-check-") as folder, NamedTemporaryFile(suffix=".epub", dir=folder) as book:
        book.write(data)
        book.flush()
        known = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
        world = {**known, **_NO_NETWORK, "HOME": folder, "TMPDIR": folder, **environment}
        try:
            done = subprocess.run(  # noqa: S603 - a validator found on this machine, without a shell
                [*command, book.name], cwd=folder, env=world, capture_output=True, timeout=seconds, check=False
            )
            report = json.loads(done.stdout)
        except (OSError, subprocess.TimeoutExpired, ValueError):
            return None
    return report if isinstance(report, dict) else None
