"""``edition sign``: a signature beside the list of sums of a folder, and the keys for it."""

from __future__ import annotations

import argparse
import sys
from getpass import getpass
from pathlib import Path

from edition_builder.errors import ExitCode, UsageError
from edition_builder.signing import default_key, is_locked, make_keys, open_key, sign_folder

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Make keys, or sign the folders named."""
    secret = Path(arguments.key) if arguments.key else default_key()
    if arguments.new_key:
        keys = make_keys(secret, _new_phrase())
        sys.stdout.write(f"{keys.secret}\n{keys.public}\n")
        sys.stderr.write(f"public key: {keys.line}\n")
        return ExitCode.DONE
    if not arguments.folders:
        raise UsageError("no folder was named", "edition sign FOLDER; edition sign --new-key makes a key first")
    key = open_key(secret, _phrase("Pass phrase: ") if is_locked(secret) else "")
    for folder in arguments.folders:
        for path in sign_folder(Path(folder), key):
            sys.stdout.write(f"{path}\n")
    return ExitCode.DONE


def _new_phrase() -> str:
    """A pass phrase, asked for twice; "" locks nothing."""
    phrase = _phrase("Pass phrase for the new key (empty for none): ")
    if phrase and _phrase("The same again: ") != phrase:
        raise UsageError("these are two pass phrases", "begin again, and write the same twice")
    return phrase


def _phrase(question: str) -> str:
    """Asked for without showing it; a line of the input where nobody can be asked."""
    return getpass(question) if sys.stdin.isatty() else sys.stdin.readline().rstrip("\r\n")
