"""What a Word or LibreOffice file says of the people who wrote in it.

Sources: ECMA-376 part 2, section 11 (core properties), part 1, section 22.2 (extended properties), sections 17.13.4
and 17.13.5 (comments, revisions); OpenDocument 1.3, part 3, section 4.3 (metadata).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml import etree

from edition_builder.checking.zips import unpacked
from edition_builder.diagnostics import Diagnostic

__all__ = ["check_alone"]

_CLEAN = "do not pass this file on: edition import makes a manuscript of it, which says only what you write"
_PEOPLE = {
    "creator": "its author",
    "initial-creator": "its author",
    "lastModifiedBy": "who changed it last",
    "printed-by": "who printed it",
    "Company": "a company",
    "Manager": "a manager",
}
_MAKING = {
    "created": "when it was begun",
    "creation-date": "when it was begun",
    "modified": "when it was changed",
    "date": "when it was changed",
    "lastPrinted": "when it was printed",
    "print-date": "when it was printed",
    "revision": "how often it was saved",
    "editing-cycles": "how often it was saved",
    "TotalTime": "how long it was worked on",
    "editing-duration": "how long it was worked on",
    "Template": "its template",
    "Application": "the program that made it",
    "generator": "the program that made it",
}
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml", "meta.xml")
_CHANGED = frozenset(("ins", "del", "moveFrom", "moveTo", "comment", "changed-region", "annotation"))
_TEXTS = ("word/", "content.xml")


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """EB606 for everything that names people or tells of the making; EB605 if it cannot be opened."""
    opened = unpacked(name, data)
    if opened.value is None:
        return opened.diagnostics
    members = {path.removeprefix(f"{name}/"): content for path, content in opened.value}
    said = dict.fromkeys(_said(members))
    return tuple(Diagnostic("EB606", f"{name}: says {one}", None, _CLEAN) for one in said)


def _said(members: Mapping[str, bytes]) -> Iterator[str]:
    for path, content in members.items():
        if path in _PROPERTIES:
            yield from _properties(content)
        elif path == "docProps/custom.xml":
            yield "properties of its own"
        elif path.startswith(("docProps/thumbnail", "Thumbnails/")):
            yield "how its first page looked (a small preview picture)"
        elif path.endswith(".xml") and path.startswith(_TEXTS):
            yield from _text(content)


def _properties(content: bytes) -> Iterator[str]:
    """The properties that have a value."""
    for element in _elements(content):
        name, value = _local(element), (element.text or "").strip()
        if value and name in _PEOPLE:
            yield f"{_PEOPLE[name]}: {value}"
        elif value and name in _MAKING:
            yield f"{_MAKING[name]}: {value}"


def _text(content: bytes) -> Iterator[str]:
    """Comments and changes, with the names of those who made them, and the numbers of Word's sessions."""
    for element in _elements(content):
        name = _local(element)
        if name in _CHANGED:
            who = _author(element)
            what = "a comment" if name in ("comment", "annotation") else "a change that is not accepted"
            yield f"{what}, by {who}" if who else what
        elif name == "rsid":
            yield "which sittings it was written in (rsid)"


def _author(element: etree._Element) -> str:
    """Who made a change: an attribute in Word files, an element in OpenDocument."""
    named = next((str(value) for key, value in element.items() if str(key).rpartition("}")[2] == "author"), "")
    inside = (one.text or "" for one in element.iter("{*}creator"))
    return named or next(inside, "")


def _elements(content: bytes) -> Iterator[etree._Element]:
    """Every element; none of what is no XML, or has a DOCTYPE that could hold entities."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        root = etree.fromstring(content, parser)
    except etree.XMLSyntaxError:
        return
    yield from root.iter("{*}*")


def _local(element: etree._Element) -> str:
    return str(element.tag).rpartition("}")[2]
