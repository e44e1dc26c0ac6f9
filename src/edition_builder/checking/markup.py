"""Reading XHTML pages back, with lxml: words, notes and links as the markup contract of ``docs/formats.md`` has them.

Words of the text are in elements of class ``text``, words of a note in elements of class ``footnote``; neither is what
stands in ``call``, ``number``, ``lemma``, ``responsibility``, ``back`` and ``address``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property

from lxml import etree
from msgspec import Struct

from edition_builder.checking.calls import Called, Piece
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic, Outcome

__all__ = ["Page", "body_pieces", "by_class", "has_class", "note_pieces", "parse_pages"]

_AROUND = frozenset(("number", "lemma", "responsibility", "back", "address", "footnote"))


class Page(Struct, frozen=True, dict=True):
    """A page as parsed; ``name`` is its address inside the output, with forward slashes."""

    name: str
    root: etree._Element

    @cached_property
    def elements(self) -> tuple[etree._Element, ...]:
        """All elements in document order. lxml makes an object for each when it is met; here they are met once."""
        return tuple(self.root.iter("*"))

    @cached_property
    def classes(self) -> dict[str, list[etree._Element]]:
        """The elements of each class in document order: the page is walked once, however many classes are asked for."""
        found: dict[str, list[etree._Element]] = {}
        for element in self.elements:
            classes = element.get("class")
            if classes:
                for name in dict.fromkeys(classes.split()):
                    found.setdefault(name, []).append(element)
        return found


def parse_pages(files: Iterable[tuple[str, bytes]]) -> Outcome[tuple[Page, ...]]:
    """Parse XHTML files; no entity is resolved and nothing is loaded. EB605 for each that is not well-formed."""
    pages: list[Page] = []
    damage: list[Diagnostic] = []
    for name, data in files:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        try:
            pages.append(Page(name, etree.fromstring(data, parser)))
        except etree.XMLSyntaxError as error:
            damage.append(Diagnostic("EB605", f"{name}: not well-formed: {error.msg}", None, TOOL_FAULT))
    return Outcome(None if damage else tuple(pages), tuple(damage))


def body_pieces(pages: Iterable[Page]) -> list[Piece]:
    """Words and calls of the text, in the order of the pages; canonical stream 1 is made of the words."""
    return _pieces_of(element for page in pages for element in by_class(page, "text"))


def note_pieces(pages: Iterable[Page]) -> list[Piece]:
    """Words and calls of the notes, in the order in which they stand; canonical stream 2 is made of the words."""
    return _pieces_of(element for page in pages for element in by_class(page, "footnote"))


def by_class(page: Page, name: str) -> Sequence[etree._Element]:
    """The elements of a page with this class, in document order."""
    return page.classes.get(name, ())


def has_class(element: etree._Element, name: str) -> bool:
    """Whether an element carries this class."""
    return name in (element.get("class") or "").split()


def _pieces_of(elements: Iterable[etree._Element]) -> list[Piece]:
    pieces: list[Piece] = []
    for element in elements:
        _collect(element, pieces)
    return pieces


def _collect(element: etree._Element, pieces: list[Piece]) -> None:
    """Add the words inside an element, without what the output puts around them."""
    if element.text:
        pieces.append(element.text)
    for child in element:
        if isinstance(child.tag, str):  # else a comment, which has no words
            _enter(child, pieces)
        if child.tail:
            pieces.append(child.tail)


def _enter(child: etree._Element, pieces: list[Piece]) -> None:
    """Add a child's words, a call for a call, nothing for what is no word of the text."""
    classes = (child.get("class") or "").split()
    if not classes:
        _collect(child, pieces)
    elif "call" in classes:
        pieces.extend(Called((link.get("href") or "").rpartition("#")[2]) for link in child)
    elif not _AROUND.intersection(classes):
        _collect(child, pieces)
