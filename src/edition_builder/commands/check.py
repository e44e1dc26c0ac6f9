"""``edition check``: a manuscript by reading it; a file that was made, or is to be passed on, by looking into it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.checking.files import check_file, check_folder, is_checked
from edition_builder.commands.build import forbidden_words
from edition_builder.console import as_row, count_line, show_diagnostics, write_json
from edition_builder.diagnostics import Diagnostic, has_errors, strictly
from edition_builder.errors import ExitCode
from edition_builder.model.building import BuildSettings
from edition_builder.pipeline import make_edition
from edition_builder.project import HEADER, load_given, machine_paths

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Check each file; the exit code is 1 for a manuscript with errors, 4 for a made file that fails."""
    settings = BuildSettings(Path(), strict=arguments.strict, forbidden=forbidden_words(arguments.forbidden))
    findings = [(name, *_check(Path(name), settings)) for name in arguments.files]
    if arguments.json:
        write_json([{"file": name, "diagnostics": [as_row(one) for one in found]} for name, found, _ in findings])
    for name, found, _ in findings if not arguments.json else []:
        show_diagnostics(found)
        sys.stdout.write(f"{name}: {count_line(found) or 'nothing found'}\n")
    return max((code for _, _, code in findings), default=ExitCode.DONE)


def _check(path: Path, settings: BuildSettings) -> tuple[tuple[Diagnostic, ...], ExitCode]:
    """The findings on one file or folder, and the exit code they mean."""
    if is_checked(path.name) or (path.is_dir() and not (path / HEADER).exists()):
        given = load_given(str(path))
        machine = machine_paths()
        found = check_folder(given, machine) if path.is_dir() else check_file(str(path), given[0][1], machine)
        found = strictly(found) if settings.strict else found
        return found, ExitCode.CHECK_FAILED if has_errors(found) else ExitCode.DONE
    found = make_edition(path, settings).diagnostics
    return found, ExitCode.MANUSCRIPT if has_errors(found) else ExitCode.DONE
