"""A part of a long book as a task: its markup in, its pages as a PDF of their own out, without margins and fonts.

What goes in changes only when the part does, or the style sheet: no number of a page, and no side of a spread. So the
result can be kept. ``pdf_margins`` and ``pdf_join`` add what depends on the other parts.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Array, Pdf

from edition_builder.rendering.pdf_engine import Apart, EditionFonts, Face, Withheld, is_alone
from edition_builder.rendering.pdf_layout import late_notes, lay_out
from edition_builder.rendering.pdf_marks import Piece, drawn
from edition_builder.rendering.pdf_pass import flatten, written
from edition_builder.rendering.pdf_tables import every
from edition_builder.rendering.pdf_tags import tidy_tags

__all__ = ["CELLS", "Bookmark", "PartText", "SetPage", "SetPart", "set_part", "text_box", "uncollected"]

CELLS = "/Cells"  # of the tag tree's root: the cells of tables, whose identifiers are unique in their part only

Bookmark = tuple[int, str, tuple[float, float], str]  # level, words, place in CSS pixels, state


class PartText(Struct, frozen=True):
    """A part as it is set.

    ``markup`` is its HTML for print, ``pictures`` and ``fonts`` are names and bytes of those it may use, ``language``
    is the book's, ``places`` are the numbers of pages that its contents list, by their anchors.
    """

    markup: str
    pictures: tuple[tuple[str, bytes], ...]
    fonts: tuple[tuple[str, bytes], ...]
    language: str
    places: tuple[tuple[str, int], ...] = ()


class SetPage(Struct, frozen=True):
    """A page of a part, as far as its margins and the parts around must know it.

    ``text`` is where its text stands: left, top, width and height in CSS pixels, on a page of ``height``. ``name``,
    ``groups`` and ``strings`` as in ``Place``.
    """

    text: tuple[float, float, float, float]
    height: float
    is_blank: bool
    name: str | None
    groups: tuple[tuple[str, int], ...]
    strings: tuple[tuple[str, tuple[str, ...]], ...]
    anchors: tuple[str, ...]
    bookmarks: tuple[Bookmark, ...]


class SetPart(Struct, frozen=True):
    """A part in pages.

    ``data`` is its PDF, ``faces`` what it shows of fonts, ``late_notes`` as in a rendition. ``is_alone`` says whether
    its pages are the same whatever stands around it.
    """

    data: bytes
    pages: tuple[SetPage, ...]
    faces: tuple[Face, ...]
    late_notes: tuple[str, ...]
    is_alone: bool

    @property
    def runs_over(self) -> bool:
        """Whether notes go on behind its text, where the next part has its first page."""
        return self.pages[-1].is_blank


def set_part(text: PartText) -> SetPart:
    """Lay out and draw a part of a book.

    Raises:
        UsageError: the style sheet asks for something outside the edition.
    """
    with uncollected():
        data, pieces, elsewhere, part = _drawn(text)
    with Pdf.open(BytesIO(data)) as pdf:
        tidy_tags(pdf, pieces, text.language)
        flatten(pdf)
        _forget_places(pdf, elsewhere)
        _list_cells(pdf, pieces)
        return replace(part, data=written(pdf))


@contextmanager
def uncollected() -> Iterator[None]:
    """Keep Python from searching for garbage meanwhile, and let it search once afterwards.

    The boxes of all pages live until the last is drawn; to walk through them again and again takes a tenth of the
    time and finds next to nothing. Then they go, so that the next part of a book finds the memory of this one.
    """
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
            gc.collect()


def _drawn(text: PartText) -> tuple[bytes, tuple[tuple[Piece, ...], ...], frozenset[str], SetPart]:
    """The PDF as the engine makes it, what its marks stand for, places elsewhere; the part without its PDF."""
    with TemporaryDirectory(prefix="edition-") as folder:
        fonts = EditionFonts(text.fonts, Path(folder))
        document = lay_out(text.markup, dict(text.pictures), fonts, Apart(dict(text.places)))
        document.fonts = Withheld()
        pages, late = _pages(document), late_notes(document)
        alone = is_alone(document._html.layout, document.pages)
        elsewhere = _add_places_elsewhere(document)
        data, pieces = drawn(document)
        return data, pieces, elsewhere, SetPart(b"", pages, document.fonts.faces(), late, alone)


def _pages(document: Any) -> tuple[SetPage, ...]:
    """What is to be known of the pages of a laid-out document; what its margins would draw behind the text goes."""
    strings = document._html.layout.string_set
    return tuple(_page(page, number, strings) for number, page in enumerate(document.pages, start=1))


def _page(page: Any, number: int, strings: Any) -> SetPage:
    box = page._page_box
    kind = box.page_type
    box.background = box.canvas_background = None
    return SetPage(
        text_box(box),
        float(page.height),
        kind.blank,
        kind.name,
        tuple(kind.groups),
        tuple((name, tuple(values[number])) for name, values in strings.items() if number in values),
        tuple(page.anchors),
        tuple((level, words, (float(left), float(top)), state) for level, words, (left, top), state in page.bookmarks),
    )


def text_box(page: Any) -> tuple[float, float, float, float]:
    """Where the text of a page of the engine stands: left, top, width and height in CSS pixels."""
    return float(page.content_box_x()), float(page.content_box_y()), float(page.width), float(page.height)


def _add_places_elsewhere(document: Any) -> frozenset[str]:
    """Let links lead to places in other parts: the engine would take away those that find none in this one."""
    known = {name for page in document.pages for name in page.anchors}
    links = (link for page in document.pages for link in page.links)
    elsewhere = frozenset(target for kind, target, *_ in links if kind == "internal") - known
    document.pages[0].anchors.update(dict.fromkeys(sorted(elsewhere), (0, 0, 0, 0)))
    return elsewhere


def _forget_places(pdf: Pdf, names: frozenset[str]) -> None:
    """Take places that are not in this part out of its names."""
    if not names:
        return
    found = pdf.Root.Names.Dests.Names
    pairs = ((found[at], found[at + 1]) for at in range(0, len(found), 2))
    pdf.Root.Names.Dests.Names = Array([part for pair in pairs if str(pair[0]) not in names for part in pair])


def _list_cells(pdf: Pdf, pieces: tuple[tuple[Piece, ...], ...]) -> None:
    """Note every cell of a table, for ``pdf_join``."""
    if any(piece.table for page in pieces for piece in page):
        root = pdf.Root.StructTreeRoot
        root[CELLS] = Array([*every("/TH", root.K[0]), *every("/TD", root.K[0])])
