"""The recorded corrections of an edition, each with the place where a reader finds it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from edition_builder.model.document import (
    Blocks,
    Correction,
    Inlines,
    Paragraph,
    Text,
    own_inlines,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.edition import Chapter, CorrectionEntry
from edition_builder.model.manuscript import FrontMatter
from edition_builder.model.terms import Terms

__all__ = ["find_corrections"]

Placed = tuple[CorrectionEntry, str]


def find_corrections(front_matter: FrontMatter, chapters: tuple[Chapter, ...], terms: Terms) -> tuple[Placed, ...]:
    """Every correction with its place: the paragraph of its chapter, or the part of the front matter."""
    found: list[Placed] = []
    for chapter in chapters:
        several = len(chapters) > 1 and chapter.heading is not None
        title = plain_text(chapter.heading.content) if several and chapter.heading else ""
        found.extend(_in_chapter(chapter, title, terms))
    prose = (
        (terms.headnote, front_matter.headnote),
        (terms.imprint, (*front_matter.acknowledgements, *front_matter.rights, *front_matter.see_also)),
    )
    for label, paragraphs in prose:
        found.extend((entry, label) for content in paragraphs for entry in _in_run(content))
    return tuple(found)


def _in_chapter(chapter: Chapter, title: str, terms: Terms) -> Iterator[Placed]:
    """The corrections of a chapter and of its notes; paragraphs are counted as they stand on the page."""
    number = 0
    for block in walk_blocks(chapter.blocks):
        number += isinstance(block, Paragraph)
        for entry in chain.from_iterable(map(_in_run, own_inlines(block))):
            template = terms.correction_place_chapter if title else terms.correction_place
            yield entry, template.format(chapter=title, number=number)
    for note in chapter.notes:
        yield from ((entry, terms.note.format(mark=note.mark)) for entry in _in_blocks(note.blocks))


def _in_blocks(blocks: Blocks) -> Iterator[CorrectionEntry]:
    for block in walk_blocks(blocks):
        for run in own_inlines(block):
            yield from _in_run(run)


def _in_run(run: Inlines) -> Iterator[CorrectionEntry]:
    for inline in walk_inlines(tuple(one for one in run if not isinstance(one, Text))):
        if isinstance(inline, Correction):
            yield CorrectionEntry(plain_text(inline.content), inline.sic, inline.location)
