"""The words of a PDF as its tags order them (ISO 32000-1, 14.7). Nothing here knows how the file was made."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from msgspec import Struct
from pikepdf import Array, Name, Pdf, String

from edition_builder.checking.pdf_content import FontTables, PageText, forms_of, read_form
from edition_builder.checking.pdf_pages import texts_of
from edition_builder.model.workshop import Here, Workshop

__all__ = ["Element", "TaggedText", "named_places", "read_tagged_text"]

_LINK_ON_PAPER = re.compile(r"to:[^:]+:\d+")  # the ID of a link that was taken off for a press (docs/formats.md)


_HERE: Workshop = Here()
_Where = tuple[int, int]  # the number of a page or form as an object of the file
_NOWHERE: _Where = (0, 0)


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


def read_tagged_text(pdf: Pdf, workshop: Workshop = _HERE) -> TaggedText | None:
    """The text of a document in the order of its tags; None if it has no tag tree.

    The pages of a long one are read by the workshop.
    """
    if Name.StructTreeRoot not in pdf.Root:
        return None
    tables: FontTables = {}
    read = texts_of(pdf, tables, workshop)
    pages = {page.obj.objgen: text for page, text in zip(pdf.pages, read, strict=True)}
    forms = {form.objgen: form for form in forms_of(*pdf.pages) if Name.StructParents in form}
    texts = pages | {name: read_form(form, tables) for name, form in forms.items()}
    context = _Context(texts, {name: number for number, name in enumerate(pages)}, set())
    tops = pdf.Root.StructTreeRoot.K
    first = next(iter(pages), _NOWHERE)
    kids = tuple(_element(top, first, context) for top in (tops if isinstance(tops, Array) else [tops]))
    untagged = sum((name, mark) not in context.used for name, text in texts.items() for mark in text.pieces)
    return TaggedText(Element("", "", 0, "", kids), untagged, tuple(page.drawn for page in pages.values()))


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


class _Context(NamedTuple):
    """The text of each page and form by its name in the file, the numbers of pages, the marks that are in a tag."""

    texts: dict[_Where, PageText]
    numbers: dict[_Where, int]
    used: set[tuple[_Where, int]]

    def said(self, where: _Where, mark: int) -> str:
        """The text of a mark, which is in a tag now."""
        self.used.add((where, mark))
        return self.texts[where].pieces.get(mark, "") if where in self.texts else ""


def _element(element: Any, page: _Where, context: _Context) -> Element:
    """An element with everything in it."""
    if Name.Pg in element and element.Pg.objgen in context.numbers:
        page = element.Pg.objgen
    kids: list[Element | str] = []
    identifier = str(element.get(Name.ID, ""))
    target = identifier.split(":")[1] if _LINK_ON_PAPER.match(identifier) else ""
    content = element.get(Name.K, ())
    for kid in content if isinstance(content, Array) else (content,):
        if isinstance(kid, int):
            kids.append(context.said(page, kid))
        elif kid.get(Name.Type) == Name.OBJR:
            target = _destination(kid.Obj)
        elif kid.get(Name.Type) == Name.MCR:
            kids.append(context.said(kid.Stm.objgen if Name.Stm in kid else page, int(kid.MCID)))
        else:
            kids.append(_element(kid, page, context))
    return Element(str(element.S)[1:], identifier, context.numbers.get(page, 0), target, tuple(kids))


def _destination(annotation: Any) -> str:
    """The name that a link leads to, "" for none."""
    action = annotation.get(Name.A)
    destination = annotation.get(Name.Dest, action.get(Name.D) if action is not None else None)
    return str(destination) if isinstance(destination, (String, str)) else ""
