"""What the user asks of a build, and what comes of it: the values that travel between commands and stages."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from edition_builder.diagnostics import Diagnostic
from edition_builder.errors import ExitCode
from edition_builder.model.catalogue import Book
from edition_builder.model.rendition import Rendition

__all__ = ["BuildSettings", "Forbidden", "Made"]


class Forbidden(Struct, frozen=True):
    """An entry of a private list: the line that it stands in, and its words in the form in which they are compared."""

    line: int
    words: tuple[str, ...]


class BuildSettings(Struct, frozen=True):
    """What the user asked for.

    ``formats`` is () for the manuscript's own choice, ``styles`` None for ``./styles``, ``channel`` "" for the usual
    way that messages go, ``forbidden`` a private list of words, ``jobs`` the most processes at once,
    ``discreet`` asks for the discreet profile whatever the manuscript says, ``cache`` is the folder in which results
    are kept, None to make everything anew, ``scheduler`` the address of a cluster that builds, "" for this machine.
    """

    output: Path
    formats: tuple[str, ...] = ()
    styles: Path | None = None
    source_date_epoch: int | None = None
    strict: bool = False
    channel: str = ""
    jobs: int = 1
    discreet: bool = False
    forbidden: tuple[Forbidden, ...] = ()
    cache: Path | None = None
    scheduler: str = ""


class Made(Struct, frozen=True):
    """What came of a manuscript in memory: ``name`` is its files' ("" if reading or editing found an error).

    ``discreet``: it has the discreet profile, and nothing of it may be kept. ``book`` is what a catalogue says of it,
    without its files.
    """

    name: str
    renditions: tuple[Rendition, ...]
    diagnostics: tuple[Diagnostic, ...]
    exit_code: ExitCode
    discreet: bool = False
    book: Book | None = None
