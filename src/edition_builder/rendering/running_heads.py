"""What stands at the head of facing pages: the title on the verso, the chapter on the recto.

A text without chapters has its author on the verso and its title on the recto. In books that run from right to left
the recto is the left page.
"""

from __future__ import annotations

import re

from msgspec import Struct

from edition_builder.model.document import plain_text
from edition_builder.model.edition import Edition

__all__ = ["LONGEST", "RunningHeads", "running_heads", "short_title"]

LONGEST = 58  # characters of 9.5 pt that stand between two folios on a measure of 108 mm
_PART_END = re.compile(r"[:;]\s|\s[—–(]")


class RunningHeads(Struct, frozen=True):
    """The heads of the left and of the right page, "" for none."""

    left: str
    right: str


def running_heads(edition: Edition, chapter: str, longest: int = LONGEST) -> RunningHeads:
    """The heads for a chapter's pages, at most ``longest`` characters long.

    ``chapter`` is "" for a text without chapters.
    """
    title = plain_text(edition.title)
    verso, recto = (title, chapter) if chapter else (" · ".join(edition.authors), title)
    verso, recto = short_title(verso, longest), short_title(recto, longest)
    return RunningHeads(recto, verso) if edition.metadata.direction == "rtl" else RunningHeads(verso, recto)


def short_title(title: str, longest: int = LONGEST) -> str:
    """A title that fits one line: as it is, up to its first colon or the like, or cut at a word."""
    if len(title) <= longest:
        return title
    end = _PART_END.search(title)
    if end and end.start() <= longest:
        return title[: end.start()]
    cut = title[:longest].rsplit(None, 1)[0] if " " in title[:longest] else title[: longest // 2]
    return cut.rstrip(" ,;:.") + "…"
