"""``edition reproduce``: is this pack what this manuscript gives, byte for byte?"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.commands.build import source_date_epoch
from edition_builder.console import show_diagnostics
from edition_builder.errors import ExitCode
from edition_builder.model.building import BuildSettings
from edition_builder.processors import cores
from edition_builder.project import load_given
from edition_builder.reproducing import reproduce

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Make the pack anew in memory and compare; nothing is written."""
    settings = BuildSettings(
        output=Path(),
        styles=Path(arguments.styles) if arguments.styles else None,
        source_date_epoch=source_date_epoch(),
        jobs=cores(),
    )
    result = reproduce(load_given(arguments.pack), Path(arguments.manuscript), settings)
    show_diagnostics(result.diagnostics)
    if result.exit_code is ExitCode.DONE:
        sys.stdout.write(f"identical: {result.same} files are what {arguments.manuscript} gives, byte for byte\n")
    elif result.exit_code is ExitCode.CHECK_FAILED:
        sys.stdout.write("not identical\n")
    return result.exit_code
