"""Parts of a book put together to one PDF: pages with their margins, tags under one element, places, outline, fonts.

A part was drawn as if it began on a right page (a left one where lines run from right to left). Where it does not,
the text of its pages is moved by the difference of the margins, with its links and places. Numbers that are unique in
a part are made so in the book: keys of the parent tree (ISO 32000-1, 14.7.4.4) and identifiers of cells.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from typing import Any

from pikepdf import Array, Dictionary, Name, PageCopyWarning, Pdf, Stream, String

from edition_builder.rendering.pdf_engine import POINTS_PER_PIXEL
from edition_builder.rendering.pdf_margins import SetMargins
from edition_builder.rendering.pdf_outline import add_outline
from edition_builder.rendering.pdf_part import CELLS, SetPart

__all__ = ["CannotJoin", "joined"]


_SHARED = (Name.ExtGState, Name.XObject, Name.Pattern, Name.Shading)
_TOLERANCE = 1e-3  # CSS pixels


class CannotJoin(Exception):
    """The parts do not fit together: the book must be laid out in one piece."""


def joined(parts: Sequence[tuple[SetPart, SetMargins]], fonts: bytes, stack: ExitStack) -> Pdf:
    """The book as a PDF, which may be used as long as ``stack`` is open.

    Args:
        parts: in the order of the book, each with the margins of its pages.
        fonts: the file of all faces that they show, as ``font_file`` makes it.
        stack: what closes the files that the book is put together from.

    Raises:
        CannotJoin: a margin of the style sheet changes more than the place of the text, or a link leads nowhere.
    """
    pdf = _opened(parts[0][0].data, stack)
    book = _Book(pdf, pdf.copy_foreign(_opened(fonts, stack).Root.Fonts))
    for number, (part, margins) in enumerate(parts):
        source = _opened(part.data, stack) if number else pdf
        copy = _Copy(pdf, source, number, _moves(part, margins))
        book.add(copy, _opened(margins.data, stack))
    book.close()
    add_outline(pdf, [page for part, _margins in parts for page in part.pages], book.moves)
    return pdf


def _opened(data: bytes, stack: ExitStack) -> Pdf:
    return stack.enter_context(Pdf.open(BytesIO(data)))


def _moves(part: SetPart, margins: SetMargins) -> tuple[float, ...]:
    """How far to the right the text of each page is moved, in points."""
    moves = []
    for page, (left, *others) in zip(part.pages, margins.texts, strict=True):
        if any(abs(one - other) > _TOLERANCE for one, other in zip(page.text[1:], others, strict=True)):
            raise CannotJoin
        moves.append(round((left - page.text[0]) * POINTS_PER_PIXEL, 5))
    return tuple(moves)


class _Copy:
    """A part in the file of the book: the first is there, the others are copied into it."""

    def __init__(self, pdf: Pdf, source: Pdf, number: int, moves: tuple[float, ...]) -> None:
        self.number, self.moves = number, moves
        root, names = source.Root.StructTreeRoot, source.make_indirect(source.Root.get(Name.Names, Dictionary()))
        if source is pdf:
            self.pages = list(pdf.pages)
            self.document, self.names = root.K[0], names
        else:
            first = len(pdf.pages)
            with warnings.catch_warnings():
                warnings.simplefilter("ignore", PageCopyWarning)  # names of places come with their part, see below
                pdf.pages.extend(source.pages)
            self.pages = list(pdf.pages)[first:]
            self.document, self.names = pdf.copy_foreign(root.K[0]), pdf.copy_foreign(names)
        self.root = self.document.P
        self.resources: Any = self.pages[0].obj.Resources

    def places(self) -> Iterator[tuple[str, Any]]:
        """The names of places with where they are; each is moved with its page."""
        found: Any = self.names.Dests.Names if Name.Dests in self.names else Array()
        moves = {page.obj.objgen: move for page, move in zip(self.pages, self.moves, strict=True) if move}
        for at in range(0, len(found), 2):
            place = found[at + 1]
            if place[0].objgen in moves:
                place[2] = float(place[2]) + moves[place[0].objgen]
            yield str(found[at]), place

    def name_cells_apart(self) -> None:
        """Make the identifiers of cells those of this part."""
        for cell in self.root.get(CELLS, ()):
            if Name.ID in cell:
                cell.ID = String(f"{self.number}-{cell.ID}")
            if Name.A in cell and Name.Headers in cell.A:
                cell.A.Headers = Array([String(f"{self.number}-{name}") for name in cell.A.Headers])
        if CELLS in self.root:
            del self.root[CELLS]


class _Book:
    """A book while its parts are put together."""

    def __init__(self, pdf: Pdf, fonts: Any) -> None:
        self.moves: list[float] = []
        self._pdf = pdf
        self._fonts = fonts
        self._key = 0  # the next of the parent tree
        self._keys: list[Any] = []
        self._elements: list[Any] = []
        self._places: dict[str, Any] = {}
        self._targets: set[str] = set()
        self._pictures: dict[bytes, Any] = {}
        self._before = pdf.make_stream(b"q\n")
        self._turns: dict[float, Any] = {}

    def add(self, part: _Copy, margins: Pdf) -> None:
        """Take a part in, with its margins."""
        self._share(part.resources, self._pdf.copy_foreign(margins.pages[0].obj.Resources))
        for page, margin, move in zip(part.pages, margins.pages, part.moves, strict=True):
            self._set_margin(page.obj, self._pdf.copy_foreign(margin.obj.Contents), move)
            self._renumber(page.obj, move)
        self.moves += part.moves
        for name, place in part.places():
            self._places.setdefault(name, place)
        part.name_cells_apart()
        self._take_tags(part)

    def _share(self, resources: Any, of_margins: Any) -> None:
        """Give pages what their margins use, and both the fonts of the book; the same picture is kept once."""
        for one in (resources, of_margins):
            for name, font in self._fonts.items():
                one.Font[name] = font
        for kind in _SHARED:
            for name, thing in of_margins.get(kind, Dictionary()).items():
                if name in resources[kind] and resources[kind][name] != thing:
                    raise CannotJoin
                resources[kind][name] = thing
        for name, thing in resources.get(Name.XObject, Dictionary()).items():
            if thing.get(Name.Subtype) == Name.Image:
                resources.XObject[name] = self._pictures.setdefault(_digest(thing), thing)

    def _set_margin(self, page: Any, margin: Any, move: float) -> None:
        """The margin of a page, and its text at the right place."""
        if move not in self._turns:
            place = f"1 0 0 1 {move:.5f} 0 cm\n" if move else ""
            self._turns[move] = self._pdf.make_stream(f"Q\n{place}".encode())
        page.Contents = Array([self._before, margin, self._turns[move], page.Contents])

    def _renumber(self, page: Any, move: float) -> None:
        """Keys of the parent tree that no other part has; links where the text has gone."""
        page.StructParents = self._key + int(page.StructParents)
        for link in page.get(Name.Annots, ()):
            link.StructParent = self._key + int(link.StructParent)
            if move:
                left, bottom, right, top = link.Rect
                link.Rect = Array([float(left) + move, bottom, float(right) + move, top])
            if Name.Dest in link:
                self._targets.add(str(link.Dest))

    def _take_tags(self, part: _Copy) -> None:
        """The elements of a part as those of the book."""
        found = part.root.ParentTree.Nums
        for at in range(0, len(found), 2):
            self._keys += [self._key + int(found[at]), found[at + 1]]
        self._key = self._keys[-2] + 1
        document = self._pdf.Root.StructTreeRoot.K[0]
        for element in part.document.K:
            element.P = document
            self._elements.append(element)

    def close(self) -> None:
        """Put what was gathered into the file.

        Raises:
            CannotJoin: a link leads nowhere.
        """
        if not self._targets <= self._places.keys():
            raise CannotJoin
        root = self._pdf.Root.StructTreeRoot
        root.ParentTree.Nums = Array(self._keys)
        root.K[0].K = Array(self._elements)
        pairs = [part for name in sorted(self._places) for part in (String(name), self._places[name])]
        self._pdf.Root.Names = Dictionary(Dests=Dictionary(Names=Array(pairs)))


def _digest(picture: Any) -> bytes:
    """What is the same for the same picture: its bytes, its mask, and how they are to be read."""
    says = sorted((key, str(value)) for key, value in picture.items() if not isinstance(value, Stream))
    masks = (value for value in (picture.get(Name.SMask), picture.get(Name.Mask)) if isinstance(value, Stream))
    inside = b"".join(_digest(one) for one in masks)
    return hashlib.sha256(repr(says).encode() + inside + picture.read_raw_bytes()).digest()
