"""What builds came to, as it is said: to people in lines, to programs as JSON; each result as soon as there is one."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Protocol

from edition_builder.console import as_row, count_line, show_diagnostics
from edition_builder.diagnostics import Diagnostic, Severity
from edition_builder.errors import ExitCode
from edition_builder.pipeline import BuildResult
from edition_builder.progress import Progress

__all__ = ["InJson", "InLines", "Report", "sheets_line"]

_NO_FRONT_MATTER = "EB201"
_CHAPTERS = (
    "  hint: if these files are chapters of one book, put a file edition.yaml with title, author and language into {}\n"
)
_MOST_LISTED = 20  # paths of what failed, at the end of a run


class Report(Protocol):
    """Is told of results one by one."""

    def add(self, manuscript: Path, result: BuildResult, *, unchanged: bool = False) -> None:
        """Say what one build came to."""
        ...

    def add_catalogue(self, path: Path | None) -> None:
        """Say where the catalogue is, if there is one."""
        ...

    def end(self) -> ExitCode:
        """Say how the run went; the worst exit code."""
        ...


class InLines:
    """For people: paths on stdout, everything else on stderr; a table at the end where there are several."""

    def __init__(self, progress: Progress, several: bool, copies: int, *, lists: bool = True) -> None:
        """``copies``: how many of what is for a copier; ``lists``: whether the paths of what was made are printed."""
        self._progress, self._several, self._copies, self._lists = progress, several, copies, lists
        self._worst = ExitCode.DONE
        self._failed: list[str] = []
        self._headless: list[Path] = []

    def add(self, manuscript: Path, result: BuildResult, *, unchanged: bool = False) -> None:
        """As ``Report.add``."""
        counts, failed = self._progress.counts, result.exit_code is not ExitCode.DONE
        counts.built += not (failed or unchanged)
        counts.unchanged += unchanged
        counts.failed += failed
        counts.warned += _warns(result.diagnostics)
        self._worst = max(self._worst, result.exit_code)
        self._headless += [manuscript] if any(one.code == _NO_FRONT_MATTER for one in result.diagnostics) else []
        if result.diagnostics or failed or self._lists:
            self._progress.clear()
        show_diagnostics(result.diagnostics)
        if failed:
            which = f" for {manuscript.as_posix()}" if self._several else ""
            sys.stderr.write(f"nothing was written{which}: {count_line(result.diagnostics)}\n")
            self._failed.append(manuscript.as_posix()) if len(self._failed) < _MOST_LISTED else None
        if self._lists:
            sys.stdout.writelines(f"{path}\n" for path in result.paths)
            sys.stderr.writelines(f"{path}: {sheets_line(count, self._copies)}\n" for path, count in result.sheets)

    def add_catalogue(self, path: Path | None) -> None:
        """As ``Report.add_catalogue``."""
        if path:
            self._progress.clear()
            sys.stdout.write(f"{path}\n")

    def end(self) -> ExitCode:
        """As ``Report.end``."""
        if self._several and self._progress.counts.done:
            more = self._progress.counts.failed - len(self._failed)
            self._progress.summary([*self._failed, *([f"and {more:,} more"] if more else [])])
        folders = {manuscript.parent for manuscript in self._headless}
        if len(self._headless) == self._progress.counts.failed > 1 and len(folders) == 1:
            sys.stderr.write(_CHAPTERS.format(folders.pop().as_posix()))
        return self._worst


class InJson:
    """For programs: a list on stdout with one object for each manuscript, written as it comes."""

    def __init__(self) -> None:
        """Nothing is written yet."""
        self._worst = ExitCode.DONE
        self._begun = False

    def add(self, manuscript: Path, result: BuildResult, *, unchanged: bool = False) -> None:
        """As ``Report.add``."""
        self._worst = max(self._worst, result.exit_code)
        value = {
            "manuscript": manuscript.as_posix(),
            "files": [str(path) for path in result.paths],
            "diagnostics": [as_row(one) for one in result.diagnostics],
            "exit": int(result.exit_code),
            "sheets": {str(path): sheets for path, sheets in result.sheets},
            "unchanged": unchanged,
        }
        text = json.dumps(value, ensure_ascii=False, indent=2).replace("\n", "\n  ")
        sys.stdout.write(f"{',' if self._begun else '['}\n  {text}")
        self._begun = True

    def add_catalogue(self, path: Path | None) -> None:
        """Nothing: the list is of manuscripts, and the catalogue is ``index.html`` in the output folder."""

    def end(self) -> ExitCode:
        """As ``Report.end``."""
        sys.stdout.write("\n]\n" if self._begun else "[]\n")
        return self._worst


def _warns(diagnostics: tuple[Diagnostic, ...]) -> bool:
    return any(one.severity is Severity.WARNING for one in diagnostics)


def sheets_line(sheets: int, copies: int) -> str:
    """How much paper copies take, both sides printed."""
    of_one = f"{sheets} {'sheet' if sheets == 1 else 'sheets'} of paper printed on both sides"
    return of_one if copies == 1 else f"{of_one}; {copies} copies take {sheets * copies} sheets"
