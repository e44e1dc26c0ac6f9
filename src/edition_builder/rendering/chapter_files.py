"""How an edition is spread over files where each chapter has one of its own: their names, and where each id stands."""

from __future__ import annotations

from collections.abc import Iterator

from edition_builder.model.document import Heading
from edition_builder.model.edition import Chapter, Edition
from edition_builder.rendering.xhtml_inlines import call_identifier

__all__ = ["addresses_in_text", "chapter_file", "headings"]


def chapter_file(edition: Edition, number: int, suffix: str) -> str:
    """The file of a chapter counted from 1, so named that order by name is reading order; ``suffix`` with its dot."""
    digits = len(str(len(edition.chapters)))
    return f"text-{number:0{digits}}{suffix}"


def addresses_in_text(edition: Edition, suffix: str) -> dict[str, str]:
    """The address of every heading, chapter and first call of a note by its id."""
    addresses: dict[str, str] = {}
    for number, chapter in enumerate(edition.chapters, start=1):
        name = chapter_file(edition, number, suffix)
        addresses[chapter.identifier] = f"{name}#{chapter.identifier}"
        for heading in headings(chapter):
            addresses[heading.identifier] = f"{name}#{heading.identifier}"
        for call in (call_identifier(note.identifier) for note in chapter.notes):
            addresses[call] = f"{name}#{call}"
    return addresses


def headings(chapter: Chapter) -> Iterator[Heading]:
    """The headings that have an id, which are those at the top level of the text."""
    return (block for block in chapter.blocks if isinstance(block, Heading) and block.identifier)
