"""Style sheets as they go into a file: without comments and indents, which are for editors and not for readers."""

from __future__ import annotations

import re

from edition_builder.model.rendition import StyleFolder

__all__ = ["compact_sheet"]

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_LINE_INDENT = re.compile(r"\s*\n\s*")


def compact_sheet(styles: StyleFolder, *names: str) -> str:
    """The sheets of these names, in order, and the project's own after them.

    Raises:
        KeyError: one is in neither style folder.
    """
    return _LINE_INDENT.sub("\n", _COMMENT.sub("", styles.sheet(*names))).strip()
