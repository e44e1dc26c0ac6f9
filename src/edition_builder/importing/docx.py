"""A Word file → blocks. mammoth turns it into HTML; what mammoth says nothing of is looked for beside it.

Comments, deleted words, and the names of those who wrote them are counted and reported, and stand nowhere in what is
made: they name people. The text is taken as with all changes accepted.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any

import mammoth
from msgspec.structs import replace

from edition_builder.importing.archive import Members, read_archive
from edition_builder.importing.blocks import Block, Field, LeftOut, Sureness, Text
from edition_builder.importing.kinds import Refusal
from edition_builder.importing.limits import refuse_packed
from edition_builder.importing.linked_notes import find_linked_notes
from edition_builder.importing.markup import Piece, Walker
from edition_builder.importing.trees import Element, parse_html, parse_xml, tag_of

__all__ = ["read_docx"]

_DOCUMENT = "word/document.xml"
_TEXTS = (_DOCUMENT, "word/footnotes.xml", "word/endnotes.xml")
_STYLES = """
p[style-name='Title'] => h1:fresh
p[style-name='Subtitle'] => p:fresh
p[style-name='Author'] => p.author:fresh
p[style-name='Block Text'] => blockquote > p:fresh
p[style-name='Quote'] => blockquote > p:fresh
p[style-name='Intense Quote'] => blockquote > p:fresh
"""
_UNSEEN = frozenset({"del", "movefrom", "fallback", "instrtext", "deltext", "commentreference", "rpr", "ppr", "sectpr"})
_HEADS = re.compile(r"word/(?:header|footer)\d*\.xml")
_CHANGES = frozenset({"ins", "del", "movefrom", "moveto"})


def read_docx(data: bytes, choices: frozenset[str]) -> Text | Refusal:  # noqa: ARG001 - one form for all readers
    """The blocks of a Word file, or EB902, EB903 for one that is not sound."""
    members = read_archive(data, lambda name: name.endswith((".xml", ".rels")) or name.startswith("word/media/"))
    if isinstance(members, Refusal):
        return members
    large = refuse_packed(b"".join(members.get(name, b"") for name in _TEXTS))
    if large:
        return large
    trees = {name: parse_xml(members[name]) for name in members if name.endswith((".xml", ".rels"))}
    if any(tree is None for tree in trees.values()) or _DOCUMENT not in trees:
        hint = "open it in the program that made it and save it again"
        return Refusal("EB903", "the Word file holds XML that is broken or declares a document type", hint)
    pictures: dict[str, bytes] = {}
    page = _converted(members, pictures)
    root = parse_html(page) if page is not None else None
    if root is None:
        return Refusal("EB903", "the Word file cannot be read", "open it in Word or LibreOffice and save it again")
    walker = Walker(find_linked_notes(root), lambda element: element.get("src") or "")
    pieces = [_credited(piece) for piece in walker.walk(root)]
    authors = [
        Field("author", " ".join(block.words.split()), Sureness.SURE, "its style says so", block.line)
        for block in pieces
        if block.reason
    ]
    heads = tuple(_heads(trees))
    seen = "\n".join(_words(tree) for name in _TEXTS if (tree := trees.get(name)) is not None)
    return Text(
        "Word file",
        tuple(pieces),
        seen + "\n" + "\n".join(one.text for one in heads),
        fields=tuple(authors[:1]),
        left_out=heads,
        pictures=tuple(pictures.items()),
        remarks=tuple(_remarks(trees)),
        unit="paragraph",
    )


def _credited(piece: Piece) -> Block:
    """The block; one in the style for the author's name is left out, because the edition says it itself."""
    author = "author" in (piece.element.get("class") or "").split()
    return replace(piece.block, reason="it stands in the front matter now: author") if author else piece.block


def _converted(members: Members, pictures: dict[str, bytes]) -> str | None:
    """The HTML that mammoth makes of the members that were checked, or None if it cannot."""

    def picture(image: Any) -> dict[str, str]:
        with image.open() as stream:
            name = f"word-{len(pictures) + 1:03d}"
            pictures[name] = stream.read()
        return {"src": name}

    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    try:
        made = mammoth.convert_to_html(
            packed, style_map=_STYLES, convert_image=mammoth.images.img_element(picture), external_file_access=False
        )
    except (KeyError, ValueError, AttributeError, IndexError, TypeError, OSError, RecursionError):
        return None  # mammoth has no error of its own for files that break the rules of the format
    return str(made.value)


def _words(tree: Element) -> str:
    """The words of a part: with all changes accepted, without fields and what repeats for old programs."""
    return "".join(_visible(tree))


def _visible(element: Element) -> Iterator[str]:
    tag = tag_of(element)
    if tag in _UNSEEN or not tag or _is_separator(element, tag):
        return
    if tag == "t":
        yield element.text or ""
    elif tag in ("tab", "br", "cr", "p", "ptab"):
        yield "\n"
    elif tag == "nobreakhyphen":
        yield "-"
    for child in element:
        yield from _visible(child)


def _is_separator(element: Element, tag: str) -> bool:
    """The lines above notes are stored as notes."""
    kinds = [str(value) for name, value in element.attrib.items() if str(name).endswith("}type")]
    return tag in ("footnote", "endnote") and any("eparat" in kind or "ontinuation" in kind for kind in kinds)


def _heads(trees: dict[str, Element | None]) -> Iterator[LeftOut]:
    """Running heads and feet, each once."""
    told: set[str] = set()
    for name in sorted(trees):
        tree = trees[name]
        words = _words(tree).strip() if _HEADS.fullmatch(name) and tree is not None else ""
        if words and words not in told:
            told.add(words)
            yield LeftOut(words, "running head or foot of the Word file")


def _remarks(trees: dict[str, Element | None]) -> Iterator[tuple[str, str, str]]:
    """Say that there were comments and changes, and how many; never what or by whom."""
    comments, document = trees.get("word/comments.xml"), trees.get(_DOCUMENT)
    count = sum(tag_of(one) == "comment" for one in comments.iter()) if comments is not None else 0
    changes = sum(tag_of(one) in _CHANGES for one in document.iter()) if document is not None else 0
    if count or changes:
        message = (
            f"{count} comments and {changes} tracked changes were in the Word file; the changes are taken as accepted"
        )
        yield "EB907", message, "if some were not meant to be: accept or reject them in Word, save and import again"
