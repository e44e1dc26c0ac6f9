"""What a preview shows at a moment, and how browsers wait for the next: written by the session, read by the server."""

from __future__ import annotations

from collections.abc import Callable
from threading import Condition
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.diagnostics import Diagnostic
from edition_builder.previewing.paper import PaperPage

__all__ = ["Board", "Problem", "View"]


class Problem(Struct, frozen=True):
    """What an ``EditionError`` says: what happened, and the next step."""

    message: str
    hint: str = ""


class View(Struct, frozen=True):
    """One moment. Numbers count upwards and change with what they stand for; 0 means that there is nothing yet."""

    number: int = 0
    html: bytes = b""
    html_number: int = 0
    pages: tuple[PaperPage, ...] = ()
    pages_number: int = 0
    reason: str = ""  # why the pages are missing or old
    diagnostics: tuple[Diagnostic, ...] = ()
    problem: Problem | None = None
    making_text: bool = False
    making_pages: bool = False
    outdated: bool = False  # the manuscript has errors: what is shown is from before


class Board:
    """The view that holds now. ``tell`` is called before every change, by the thread that makes it."""

    def __init__(self, tell: Callable[[View], None] = lambda _view: None) -> None:
        """An empty view."""
        self._changed = Condition()
        self._view = View()
        self._tell = tell
        self._closed = False

    @property
    def view(self) -> View:
        """The view that holds now."""
        return self._view

    @property
    def closed(self) -> bool:
        """Whether the preview is over."""
        return self._closed

    def post(self, **changes: Any) -> None:
        """Change some fields of the view and wake whoever waits; only the session does so.

        What is said on the terminal is said first: who sees it in the browser and stops has it there, too.
        """
        view = replace(self._view, **changes, number=self._view.number + 1)
        self._tell(view)
        with self._changed:
            self._view = view
            self._changed.notify_all()

    def wait(self, seen: int, seconds: float) -> View:
        """The view as soon as its number is not ``seen``; after ``seconds``, whatever holds then."""
        with self._changed:
            self._changed.wait_for(lambda: self._view.number != seen or self._closed, seconds)
            return self._view

    def close(self) -> None:
        """The preview is over: nobody waits any longer."""
        with self._changed:
            self._closed = True
            self._changed.notify_all()
