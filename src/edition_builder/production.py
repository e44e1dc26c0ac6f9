"""Text → tree → edition → renditions → checks, all in memory: the pure half of the pipeline.

Every stage returns its value with what it has to say; the diagnostics are joined here, and a stage with errors is the
last. Nothing here reads a manuscript or writes a file, so the same work can be done by another process or machine.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.checking.forbidden import find_forbidden
from edition_builder.diagnostics import Diagnostic, Outcome, has_errors, strictly
from edition_builder.editing.book import book_of
from edition_builder.editing.edition import edit
from edition_builder.errors import ExitCode
from edition_builder.formats import (
    DEFAULT_FORMATS,
    Format,
    load_fitness,
    rows_for,
    with_those_before,
)
from edition_builder.making import Given, Ready, renditions
from edition_builder.model.building import BuildSettings, Made
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import FrontMatter, Manuscript, Sources
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.reading.nearest import did_you_mean
from edition_builder.workers import HalvingWorkshop

__all__ = ["Rendered", "edited", "made", "make_checked", "read"]


class Rendered(Struct, frozen=True):
    """What came of an edition in memory: renditions without a fault, or none, and the exit code that this means."""

    renditions: tuple[Rendition, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode


def made(
    loaded: Outcome[Sources], styles: Outcome[StyleFolder], settings: BuildSettings, ready: Ready | None = None
) -> Made:
    """A manuscript as it was loaded → its renditions, checked; without renditions where something is wrong.

    ``ready`` are processes that were begun for it before.

    Raises:
        UsageError, ToolMissing: see ``errors.py``.
    """
    outcome = edited(loaded, settings)
    if outcome.value is None:
        return Made("", (), outcome.diagnostics, ExitCode.MANUSCRIPT)
    edition, formats = outcome.value
    rendered = make_checked(edition, formats, styles, settings, ready)
    said = outcome.diagnostics + rendered.diagnostics
    code, book = rendered.exit_code, book_of(edition)
    return Made(edition.metadata.slug, rendered.renditions, said, code, edition.discreet, book)


def read(loaded: Outcome[Sources]) -> Outcome[Manuscript]:
    """Read what was loaded: the manuscript's brackets are still open."""
    if loaded.value is None or has_errors(loaded.diagnostics):
        return Outcome(None, loaded.diagnostics)
    outcome = read_manuscript(loaded.value)
    return replace(outcome, diagnostics=loaded.diagnostics + outcome.diagnostics)


def edited(loaded: Outcome[Sources], settings: BuildSettings) -> Outcome[tuple[Edition, tuple[Format, ...]]]:
    """Read and edit what was loaded, and settle which formats it goes into."""
    outcome = read(loaded)
    said = _judged(outcome.diagnostics, settings)
    if outcome.value is None or has_errors(said):
        return Outcome(None, said)
    edition = edit(
        outcome.value,
        settings.source_date_epoch,
        outwardly_neutral=settings.discreet,
        workshop=HalvingWorkshop(settings.jobs),
    )
    if settings.forbidden and edition.value is not None:
        found = find_forbidden(edition.value, settings.forbidden, outcome.value.front_matter.location)
        if found:
            return Outcome(None, found)  # and nothing else: another message might quote the word
    formats = _settled_formats(outcome.value.front_matter, settings)
    said += _judged(edition.diagnostics, settings) + formats.diagnostics
    if edition.value is None or formats.value is None or has_errors(said):
        return Outcome(None, said)
    return Outcome((edition.value, formats.value), said)


def make_checked(
    edition: Edition,
    formats: tuple[Format, ...],
    styles: Outcome[StyleFolder],
    settings: BuildSettings,
    ready: Ready | None = None,
) -> Rendered:
    """Ask whether the formats can carry the text, render and check.

    Raises:
        UsageError, ToolMissing: see ``errors.py``.
    """
    said = _judged(styles.diagnostics, settings)
    if styles.value is None or has_errors(said):
        return Rendered((), said, ExitCode.MANUSCRIPT)
    asked = (load_fitness(row)(edition, styles.value) for row in with_those_before(formats))
    unfit = tuple(dict.fromkeys(one for said_of_one in asked for one in said_of_one))
    if has_errors(unfit):
        return Rendered((), said + unfit, ExitCode.MANUSCRIPT)
    kept_in = None if edition.discreet or settings.forbidden else settings.cache
    rendered = renditions(Given(edition, styles.value, settings.channel, kept_in), formats, settings.jobs, ready)
    said += unfit + _judged(rendered.diagnostics, settings)
    if rendered.value is None or has_errors(said):
        return Rendered((), said, ExitCode.CHECK_FAILED)
    return Rendered(rendered.value, said, ExitCode.DONE)


def _settled_formats(front_matter: FrontMatter, settings: BuildSettings) -> Outcome[tuple[Format, ...]]:
    """The formats to make: those asked for, else the manuscript's, else the usual ones; EB209 for one there is not."""
    rows = rows_for(front_matter.print_settings)
    known = [row.name for row in rows]
    names = settings.formats or front_matter.formats or DEFAULT_FORMATS
    unknown = tuple(
        Diagnostic("EB209", f"there is no format {name!r}", front_matter.location, did_you_mean(name, known))
        for name in names
        if name not in known
    )
    return Outcome(None if unknown else tuple(row for row in rows if row.name in names), unknown)


def _judged(diagnostics: tuple[Diagnostic, ...], settings: BuildSettings) -> tuple[Diagnostic, ...]:
    """Under ``--strict`` every warning is an error."""
    return strictly(diagnostics) if settings.strict else diagnostics
