"""The tag tree put in order for those who listen: what is said, in which language, what is a note, a list, contents.

WeasyPrint makes an element for every line and every inline box, tags notes as NonStruct, gives foreign words no
language and reads the dots of the contents aloud. Rules: ISO 32000-1, 14.7 and 14.8; ISO 14289-1 (PDF/UA-1), 7.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

from edition_builder.rendering.pdf_marks import REPEATED, Piece
from edition_builder.rendering.pdf_tables import give_body, join_tables

__all__ = ["tidy_tags"]

# Elements that hold content itself; anything else holds elements only.
_HOLDS_CONTENT = frozenset(
    (
        "P",
        "H1",
        "H2",
        "H3",
        "H4",
        "H5",
        "H6",
        "Span",
        "Link",
        "LBody",
        "Lbl",
        "TH",
        "TD",
        "Caption",
        "Note",
        "NonStruct",
    )
)
# What stands beside the words, under tags that tell it apart from them (docs/formats.md).
_BESIDE_THE_WORDS = {
    "lemma": Name.Quote,
    "responsibility": Name.Reference,
    "address": Name.Reference,
}
_LINE_OR_BOX = frozenset(("Span", "NonStruct"))


def tidy_tags(pdf: Pdf, pieces: tuple[tuple[Piece, ...], ...], language: str) -> None:
    """Put the tag tree in order.

    Args:
        pdf: as WeasyPrint made it.
        pieces: for each page what its marked content stands for, in the order of the marks.
        language: of the document; pieces in another are marked with theirs.
    """
    _Tree(pdf, pieces, language).tidy()


class _Tree:
    """The tag tree of one document while it is put in order."""

    def __init__(self, pdf: Pdf, pieces: tuple[tuple[Piece, ...], ...], language: str) -> None:
        self._pdf = pdf
        self._pieces = pieces
        self._language = language
        self._root = pdf.Root.StructTreeRoot
        self._pages = {page.objgen: number for number, page in enumerate(pdf.pages)}
        self._owners = [self._root.ParentTree.Nums[2 * number + 1] for number in range(len(pieces))]
        self._dropped_annotations: set[tuple[int, int]] = set()
        self._parts: Counter[str] = Counter()

    def tidy(self) -> None:
        """Notes and tables first, then every element, then the annotations that are left over."""
        document = self._root.K[0]
        document.K = Array([part for kid in document.K for part in self._unpacked(kid, document)])
        join_tables(document, self._place_of)
        self._element(document)
        self._forget_annotations()

    def _unpacked(self, kid: Any, document: Any) -> list[Any]:
        """The notes at the foot of a page, which the engine packs into an element beside the page's text."""
        if _tag(kid) != "NonStruct":
            return [kid]
        notes = list(kid.K)
        for note in notes:
            self._make_note(note)
            note.P = document
        return notes

    def _make_note(self, element: Any) -> None:
        """A note, or a part of one, under its identifier in the edition, which PDF/UA wants (ISO 14289-1, 7.9)."""
        name = next((piece.note for piece in self._pieces_in(element) if piece.note), "")
        self._parts[name] += 1  # the engine makes an element for each page that a note at the end stands on
        part = f"-part-{self._parts[name]}" if self._parts[name] > 1 else ""
        element.S = Name.Note
        element.ID = String(name + part)

    def _pieces_in(self, element: Any) -> Iterator[Piece]:
        """The pieces inside an element, in order."""
        page = self._page_of(element)
        for kid in element.get(Name.K, ()):
            if isinstance(kid, int):
                yield self._pieces[page][kid]
            elif kid.get(Name.Type) != Name.OBJR:
                yield from self._pieces_in(kid)

    def _place_of(self, element: Any) -> tuple[int, int]:
        """The numbers of the table and the row that an element stands in, by its first piece."""
        first = next((piece for piece in self._pieces_in(element) if piece.role != REPEATED), None)
        return (first.table, first.row) if first else (0, 0)

    def _page_of(self, element: Any) -> int:
        """The number of the page that an element stands on; 0 for the document."""
        return self._pages.get(element.Pg.objgen, 0) if Name.Pg in element else 0

    def _element(self, element: Any) -> None:
        """Put an element and everything in it in order."""
        page = self._page_of(element)
        if _tag(element) == "L":
            self._take_in_lists(element)
        kids = [part for kid in element.K for part in self._kept(kid, element, page)]
        if _tag(element) == "LI":
            kids = self._list_item(kids, element)
        elif _tag(element) == "Table":
            give_body(kids)
        elif _tag(element) == "Sect":
            kids = self._with_contents(kids, element)
            self._find_endnotes(kids)
        element.K = Array(kids)

    def _kept(self, kid: Any, parent: Any, page: int) -> list[Any]:
        """What stands in the stead of a kid: nothing, itself, or its own kids."""
        if isinstance(kid, int):
            return self._kept_content(kid, page)
        if kid.get(Name.Type) == Name.OBJR:
            return [kid]
        says_again = self._roles(kid) == {REPEATED}
        self._element(kid)
        if says_again or self._is_bare(kid):
            self._drop_links(kid)
            return []
        self._mark_language(kid, self._page_of(kid))
        self._mark_beside(kid)
        if self._says_nothing(kid, parent):
            return self._spliced(kid, parent, page)
        return [kid]

    @staticmethod
    def _is_bare(element: Any) -> bool:
        """Whether there is nothing in an element. An empty cell keeps its place in a row that is none."""
        if _tag(element) == "TR":
            return not any(len(cell.K) for cell in element.K)
        return not len(element.K) and _tag(element) not in ("TD", "TH")

    def _drop_links(self, element: Any) -> None:
        """Forget the links of an element that goes."""
        for kid in element.K:
            if not isinstance(kid, int) and kid.get(Name.Type) == Name.OBJR:
                self._dropped_annotations.add(kid.Obj.objgen)

    def _kept_content(self, number: int, page: int) -> list[Any]:
        """A piece of content, unless it is an artifact."""
        if self._pieces[page][number].artifact:
            self._owners[page][number] = None
            return []
        return [number]

    def _mark_language(self, element: Any, page: int) -> None:
        """The language of a piece, where it is not the document's."""
        only = element.K[0] if len(element.K) == 1 else None
        if _tag(element) == "Span" and isinstance(only, int):
            language = self._pieces[page][only].language
            if language != self._language:
                element.Lang = String(language)

    def _mark_beside(self, element: Any) -> None:
        """The tag of a lemma, a responsibility, an address: no words of the text or of a note."""
        roles = self._roles(element) if _tag(element) in _LINE_OR_BOX else set()
        if len(roles) == 1:
            element.S = _BESIDE_THE_WORDS.get(roles.pop(), element.S)

    @staticmethod
    def _says_nothing(element: Any, parent: Any) -> bool:
        """Whether an element adds nothing to its content: a line, an inline box, the second half of a link."""
        if _tag(parent) not in _HOLDS_CONTENT or Name.Lang in element or element.get(Name.Pg) != parent.get(Name.Pg):
            return False
        return _tag(element) in _LINE_OR_BOX or _tag(element) == _tag(parent) == "Link"

    def _spliced(self, element: Any, parent: Any, page: int) -> list[Any]:
        """An element's kids as those of its parent; a second annotation of a link goes.

        Stressed words in a link have one of their own, which lies within the link's.
        """
        kids = []
        for kid in element.K:
            if isinstance(kid, int):
                self._owners[page][kid] = parent
            elif kid.get(Name.Type) == Name.OBJR:
                if _tag(parent) == "Link":
                    self._dropped_annotations.add(kid.Obj.objgen)
                    continue
            else:
                kid.P = parent
            kids.append(kid)
        return kids

    @staticmethod
    def _take_in_lists(outer: Any) -> None:
        """The lists inside items as kids of these items: the engine makes each a sibling, behind its item."""
        items: list[Any] = []
        for kid in outer.K:
            if _tag(kid) == "L" and items:
                items[-1].K.append(kid)
                kid.P = items[-1]
            else:
                items.append(kid)
        outer.K = Array(items)

    def _list_item(self, kids: list[Any], item: Any) -> list[Any]:
        """The body of a list item in LBody, in the order of its words, its label before it (ISO 14289-1, 7.6)."""
        labels = [kid for kid in kids if _tag(kid) == "Lbl"]
        body = [kid for kid in kids if _tag(kid) != "Lbl"]
        if not body or [_tag(kid) for kid in body] == ["LBody"]:
            return kids
        return [*labels, self._new("LBody", item, sorted(body, key=self._first_mark))]

    def _first_mark(self, element: Any) -> tuple[int, int]:
        """Page and number of the first marked content inside an element: marks are numbered as they are drawn."""
        page = self._page_of(element)
        kids = element.get(Name.K, ())
        marks = ((page, kid) if isinstance(kid, int) else self._first_mark(kid) for kid in kids)
        return min(marks, default=(sys.maxsize, 0))

    def _new(self, tag: str, parent: Any, kids: list[Any]) -> Any:
        """A new element around elements."""
        element = self._pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name("/" + tag), P=parent, Pg=kids[0].Pg, K=Array(kids))
        )
        for kid in kids:
            kid.P = element
        return element

    def _with_contents(self, kids: list[Any], section: Any) -> list[Any]:
        """Lines of the contents, which are the paragraphs that end in a leader, as entries of a table of contents."""
        grouped: list[Any] = []
        for entries, group in groupby(kids, key=self._is_entry):
            run = list(group)
            for kid in run if entries else ():
                kid.S = Name.TOCI
            grouped += [self._new("TOC", section, run)] if entries else run
        return grouped

    def _is_entry(self, element: Any) -> bool:
        """Whether a paragraph is a line of the contents."""
        if _tag(element) != "P" or len(element.K) != 1 or isinstance(element.K[0], int):
            return False
        link = element.K[0]
        return bool(_tag(link) == "Link" and self._roles(link) == {"entry"})

    def _roles(self, element: Any) -> set[str]:
        """The roles of an element's own pieces."""
        page = self._page_of(element)
        return {self._pieces[page][kid].role for kid in element.K if isinstance(kid, int)}

    def _find_endnotes(self, kids: list[Any]) -> None:
        """Notes at the end, which the engine tags as nothing."""
        for kid in kids:
            if _tag(kid) == "NonStruct" and any(piece.note for piece in self._pieces_in(kid)):
                self._make_note(kid)

    def _forget_annotations(self) -> None:
        """Take dropped annotations off their pages and out of the parent tree."""
        if not self._dropped_annotations:
            return
        gone = set()
        for page in self._pdf.pages:
            kept = []
            for annotation in page.get(Name.Annots, ()):
                if annotation.objgen in self._dropped_annotations:
                    gone.add(int(annotation.StructParent))
                else:
                    kept.append(annotation)
            if Name.Annots in page:
                page.Annots = Array(kept)
        nums = self._root.ParentTree.Nums
        pairs = [(nums[place], nums[place + 1]) for place in range(0, len(nums), 2)]
        self._root.ParentTree.Nums = Array([part for pair in pairs if int(pair[0]) not in gone for part in pair])


def _tag(element: Any) -> str:
    """The tag of an element: "P", "Link"; "" for content that stands in the tree itself."""
    return "" if isinstance(element, int) else str(element.S)[1:]
