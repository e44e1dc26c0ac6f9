"""``edition new``: an empty manuscript with every key of the front matter explained."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.errors import ExitCode, UsageError
from edition_builder.intake import start_manuscript

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write the manuscript and print its path."""
    if not arguments.manuscript.endswith(".md"):
        raise UsageError(f"{arguments.manuscript} is no name of a manuscript", "let it end in .md")
    for path in start_manuscript(Path(arguments.manuscript), replace=arguments.replace):
        sys.stdout.write(f"{path}\n")
    return ExitCode.DONE
