"""The HTML for print in pieces, where a long book is cut into parts, and whether it may be.

A part is a run of sections, each of which begins on a page of its own. Where a part ends is settled by its own length
and by the first words of the section behind it: a chapter that changes moves no cut but perhaps the next.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from zlib import crc32

from msgspec import Struct

from edition_builder.rendering.pdf_measures import Room

__all__ = ["CUT", "PrintedBook", "counts_all", "is_long", "may_be_cut", "parted", "parts_of"]

CUT = "\x1e"  # marks where a section begins, in the page that the template makes; it stands in no text
_BODY, _END = "<body>\n", "</body>\n</html>"

_CHARACTERS = 1900  # of markup on a book page of prose
_LONG = 120  # pages: a shorter book is done before a second process could help much
_LEAST, _MOST = 20, 80  # pages of a part: setting up takes as long as a page, and pages take a megabyte each
_ONE_IN = 4  # sections, after the least, that a part may end before
_OPENING = 240  # characters of a section that decide it
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
# What a style sheet may ask of a part that only the whole book can tell.
_OF_THE_WHOLE = re.compile(
    r"counter-(?:increment|reset|set)|target-text|running\(|position:\s*fixed"
    r"|break-(?:before|after):\s*(?:left|right|recto|verso)|:(?:nth|first|last|only)-(?:last-)?of-type"
    r"|:nth-(?:last-)?child|[+~]\s*(?:\.chapter|section)|(?:\.chapter|section)\S*\s*[+~]"
    r"|(?:\.chapter|section):(?:first|last|only)-child"
)

_ALL_PAGES = re.compile(r"counters?\(\s*pages\b", re.IGNORECASE)


class PrintedBook(Struct, frozen=True):
    """The HTML for print in pieces: what stands before the text, and sections that begin on a page of their own.

    ``opening`` is the document as far as the start of its body, ``front`` title pages, imprint and contents,
    ``sections`` the chapters, notes at the end, glossary and colophon.
    """

    opening: str
    front: str
    sections: tuple[str, ...]

    @property
    def markup(self) -> str:
        """The document in one piece."""
        return self.document(self.front, *self.sections)

    def document(self, *pieces: str) -> str:
        """A document of some of the pieces."""
        return "".join((self.opening, *pieces, _END))


def parted(printed: str) -> PrintedBook:
    """A page of HTML in the pieces that the template marks."""
    front, *sections = printed.removesuffix(_END).split(CUT)
    opening, body, front = front.partition(_BODY)
    return PrintedBook(opening + body, front, tuple(sections))


def is_long(sections: Sequence[str], room: Room) -> bool:
    """Whether a book has so many pages, by its markup, that it is laid out in parts."""
    return sum(map(len, sections)) >= _LONG * _page(room)


def may_be_cut(style: str) -> bool:
    """Whether sections look the same without those around them, as far as a style sheet says."""
    return _OF_THE_WHOLE.search(_COMMENT.sub("", style)) is None


def counts_all(style: str) -> bool:
    """Whether a style sheet prints how many pages the book has."""
    return _ALL_PAGES.search(_COMMENT.sub("", style)) is not None


def parts_of(sections: Sequence[str], room: Room) -> Iterator[tuple[str, ...]]:
    """The sections of each part, in order. The last, the colophon, is one: its hash changes with every word."""
    page = _page(room)
    part: list[str] = []
    length = 0.0
    for section in sections[:-1]:
        pages = len(section) / page
        if part and (
            length + pages > _MOST or (length >= _LEAST and crc32(section[:_OPENING].encode()) % _ONE_IN == 0)
        ):
            yield tuple(part)
            part, length = [], 0.0
        part.append(section)
        length += pages
    if part:
        yield tuple(part)
    yield tuple(sections[-1:])


def _page(room: Room) -> float:
    """The characters of markup on a page."""
    return _CHARACTERS * room.line * room.lines
