"""A long book laid out in parts and joined: the same pages as in one piece, in less memory and on several cores.

1. Each part is set by itself (``pdf_part``), the front with numbers in its contents that only have their length.
2. Notes that run over the end of a part stand on the first page of the next: such parts are set together.
3. When it is known how many pages each part has, the contents get their numbers and the pages their margins.
4. The parts are joined (``pdf_join``), each face embedded once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import ExitStack
from itertools import accumulate, pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

from msgspec import Struct

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.model.workshop import Workshop
from edition_builder.rendering.pdf_cuts import PrintedBook, counts_all, parts_of
from edition_builder.rendering.pdf_engine import EditionFonts, Face, Place, faces_of, font_file
from edition_builder.rendering.pdf_join import CannotJoin, joined
from edition_builder.rendering.pdf_margins import MarginText, set_margins
from edition_builder.rendering.pdf_measures import room
from edition_builder.rendering.pdf_page import PICTURE_SCHEME
from edition_builder.rendering.pdf_part import PartText, SetPage, SetPart, set_part
from edition_builder.rendering.pdf_pass import completed

__all__ = ["Finished", "Given", "in_parts"]

_TRIES = 4  # until the contents take as many pages as their numbers say
_USUAL = 100  # stands for a number of a page that is not known yet
_LINK = re.compile(r'href="#([^"]+)"')
_PICTURE = re.compile(re.escape(PICTURE_SCHEME) + r"[^\"')\s]+")


class Given(Struct, frozen=True):
    """What every part of a book is set with: pictures by their addresses, fonts by their names."""

    pictures: dict[str, bytes]
    fonts: tuple[tuple[str, bytes], ...]


class Finished(Struct, frozen=True):
    """A book that is made: its file, notes that begin after the page of their call, the number of its pages."""

    data: bytes
    late_notes: tuple[str, ...]
    pages: int


def in_parts(
    book: PrintedBook, given: Given, edition: Edition, styles: StyleFolder, workshop: Workshop
) -> Finished | None:
    """The book laid out in parts; None where its pages are not the same as in one piece.

    Raises:
        UsageError: the style sheet asks for something outside the edition.
    """
    try:
        parts = _Parts(book, given, edition, workshop)
        made = parts.made()
        margins = tuple(workshop.map(set_margins, parts.margins(made)))
        with ExitStack() as stack:
            faces = faces_of([*(part.faces for part in made), *(one.faces for one in margins)])
            if not all(face.is_plain for face in faces):
                return None
            pdf = joined(list(zip(made, margins, strict=True)), _font_file(faces, given), stack)
            data = completed(pdf, edition, styles)
    except (CannotJoin, LookupError):
        return None
    late = tuple(note for part in made for note in part.late_notes)
    return Finished(data, late, sum(len(part.pages) for part in made))


def _font_file(faces: tuple[Face, ...], given: Given) -> bytes:
    """Each face of the book cut down to what all parts show of it."""
    with TemporaryDirectory(prefix="edition-") as folder:
        return font_file(faces, EditionFonts(given.fonts, Path(folder)).font_map)


class _Parts:
    """The parts of a book while they are made."""

    def __init__(self, book: PrintedBook, given: Given, edition: Edition, workshop: Workshop) -> None:
        self._book = book
        self._given = given
        self._groups = tuple(parts_of(book.sections, room(edition.print_settings)))
        self._language = edition.metadata.language
        self._left_first = edition.metadata.direction == "rtl"
        self._workshop = workshop

    def made(self) -> tuple[SetPart, ...]:
        """The parts in order, the front first, each as it stands in the book.

        Raises:
            CannotJoin: a part is not the same by itself.
        """
        listed = tuple(dict.fromkeys(_LINK.findall(self._book.front)))
        draft = self._text((self._book.front,), tuple((name, _USUAL) for name in listed))
        front, *others = self._workshop.map(set_part, (draft, *map(self._text, self._groups)))
        body = self._settled(list(zip(self._groups, others, strict=True)))
        for _ in range(_TRIES if listed else 1):
            if front.runs_over or not all(part.is_alone for part in (front, *body)):
                break
            before, places = front, _numbers(listed, (front, *body))
            front = next(self._workshop.map(set_part, (self._text((self._book.front,), places),))) if listed else front
            if len(front.pages) == len(before.pages):
                return (front, *body)
        raise CannotJoin

    def _text(self, pieces: tuple[str, ...], places: tuple[tuple[str, int], ...] = ()) -> PartText:
        """A part as it is handed to be set."""
        markup = self._book.document(*pieces)
        used = sorted(set(_PICTURE.findall(markup)) & self._given.pictures.keys())
        pictures = tuple((name, self._given.pictures[name]) for name in used)
        return PartText(markup, pictures, self._given.fonts, self._language, places)

    def _settled(self, parts: list[tuple[tuple[str, ...], SetPart]]) -> tuple[SetPart, ...]:
        """The parts, those whose notes run over set together with the next."""
        while any(part.runs_over for _group, part in parts[:-1]):
            runs = [[parts[0]]]
            for before, one in pairwise(parts):
                runs[len(runs) :] = [] if before[1].runs_over else [[]]
                runs[-1].append(one)
            groups = [tuple(section for group, _part in run for section in group) for run in runs]
            texts = [self._text(group) for group, run in zip(groups, runs, strict=True) if len(run) > 1]
            again = self._workshop.map(set_part, texts)
            parts = [
                (group, run[0][1] if len(run) == 1 else next(again)) for group, run in zip(groups, runs, strict=True)
            ]
        return tuple(part for _group, part in parts)

    def margins(self, parts: Sequence[SetPart]) -> tuple[MarginText, ...]:
        """The margins of each part as they are handed to be made."""
        markup, fonts = self._book.document(), self._given.fonts
        lengths = [len(part.pages) for part in parts]
        total = sum(lengths) if counts_all(self._book.opening) else 0  # then an edit changes fewer margins
        firsts = accumulate(lengths, initial=1)
        strings: dict[str, str] = {}
        texts = []
        for part, first in zip(parts, firsts, strict=False):
            in_force = tuple((name, (value,)) for name, value in strings.items())
            before = Place(first - 1, False, False, None, (), in_force)
            pages = (self._place(page, number) for number, page in enumerate(part.pages, start=first))
            texts.append(MarginText(markup, fonts, (before, *pages), total))
            strings |= {name: values[-1] for page in part.pages for name, values in page.strings}
        return tuple(texts)

    def _place(self, page: SetPage, number: int) -> Place:
        is_right = (number % 2 == 1) is not self._left_first
        return Place(number, is_right, page.is_blank, page.name, page.groups, page.strings)


def _numbers(listed: Sequence[str], parts: Sequence[SetPart]) -> tuple[tuple[str, int], ...]:
    """The numbers of the pages of places; those of places that are nowhere are left out."""
    anchors = (page.anchors for part in parts for page in part.pages)
    found: dict[str, int] = {}
    for number, names in enumerate(anchors, start=1):
        for name in names:
            found.setdefault(name, number)
    return tuple((name, found[name]) for name in listed if name in found)
