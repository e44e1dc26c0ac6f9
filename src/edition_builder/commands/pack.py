"""``edition pack``: a folder with what goes one way, in the order in which a stranger should try it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from edition_builder.commands.build import forbidden_words, source_date_epoch
from edition_builder.console import count_line, show_diagnostics
from edition_builder.errors import ExitCode, UsageError
from edition_builder.model.building import BuildSettings
from edition_builder.model.packs import PACKS, Pack, pack_named
from edition_builder.packing import pack
from edition_builder.processors import cores
from edition_builder.reading.nearest import did_you_mean

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Make the pack; print its files on stdout, what was left out on stderr."""
    way = _way(arguments.way, light=arguments.light)
    settings = BuildSettings(
        output=Path(arguments.output),
        styles=Path(arguments.styles) if arguments.styles else None,
        source_date_epoch=source_date_epoch(),
        strict=arguments.strict,
        forbidden=forbidden_words(arguments.forbidden),
        jobs=cores(),
        discreet=arguments.discreet,
    )
    result = pack(Path(arguments.manuscript), way, settings, light=arguments.light)
    show_diagnostics(result.diagnostics)
    if result.exit_code is not ExitCode.DONE:
        sys.stderr.write(f"nothing was written: {count_line(result.diagnostics)}\n")
    for path in result.paths:
        sys.stdout.write(f"{path}\n")
    return result.exit_code


def _way(name: str, *, light: bool) -> Pack:
    """The row that ``--for`` names."""
    names = [one.name for one in PACKS]
    way = pack_named(name)
    if way is None:
        raise UsageError(f"there is no pack for {name!r}", f"{did_you_mean(name, names)}; known: {', '.join(names)}")
    if light and not way.light:
        lighter = ", ".join(one.name for one in PACKS if one.light)
        raise UsageError(f"there is no light pack for {name}", f"--light goes with {lighter}")
    return way
