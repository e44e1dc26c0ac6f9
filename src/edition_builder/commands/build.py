"""``edition build``: every manuscript named, or every one in ``./manuscript``."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from edition_builder.cache import FOLDER
from edition_builder.checking.forbidden import read_forbidden
from edition_builder.console import as_row, count_line, show_diagnostics, write_json
from edition_builder.errors import ExitCode, UsageError
from edition_builder.formats import FORMATS
from edition_builder.model.building import BuildSettings, Forbidden
from edition_builder.model.channels import CHANNELS, SMALLEST_LIMIT, channel_named
from edition_builder.pipeline import BuildResult, build_all, format_rows
from edition_builder.project import find_manuscripts, load_file
from edition_builder.reading.nearest import did_you_mean
from edition_builder.workers import cores

__all__ = ["forbidden_words", "run", "source_date_epoch"]

NO_CACHE = "EDITION_NO_CACHE"  # a variable of the environment: with any value it is like --no-cache
LAST_SECOND = 253_402_300_799  # of the year 9999, in seconds since 1970: a date has four digits for the year


def run(arguments: argparse.Namespace) -> ExitCode:
    """Build, print the paths of what was made on stdout and the findings on stderr."""
    if not all((arguments.output, *arguments.manuscripts)):
        raise UsageError("a name is empty", "a variable of the shell may have no value; name the file or folder itself")
    named = [Path(name) for name in arguments.manuscripts]
    found = (path for name in named for path in find_manuscripts(name))
    manuscripts = tuple(dict.fromkeys(found)) or find_manuscripts(None)
    if arguments.copies < 1:
        raise UsageError(f"{arguments.copies} copies cannot be made", "name how many copies you will make, 1 or more")
    settings = BuildSettings(
        output=Path(arguments.output),
        formats=_formats(arguments.format, manuscripts),
        styles=Path(arguments.styles) if arguments.styles else None,
        source_date_epoch=source_date_epoch(),
        strict=arguments.strict,
        channel=_channel(arguments.channel),
        jobs=_jobs(arguments.jobs),
        discreet=arguments.discreet,
        forbidden=forbidden_words(arguments.forbidden),
        cache=None if arguments.no_cache or os.environ.get(NO_CACHE) else FOLDER,
    )
    results = build_all(manuscripts, settings)
    if arguments.json:
        _print_json(results)
    else:
        _print(results, manuscripts, arguments.copies)
    return max((result.exit_code for result in results), default=ExitCode.DONE)


def source_date_epoch() -> int | None:
    """SOURCE_DATE_EPOCH of the environment (reproducible-builds.org), or None.

    Raises:
        UsageError: it is set and is not a number of seconds.
    """
    value = os.environ.get("SOURCE_DATE_EPOCH", "")
    if value and not value.isdecimal():
        raise UsageError(f"SOURCE_DATE_EPOCH is {value!r}, not a number of seconds", "unset it, or set a whole number")
    if value and int(value) > LAST_SECOND:
        raise UsageError(f"SOURCE_DATE_EPOCH is {value}, after the year 9999", "unset it, or set seconds since 1970")
    return int(value) if value else None


def forbidden_words(option: str) -> tuple[Forbidden, ...]:
    """The entries of the list that ``--forbidden`` names.

    Raises:
        UsageError: it is not there, is no text, or an entry is too short.
    """
    if not option:
        return ()
    try:
        return read_forbidden(load_file(Path(option)).decode("utf-8-sig"))
    except UnicodeDecodeError as problem:
        raise UsageError("the list of forbidden words is not UTF-8", "save it as plain text (UTF-8)") from problem
    except ValueError as problem:
        hint = "give at least three letters or digits: less would be found in every text"
        raise UsageError(f"line {problem} of the list of forbidden words is too short", hint) from problem


def _formats(option: str, manuscripts: tuple[Path, ...]) -> tuple[str, ...]:
    """The names of ``--format``, each one known; manuscripts are asked for formats of their own only if one is not."""
    known = [row.name for row in FORMATS]
    names = tuple(name.strip() for name in option.split(",") if name.strip())
    if option and not names:
        raise UsageError(f"--format {option!r} names no format", f"known here: {', '.join(known)}")
    if not set(names) <= set(known):
        known = [row.name for row in format_rows(manuscripts)]
    for name in names:
        if name not in known:
            raise UsageError(f"there is no format {name!r}", did_you_mean(name, known))
    return names


def _jobs(option: int | None) -> int:
    """How many processes ``--jobs`` allows; as many as there are cores where it says nothing."""
    if option is not None and option < 1:
        raise UsageError(f"{option} jobs can do nothing", "name how many processes may work at once, 1 or more")
    return option or cores()


def _channel(option: str) -> str:
    """The name of ``--channel``, known."""
    if channel_named(option) is None:
        names = ", ".join(row.name for row in CHANNELS)
        hint = f"name {names}, or how many characters a message takes, from {SMALLEST_LIMIT}"
        raise UsageError(f"there is no channel {option!r}", hint)
    return option


def _print(results: tuple[BuildResult, ...], manuscripts: tuple[Path, ...], copies: int) -> None:
    """For people."""
    for result, manuscript in zip(results, manuscripts, strict=True):
        show_diagnostics(result.diagnostics)
        counted = count_line(result.diagnostics)
        if result.exit_code is not ExitCode.DONE:
            which = f" for {manuscript.as_posix()}" if len(manuscripts) > 1 else ""
            sys.stderr.write(f"nothing was written{which}: {counted}\n")
        for path in result.paths:
            sys.stdout.write(f"{path}\n")
        for path, sheets in result.sheets:
            sys.stderr.write(f"{path}: {sheets_line(sheets, copies)}\n")


def sheets_line(sheets: int, copies: int) -> str:
    """How much paper copies take, both sides printed."""
    of_one = f"{sheets} {'sheet' if sheets == 1 else 'sheets'} of paper printed on both sides"
    return of_one if copies == 1 else f"{of_one}; {copies} copies take {sheets * copies} sheets"


def _print_json(results: tuple[BuildResult, ...]) -> None:
    """For programs: one object a manuscript."""
    write_json(
        [
            {
                "files": [str(path) for path in result.paths],
                "diagnostics": [as_row(one) for one in result.diagnostics],
                "exit": int(result.exit_code),
                "sheets": {str(path): sheets for path, sheets in result.sheets},
            }
            for result in results
        ]
    )
