"""Plain text: UTF-8 without a mark, U+000A, one line a paragraph; notes numbered, after the chapter that calls them.

Parts stand between lines of ``=``: a header, the headnote if there is one, the chapters, the colophon. In a chapter a
line of ``-`` divides text and notes. Those lines are longer than any such run of the text, so nothing in a text can be
mistaken for them; calls have as many brackets as it takes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Block,
    Blocks,
    Link,
    Paragraph,
    own_inlines,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.edition import Chapter, Edition, Note
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.txt_blocks import PlainMarks, block_lines, inline_text, joined_blocks

__all__ = ["render"]

_SHORTEST_RULE = 24
_BRACKETED = re.compile(r"(\[+)([^\[\]]+)(\]+)")


def render(edition: Edition, styles: StyleFolder) -> Rendition:  # noqa: ARG001 - every renderer has these arguments
    """The edition as one file, ``SLUG.txt``."""
    marks = _marks(edition)
    headnote = [joined_blocks(edition.headnote, marks)] if edition.headnote else []
    header, colophon = _header(edition, marks), _colophon(edition, marks)
    chapters = [(joined_blocks(chapter.blocks, marks), _notes(chapter, marks)) for chapter in edition.chapters]
    everything = "\n".join(line for part in _flat(header, headnote, chapters, colophon) for line in part)
    dashes = _rule("-", everything)
    parts = [header, *headnote, *(_chapter(text, notes, dashes) for text, notes in chapters), colophon]
    written = f"\n\n{_rule('=', everything)}\n\n".join("\n".join(part) for part in parts)
    data = normalize("NFC", f"{written}\n").encode()
    return Rendition("txt", (RenditionFile(f"{edition.metadata.slug}.txt", data),))


def _flat(
    header: list[str], headnote: list[list[str]], chapters: list[tuple[list[str], list[str]]], colophon: list[str]
) -> Iterator[list[str]]:
    """Every list of lines that the file will hold."""
    yield from (header, *headnote, colophon)
    for text, notes in chapters:
        yield from (text, notes)


def _rule(sign: str, everything: str) -> str:
    """A line of signs that is longer than any run of them in the file."""
    rule = sign * _SHORTEST_RULE
    if rule not in everything:
        return rule
    return sign * (max(map(len, re.findall(f"{re.escape(sign)}+", everything))) + 1)


def _marks(edition: Edition) -> PlainMarks:
    """The calls, with more brackets than the text or a note has around any of the marks."""
    marks = {note.identifier: note.mark for note in edition.notes}
    printed = frozenset(marks.values())
    bracketed = _BRACKETED.finditer("\n".join(_all_words(edition)))
    taken = [min(len(one[1]), len(one[3])) for one in bracketed if one[2] in printed]
    return PlainMarks(marks, max(taken, default=0) + 1)


def _all_words(edition: Edition) -> Iterator[str]:
    """The words of text and notes, in no call."""
    yield from visible_text(edition.headnote)
    for chapter in edition.chapters:
        yield from visible_text(chapter.blocks)
        for note in chapter.notes:
            yield from (note.lemma, *visible_text(note.blocks))


def _header(edition: Edition, marks: PlainMarks) -> list[str]:
    """Title, names, where the text comes from, and the check phrase, before the first word of the text."""
    title = [inline_text(edition.title, marks), *([inline_text(edition.subtitle, marks)] if edition.subtitle else [])]
    phrase = f"{edition.terms.check_phrase}: {' '.join(edition.check_phrase)}"
    about = joined_blocks(tuple(block for block in edition.imprint.blocks if not _is_credit(block, edition)), marks)
    return [*title, "", *edition.authors, *edition.credits, "", *about, *([""] if about else []), phrase]


def _is_credit(block: Block, edition: Edition) -> bool:
    """Whether a line of the imprint says what the credits right above it have said."""
    return isinstance(block, Paragraph) and plain_text(block.content).rstrip(".。।") in edition.credits


def _chapter(text: list[str], notes: list[str], rule: str) -> list[str]:
    """A chapter and its notes, if it has any."""
    return [*text, "", rule, "", *notes] if notes else text


def _notes(chapter: Chapter, marks: PlainMarks) -> list[str]:
    """The notes of a chapter, each beginning with its mark at the start of a line."""
    return [line for note in chapter.notes for line in _note(note, marks)]


def _note(note: Note, marks: PlainMarks) -> list[str]:
    """``[1]␣lemma:␣␣words␣␣— Tr.``, or ``[1]␣␣words`` without a lemma; further paragraphs on lines of their own."""
    lemma = f"{' '.join(note.lemma.split())}:" if note.lemma else ""
    start = f"{marks.call(note.identifier)} {lemma}{'  ' if lemma else ' '}"
    end = f"  — {note.responsibility}" if note.responsibility else ""
    blocks = note.blocks
    first = ""
    if blocks and isinstance(blocks[0], Paragraph):
        first, blocks = inline_text(blocks[0].content, marks), blocks[1:]
    lines = [*(start + first).split("\n"), *(line for block in blocks for line in block_lines(block, marks))]
    if end and blocks and not isinstance(blocks[-1], Paragraph):
        lines.append("")
    return [line.rstrip(" ") for line in (*lines[:-1], lines[-1] + end)]


def _colophon(edition: Edition, marks: PlainMarks) -> list[str]:
    """What stands after the text: glossary, about the digital text, links, colophon."""
    terms = edition.terms
    parts = [
        (terms.glossary, joined_blocks(edition.glossary, marks)),
        (terms.about_the_file, joined_blocks(edition.about_the_file, marks)),
        (terms.links, list(_links(edition))),
        (edition.colophon.heading, joined_blocks(edition.colophon.blocks, marks)),
    ]
    written = [[heading, "", *lines] for heading, lines in parts if lines]
    return [line for place, part in enumerate(written) for line in (["", "", *part] if place else part)]


def _links(edition: Edition) -> Iterator[str]:
    """Words and address of each link out of the edition: in the line an address would be read as the author's words."""
    blocks: list[Blocks] = [edition.headnote]
    for chapter in edition.chapters:
        blocks += [chapter.blocks, *(note.blocks for note in chapter.notes)]
    for link in _outward(blocks):
        words = plain_text(link.content).strip()
        if words != link.target:
            yield f"{words}: {link.target}"


def _outward(parts: Iterable[Blocks]) -> Iterator[Link]:
    """The links that lead out of the edition, in order."""
    for blocks in parts:
        for block in walk_blocks(blocks):
            for run in own_inlines(block):
                links = (inline for inline in walk_inlines(run) if isinstance(inline, Link))
                yield from (link for link in links if not link.target.startswith("#"))
