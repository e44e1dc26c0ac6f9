"""``edition join``: the parts of a text that came in messages become one text again."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.console import count_line, show_diagnostics
from edition_builder.errors import ExitCode
from edition_builder.model.rendition import RenditionFile
from edition_builder.project import load_file
from edition_builder.publishing import write_files
from edition_builder.receiving import join

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write the joined text, or say what is missing, torn or strange and write nothing."""
    joined = join((name, load_file(Path(name))) for name in arguments.files)
    show_diagnostics(joined.diagnostics)
    if joined.value is None:
        sys.stderr.write(f"nothing was written: {count_line(joined.diagnostics)}\n")
        return ExitCode.MANUSCRIPT
    path = Path(arguments.output)
    write_files(path.parent, (RenditionFile(path.name, joined.value),), replace=True)
    sys.stdout.write(f"{arguments.output}\n")
    return ExitCode.DONE
