"""The body of an OpenDocument text (ODF 1.3, part 3) as a tree of HTML; comments and deletions stay out.

Elements are known by their local names: the name spaces of ODF give each of them one meaning in a text.
"""

from __future__ import annotations

from collections.abc import Iterable

from lxml import html

from edition_builder.importing.trees import Element, tag_of

__all__ = ["OUTSIDE", "as_html", "attribute"]

# What no reader of the page sees: comments, deleted words, forms, definitions of fields.
OUTSIDE = frozenset(
    {"annotation", "annotation-end", "tracked-changes", "forms", "sequence-decls", "variable-decls", "user-field-decls"}
)
_NAMES = {"list": "ul", "list-item": "li", "list-header": "li", "table": "table", "table-row": "tr", "line-break": "br"}
_CELLS = frozenset({"table-cell", "covered-table-cell"})
_DIVISIONS = frozenset({"section", "text-box", "note-body", "index-body", "index-title"})
_CONTENTS = (
    "table-of-content",
    "alphabetical-index",
    "table-index",
    "illustration-index",
    "object-index",
    "user-index",
)
_STYLED = {"title": "h1", "quotations": "blockquote", "quote": "blockquote"}
_BOLD = 600  # fo:font-weight in numbers


def attribute(element: Element, name: str) -> str:
    """The value of an attribute by its local name, "" if there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).rpartition("}")[2] == name), "")


def as_html(content: Element) -> Element:
    """The tree of a page for ``content.xml``; notes stand at its end, linked with their calls both ways."""
    page: Element = html.Element("body")
    writer = _Writer(_styles(content))
    body = next((one for one in content.iter() if tag_of(one) == "text" and len(one)), content)
    writer.fill(page, body)
    page.extend(writer.notes)
    return page


def _styles(content: Element) -> dict[str, tuple[str, frozenset[str]]]:
    """Name of a style → its parent's name and the stress that it gives ("em", "strong")."""
    known: dict[str, tuple[str, frozenset[str]]] = {}
    for style in content.iter():
        if tag_of(style) == "style":
            stress = {mark for part in style for mark in _stress(part)}
            known[attribute(style, "name")] = (attribute(style, "parent-style-name"), frozenset(stress))
    return known


def _stress(properties: Element) -> Iterable[str]:
    if attribute(properties, "font-style") in ("italic", "oblique"):
        yield "em"
    weight = attribute(properties, "font-weight")
    if weight == "bold" or (weight.isdigit() and int(weight) >= _BOLD):
        yield "strong"


class _Writer:
    """Writes elements of ODF as elements of HTML; collects the bodies of notes."""

    __slots__ = ("_styles", "notes")

    def __init__(self, styles: dict[str, tuple[str, frozenset[str]]]) -> None:
        self._styles = styles
        self.notes: list[Element] = []

    def fill(self, target: Element, source: Element) -> None:
        """Write everything in ``source`` into ``target``."""
        _add_text(target, source.text)
        for child in source:
            self._add(target, child, tag_of(child))
            _add_text(target, child.tail)

    def _add(self, target: Element, source: Element, tag: str) -> None:
        if tag in OUTSIDE or not tag:
            return
        if tag in ("s", "tab"):
            _add_text(target, " ")
        elif tag == "note":
            self._call(target, source)
        elif tag == "frame":
            self._frame(target, source)
        elif tag == "span":
            self._span(target, source)
        elif (made := self._element(source, tag)) is not None:
            target.append(made)
            self.fill(made, source)
        else:
            self.fill(target, source)

    def _element(self, source: Element, tag: str) -> Element | None:
        """The element of HTML for one of ODF, still empty; None for what only holds others."""
        if tag == "p":
            return _new(_STYLED.get(self._named(source), "p"))
        if tag == "h":
            level = attribute(source, "outline-level")
            return _new(f"h{min(6, max(1, int(level)))}" if level.isdecimal() else "h2")
        if tag == "a":
            return _new("a", href=attribute(source, "href"))
        if tag in _CELLS:
            return _new("td")
        if tag in _CONTENTS:
            return _new("div", role="directory")
        name = _NAMES.get(tag, "div" if tag in _DIVISIONS else "")
        return _new(name) if name else None

    def _named(self, source: Element) -> str:
        """The name of the style that a person gave, in small letters: automatic styles (P1) stand for their parent."""
        name = attribute(source, "style-name")
        parent = self._styles.get(name, ("", frozenset[str]()))[0]
        return (parent or name).lower()

    def _span(self, target: Element, source: Element) -> None:
        """Words with a style: stressed or plain."""
        inner = target
        for mark in sorted(self._styles.get(attribute(source, "style-name"), ("", frozenset[str]()))[1]):
            outer, inner = inner, _new(mark)
            outer.append(inner)
        self.fill(inner, source)

    def _call(self, target: Element, source: Element) -> None:
        """A note: its call here, its body at the end."""
        number = len(self.notes) + 1
        call = _new("a", href=f"#odt-note-{number}", id=f"odt-call-{number}", role="doc-noteref")
        call.text = f"[{number}]"  # apart from the word before it
        target.append(call)
        body = _new("aside", id=f"odt-note-{number}")
        self.notes.append(body)
        for part in source:
            if tag_of(part) == "note-body":
                self.fill(body, part)

    def _frame(self, target: Element, source: Element) -> None:
        """A picture with its description, or a box of text."""
        pictures = [attribute(one, "href") for one in source if tag_of(one) == "image" and attribute(one, "href")]
        words = [" ".join((one.text or "").split()) for one in source if tag_of(one) in ("desc", "title")]
        if pictures:
            target.append(_new("img", src=pictures[0].removeprefix("./"), alt=max(words, key=len, default="")))
        for part in source:
            if tag_of(part) == "text-box":
                self._add(target, part, "text-box")


def _new(name: str, **attributes: str) -> Element:
    element: Element = html.Element(name)
    for key, value in attributes.items():
        element.set(key, value)
    return element


def _add_text(target: Element, text: str | None) -> None:
    """Text behind whatever ``target`` holds already."""
    if not text:
        return
    if len(target):
        target[-1].tail = (target[-1].tail or "") + text
    else:
        target.text = (target.text or "") + text
