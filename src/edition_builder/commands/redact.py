"""``edition redact``: a clean copy of a picture with black boxes over faces, names, screens."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from edition_builder.console import show_diagnostics
from edition_builder.errors import ExitCode, UsageError
from edition_builder.intake import redact_picture
from edition_builder.model.manuscript import PictureBox
from edition_builder.project import load_foreign

__all__ = ["run"]


def run(arguments: argparse.Namespace) -> ExitCode:
    """Write the copy and print its path."""
    boxes = tuple(_box(text) for text in arguments.box)
    loaded = load_foreign(arguments.picture, sys.stdin.buffer)
    if loaded.value is None:
        show_diagnostics(loaded.diagnostics)
        return ExitCode.MANUSCRIPT
    output = Path(arguments.output) if arguments.output else None
    result = redact_picture(loaded.value, boxes, output, replace=arguments.replace)
    show_diagnostics(result.diagnostics)
    for path in result.paths:
        sys.stdout.write(f"{path}\n")
    return result.exit_code


def _box(text: str) -> PictureBox:
    """Four whole numbers."""
    numbers = re.fullmatch(r"\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*,\s*(\d{1,5})\s*", text)
    if not numbers:
        raise UsageError(f"{text!r} is no box", "write left, top, width and height in pixels: --box 120,80,200,40")
    left, top, width, height = (int(number) for number in numbers.groups())
    return PictureBox(left, top, width, height)
