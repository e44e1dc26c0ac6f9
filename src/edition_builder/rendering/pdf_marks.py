"""What a PDF's marked content stands for, recorded while WeasyPrint draws it, since the file itself no longer tells.

For every piece of marked content: its words in reading order, its language, and whether it is text or ornament. Two
things are written at once: running heads, folios, leaders and scene breaks become artifacts, which are not read
aloud; and pieces whose glyphs do not tell their letters (joined and reordered scripts, small capitals) get them as
ActualText, so that search, copying and speech find the words.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any

import pydyf
from msgspec import Struct
from msgspec.structs import replace

from edition_builder.rendering.pdf_engine import OPTIONS, Page, Stream, lost_its_space

__all__ = ["REPEATED", "Piece", "drawn"]

REPEATED = "repeated"  # the role of what stands elsewhere already

# Scripts that run from right to left, join, stack or reorder their letters; and joiners.
_NOT_LETTER_BY_LETTER = re.compile(r"[\u0590-\u109f\u1700-\u18af\u1900-\u1cff\u200b-\u200f\ufb1d-\ufdff\ufe70-\ufeff]")
_ORNAMENT = re.compile(r"[\s.*–—·]*")


class Piece(Struct, frozen=True):
    """A piece of marked content.

    ``role`` is the class of its element ("call", "number", …) and ``target`` what the element links to, both "" for
    none; ``note`` is the id of the note at the foot that it is in, or of the part of one.
    """

    text: str
    language: str
    role: str
    target: str
    artifact: bool
    note: str = ""


def drawn(document: Any) -> tuple[bytes, tuple[tuple[Piece, ...], ...]]:
    """Draw a laid-out document: the PDF as the engine makes it, and for each page what its marks stand for."""
    heads = _TableHeads(document._html.etree_element)
    notes = _elements_of_notes(document._html.etree_element)
    pages = [_MarkedPage(page, number, heads, notes) for number, page in enumerate(document.pages)]
    document.pages = pages
    data: bytes = document.write_pdf(**OPTIONS)
    return data, tuple(tuple(page.pieces) for page in pages)


def _elements_of_notes(root: Any) -> dict[int, str]:
    """The id of its note, or part of one, for each element of the notes at the foot."""
    notes = (span for span in root.iter("span") if "footnote" in str(span.get("class", "")).split())
    return {id(element): str(note.get("id", "")) for note in notes for element in note.iter()}


class _MarkedPage:
    """A page that draws itself as WeasyPrint's does and keeps what it marked, in the order of the marks."""

    def __init__(self, page: Any, number: int, heads: _TableHeads, notes: dict[int, str]) -> None:
        """Stand in for a page of the engine."""
        self._page = page
        self._number = number
        self._heads = heads
        self._notes = notes
        self.pieces: list[Piece] = []

    def __getattr__(self, name: str) -> Any:
        """Everything else is the page's."""
        return getattr(self._page, name)

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Draw the page; called once by the engine."""
        stream.__class__ = _RecordingStream
        stream.pieces = self.pieces
        stream.notes = self._notes
        stream.repeats = partial(self._heads.repeats, page=self._number)
        Page.paint(self._page, stream, scale)


class _TableHeads:
    """The head of a table stands again on each page that the table goes on to; there it is no text of its own."""

    def __init__(self, root: Any) -> None:
        self._elements = {id(element) for head in root.iter("thead") for element in head.iter()}
        self._first_page: dict[int, int] = {}

    def repeats(self, element: Any, page: int) -> bool:
        """Whether an element of a table's head has been drawn on an earlier page."""
        if id(element) not in self._elements:
            return False
        return self._first_page.setdefault(id(element), page) != page


class _RecordingStream(Stream):  # type: ignore[misc] # the engine has no types
    """A content stream that writes down what it marks."""

    pieces: list[Piece]
    notes: dict[int, str]
    font: Any = None  # of the text that was drawn last
    repeats: Callable[[Any], bool]

    @contextmanager
    def marked(self, box: Any, tag: str) -> Iterator[None]:
        """Mark what is drawn inside as the content of a box."""
        number, start = len(self._tags), len(self.stream)
        space = lost_its_space(box)
        self._tags[box] = {"tag": tag, "mcid": number}
        piece = replace(_piece(box), note=self.notes.get(id(box.element), ""))
        if self.repeats(box.element):
            piece = replace(piece, role=REPEATED)
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
