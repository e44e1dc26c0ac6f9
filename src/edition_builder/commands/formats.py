"""``edition formats``: the table of formats."""

from __future__ import annotations

import argparse
import sys

from edition_builder.console import write_json
from edition_builder.errors import ExitCode
from edition_builder.formats import DEFAULT_FORMATS, FORMATS

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print each format with its file and what it is for; a star marks those made without asking."""
    if arguments.json:
        rows = [(row.name, row.file, row.summary, row.name in DEFAULT_FORMATS) for row in FORMATS]
        write_json([dict(zip(("name", "file", "summary", "default"), row, strict=True)) for row in rows])
        return ExitCode.DONE
    width = max(len(row.name) for row in FORMATS)
    file_width = max(len(row.file) for row in FORMATS)
    for row in FORMATS:
        star = "*" if row.name in DEFAULT_FORMATS else " "
        sys.stdout.write(f"{star} {row.name:<{width}}  {row.file:<{file_width}}  {row.summary}\n")
    return ExitCode.DONE
