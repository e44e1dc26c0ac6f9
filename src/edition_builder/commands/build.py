"""``edition build``: every manuscript named, or every one in ``./manuscript``."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast

from edition_builder.cache import FOLDER, opened
from edition_builder.console import show_diagnostics
from edition_builder.diagnostics import has_errors, strictly
from edition_builder.errors import ExitCode, UsageError
from edition_builder.formats import FORMATS
from edition_builder.model.building import BuildSettings, Forbidden
from edition_builder.model.channels import CHANNELS, SMALLEST_LIMIT, channel_named
from edition_builder.model.library import LibraryHeader
from edition_builder.pipeline import build, format_rows
from edition_builder.processors import cores
from edition_builder.progress import Progress
from edition_builder.project import find_manuscripts, library_header, load_file, load_styles
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reporting import InJson, InLines, Report

__all__ = ["forbidden_words", "run", "source_date_epoch"]

NO_CACHE = "EDITION_NO_CACHE"  # a variable of the environment: with any value it is like --no-cache
_MANY = 20  # manuscripts: on a terminal the paths of their files would push everything else away
_ReadForbidden = Callable[[str], tuple[Forbidden, ...]]
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
        scheduler=arguments.scheduler,
    )
    header = _header(named, asked=arguments.catalogue)
    progress = Progress(len(manuscripts))
    lists = len(manuscripts) < _MANY or not sys.stdout.isatty()
    several = len(manuscripts) > 1
    report = InJson() if arguments.json else InLines(progress, several, arguments.copies, lists=lists)
    if several or header or settings.scheduler:
        return _library(manuscripts, settings, progress, report, header)
    report.add(manuscripts[0], build(manuscripts[0], settings))
    return report.end()


def _header(named: list[Path], *, asked: bool) -> LibraryHeader | None:
    """What a catalogue says of the library; None for no catalogue, which a ``library.yaml`` or an option asks for.

    Raises:
        UsageError: the file cannot be used.
    """
    file = library_header(named[0] if named else None) if len(named) <= 1 else None
    if file is None:
        return LibraryHeader() if asked else None
    read = import_module("edition_builder.reading.library_header").read_library_header(file)
    show_diagnostics(read.diagnostics)
    if read.value is None:
        raise UsageError(f"{file.path} cannot be used", "correct what is said above, or take the file away")
    return cast(LibraryHeader, read.value)


def _library(
    manuscripts: tuple[Path, ...],
    settings: BuildSettings,
    progress: Progress,
    report: Report,
    header: LibraryHeader | None,
) -> ExitCode:
    """Build several manuscripts; what is wrong with the styles is said once for all of them."""
    styles = load_styles(settings.styles)
    said = strictly(styles.diagnostics) if settings.strict else styles.diagnostics
    show_diagnostics(said)
    if styles.value is None or has_errors(said):
        return ExitCode.MANUSCRIPT
    code = ExitCode.DONE
    books = []
    try:
        local = import_module("edition_builder.library.local")  # and with it all stages
        shared = local.Shared(settings, styles.value)
        for done in local.build_manuscripts(manuscripts, shared, progress.tick, shelved=header is not None):
            report.add(done.manuscript, done.result, unchanged=done.unchanged)
            books += [done.book] if done.book else []
        if header is not None:
            publish = import_module("edition_builder.library.catalogue").publish_catalogue
            report.add_catalogue(publish(settings.output, header, tuple(books)))
        show_diagnostics(opened(settings.cache).new_trouble() if settings.cache else ())
    finally:  # what was done before a stop is said, too, and what is for programs is whole
        code = report.end()
    return code


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
        read = cast(_ReadForbidden, import_module("edition_builder.checking.forbidden").read_forbidden)
        return read(load_file(Path(option)).decode("utf-8-sig"))
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
