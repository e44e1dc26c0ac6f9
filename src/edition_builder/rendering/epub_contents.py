"""The contents of an EPUB: which headings lead where, as a tree for the navigation document and the NCX."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct

from edition_builder.model.document import plain_text
from edition_builder.model.edition import Chapter, Edition
from edition_builder.rendering.chapter_files import chapter_file, headings

__all__ = ["FRONT", "SUFFIX", "Entry", "contents"]

FRONT, SUFFIX = "front.xhtml", ".xhtml"


class Entry(Struct, frozen=True):
    """A line of the contents, its address relative to the package, and the lines below it."""

    label: str
    address: str
    entries: tuple[Entry, ...] = ()


class _Line(Struct, frozen=True):
    """A line before nesting; ``level`` as of its heading."""

    level: int
    label: str
    address: str


def contents(edition: Edition) -> tuple[Entry, ...]:
    """Headnote, every heading of the text, the pages after it."""
    terms = edition.terms
    lines = [_Line(1, terms.headnote, f"{FRONT}#headnote")] if edition.headnote else []
    for number, chapter in enumerate(edition.chapters, start=1):
        lines.extend(_chapter_lines(edition, chapter, number))
    last = chapter_file(edition, len(edition.chapters), SUFFIX)
    top = min((line.level for line in lines), default=1)
    for part, heading, identifier in (
        (edition.imprint.blocks, edition.imprint.heading or terms.imprint, "imprint"),
        (edition.glossary, terms.glossary, "glossary"),
        (edition.about_the_file, terms.about_the_file, "about-the-file"),
        (edition.colophon.blocks, edition.colophon.heading or terms.colophon, "colophon"),
    ):
        if part:
            lines.append(_Line(top, heading, f"{last}#{identifier}"))
    return _nested(lines)


def _chapter_lines(edition: Edition, chapter: Chapter, number: int) -> Iterator[_Line]:
    """The headings of a chapter; one that opens without a heading is entered under a name of our own."""
    name = chapter_file(edition, number, SUFFIX)
    found = tuple(headings(chapter))
    if chapter.heading is None:
        alone = len(edition.chapters) == 1
        label = edition.metadata.title if alone else f"{edition.terms.text} {number}"
        yield _Line(min((one.level for one in found), default=1), label, name)
    for heading in found:
        first = heading is chapter.heading
        yield _Line(heading.level, plain_text(heading.content), name if first else f"{name}#{heading.identifier}")


def _nested(lines: list[_Line]) -> tuple[Entry, ...]:
    """Lines of a deeper level below the line before them; a level that is skipped opens one step only."""
    entries: list[Entry] = []
    place = 0
    while place < len(lines):
        line = lines[place]
        end = place + 1
        while end < len(lines) and lines[end].level > line.level:
            end += 1
        entries.append(Entry(line.label, line.address, _nested(lines[place + 1 : end])))
        place = end
    return tuple(entries)
