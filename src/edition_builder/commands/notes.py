"""``edition notes``: the ledger of a manuscript's brackets."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.console import count_line, show_diagnostics, write_json
from edition_builder.diagnostics import has_errors
from edition_builder.editing.ledger import ledger_rows, ledger_table
from edition_builder.errors import ExitCode
from edition_builder.model.building import BuildSettings
from edition_builder.pipeline import make_edition

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the ledger on stdout, findings on stderr; an error in the manuscript gives exit code 1."""
    made = make_edition(Path(arguments.manuscript), BuildSettings(output=Path(), strict=arguments.strict))
    show_diagnostics(made.diagnostics)
    if made.value is None or has_errors(made.diagnostics):
        sys.stderr.write(f"no ledger: {count_line(made.diagnostics)}\n")
        return ExitCode.MANUSCRIPT
    decisions = made.value[0].decisions
    if arguments.json:
        write_json(list(ledger_rows(decisions)))
    else:
        sys.stdout.write(ledger_table(decisions))
    return ExitCode.DONE
