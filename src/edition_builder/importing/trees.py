"""HTML trees, safely parsed: what is seen of them, which element is a block, where one stands."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree, html

__all__ = [
    "BLOCKS",
    "UNSEEN",
    "Element",
    "classes",
    "holds_blocks",
    "parse_html",
    "parse_xml",
    "remove",
    "tag_of",
    "visible_text",
]

Element = etree._Element

# Elements whose content no reader of the page sees.
UNSEEN = frozenset(["script", "style", "template", "noscript", "head", "svg", "object", "iframe", "audio", "video"])
_BLOCK_NAMES = """
address amp-ad amp-sidebar article aside blockquote body button caption center dd details dialog dir div dl dt
fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main menu nav ol option p pre
section select summary table tbody td textarea tfoot th thead tr ul
"""
BLOCKS = frozenset(_BLOCK_NAMES.split())
_DOCTYPE = re.compile(rb"<!DOCTYPE[^>\[]*\[|<!ENTITY", re.IGNORECASE)


def parse_html(text: str) -> Element | None:
    """The tree of a page as browsers make it; nothing is loaded; None if there is no element at all."""
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False, encoding="utf-8")
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return root


def parse_xml(data: bytes) -> Element | None:
    """The tree of an XML file without any entity; None if it is not well formed or declares a type of its own."""
    if _DOCTYPE.search(data):
        return None
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def tag_of(element: Element) -> str:
    """The name without name space, in small letters; "" for comments and instructions."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Element) -> str:
    """All the words below, as they stand."""
    return "".join(str(part) for part in element.itertext())


def classes(element: Element) -> frozenset[str]:
    """The words of class, id and role, parted at hyphens and underscores, and whole."""
    names = " ".join(element.get(name, "") for name in ("class", "id", "role")).lower().split()
    return frozenset((*names, *(part for name in names for part in re.split(r"[-_:]+", name))))


def holds_blocks(element: Element) -> bool:
    """Whether a block stands somewhere below."""
    return any(tag_of(below) in BLOCKS for below in element.iterdescendants())


def remove(element: Element) -> None:
    """Take an element out of its tree; the text behind it stays."""
    parent, before = element.getparent(), element.getprevious()
    if parent is None:
        return
    if before is not None:
        before.tail = (before.tail or "") + (element.tail or "")
    else:
        parent.text = (parent.text or "") + (element.tail or "")
    element.tail = None
    parent.remove(element)


def visible_text(root: Element) -> str:
    """The text that a reader of the page sees, with a line end around blocks."""
    return "".join(_visible(root))


def _visible(root: Element) -> Iterator[str]:
    skipping: Element | None = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        tag = tag_of(element)
        if skipping is None and event == "start" and (tag in UNSEEN or not tag):
            skipping = element
        elif skipping is None:
            edge = "\n" if tag in BLOCKS or tag in ("br", "img") else ""
            yield edge
            if event == "start":
                yield element.text or ""
        if event == "end":
            skipping = None if skipping is element else skipping
            if skipping is None and element is not root:
                yield element.tail or ""
