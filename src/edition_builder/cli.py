"""The command ``edition``: arguments in, one library call, diagnostics out, exit code. No book logic.

Paths of what was made go to stdout, everything else to stderr. ``argparse`` and not a larger library, because a
leaflet has to feel instant: it loads in a quarter of click's time (``docs/adr``).
"""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper, UnsupportedOperation
from pathlib import Path
from typing import NoReturn

from edition_builder import __version__
from edition_builder.commands import COMMANDS, load_command
from edition_builder.console import show_error
from edition_builder.errors import CannotWrite, Defect, EditionError, ExitCode, UsageError

__all__ = ["main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code of ``docs/diagnostics.md``."""
    _ready_streams()
    debug = False
    try:
        chosen = parser().parse_args(arguments)
        debug = chosen.debug
        code = int(load_command(chosen.command)(chosen))
        sys.stdout.flush()  # a full disk behind a redirection is said now, not swallowed at the end
        return code
    except EditionError as problem:
        show_error(problem)
        return int(problem.exit_code)
    except KeyboardInterrupt:
        show_error(EditionError("stopped", "nothing is half done: the files are those of the last whole build"))
        return 128 + 2  # what a shell reports for SIGINT
    except BrokenPipeError:
        _drop_stdout()
        return int(ExitCode.DONE)
    except OSError as problem:
        if debug:
            raise
        return _refused(problem)
    except Exception as problem:
        if debug:
            raise
        show_error(Defect(f"a fault in the tool itself: {type(problem).__name__}", "run again with --debug and report"))
        return int(ExitCode.DEFECT)


def _refused(problem: OSError) -> int:
    """Say what the system refuses; without a file name it is the stream that findings are printed on."""
    place = problem.filename or "what was found cannot be printed"
    if problem.filename is None:
        _drop_stdout()
    show_error(CannotWrite(f"{place}: {problem.strerror}", "make room there, or choose another place"))
    return int(ExitCode.CANNOT_WRITE)


def _ready_streams() -> None:
    """Make it safe to write: a stream that was closed goes nowhere, a letter that a terminal lacks is spelled out."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open to the end
        elif isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _drop_stdout() -> None:
    """Send the rest nowhere: Python would try once more at its end, and complain (docs.python.org, SIGPIPE)."""
    with suppress(UnsupportedOperation):  # a stream of a caller in this process, which is none of the system's
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


class _Parser(argparse.ArgumentParser):
    """Says a wrong call in the form of every other message."""

    def error(self, message: str) -> NoReturn:
        """Raise what ``main`` prints, with the nearest command or option there is."""
        said = re.search(r"invalid choice: '(.*?)'|unrecognized arguments: (\S+)", message)
        if not said:
            missing = "COMMAND" in message
            raise UsageError(
                "no command was given" if missing else message,
                "edition build makes the files of every text in ./manuscript; edition --help lists the commands"
                if missing
                else f"see {self.prog} --help",
            )
        wrong = said[1] or said[2]
        names = [one.name for one in COMMANDS] if said[1] else self.options()
        hint = import_module("edition_builder.reading.nearest").did_you_mean(wrong, names)
        if wrong in names:
            hint = "another command has it: see edition COMMAND --help"
        raise UsageError(f"there is no {'command' if said[1] else 'option'} {wrong}", hint)

    def options(self) -> list[str]:
        """Every option of every command."""
        names = (name for one in COMMANDS for argument in one.arguments for name in argument.names)
        return sorted({name for name in names if name.startswith("--")})


def parser() -> argparse.ArgumentParser:
    """The parser, built from the table of commands."""
    top = _Parser(prog="edition", description="From one manuscript to EPUB, PDF, HTML and plain text.")
    top.add_argument("--version", action=_Version)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.summary, description=command.summary)
        for argument in command.arguments:
            argument.add_to(sub)
        sub.add_argument("--debug", action="store_true", help="show where the tool itself failed")
    return top


class _Version(argparse.Action):
    """``--version``."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_: object) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version and leave."""
        sys.stdout.write(f"edition {__version__}\n")
        parser.exit()
