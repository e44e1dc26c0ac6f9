"""What an EPUB says of itself: title, authors, language, identifier, day."""

from __future__ import annotations

from lxml import etree
from msgspec import Struct

from edition_builder.checking.zips import unpacked

__all__ = ["BookFacts", "book_facts"]

_CONTAINER = "META-INF/container.xml"
_FIRST_DAY = "1980-01-01"


class BookFacts(Struct, frozen=True):
    """From the package document; ``date`` is YYYY-MM-DD."""

    title: str
    authors: tuple[str, ...]
    language: str
    identifier: str
    date: str


def book_facts(data: bytes) -> BookFacts | None:
    """The facts, or None if this is no EPUB with title and identifier."""
    members = {name.removeprefix("book/"): content for name, content in unpacked("book", data).value or ()}
    container = _parsed(members.get(_CONTAINER, b""))
    path = (
        next((str(one.get("full-path")) for one in container.iter("{*}rootfile")), "") if container is not None else ""
    )
    package = _parsed(members.get(path, b""))
    if package is None:
        return None
    title, language, identifier, modified = (
        _first(package, name) for name in ("title", "language", "identifier", "modified")
    )
    authors = tuple((one.text or "").strip() for one in package.iter("{*}creator"))
    if not title or not identifier:
        return None
    return BookFacts(title, tuple(filter(None, authors)), language or "en", identifier, modified[:10] or _FIRST_DAY)


def _first(package: etree._Element, name: str) -> str:
    """The text of the first element of Dublin Core of that name, or of the meta with that property."""
    if name == "modified":
        metas = package.iter("{*}meta")
        return next(((one.text or "").strip() for one in metas if one.get("property") == "dcterms:modified"), "")
    return next(((one.text or "").strip() for one in package.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")), "")


def _parsed(data: bytes) -> etree._Element | None:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        return None
