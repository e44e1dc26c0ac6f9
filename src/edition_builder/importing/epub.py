"""An EPUB → blocks: the files of its spine as one tree, so that notes are found in whatever file they stand."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote

from lxml import html

from edition_builder.importing.archive import Members, read_archive
from edition_builder.importing.blocks import Block, Field, Kind, LeftOut, Sureness, Text
from edition_builder.importing.kinds import Refusal
from edition_builder.importing.linked_notes import find_linked_notes
from edition_builder.importing.markup import Piece, Walker
from edition_builder.importing.trees import Element, parse_html, parse_xml, tag_of, visible_text

__all__ = ["read_epub"]

_CONTAINER = "META-INF/container.xml"
_PICTURES = (".jpg", ".jpeg", ".png", ".gif", ".webp")
# epub:type of parts that an edition makes for itself (EPUB 3 Structural Semantics Vocabulary 1.1).
_MADE = {
    "toc": "contents of the EPUB",
    "landmarks": "contents of the EPUB",
    "page-list": "contents of the EPUB",
    "cover": "cover of the EPUB",
    "titlepage": "title page of the EPUB",
    "halftitlepage": "title page of the EPUB",
    "copyright-page": "imprint of the EPUB",
    "imprint": "imprint of the EPUB",
    "colophon": "colophon of the EPUB",
}
_DAMAGED = Refusal("EB903", "the EPUB lacks a part that it must have, or a part is broken", "get it again")


def read_epub(data: bytes, choices: frozenset[str]) -> Text | Refusal:
    """The blocks of an EPUB, or EB902, EB903 for one that is not sound."""
    members = read_archive(
        data, lambda name: not name.lower().endswith((".otf", ".ttf", ".woff", ".woff2", ".css", ".js"))
    )
    if isinstance(members, Refusal):
        return members
    opf = _package(members)
    package = parse_xml(members[opf]) if opf in members else None
    if package is None:
        return _DAMAGED
    body = html.Element("body")
    for path in _spine(package, posixpath.dirname(opf)):
        part = parse_html(_decoded(members[path])) if path in members else None
        if part is not None:
            body.append(_addressed(part, path))
    notes = find_linked_notes(body)
    walker = Walker(notes, lambda element: element.get("src") or "")
    pieces = list(walker.walk(body))
    blocks = tuple(_block(piece) if "furniture" in choices else piece.block for piece in pieces)
    backs = tuple(
        LeftOut(words, "way back from a note") for words in notes.backs.values() if re.search(r"[^\W\d]", words)
    )
    pictures = tuple((name, member) for name, member in members.items() if name.lower().endswith(_PICTURES))
    fields = tuple(_fields(package))
    language = next((field.value for field in fields if field.key == "language"), "")
    kept = tuple(field for field in fields if field.key != "language")
    return Text(
        "EPUB", blocks, visible_text(body), "", False, kept, backs, pictures, unit="paragraph", language=language
    )


def _package(members: Members) -> str:
    """The path of the package document."""
    container = parse_xml(members.get(_CONTAINER, b""))
    roots = [] if container is None else [one for one in container.iter() if tag_of(one) == "rootfile"]
    return roots[0].get("full-path", "") if roots else ""


def _spine(package: Element, folder: str) -> Iterator[str]:
    """The paths of the texts in reading order."""
    items = {one.get("id", ""): one for one in package.iter() if tag_of(one) == "item"}
    for reference in package.iter():
        item = items.get(reference.get("idref", "")) if tag_of(reference) == "itemref" else None
        if item is not None and "html" in item.get("media-type", ""):
            yield posixpath.normpath(posixpath.join(folder, unquote(item.get("href", ""))))


def _decoded(data: bytes) -> str:
    """UTF-8 or UTF-16, as EPUB allows; the XML declaration goes, because the tree is read as a page."""
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    text = data.decode("utf-16" if wide else "utf-8-sig", "replace")
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    # An empty element of XML is none of HTML: <a id="x"/> would swallow what follows.
    return re.sub(r"<(a|span|i|b|em|div|p|title|script|td|li|sup)\b([^<>]*?)/>", r"<\1\2></\1>", text)


def _addressed(part: Element, path: str) -> Element:
    """The body of a file as a section; ids and links carry the path of their file, pictures their full name."""
    section: Element = html.Element("section")
    body = next((one for one in part.iter() if tag_of(one) == "body"), part)
    for name in ("epub:type", "role"):
        if body.get(name):
            section.set(name, body.get(name, ""))
    section.text = body.text
    section.extend(list(body))
    for element in section.iter():
        for name in ("id", "name"):
            if element.get(name):
                element.set(name, f"{path}#{element.get(name)}")
        link = element.get("href") or ""
        if link and not re.match(r"[a-z][a-z0-9+.-]*:", link, re.IGNORECASE):
            file, _, anchor = link.partition("#")
            there = posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(file))) if file else path
            element.set("href", f"#{there}#{anchor}")
        if tag_of(element) == "img" and element.get("src"):
            element.set(
                "src", posixpath.normpath(posixpath.join(posixpath.dirname(path), unquote(element.get("src", ""))))
            )
    return section


def _block(piece: Piece) -> Block:
    """The block, with the reason if it belongs to a part that an edition makes for itself."""
    for element in (piece.element, *piece.element.iterancestors()):
        types = (element.get("epub:type") or "").split()
        reason = next((_MADE[kind] for kind in types if kind in _MADE), "")
        if reason and piece.block.kind is not Kind.NOTE:
            return Block(piece.block.kind, piece.block.markdown, piece.block.words, piece.block.line, reason=reason)
    return piece.block


def _fields(package: Element) -> Iterator[Field]:
    """What the package document states: title, language, people by their roles."""
    roles: dict[str, list[str]] = {}
    for one in package.iter():
        if tag_of(one) == "meta" and one.get("property") == "role":
            roles.setdefault((one.get("refines") or "").removeprefix("#"), []).append((one.text or "").strip())
    told: set[str] = set()
    for one in package.iter():
        value = " ".join((one.text or "").split())
        own = [str(text) for name, text in one.attrib.items() if str(name).endswith("}role")]
        key = _key(tag_of(one), own or roles.get(one.get("id", ""), []))
        if key and value and key not in told:
            told.add(key)
            yield Field(key, value, Sureness.SURE, "the EPUB says so")


def _key(tag: str, roles: Sequence[str]) -> str:
    """The key for an element of Dublin Core, by MARC relator codes."""
    if tag in ("title", "language"):
        return tag
    if tag == "creator":
        return "author" if not roles or "aut" in roles else ""
    known = {"trl": "translator", "edt": "editor"}
    return next((known[role] for role in roles if role in known), "") if tag == "contributor" else ""
