"""``edition preview``: a manuscript in the browser, built anew whenever it is saved."""

from __future__ import annotations

import argparse
import os
import sys
import webbrowser
from contextlib import suppress
from pathlib import Path
from threading import Thread

from edition_builder.commands.build import source_date_epoch
from edition_builder.console import count_line, show_diagnostics, show_error
from edition_builder.diagnostics import Diagnostic
from edition_builder.errors import EditionError, ExitCode, UsageError
from edition_builder.model.building import BuildSettings
from edition_builder.previewing.board import Board, Problem, View
from edition_builder.previewing.paper import Paper
from edition_builder.previewing.server import Server
from edition_builder.previewing.session import Session
from edition_builder.project import find_manuscripts

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Print the address on stdout and the findings on stderr, until Ctrl+C."""
    manuscript = _one(Path(arguments.manuscript))
    styles = Path(arguments.styles) if arguments.styles else None
    settings = BuildSettings(output=Path(), styles=styles, source_date_epoch=source_date_epoch())
    board, paper = Board(_Teller()), Paper()
    with suppress(KeyboardInterrupt), Server(arguments.port, board, paper) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        try:
            _announce(server.address, wanted=not arguments.no_browser)
            Session(manuscript, settings, board, paper).run()
        finally:
            board.close()
            server.shutdown()
    return ExitCode.DONE


def _one(path: Path) -> Path:
    """The one manuscript that is meant."""
    found = find_manuscripts(path)
    if len(found) > 1:
        raise UsageError(f"{path} holds {len(found)} manuscripts", f"name one of them, for instance {found[0]}")
    return found[0]


def _announce(address: str, *, wanted: bool) -> None:
    """Say where the preview is, and open it."""
    sys.stdout.write(f"{address}\n")
    sys.stdout.flush()
    sys.stderr.write("preview: seen on this computer only, built anew at every save; Ctrl+C ends it\n")
    if wanted and _has_screen():
        Thread(target=webbrowser.open, args=(address,), daemon=True).start()


def _has_screen() -> bool:
    """Whether a browser would get a window: one for the terminal would take it from us."""
    named = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"))
    return named or sys.platform in ("darwin", "win32")


class _Teller:
    """Says on stderr what a build has found, in full when it differs from what was said last."""

    def __init__(self) -> None:
        self._said: tuple[tuple[Diagnostic, ...], Problem | None] | None = None

    def __call__(self, view: View) -> None:
        now = (view.diagnostics, view.problem)
        if view.making_text or view.making_pages or now == self._said:
            return
        self._said = now
        show_diagnostics(view.diagnostics)
        if view.problem is not None:
            show_error(EditionError(view.problem.message, view.problem.hint))
        counted = count_line(view.diagnostics) or ("" if view.problem else "nothing found")
        if counted:
            sys.stderr.write(f"{counted}{': what was shown before stays' if view.outdated else ''}\n")
