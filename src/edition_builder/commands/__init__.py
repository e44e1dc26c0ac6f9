"""One literal table of the commands; each is a module with ``run(arguments) -> ExitCode``, loaded on use."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from importlib import import_module
from typing import Any, cast

from msgspec import Struct

from edition_builder.errors import ExitCode

__all__ = ["COMMANDS", "Argument", "Command", "load_command"]

Run = Callable[[argparse.Namespace], ExitCode]


class Argument(Struct, frozen=True):
    """One argument as ``argparse.add_argument`` takes it."""

    names: tuple[str, ...]
    options: tuple[tuple[str, Any], ...]

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        """Add this argument to a parser."""
        parser.add_argument(*self.names, **dict(self.options))


class Command(Struct, frozen=True):
    """A row: the command's name, one line for ``--help``, the module behind it, its arguments."""

    name: str
    summary: str
    module: str
    arguments: tuple[Argument, ...] = ()


def _argument(*names: str, **options: Any) -> Argument:
    """Write a row of arguments as ``add_argument`` would be called."""
    return Argument(names, tuple(options.items()))


_STRICT = _argument("--strict", action="store_true", help="treat every warning as an error")
_JSON = _argument("--json", action="store_true", help="print what was found as JSON, for programs")
_FORBIDDEN = _argument("--forbidden", default="", metavar="FILE", help="a private list of words that no file may hold")
_DISCREET = _argument("--discreet", action="store_true", help="neutral names and metadata, no cover, no outward links")
_STYLES = _argument("--styles", default=None, metavar="DIR", help="style sheets and fonts (default: ./styles)")
_REPLACE = _argument("--replace", action="store_true", help="write over a file that is there")
# The usual ones of importing/choices.py, which is not loaded for this (a test compares).
_CLEANING = ("lines", "spaces", "hyphens", "pages", "furniture", "front-matter", "notes")
_MANUSCRIPT = _argument("manuscript", metavar="MANUSCRIPT", help="a .md file, or a folder with edition.yaml")

# The rows of model/packs.py, which is loaded only to make one (a test compares).
_WAYS = ("usb", "bluetooth", "telegram", "signal", "whatsapp", "email", "sms", "onionshare", "hotspot", "paper")

COMMANDS: tuple[Command, ...] = (
    Command(
        "build",
        "make the files of one or more manuscripts",
        "edition_builder.commands.build",
        (
            _argument("manuscripts", nargs="*", metavar="MANUSCRIPT", help="default: every one in ./manuscript"),
            _argument("--output", default="dist", metavar="DIR", help="folder for the files (default: ./dist)"),
            _argument("--format", default="", metavar="NAME,…", help="formats to make; 'edition formats' lists them"),
            _argument(
                "--channel", default="", metavar="NAME", help="for messages: telegram, signal, whatsapp, sms, or N"
            ),
            _STYLES,
            _argument(
                "--catalogue", action="store_true", help="also make a catalogue, and a folder for each manuscript"
            ),
            _argument("--jobs", type=int, default=None, metavar="N", help="processes at once (default: all cores)"),
            _argument("--scheduler", default="", metavar="ADDRESS", help="build on a Dask cluster: tcp://host:8786"),
            _argument("--copies", type=int, default=1, metavar="N", help="say how much paper N copies take"),
            _STRICT,
            _FORBIDDEN,
            _DISCREET,
            _argument("--no-cache", action="store_true", help="make everything anew, and keep nothing of it"),
            _JSON,
        ),
    ),
    Command(
        "new",
        "start an empty manuscript with every key explained",
        "edition_builder.commands.new",
        (
            _argument(
                "manuscript", nargs="?", default="manuscript/new.md", metavar="FILE", help="default: %(default)s"
            ),
            _REPLACE,
        ),
    ),
    Command(
        "import",
        "make a manuscript of a pasted text, a saved web page, a Word file or an EPUB",
        "edition_builder.commands.import_text",
        (
            _argument("file", metavar="FILE", help="a file, or - for what is pasted or piped in"),
            _argument("-o", "--output", default=None, metavar="FILE", help="default: manuscript/TITLE.md"),
            _argument("--also", default="", metavar="NAME,…", help="clean more: quotes, dashes"),
            _argument("--without", default="", metavar="NAME,…", help=f"do not clean: {', '.join(_CLEANING)}"),
            _argument("--from-encoding", default="", metavar="NAME", help="the encoding, where it is guessed wrongly"),
            _REPLACE,
            _JSON,
        ),
    ),
    Command(
        "redact",
        "paint black boxes over parts of a picture, in a copy without metadata",
        "edition_builder.commands.redact",
        (
            _argument("picture", metavar="PICTURE", help="a JPEG, PNG, WebP or GIF file"),
            _argument(
                "--box", action="append", required=True, metavar="X,Y,W,H", help="left, top, width, height in pixels"
            ),
            _argument("-o", "--output", default=None, metavar="FILE", help="default: the name with -redacted"),
            _REPLACE,
        ),
    ),
    Command(
        "notes",
        "show what becomes of every bracket, and why",
        "edition_builder.commands.notes",
        (_MANUSCRIPT, _STRICT, _JSON),
    ),
    Command(
        "check",
        "check a manuscript, or files and folders before they are passed on",
        "edition_builder.commands.check",
        (
            _argument("files", nargs="+", metavar="FILE", help="a manuscript, a file, a folder or zip to pass on"),
            _FORBIDDEN,
            _STRICT,
            _JSON,
        ),
    ),
    Command(
        "pack",
        "put together what goes one way: a stick, Bluetooth, a chat, a hotspot, paper",
        "edition_builder.commands.pack",
        (
            _MANUSCRIPT,
            _argument("--for", dest="way", required=True, metavar="WAY", help=f"one of {', '.join(_WAYS)}"),
            _argument("--output", default="dist", metavar="DIR", help="folder for the pack (default: ./dist)"),
            _argument("--light", action="store_true", help="only what is read on a screen, at most 1.5 MB"),
            _STYLES,
            _STRICT,
            _FORBIDDEN,
            _DISCREET,
        ),
    ),
    Command(
        "sign",
        "sign the list of sums of a folder, so that minisign can tell whose it is",
        "edition_builder.commands.sign",
        (
            _argument("folders", nargs="*", metavar="FOLDER", help="folders that were built or packed"),
            _argument("--key", default="", metavar="FILE", help="secret key (default: in your folder of settings)"),
            _argument("--new-key", action="store_true", help="make a key, locked with a pass phrase"),
        ),
    ),
    Command(
        "verify",
        "see whether files hold the same whole text",
        "edition_builder.commands.verify",
        (
            _argument(
                "files", nargs="+", metavar="FILE|FOLDER", help="files of an edition, messages, pictures of codes"
            ),
            _argument(
                "--phrase", default="", metavar="WORDS", help="the check phrase that you know, in quotation marks"
            ),
            _argument("--key", default="", metavar="KEY", help="the public key of who signed: a file or one line"),
            _JSON,
        ),
    ),
    Command(
        "reproduce",
        "make a pack anew from its manuscript and compare every byte",
        "edition_builder.commands.reproduce",
        (
            _argument("pack", metavar="PACK", help="a folder that edition pack made, or its .zip"),
            _MANUSCRIPT,
            _STYLES,
        ),
    ),
    Command(
        "join",
        "put a text that came in messages together again",
        "edition_builder.commands.join",
        (
            _argument(
                "files", nargs="+", metavar="FILE", help="text files with one message each, or many, in any order"
            ),
            _argument("--output", "-o", required=True, metavar="TEXT", help="the file to write"),
        ),
    ),
    Command(
        "preview",
        "show a manuscript in the browser, built anew at every save",
        "edition_builder.commands.preview",
        (
            _MANUSCRIPT,
            _argument(
                "--port", type=int, default=0, metavar="NUMBER", help="port on this computer (default: a free one)"
            ),
            _argument("--no-browser", action="store_true", help="print the address and open nothing"),
            _STYLES,
        ),
    ),
    Command(
        "serve",
        "give a folder to every telephone on the same hotspot",
        "edition_builder.commands.serve",
        (
            _argument("folder", metavar="FOLDER", help="a folder that was built or packed"),
            _argument("--host", default="0.0.0.0", metavar="ADDRESS", help="address to listen at (default: every one)"),  # noqa: S104 - a hotspot
            _argument("--port", type=int, default=8080, metavar="NUMBER", help="port (default: %(default)s)"),
        ),
    ),
    Command(
        "formats",
        "list the formats",
        "edition_builder.commands.formats",
        (_argument("manuscripts", nargs="*", metavar="MANUSCRIPT", help="list its own formats too"), _JSON),
    ),
    Command(
        "cache",
        "say what is kept in this folder to build faster, or clear it",
        "edition_builder.commands.cache",
        (_argument("action", nargs="?", metavar="clear", help="remove all that is kept"), _JSON),
    ),
    Command("schema", "print the front matter's JSON Schema", "edition_builder.commands.schema"),
)


def load_command(name: str) -> Run:
    """The function behind a command's name."""
    row = next(command for command in COMMANDS if command.name == name)
    return cast(Run, import_module(row.module).run)
