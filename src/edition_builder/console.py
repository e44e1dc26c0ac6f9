"""How the command line speaks: diagnostics for people or programs, on stderr; colour only on a terminal."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable

from edition_builder.diagnostics import Diagnostic, DiagnosticKey, Severity
from edition_builder.errors import EditionError

__all__ = ["as_row", "count_line", "show_diagnostics", "show_error", "write_json"]

_BOLD, _RED, _YELLOW, _DIM, _PLAIN = "\033[1m", "\033[31m", "\033[33m", "\033[2m", "\033[0m"
_COLOURS = {Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.NOTICE: _DIM}


def show_diagnostics(diagnostics: Iterable[Diagnostic]) -> None:
    """Each finding on stderr: place, severity, code and message, then the next step on a line of its own."""
    for one in diagnostics:
        place = f"{_styled(_BOLD, str(one.location))}: " if one.location else ""
        colour = _COLOURS[one.severity]
        sys.stderr.write(f"{place}{_styled(colour, str(one.severity))} {one.code}: {one.message}\n")
        if one.hint:
            sys.stderr.write(f"  {_styled(_DIM, 'hint:')} {one.hint}\n")


def show_error(problem: EditionError) -> None:
    """An exception of ours as two lines on stderr, never a traceback."""
    sys.stderr.write(f"{_styled(_RED, 'error:')} {problem.message}\n")
    if problem.hint:
        sys.stderr.write(f"  {_styled(_DIM, 'hint:')} {problem.hint}\n")


def count_line(diagnostics: Iterable[Diagnostic]) -> str:
    """Count as in "1 error, 2 warnings"; "" where there is nothing to count."""
    severities = [one.severity for one in diagnostics]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    parts = [f"{n} {word}{'' if n == 1 else 's'}" for n, word in ((errors, "error"), (warnings, "warning")) if n]
    return ", ".join(parts)


def as_row(diagnostic: Diagnostic) -> dict[str, object]:
    """A diagnostic as one JSON object with the keys of ``DiagnosticKey``."""
    place = diagnostic.location
    values = (
        place.path if place else "",
        place.line if place else 0,
        place.column if place else 0,
        str(diagnostic.severity),
        diagnostic.code,
        diagnostic.message,
        diagnostic.hint,
    )
    return dict(zip((str(key) for key in DiagnosticKey), values, strict=True))


def write_json(value: object) -> None:
    """One JSON document on stdout."""
    sys.stdout.write(json.dumps(value, ensure_ascii=False, indent=2) + "\n")


def _styled(style: str, text: str) -> str:
    """The text in a style where stderr is a terminal and nobody asked for plain (https://no-color.org)."""
    if not sys.stderr.isatty() or os.environ.get("NO_COLOR"):
        return text
    return f"{style}{text}{_PLAIN}"
