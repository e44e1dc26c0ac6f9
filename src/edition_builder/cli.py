"""The command ``edition``: arguments in, one library call, diagnostics out, exit code. No book logic.

Paths of what was made go to stdout, everything else to stderr. ``argparse`` and not a larger library, because a
leaflet has to feel instant: it loads in a quarter of click's time (``docs/adr``).
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from importlib import import_module

from edition_builder.commands import COMMANDS, load_command
from edition_builder.console import show_error
from edition_builder.errors import CannotWrite, Defect, EditionError, ExitCode

__all__ = ["main", "parser"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code of ``docs/diagnostics.md``."""
    chosen = parser().parse_args(arguments)
    try:
        code = load_command(chosen.command)(chosen)
        sys.stdout.flush()
        return int(code)
    except EditionError as problem:
        show_error(problem)
        return int(problem.exit_code)
    except KeyboardInterrupt:
        show_error(EditionError("stopped", "nothing is half done: the files are those of the last whole build"))
        return 128 + 2  # what a shell reports for SIGINT
    except BrokenPipeError:
        return int(ExitCode.DONE)
    except OSError as problem:
        if chosen.debug:
            raise
        place = problem.filename or "what was found cannot be printed"
        show_error(CannotWrite(f"{place}: {problem.strerror}", "make room there, or choose another place"))
        return int(ExitCode.CANNOT_WRITE)
    except Exception as problem:
        if chosen.debug:
            raise
        show_error(Defect(f"a fault in the tool itself: {type(problem).__name__}", "run again with --debug and report"))
        return int(ExitCode.DEFECT)


def parser() -> argparse.ArgumentParser:
    """The parser, built from the table of commands."""
    top = argparse.ArgumentParser(prog="edition", description="From one manuscript to EPUB, PDF, HTML and plain text.")
    top.add_argument("--version", action=_Version)
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        sub = commands.add_parser(command.name, help=command.summary, description=command.summary)
        for argument in command.arguments:
            argument.add_to(sub)
        sub.add_argument("--debug", action="store_true", help="show where the tool itself failed")
    return top


class _Version(argparse.Action):
    """``--version``: looks the version up only when asked."""

    def __init__(self, option_strings: Sequence[str], dest: str, **_: object) -> None:
        super().__init__(option_strings, dest, nargs=0, help="show the version")

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print the version of the installed package and leave."""
        metadata = import_module("importlib.metadata")  # 20 ms that no other command should pay
        sys.stdout.write(f"edition {metadata.version('edition-builder')}\n")
        parser.exit()
