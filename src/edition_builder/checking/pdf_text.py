"""The words of a PDF as its tags order them (ISO 32000-1, 14.7). Nothing here knows how the file was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pikepdf import Array, Name, Pdf, String

from edition_builder.checking.pdf_content import FontTables, PageText, read_page

__all__ = ["Element", "TaggedText", "named_places", "read_tagged_text"]

_LINK_ON_PAPER = re.compile(r"to:[^:]+:\d+")  # the ID of a link that was taken off for a press (docs/formats.md)


class Element(Struct, frozen=True):
    """An element of the tag tree: its tag, identifier, kids (elements and text), page and the name it links to."""

    tag: str
    identifier: str
    page: int
    target: str
    kids: tuple[Element | str, ...]

    def walk(self) -> Iterator[Element]:
        """This element and all inside, parents first."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


class TaggedText(Struct, frozen=True):
    """The tag tree with its text.

    ``untagged`` counts the pieces of content that are in no element, ``drawn`` the things that each page shows.
    """

    root: Element
    untagged: int
    drawn: tuple[int, ...]


def read_tagged_text(pdf: Pdf) -> TaggedText | None:
    """The text of a document in the order of its tags; None if it has no tag tree."""
    if Name.StructTreeRoot not in pdf.Root:
        return None
    tables: FontTables = {}
    pages = [read_page(page, tables) for page in pdf.pages]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    used: set[tuple[int, int]] = set()
    tops = pdf.Root.StructTreeRoot.K
    kids = tuple(_element(top, 0, (pages, numbers, used)) for top in (tops if isinstance(tops, Array) else [tops]))
    untagged = sum((number, mark) not in used for number, page in enumerate(pages) for mark in page.pieces)
    return TaggedText(Element("", "", 0, "", kids), untagged, tuple(page.drawn for page in pages))


def named_places(pdf: Pdf) -> frozenset[str]:
    """The names that links may lead to (ISO 32000-1, 12.3.2.3)."""
    names = pdf.Root.get(Name.Names)
    tree = names.get(Name.Dests) if names is not None else None
    return frozenset(_tree_names(tree)) if tree is not None else frozenset()


def _tree_names(node: Any) -> Iterator[str]:
    """The keys of a name tree."""
    pairs = node.get(Name.Names, Array())
    yield from (str(pairs[at]) for at in range(0, len(pairs), 2))
    for kid in node.get(Name.Kids, Array()):
        yield from _tree_names(kid)


_Context = tuple[list[PageText], dict[tuple[int, int], int], set[tuple[int, int]]]


def _element(element: Any, page: int, context: _Context) -> Element:
    """An element with everything in it."""
    pages, numbers, used = context
    if Name.Pg in element:
        page = numbers.get(element.Pg.objgen, page)
    kids: list[Element | str] = []
    identifier = str(element.get(Name.ID, ""))
    target = identifier.split(":")[1] if _LINK_ON_PAPER.match(identifier) else ""
    content = element.get(Name.K, ())
    for kid in content if isinstance(content, Array) else (content,):
        if isinstance(kid, int):
            used.add((page, kid))
            kids.append(pages[page].pieces.get(kid, ""))
        elif kid.get(Name.Type) == Name.OBJR:
            target = _destination(kid.Obj)
        else:
            kids.append(_element(kid, page, context))
    return Element(str(element.S)[1:], identifier, page, target, tuple(kids))


def _destination(annotation: Any) -> str:
    """The name that a link leads to, "" for none."""
    action = annotation.get(Name.A)
    destination = annotation.get(Name.Dest, action.get(Name.D) if action is not None else None)
    return str(destination) if isinstance(destination, (String, str)) else ""
