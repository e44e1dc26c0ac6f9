"""The exceptions of this package and the exit code each one owns.

::

    EditionError                    (never raised itself)
    ├── UsageError            2     a named file is not there, an option is wrong
    ├── ToolMissing           3     a library or program is missing; the message ends in the command that installs it
    ├── CannotWrite           6     the output folder or disk refuses
    └── Defect                5     a bug here

A manuscript with errors (1) and an output that fails its check (4) are not exceptions: they are diagnostics.
Foreign exceptions are wrapped at the module that calls the foreign library.
"""

from __future__ import annotations

from enum import IntEnum

__all__ = ["CannotWrite", "Defect", "EditionError", "ExitCode", "ToolMissing", "UsageError"]


class ExitCode(IntEnum):
    """What the process says to its caller; the meanings are fixed in ``docs/diagnostics.md``."""

    DONE = 0
    MANUSCRIPT = 1
    USAGE = 2
    TOOL_MISSING = 3
    CHECK_FAILED = 4
    DEFECT = 5
    CANNOT_WRITE = 6


class EditionError(Exception):
    """Root of the tree. ``message`` says what happened, ``hint`` what to do now."""

    exit_code = ExitCode.DEFECT

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep both parts so that the command line can set them on lines of their own."""
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __reduce__(self) -> tuple[type[EditionError], tuple[str, str]]:
        """Both parts come back from another process."""
        return type(self), (self.message, self.hint)


class UsageError(EditionError):
    """The command was called with something that cannot be used."""

    exit_code = ExitCode.USAGE


class ToolMissing(EditionError):
    """A library or program that this output needs is not on the machine."""

    exit_code = ExitCode.TOOL_MISSING


class CannotWrite(EditionError):
    """The output folder cannot be written; what was there is untouched."""

    exit_code = ExitCode.CANNOT_WRITE


class Defect(EditionError):
    """A promise inside this package was broken; worth a report."""
