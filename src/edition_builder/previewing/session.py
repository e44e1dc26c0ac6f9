"""Look at the files, build what has changed, put it on the board: the loop of a preview.

The text is made here and shown at once; the pages and every other format of the manuscript come from the press, so
that all that ``edition build`` would say is said here too. Nothing is written: ``dist/`` stays as it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic, has_errors
from edition_builder.errors import Defect, EditionError
from edition_builder.formats import FORMATS, Format
from edition_builder.model.building import BuildSettings
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.pipeline import make_edition
from edition_builder.previewing.board import Board, Problem
from edition_builder.previewing.paper import Paper
from edition_builder.previewing.press import Press, Printed, make
from edition_builder.previewing.watching import Watch
from edition_builder.project import load_styles

__all__ = ["Session", "as_built"]

_BETWEEN_LOOKS = 0.25  # seconds: a save is noticed at once to the eye, and the looks cost next to nothing
_HTML, _PDF = (next(row for row in FORMATS if row.name == name) for name in ("html", "pdf"))


class _Build(Struct):
    """The build that is going on: what reading and editing said, the formats asked for, what is made so far."""

    number: int = 0
    said: tuple[Diagnostic, ...] = ()
    formats: tuple[Format, ...] = ()
    printed: dict[str, Printed] = {}


def as_built(
    said: tuple[Diagnostic, ...], formats: Iterable[Format], printed: dict[str, Printed]
) -> tuple[Diagnostic, ...]:
    """What ``pipeline.build`` would say of what is made so far, in its order.

    Args:
        said: of the manuscript and its styles.
        formats: those that the manuscript goes into, in the order of ``FORMATS``.
        printed: by format; others than those of the manuscript do not count.
    """
    made = [printed[row.name] for row in formats if row.name in printed]
    unfit = tuple(one for row in made for one in row.unfit)
    found = () if has_errors(unfit) else tuple(one for row in made for one in row.found)
    return said + tuple(dict.fromkeys(unfit + found))  # a format that stands after another brings its findings again


class Session:
    """One manuscript, watched until somebody has had enough."""

    def __init__(self, manuscript: Path, settings: BuildSettings, board: Board, paper: Paper) -> None:
        """Nothing is built yet; ``settings.output`` is not used."""
        self._manuscript = manuscript
        self._settings = settings
        self._board = board
        self._paper = paper
        self._watch = Watch(manuscript, settings.styles)
        self._press = Press()
        self._build = _Build()

    def run(self, over: Callable[[], bool] = lambda: False) -> None:
        """Build, and build again after every change, until ``over`` says so or the thread is interrupted."""
        try:
            self._watch.settle()
            self._rebuild()
            while not over():
                self._take(self._press.next(_BETWEEN_LOOKS))
                if self._watch.changed():
                    self._watch.settle()
                    self._rebuild()
        finally:
            self._press.close()

    def _rebuild(self) -> None:
        """Make the text anew, show it and have the pages made; with an error in the way, say it and show no less."""
        self._press.forget()
        self._build = _Build(self._build.number + 1)
        self._board.post(making_text=True)
        try:
            made = make_edition(self._manuscript, self._settings, self._watch.load)
            styles = load_styles(self._settings.styles)
        except EditionError as error:
            self._refuse(problem=Problem(error.message, error.hint))
        except Exception as error:
            fault = Defect(
                f"a fault in the tool itself: {type(error).__name__}", "run edition build --debug and report"
            )
            self._refuse(problem=Problem(fault.message, fault.hint))
        else:
            self._build.said = made.diagnostics + styles.diagnostics
            if made.value is None or styles.value is None or has_errors(self._build.said):
                self._refuse()
            else:
                self._show(*made.value, styles.value)

    def _refuse(self, problem: Problem | None = None) -> None:
        """Leave the last good text and pages where they are, and say what is wrong."""
        view = self._board.view
        self._board.post(
            making_text=False,
            making_pages=False,
            outdated=bool(view.html_number or view.pages_number),
            diagnostics=self._build.said,
            problem=problem,
        )

    def _show(self, edition: Edition, formats: tuple[Format, ...], styles: StyleFolder) -> None:
        """Show the text, and give the rest to the press: the pages first, then what else the manuscript goes into."""
        build = self._build
        build.formats = formats
        html = make(build.number, edition, styles, _HTML)
        build.printed["html"] = html
        changes = {"html": html.rendition.files[0].data, "html_number": build.number} if html.rendition else {}
        self._board.post(
            making_text=False,
            making_pages=True,
            outdated=html.rendition is None,
            diagnostics=as_built(build.said, formats, build.printed),
            problem=_first_problem(build),
            **changes,
        )
        rest = tuple(row for row in formats if row not in (_HTML, _PDF))
        self._press.print(build.number, edition, styles, (_PDF, *rest))

    def _take(self, printed: Printed | None) -> None:
        """Show what the press has made.

        Pages of an edition that is no longer the newest are shown too: they are newer than what was there, and who
        saves again and again would never see any.
        """
        if printed is None:
            return
        changes: dict[str, object] = {}
        build = self._build
        newest = printed.number == build.number
        if newest:
            build.printed[printed.format] = printed
            changes["diagnostics"] = as_built(build.said, build.formats, build.printed)
            changes["problem"] = _first_problem(build)
        if printed.format == _PDF.name:
            if newest:
                changes |= {"making_pages": False, "reason": _reason(printed)}
            if printed.rendition is not None:
                data = printed.rendition.files[0].data
                self._paper.put(printed.number, data)
                changes |= {"pages": printed.pages, "pages_number": printed.number}
        if changes:
            self._board.post(**changes)


def _first_problem(build: _Build) -> Problem | None:
    """Why ``pipeline.build`` would have to stop, if something is missing on this machine."""
    made = (build.printed.get(row.name) for row in build.formats)
    return next((one.problem for one in made if one is not None and one.problem is not None), None)


def _reason(printed: Printed) -> str:
    """Why there are no pages, in words for the place where they would be; "" where there are some."""
    if printed.problem is not None:
        return f"{printed.problem.message}\n{printed.problem.hint}".strip()
    return "\n".join(
        f"{one.message}\n{one.hint}".strip() for one in printed.unfit + printed.found if has_errors((one,))
    )
