"""An OpenDocument text (LibreOffice) → blocks: ``content.xml`` as a page. Comments and deletions are only counted."""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from edition_builder.importing.archive import read_archive
from edition_builder.importing.blocks import Block, LeftOut, Text
from edition_builder.importing.kinds import Refusal
from edition_builder.importing.limits import refuse_packed
from edition_builder.importing.linked_notes import find_linked_notes
from edition_builder.importing.markup import Piece, Walker
from edition_builder.importing.odt_tree import OUTSIDE, as_html
from edition_builder.importing.trees import Element, parse_xml, tag_of

__all__ = ["read_odt"]

_CONTENT, _STYLES, _MANIFEST = "content.xml", "styles.xml", "META-INF/manifest.xml"
_CHANGES = frozenset({"insertion", "deletion", "format-change"})
_HEADS = frozenset({"header", "header-left", "header-first", "footer", "footer-left", "footer-first"})
_PARTING = frozenset({"p", "h", "s", "tab", "line-break", "note-body", "frame"})
_AGAIN = "open it in LibreOffice and save it again"


def read_odt(data: bytes, choices: frozenset[str]) -> Text | Refusal:  # noqa: ARG001 - one form for all readers
    """The blocks of an OpenDocument text, or EB902, EB903 for one that is not sound or has a password."""
    wanted = (_CONTENT, _STYLES, _MANIFEST)
    members = read_archive(data, lambda name: name in wanted or name.startswith("Pictures/"))
    if isinstance(members, Refusal):
        return members
    if b"encryption-data" in members.get(_MANIFEST, b""):
        return Refusal("EB902", "the OpenDocument file is encrypted", "save it without a password")
    large = refuse_packed(members.get(_CONTENT, b""))
    if large:
        return large
    content = parse_xml(members.get(_CONTENT, b""))
    if content is None:
        return Refusal("EB903", "the OpenDocument file lacks its text, or the text is broken XML", _AGAIN)
    page = as_html(content)
    walker = Walker(find_linked_notes(page), lambda element: element.get("src") or "")
    heads = tuple(_heads(parse_xml(members.get(_STYLES, b""))))
    return Text(
        "OpenDocument text",
        tuple(_block(piece) for piece in walker.walk(page)),
        "\n".join(("".join(_visible(content)), *(one.text for one in heads))),
        left_out=heads,
        pictures=tuple((name, member) for name, member in members.items() if name.startswith("Pictures/")),
        remarks=tuple(_remarks(content)),
        unit="paragraph",
    )


def _block(piece: Piece) -> Block:
    """The block; an edition makes its own contents."""
    around = (piece.element, *piece.element.iterancestors())
    made = any(element.get("role") == "directory" for element in around)
    return replace(piece.block, reason="contents of the file") if made else piece.block


def _visible(element: Element) -> Iterator[str]:
    """The words that a reader sees, counted apart from the walk; the numbers of notes are the program's."""
    tag = tag_of(element)
    if tag in OUTSIDE or tag in ("note-citation", "desc", "title") or not tag:
        return
    if tag in _PARTING:
        yield "\n"
    yield element.text or ""
    for child in element:
        yield from _visible(child)
        yield child.tail or ""


def _heads(styles: Element | None) -> Iterator[LeftOut]:
    """Running heads and feet, each once."""
    told: set[str] = set()
    for one in styles.iter() if styles is not None else ():
        words = " ".join("".join(_visible(one)).split()) if tag_of(one) in _HEADS else ""
        if words and words not in told:
            told.add(words)
            yield LeftOut(words, "running head or foot of the OpenDocument file")


def _remarks(content: Element) -> Iterator[tuple[str, str, str]]:
    """Say that there were comments and changes, and how many; never what or by whom."""
    tags = [tag_of(one) for one in content.iter()]
    comments, changes = tags.count("annotation"), sum(tag in _CHANGES for tag in tags)
    if comments or changes:
        message = (
            f"{comments} comments and {changes} tracked changes were in the OpenDocument file; "
            "the changes are taken as accepted"
        )
        yield "EB907", message, "if some were not meant to be: accept or reject them in LibreOffice, save, import again"
