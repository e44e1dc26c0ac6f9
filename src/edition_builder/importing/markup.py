"""HTML trees → blocks: for saved pages, Word files (through mammoth) and EPUBs."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from typing import NamedTuple

from edition_builder.importing.blocks import Block, Kind
from edition_builder.importing.escaping import escape
from edition_builder.importing.inline import Marks, Run, finish, inline, text_run
from edition_builder.importing.linked_notes import LinkedNotes
from edition_builder.importing.trees import BLOCKS, UNSEEN, Element, holds_blocks, tag_of, text_of

__all__ = ["Piece", "Walker"]

_BREAKS = re.compile(r"[ \u00a0]*\n(?:[ \u00a0]*\n)+[ \u00a0]*")
_LARGE = frozenset({"h1", "h2", "h3", "hr", "form", "article", "section"})
_CELL, _MOST_LINE_ENDS = 300, 4  # letters and line ends of a cell in a table of data
_LEVELS = {f"h{level}": level for level in range(1, 7)}
_START = re.compile(r"(?:[-+](?=\s)|>|#{1,6}(?=\s|$)|:::|~~~|[=-]+$|\|(?=.*\|)|\d{1,9}[.)](?=\s|$))")


class Piece(NamedTuple):
    """A block with the element that it comes from."""

    block: Block
    element: Element


class _Place(NamedTuple):
    """Where the walk is: in a quotation, at which depth of lists, whether the next block is an item."""

    kind: Kind = Kind.PARAGRAPH
    depth: int = 0


class Walker:
    """Walks a tree once and yields its blocks in order.

    Args of the constructor: the notes found by ``linked_notes``, and a function that gives the address of a picture in
    the manuscript for its element ("" to leave it out).
    """

    __slots__ = ("_marks", "_notes", "_numbers", "_picture")

    def __init__(self, notes: LinkedNotes, picture: Callable[[Element], str]) -> None:
        self._notes = notes
        self._picture = picture
        self._marks = Marks(notes.calls, notes.backs, self._image)
        self._numbers = count(1)

    def walk(self, element: Element) -> Iterator[Piece]:
        """The blocks of an element."""
        yield from self._inside(element, _Place())

    def _inside(self, element: Element, place: _Place) -> Iterator[Piece]:
        """The runs and blocks in an element."""
        run = [text_run(element.text)]
        for child in element:
            tag = tag_of(child)
            if tag in UNSEEN or not tag:
                pass
            elif child in self._notes.bodies or tag in BLOCKS or holds_blocks(child):
                yield from self._flush(run, element, place)
                run = []
                yield from self._block(child, tag, place)
            else:
                run.append(inline(child, self._marks))
            run.append(text_run(child.tail))
        yield from self._flush(run, element, place)

    def _block(self, element: Element, tag: str, place: _Place) -> Iterator[Piece]:
        """One block element."""
        if element in self._notes.bodies:
            yield self._note(element)
        elif tag in _LEVELS:
            yield from self._heading(element, _LEVELS[tag])
        elif tag == "hr":
            yield Piece(Block(Kind.BREAK, "* * *", ""), element)
        elif tag == "pre":
            yield from self._lines(element)
        elif tag == "table" and _is_data(element):
            yield self._table(element)
        else:
            yield from self._inside(element, _below(tag, place))

    def _flush(self, run: Sequence[Run], element: Element, place: _Place) -> Iterator[Piece]:
        """The paragraphs of a run; two line ends part paragraphs, as on old pages."""
        markdown = finish("".join(part.markdown for part in run))
        words = "".join(part.words for part in run)
        if not markdown.strip():
            return
        texts, plains = _BREAKS.split(markdown.strip()), _BREAKS.split(words.strip())
        if len(texts) != len(plains):
            texts, plains = [_BREAKS.sub("\n", markdown.strip())], [words.strip()]
        for text, plain in zip(texts, plains, strict=True):
            if text.strip():
                yield Piece(self._paragraph(text, plain, place), element)

    def _paragraph(self, text: str, plain: str, place: _Place) -> Block:
        lines = [_guarded(line.strip(" ")) for line in text.strip().split("\n") if line.strip()]
        kind = Kind.PICTURE if re.fullmatch(r"!\[[^\]]*\]\([^)]*\)", lines[0]) and len(lines) == 1 else place.kind
        if kind is Kind.PARAGRAPH and len(lines) > 1:
            return Block(Kind.LINES, "\\\n".join(lines), plain, next(self._numbers))
        return Block(kind, "\\\n".join(lines), plain, next(self._numbers), place.depth)

    def _heading(self, element: Element, level: int) -> Iterator[Piece]:
        for piece in self._inside(element, _Place()):
            text = " ".join(piece.block.markdown.replace("\\\n", " ").split())
            bare = re.fullmatch(r"(\*{1,2})([^*]+)\1", text)
            block = Block(Kind.HEADING, bare[2] if bare else text, piece.block.words, piece.block.line, level)
            yield piece if piece.block.kind is Kind.PICTURE else Piece(block, element)

    def _lines(self, element: Element) -> Iterator[Piece]:
        """Preformatted text: every line end is meant."""
        words = text_of(element)
        lines = [escape(line.strip()) for line in words.split("\n") if line.strip()]
        if lines:
            yield Piece(Block(Kind.LINES, "\\\n".join(lines), words.strip("\n"), next(self._numbers)), element)

    def _note(self, element: Element) -> Piece:
        """Everything in the body of a note as one block."""
        blocks = [piece.block for piece in self._inside(element, _Place())]
        markdown = "\n\n".join(block.markdown for block in blocks)
        words = "\n".join((self._notes.visible_mark(element), *(block.words for block in blocks)))
        label = self._notes.bodies[element]
        return Piece(Block(Kind.NOTE, markdown, words, next(self._numbers), label=label), element)

    def _table(self, element: Element) -> Piece:
        """Rows of cells; the first row is the head."""
        rows = [
            [self._cell(cell) for cell in row if tag_of(cell) in ("td", "th")]
            for row in element.iter()
            if tag_of(row) == "tr"
        ]
        width = max(len(row) for row in rows)
        lines = [
            "| " + " | ".join((*(cell.markdown for cell in row), *[""] * (width - len(row)))) + " |" for row in rows
        ]
        lines.insert(1, "|" + "---|" * width)
        words = "\n".join(cell.words for row in rows for cell in row)
        return Piece(Block(Kind.TABLE, "\n".join(lines), words, next(self._numbers)), element)

    def _cell(self, element: Element) -> Run:
        pieces = [piece.block for piece in self._inside(element, _Place())]
        markdown = " ".join(block.markdown.replace("\\\n", " ").replace("|", "\\|") for block in pieces)
        return Run(markdown, "\n".join(block.words for block in pieces))

    def _image(self, element: Element) -> str:
        address = self._picture(element)
        alternative = " ".join(re.sub(r"[\[\]\\]", " ", element.get("alt") or "").split())
        return f"![{alternative}]({address})" if address else ""


def _below(tag: str, place: _Place) -> _Place:
    """The place of what stands in an element."""
    if tag in ("ul", "ol", "menu"):
        return place._replace(depth=place.depth + 1)
    kind = {"blockquote": Kind.QUOTE, "li": Kind.ITEM}.get(tag)
    return place._replace(kind=kind) if kind else place


def _is_data(element: Element) -> bool:
    """Whether a table is one: several columns, no table in it, no cell of several paragraphs."""
    rows = [
        [tag_of(cell) for cell in row if tag_of(cell) in ("td", "th")] for row in element.iter() if tag_of(row) == "tr"
    ]
    nested = sum(tag_of(below) == "table" for below in element.iterdescendants())
    heavy = any(_is_heavy(cell) for cell in element.iter() if tag_of(cell) in ("td", "th"))
    return bool(rows) and max(map(len, rows)) > 1 and not nested and not heavy


def _is_heavy(cell: Element) -> bool:
    """Whether a cell holds more than one of a table does: a page that was laid out in tables."""
    tags = [tag_of(below) for below in cell.iterdescendants()]
    blocks = sum(tag in ("p", "li", "blockquote") for tag in tags)
    return blocks > 1 or tags.count("br") > _MOST_LINE_ENDS or bool(_LARGE & set(tags)) or len(text_of(cell)) > _CELL


def _guarded(line: str) -> str:
    """A line whose first characters would be a mark of Markdown."""
    found = _START.match(line)
    if not found:
        return line
    return re.sub(r"^(\d+)([.)])", r"\1\\\2", line) if line[0].isdigit() else f"\\{line}"
