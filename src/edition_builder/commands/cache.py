"""``edition cache``: what is kept for the next build, and how much it is; ``edition cache clear`` removes them."""

from __future__ import annotations

import argparse
import sys

from edition_builder.cache import FOLDER, LIMIT, Usage, clear, usage
from edition_builder.console import write_json
from edition_builder.errors import ExitCode, UsageError

__all__ = ["run"]

_CLEAR = "clear"
_MEGABYTE = 1_000_000


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print where the cache is and how large, or clear it."""
    if arguments.action not in (None, _CLEAR):
        raise UsageError(
            f"there is no edition cache {arguments.action}", "edition cache clear removes all that is kept"
        )
    found = (clear if arguments.action else usage)(FOLDER)
    if arguments.json:
        write_json({"folder": str(FOLDER.absolute()), "entries": found.entries, "bytes": found.size, "limit": LIMIT})
    else:
        sys.stdout.write(f"{FOLDER}: {_size(found)}{' removed' if arguments.action else f' of at most {_mb(LIMIT)}'}\n")
    return ExitCode.DONE


def _size(found: Usage) -> str:
    return f"{found.entries} {'entry' if found.entries == 1 else 'entries'}, {_mb(found.size)}"


def _mb(size: int) -> str:
    return f"{size / _MEGABYTE:,.1f} MB"
