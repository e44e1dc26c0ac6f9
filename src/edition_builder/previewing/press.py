"""Renditions in a process of their own: while pages are set, the text and the server stay quick.

The process is started once and keeps its libraries. It is given an edition and then one format at a time, so that a
newer edition waits for one format at most. If it dies (memory, a fault in a library), that is said and a new one is
started.
"""

from __future__ import annotations

import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from threading import current_thread, main_thread

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, has_errors
from edition_builder.errors import Defect, EditionError
from edition_builder.formats import FORMATS, Format, load_fitness, load_renderer, with_those_before
from edition_builder.making import make_renditions
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.previewing.board import Problem
from edition_builder.previewing.paper import PaperPage, paper_pages

__all__ = ["Press", "Printed", "make"]

_PDF = next(row for row in FORMATS if row.name == "pdf")
_PATIENCE = 2.0  # seconds for the process to end by itself


class Printed(Struct, frozen=True):
    """One format of edition ``number``.

    ``unfit`` is what was found before rendering, ``found`` after it; ``rendition`` is None where the text does not fit
    the format or the format cannot be made here, and ``problem`` then says why. ``pages`` only for the PDF.
    """

    number: int
    format: str
    unfit: tuple[Diagnostic, ...] = ()
    found: tuple[Diagnostic, ...] = ()
    rendition: Rendition | None = None
    pages: tuple[PaperPage, ...] = ()
    problem: Problem | None = None


def make(number: int, edition: Edition, styles: StyleFolder, row: Format) -> Printed:
    """One format, made and checked as ``pipeline.build`` would; whatever goes wrong comes back as a value."""
    try:
        unfit = tuple(one for each in with_those_before((row,)) for one in load_fitness(each)(edition, styles))
        if has_errors(unfit):
            return Printed(number, row.name, unfit)
        made = make_renditions(edition, styles, (row,))
        rendition = made.value[0] if made.value else None
        pages = paper_pages(rendition.files[0].data) if rendition and row == _PDF else ()
    except EditionError as error:
        return Printed(number, row.name, problem=Problem(error.message, error.hint))
    except Exception as error:
        fault = Defect(f"a fault in the tool itself: {type(error).__name__}", f"run edition build --format {row.name}")
        return Printed(number, row.name, problem=Problem(fault.message, fault.hint))
    return Printed(number, row.name, unfit, made.diagnostics, rendition, pages)


def serve(connection: Connection) -> None:
    """The other process: takes ``(number, edition, styles)``, then formats, and answers each with a ``Printed``.

    It says None when it is ready. A large edition that is sent before would keep the sender waiting for its libraries.
    """
    with suppress(EditionError):
        load_renderer(_PDF)  # the slowest to load, while the text is still being read
    work: tuple[int, Edition, StyleFolder] | None = None
    with suppress(EOFError, OSError):  # the preview is gone, and so is the wish for pages
        connection.send(None)  # ready: what is sent from now on is read at once
        while True:
            message = connection.recv()
            if isinstance(message, tuple):
                work = message
            elif work is not None:
                connection.send(make(*work, message))


class Press:
    """The process seen from here. Only the newest edition is worked at; a format that is being made is finished."""

    def __init__(self) -> None:
        """Start the process: its libraries load while the text is read."""
        self._work: tuple[int, Edition, StyleFolder] | None = None
        self._rows: list[Format] = []
        self._making: tuple[int, str] | None = None
        self._process, self._connection = _started()
        self._is_ready = False
        self._has_work = False

    @property
    def process_id(self) -> int | None:
        """Number of the other process."""
        return self._process.pid

    def print(self, number: int, edition: Edition, styles: StyleFolder, rows: tuple[Format, ...]) -> None:
        """Make these formats of this edition, in this order, and forget what was waiting."""
        self._work, self._has_work = (number, edition, styles), False
        self._rows = list(rows)
        self._feed()

    def forget(self) -> None:
        """Begin nothing more."""
        self._rows = []

    def next(self, seconds: float) -> Printed | None:
        """What is made within this time, if anything; also how the session waits between two looks at its files."""
        if self._connection.closed:
            time.sleep(seconds)
            return None
        try:
            if not self._connection.poll(seconds):
                return None
            printed: Printed | None = self._connection.recv()
        except (EOFError, OSError):
            printed = self._died()
        self._is_ready = not self._connection.closed
        self._making = None
        self._feed()
        return printed

    def close(self) -> None:
        """End the process."""
        self._connection.close()
        self._process.kill()
        self._process.join(_PATIENCE)

    def _feed(self) -> None:
        """Give the process its next format, and the edition before the first; start one if the last one died."""
        if self._making or not self._rows or self._work is None:
            return
        if self._connection.closed:
            self._process, self._connection = _started()
            self._is_ready = False
        if not self._is_ready:
            return
        row = self._rows.pop(0)
        self._making = (self._work[0], row.name)
        with suppress(OSError):  # it has died meanwhile, which ``next`` will see
            if not self._has_work:
                self._connection.send(self._work)
                self._has_work = True
            self._connection.send(row)

    def _died(self) -> Printed | None:
        """Say what became of a process that was at work. A new one is started when there is something to make."""
        self._connection.close()
        self._process.join(_PATIENCE)
        waiting = (self._work[0], self._rows[0].name) if self._work and self._rows else None
        self._rows, self._has_work = [], False
        if not (self._making or waiting):
            return None
        number, name = self._making or waiting or (0, "")
        message = f"the process that makes the {name} ended by itself (exit {self._process.exitcode})"
        hint = "save again to try again; if it happens again, the text may need more memory than there is"
        return Printed(number, name, problem=Problem(message, hint))


def _started() -> tuple[BaseProcess, Connection]:
    """A new process, deaf to Ctrl+C (the session ends it), and the line to it."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=serve, args=(theirs,), daemon=True)
    with _interrupts_later():
        resource_tracker.ensure_running()  # it unblocks signals when it is started, which the next line must not suffer
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})  # a new process inherits what is blocked
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
    theirs.close()
    return process, ours


@contextmanager
def _interrupts_later() -> Iterator[None]:
    """Let Ctrl+C wait until this is done: a process that is half started complains of it with a traceback.

    To block the signal is not enough. Another thread of ours may take it, and Python hands it to the main thread.
    """
    before = signal.getsignal(signal.SIGINT)
    if current_thread() is not main_thread() or not callable(before):  # not ours to hear, or ignored already
        yield
        return
    pressed: list[int] = []
    signal.signal(signal.SIGINT, lambda number, _: pressed.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
    if pressed:
        signal.raise_signal(signal.SIGINT)
