"""``edition formats``: the table of formats."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.console import write_json
from edition_builder.errors import ExitCode
from edition_builder.formats import DEFAULT_FORMATS
from edition_builder.pipeline import format_rows
from edition_builder.project import find_manuscripts

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print each format with its file and what it is for; a star marks those made without asking.

    Where manuscripts are named, their own formats stand behind the others.
    """
    found = [path for name in arguments.manuscripts for path in find_manuscripts(Path(name))]
    formats = format_rows(dict.fromkeys(found))
    if arguments.json:
        rows = [(row.name, row.file, row.summary, row.name in DEFAULT_FORMATS) for row in formats]
        write_json([dict(zip(("name", "file", "summary", "default"), row, strict=True)) for row in rows])
        return ExitCode.DONE
    width = max(len(row.name) for row in formats)
    file_width = max(len(row.file) for row in formats)
    for row in formats:
        star = "*" if row.name in DEFAULT_FORMATS else " "
        sys.stdout.write(f"{star} {row.name:<{width}}  {row.file:<{file_width}}  {row.summary}\n")
    return ExitCode.DONE
