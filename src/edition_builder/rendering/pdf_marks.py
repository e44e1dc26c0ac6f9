"""What a PDF's marked content stands for, recorded while WeasyPrint draws it, since the file itself no longer tells.

For every piece of marked content: its words in reading order, its language, and whether it is text or ornament. Two
things are written at once: running heads, folios, leaders and scene breaks become artifacts, which are not read
aloud; and pieces whose glyphs do not tell their letters (joined and reordered scripts, small capitals) get them as
ActualText, so that search, copying and speech find the words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pydyf
from msgspec import Struct
from msgspec.structs import replace

from edition_builder.rendering.pdf_engine import OPTIONS, Page, Stream, lost_its_space
from edition_builder.rendering.pdf_heads import repeated_boxes

__all__ = ["REPEATED", "Piece", "drawn"]

REPEATED = "repeated"  # the role of what stands elsewhere already: the head of a table that goes on

# Scripts that run from right to left, join, stack or reorder their letters; and joiners.
_NOT_LETTER_BY_LETTER = re.compile(r"[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\u200b-\u200f\ufb1d-\ufdff\ufe70-\ufeff]")
_ORNAMENT = re.compile(r"[\s.*–—·\u200b]*")  # U+200B: where a line may end


class Piece(Struct, frozen=True):
    """A piece of marked content.

    ``role`` is the class of its element ("call", "number", …) and ``target`` what the element links to, both "" for
    none; ``note`` is the id of the note that it is in, or of the part of one; ``table`` and ``row`` count
    the tables and their rows from 1, 0 is outside of any.
    """

    text: str
    language: str
    role: str
    target: str
    artifact: bool
    note: str = ""
    table: int = 0
    row: int = 0


def drawn(document: Any) -> tuple[bytes, tuple[tuple[Piece, ...], ...]]:
    """Draw a laid-out document: the PDF as the engine makes it, and for each page what its marks stand for."""
    root = document._html.etree_element
    places = _Places(_elements_of_notes(root), _rows_of_tables(root), repeated_boxes(document))
    pages = [_MarkedPage(page, places) for page in document.pages]
    document.pages = pages
    data: bytes = document.write_pdf(**OPTIONS)
    return data, tuple(tuple(page.pieces) for page in pages)


def _elements_of_notes(root: Any) -> dict[int, str]:
    """The id of its note, or part of one, for each element of the notes, at the foot and at the end."""
    notes = (one for one in root.iter() if "footnote" in str(one.get("class", "")).split())
    return {id(element): str(note.get("id", "")) for note in notes for element in note.iter()}


def _rows_of_tables(root: Any) -> dict[int, tuple[int, int]]:
    """The number of its table, and of its row there, for each element in a table."""
    return {
        id(element): (number, place)
        for number, table in enumerate(root.iter("table"), start=1)
        for place, row in enumerate(table.iter("tr"), start=1)
        for element in row.iter()
    }


class _Places(Struct, frozen=True):
    """Where elements and boxes stand, by their ``id()``: in which note, in which row, and boxes that say it again."""

    notes: dict[int, str]
    rows: dict[int, tuple[int, int]]
    repeated: frozenset[int]

    def placed(self, piece: Piece, box: Any) -> Piece:
        """A piece with its place."""
        note = self.notes.get(id(box.element), "")
        table, row = (0, 0) if note else self.rows.get(id(box.element), (0, 0))
        placed = replace(piece, note=note, table=table, row=row)
        return replace(placed, role=REPEATED, artifact=True) if id(box) in self.repeated else placed


class _MarkedPage:
    """A page that draws itself as WeasyPrint's does and keeps what it marked, in the order of the marks."""

    def __init__(self, page: Any, places: _Places) -> None:
        """Stand in for a page of the engine."""
        self._page = page
        self._places = places
        self.pieces: list[Piece] = []

    def __getattr__(self, name: str) -> Any:
        """Everything else is the page's."""
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page; called once by the engine."""
        stream.__class__ = _RecordingStream
        stream.pieces = self.pieces
        stream.places = self._places
        Page.paint(self._page, stream, scale)


class _RecordingStream(Stream):  # type: ignore[misc] # the engine has no types
    """A content stream that writes down what it marks."""

    pieces: list[Piece]
    places: _Places
    font: Any = None  # of the text that was drawn last

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn inside as the content of a box."""
        number, start = len(self._tags), len(self.stream)
        space = lost_its_space(box)
        self._tags[box] = {"tag": tag, "mcid": number}
        piece = self.places.placed(_piece(box), box)
        self.pieces.append(piece)
        if piece.artifact:
            pydyf.Stream.begin_marked_content(self, "Artifact")
        else:
            properties = pydyf.Dictionary({"MCID": number})
            if _needs_letters(box, piece.text):
                properties["ActualText"] = pydyf.String(piece.text + " " * space)
            pydyf.Stream.begin_marked_content(self, tag, properties)
        try:
            yield
            if space and not piece.artifact:
                self._end_in_space(start)
        finally:
            pydyf.Stream.end_marked_content(self)

    def add_font(self, pango_font: Any) -> Any:
        """The font of the text that comes next, which is kept in mind."""
        self.font, size = super().add_font(pango_font)
        return self.font, size

    def show_text(self, text: str) -> None:
        """Show text, without the engine's word between two letters that nothing is to be added there."""
        super().show_text(text.replace(">0<", ""))

    def _end_in_space(self, start: int) -> None:
        """Give the text that was drawn since ``start`` back the space that its line end took, as a glyph."""
        letters = self.font.to_unicode if self.font else {}
        glyph = next((glyph for glyph, text in letters.items() if text == " "), None)
        for place in range(len(self.stream) - 1, start, -1):
            shown = self.stream[place]
            if glyph is not None and isinstance(shown, bytes) and shown.endswith(b"] TJ"):
                self.stream[place] = shown[: -len(b"] TJ")] + b"<%04x>] TJ" % glyph
                return


def _piece(box: Any) -> Piece:
    """What a box holds. Boxes of the page margin have no element."""
    text, element, name = str(getattr(box, "text", "")), box.element, box.element_tag or ""
    language = str(box.style["lang"] or "")
    if element is None:
        return Piece(text, language, "", "", artifact=True)
    ornament = "::" in name and not name.endswith("marker") and _ORNAMENT.fullmatch(text) is not None
    unnamed = name == "img" and not element.get("alt")
    return Piece(text, language, element.get("class", ""), element.get("href", ""), ornament or unnamed)


def _needs_letters(box: Any, text: str) -> bool:
    """Whether the glyphs alone would be read as other letters or in another order, or there are none.

    A space between two boxes has no glyph. In a line that runs from right to left the engine draws a stop after Latin
    words before them, as it is seen.
    """
    if text.isspace() or (box.style["direction"] == "rtl" and not text.isalnum()):
        return True
    return box.style["font_variant_caps"] != "normal" or _NOT_LETTER_BY_LETTER.search(text) is not None
