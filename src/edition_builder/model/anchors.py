"""The anchor of a heading: what a link inside the text names it by."""

from __future__ import annotations

import re

from edition_builder.model.document import Inlines, plain_text

__all__ = ["heading_anchor"]


def heading_anchor(content: Inlines) -> str:
    """The anchor that Markdown tools give a heading: lower case, words joined by hyphens, other signs left out."""
    return re.sub(r"\s+", "-", re.sub(r"[^\w\s-]", "", plain_text(content).strip().lower()))
