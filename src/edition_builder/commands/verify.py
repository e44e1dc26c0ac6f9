"""``edition verify``: is it the same text in all these files, and is it whole?"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from edition_builder.console import as_row, count_line, show_diagnostics, write_json
from edition_builder.diagnostics import has_errors
from edition_builder.errors import ExitCode, UsageError
from edition_builder.project import load_file, load_given
from edition_builder.sharing.minisign import PublicKey, public_key
from edition_builder.verifying import Verification, verify

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Say of each text whether it is that of the first; 4 if one is not, or if a sum does not agree."""
    files = [file for name in arguments.files for file in load_given(name)]
    result = verify(files, arguments.phrase, _key(arguments.key))
    if arguments.json:
        write_json({"texts": list(_rows(result)), "diagnostics": [as_row(one) for one in result.diagnostics]})
    else:
        show_diagnostics(result.diagnostics)
        sys.stdout.write("".join(f"{line}\n" for line in _lines(result)))
    return ExitCode.CHECK_FAILED if has_errors(result.diagnostics) or not result.texts else ExitCode.DONE


def _key(given: str) -> PublicKey | None:
    """The public key that was given as a file or as its line."""
    if not given:
        return None
    text = load_file(Path(given)).decode(errors="replace") if Path(given).exists() else given
    try:
        return public_key(text)
    except ValueError as problem:
        raise UsageError(f"{given} is no public key", "name the file or the line that begins with RW") from problem


def _rows(result: Verification) -> Iterator[dict[str, object]]:
    """Each text for programs."""
    for one in result.texts:
        yield {
            "file": one.name,
            "text_hash": one.text.text_hash,
            "check_phrase": one.text.phrase,
            "same_as_first": one.text.text_hash == result.texts[0].text.text_hash,
        }


def _lines(result: Verification) -> Iterator[str]:
    """Each text for people, then the phrase to compare."""
    if not result.texts:
        yield "no text of an edition was found"
        return
    width = max(len(one.name) for one in result.texts)
    first = result.texts[0].text
    for place, one in enumerate(result.texts):
        same = one.text.text_hash == first.text_hash
        said = "one text" if not place else "the same text" if same else f"another text: {one.text.phrase}"
        yield f"{one.name:{width}}  {said}"
    if result.summed:
        yield f"{result.summed} file{'' if result.summed == 1 else 's'} as listed in the sums"
    yield f"check phrase: {first.phrase}"
    if has_errors(result.diagnostics):
        yield f"not verified: {count_line(result.diagnostics)}"
    else:
        yield "Compare the phrase with one that came by another way: it proves the same text, not who wrote it."
