"""Small manuscripts for tests of reading: a text in, what was read out."""

from __future__ import annotations

from collections.abc import Iterator

from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.document import Block, Blocks, Inline, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.manuscript import LoadedPictures, Manuscript, PictureSource, SourceFile, Sources
from edition_builder.reading.manuscript import read_manuscript

HEADER = "---\ntitle: A title\nauthor: An author\nlanguage: en\n---\n"
HEADER_LINES = HEADER.count("\n")


def read_bytes(data: bytes, pictures: PictureSource | None = None) -> Outcome[Manuscript]:
    """Read one file."""
    return read_manuscript(Sources((SourceFile("a.md", data),), pictures or LoadedPictures()))


def read_text(body: str, header: str = HEADER) -> Outcome[Manuscript]:
    """Read a body under a header."""
    return read_bytes((header + body).encode())


def read(body: str, header: str = HEADER) -> Manuscript:
    """Read a body that is a manuscript, whatever is said of it."""
    outcome = read_text(body, header)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def read_blocks(body: str) -> Blocks:
    """The blocks of a body of which nothing is said."""
    outcome = read_text(body)
    assert outcome.value is not None
    assert outcome.diagnostics == ()
    return outcome.value.blocks


def read_folder(*files: tuple[str, str]) -> Outcome[Manuscript]:
    """Read a folder manuscript of named files."""
    return read_manuscript(Sources(tuple(SourceFile(path, text.encode()) for path, text in files)))


def said(outcome: Outcome[Manuscript]) -> list[str]:
    """Each finding as ``line:column code``; lines count from the first line under the usual header."""
    return [_short(one) for one in outcome.diagnostics]


def _short(one: Diagnostic) -> str:
    place = one.location
    assert place is not None
    assert one.hint, one
    return f"{place.line - HEADER_LINES}:{place.column} {one.code}"


def every_inline(blocks: Blocks) -> Iterator[Inline]:
    """All inlines, parents before children, in reading order."""
    for block in walk_blocks(blocks):
        for run in own_inlines(block):
            yield from walk_inlines(run)


def every_block(manuscript: Manuscript) -> Iterator[Block]:
    """All blocks, those of notes too."""
    yield from walk_blocks(manuscript.blocks)
    for note in manuscript.author_notes:
        yield from walk_blocks(note.blocks)
