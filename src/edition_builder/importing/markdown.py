"""A Markdown file → blocks, every one verbatim: it is a manuscript already, or nearly."""

from __future__ import annotations

import re
from collections.abc import Iterator

from edition_builder.importing.blocks import Block, Kind, Text
from edition_builder.importing.decoding import Decoded
from edition_builder.importing.invisible import clean_characters

__all__ = ["read_markdown"]

_HEADER = re.compile(r"---[ \t]*\n(.*?\n)(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*\s*")
_PLAIN_START = re.compile(r"[^\s>|#`~:!*+=-]|\*\*?[^\s*]|\[(?!\^[^\]]+\]:)")
_FENCE = re.compile(r"(`{3,}|~{3,}|:{3,})")


def read_markdown(decoded: Decoded, choices: frozenset[str]) -> Text:  # noqa: ARG001 - one form for all readers
    """The blocks of a Markdown text; front matter that it has stays as it is, and so does then the whole text."""
    cleaned = clean_characters(decoded.text)
    header = _HEADER.match(cleaned.text)
    if header:
        body = cleaned.text[header.end() :]
        line = cleaned.text.count("\n", 0, header.end()) + 1
        blocks: tuple[Block, ...] = (Block(Kind.MARKDOWN, body.strip("\n"), body, line),) if body.strip() else ()
    else:
        body, blocks = cleaned.text, tuple(_blocks(cleaned.text))
    return Text(
        "Markdown",
        blocks,
        body,
        decoded.encoding,
        decoded.guessed,
        remarks=cleaned.remarks,
        header=header[1] if header else "",
    )


def _blocks(text: str) -> Iterator[Block]:
    """Chunks between blank lines; what is fenced stays in one."""
    chunk: list[str] = []
    start, fence = 1, ""
    for number, line in enumerate((*text.split("\n"), ""), start=1):
        mark = _FENCE.match(line)
        if mark and (not fence or line.strip() == fence):
            fence = "" if fence else mark[1]
        if line.strip() or fence:
            start = start if chunk else number
            chunk.append(line)
        elif chunk:
            yield _block("\n".join(chunk), start)
            chunk = []
    if chunk:
        yield _block("\n".join(chunk), start)


def _block(chunk: str, line: int) -> Block:
    """A heading, a paragraph, or something that stays as it is."""
    heading = _HEADING.fullmatch(chunk)
    if heading:
        return Block(Kind.HEADING, heading[2], heading[2], line, len(heading[1]))
    kind = Kind.PARAGRAPH if _PLAIN_START.match(chunk) and not _FENCE.search(chunk) else Kind.MARKDOWN
    return Block(kind, chunk, chunk, line)
