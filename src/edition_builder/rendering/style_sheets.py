"""Style sheets as they go into a file: without comments and indents, which are for editors and not for readers."""

from __future__ import annotations

import re
from importlib import import_module

from edition_builder.model.rendition import StyleFolder

__all__ = ["compact_sheet", "in_grey"]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_INDENT = re.compile(r"\s*\n\s*")


def compact_sheet(styles: StyleFolder, *names: str, grey: bool = False) -> str:
    """The sheets of these names, in order, and the project's own after them; ``grey`` makes their colours grey.

    Raises:
        KeyError: one is in neither style folder.
    """
    sheet = _LINE_INDENT.sub("\n", _COMMENT.sub("", styles.sheet(*names))).strip()
    return in_grey(sheet) if grey else sheet


def in_grey(sheet: str) -> str:
    """A sheet without comments, each colour as a grey of the same luminance; what parses CSS is loaded for it alone."""
    return str(import_module("edition_builder.rendering.grey_sheets").greyed(sheet))
