"""``edition import``: a pasted text, a saved page, a Word file or an EPUB as a manuscript."""

from __future__ import annotations

import argparse
import codecs
import sys
from pathlib import Path

from edition_builder.console import as_row, show_diagnostics, write_json
from edition_builder.errors import ExitCode, UsageError
from edition_builder.importing.choices import CHOICES
from edition_builder.intake import ImportResult, ImportSettings, import_file
from edition_builder.picture_folder import FolderPictures
from edition_builder.project import load_foreign
from edition_builder.reading.nearest import did_you_mean

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Import, print the paths of what was written on stdout, and on stderr what was found and left out."""
    settings = ImportSettings(
        output=_output(arguments.output),
        added=_choices(arguments.also),
        dropped=_choices(arguments.without),
        encoding=_encoding(arguments.from_encoding),
        replace=arguments.replace,
    )
    loaded = load_foreign(arguments.file, sys.stdin.buffer)
    if loaded.value is None:
        result = ImportResult((), loaded.diagnostics, (), ExitCode.MANUSCRIPT)
    else:
        beside = None if arguments.file == "-" else FolderPictures(Path(arguments.file).parent)
        result = import_file(loaded.value, settings, beside)
    (_print_json if arguments.json else _print)(result)
    return result.exit_code


def _output(name: str | None) -> Path | None:
    """The file to write; a manuscript's name ends in ``.md``."""
    if name is not None and not name.endswith(".md"):
        raise UsageError(f"{name} is no name of a manuscript", f"let it end in .md: -o {name.rstrip('/')}.md")
    return Path(name) if name else None


def _choices(option: str) -> tuple[str, ...]:
    """The names of ``--also`` or ``--without``, each one known."""
    known = [choice.name for choice in CHOICES]
    names = tuple(name.strip() for name in option.split(",") if name.strip())
    for name in names:
        if name not in known:
            raise UsageError(f"there is no choice {name!r}", did_you_mean(name, known))
    return names


def _encoding(name: str) -> str:
    try:
        return codecs.lookup(name).name if name else ""
    except LookupError:
        raise UsageError(f"there is no encoding {name!r}", "for Russian: windows-1251, koi8-r, cp866") from None


def _print(result: ImportResult) -> None:
    """For people."""
    sys.stderr.write("".join(f"{line}\n" for line in result.summary))
    show_diagnostics(result.diagnostics)
    if not result.paths:
        sys.stderr.write("nothing was written\n")
    for path in result.paths:
        sys.stdout.write(f"{path}\n")


def _print_json(result: ImportResult) -> None:
    """For programs."""
    write_json(
        {
            "files": [str(path) for path in result.paths],
            "summary": list(result.summary),
            "diagnostics": [as_row(one) for one in result.diagnostics],
            "exit": int(result.exit_code),
        }
    )
