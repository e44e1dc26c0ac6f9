"""What is wrong, as data: place, code, reason and next step.

A stage returns ``Outcome(value, diagnostics)``: it gathers every problem it can see before it gives up, and a
success carries its warnings beside the value. Printing and exit codes are the command line's business.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Generic, TypeVar

from msgspec import Struct

from edition_builder.codes import CODES, Severity

__all__ = ["Diagnostic", "DiagnosticKey", "Location", "Outcome", "Severity", "has_errors", "strictly"]

T = TypeVar("T")


class DiagnosticKey(StrEnum):
    """Keys of a diagnostic in ``--json`` output, in order."""

    PATH = "path"
    LINE = "line"
    COLUMN = "column"
    SEVERITY = "severity"
    CODE = "code"
    MESSAGE = "message"
    HINT = "hint"


class Location(Struct, frozen=True, order=True):
    """A place in a file of the manuscript.

    ``path`` is relative to the manuscript's folder or as the user named it, never absolute by our doing; ``line`` and
    ``column`` are 1-based and count characters, not bytes. Line 0 means the file as a whole.
    """

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        """``path:line:column``, or the path alone for a whole file."""
        return f"{self.path}:{self.line}:{self.column}" if self.line else self.path


class Diagnostic(Struct, frozen=True):
    """One finding. ``code`` is a key of ``codes.CODES``, which owns its default severity and title."""

    code: str
    message: str
    location: Location | None = None
    hint: str = ""
    raised_to_error: bool = False

    def __post_init__(self) -> None:
        """Refuse a code that the table does not know: that is a programmer's error."""
        if self.code not in CODES:
            raise KeyError(self.code)

    @property
    def severity(self) -> Severity:
        """The severity from the table of codes; ``--strict`` raises warnings to errors."""
        return Severity.ERROR if self.raised_to_error else CODES[self.code].severity

    def __str__(self) -> str:
        """The form people read: ``file:line:column: severity code message``, then the hint on its own line."""
        place = f"{self.location}: " if self.location else ""
        hint = f"\n  hint: {self.hint}" if self.hint else ""
        return f"{place}{self.severity} {self.code}: {self.message}{hint}"


class Outcome(Struct, Generic[T], frozen=True):
    """What a stage returns: a value, or None if it could make none, and everything it has to say."""

    value: T | None
    diagnostics: tuple[Diagnostic, ...] = ()


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Whether any of them is an error."""
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def strictly(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The same diagnostics with every warning raised to an error (``--strict``)."""
    return tuple(
        Diagnostic(one.code, one.message, one.location, one.hint, raised_to_error=one.severity is Severity.WARNING)
        for one in diagnostics
    )
