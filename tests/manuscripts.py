"""Small manuscripts for tests of reading: a text in, what was read out."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.document import (
    Block,
    Blocks,
    Code,
    Correction,
    Emphasis,
    Inline,
    Inlines,
    LineBreak,
    Link,
    NoteReference,
    OpenBracket,
    Paragraph,
    Picture,
    Span,
    Strong,
    Text,
    inline_children,
    own_inlines,
    walk_blocks,
    walk_inlines,
)
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


def show(inlines: Inlines) -> str:
    """Inlines as a line that people can compare: open brackets are ⟦…⟧, everything else has the form of a tag."""
    return "".join(_show(inline) for inline in inlines)


_LEAVES: dict[type, Callable[[Any], str]] = {
    Text: lambda one: str(one.value),
    LineBreak: lambda _one: "<br>",
    Code: lambda one: f"<code>{one.value}</code>",
    NoteReference: lambda one: f"<note {one.label}>",
    Picture: lambda one: f"<img {one.name} {one.alternative}>",
}
_AROUND: dict[type, Callable[[Any], tuple[str, str]]] = {
    OpenBracket: lambda _one: ("⟦", "⟧"),
    Link: lambda one: (f"<a {one.target}>", "</a>"),
    Correction: lambda one: (f"<corr {one.sic}>", "</corr>"),
    Span: lambda one: (f"<span {' '.join((one.language, *one.classes)).strip()}>", "</span>"),
    Emphasis: lambda _one: ("<em>", "</em>"),
    Strong: lambda _one: ("<b>", "</b>"),
}


def _show(inline: Inline) -> str:
    if type(inline) in _LEAVES:
        return _LEAVES[type(inline)](inline)
    before, after = _AROUND[type(inline)](inline)
    return f"{before}{show(inline_children(inline))}{after}"


def read_line(body: str) -> str:
    """The only paragraph of a body, shown; findings do not matter."""
    (paragraph,) = read(body).blocks
    assert isinstance(paragraph, Paragraph)
    return show(paragraph.content)


def places(body: str) -> list[str]:
    """``line:column`` of each open bracket of a body, in reading order; lines count under the usual header."""
    found = [one.location for one in every_inline(read(body).blocks) if isinstance(one, OpenBracket)]
    return [f"{place.line - HEADER_LINES}:{place.column}" for place in found]


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
