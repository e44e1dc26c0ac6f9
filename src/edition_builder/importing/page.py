"""A saved web page → blocks. trafilatura says where the text is; our own walk takes everything and loses nothing.

trafilatura is asked only which part of the page holds the text. Everything in that part is kept but for what says of
itself that it is furniture; everything else is left out with the reason.
"""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple
from urllib.parse import unquote, unquote_to_bytes

import trafilatura
from msgspec.structs import replace

from edition_builder.importing.blocks import Block, Kind, LeftOut, Text
from edition_builder.importing.decoding import Decoded
from edition_builder.importing.invisible import clean_characters
from edition_builder.importing.limits import refuse_long
from edition_builder.importing.linked_notes import LinkedNotes, find_linked_notes
from edition_builder.importing.markup import Piece, Walker
from edition_builder.importing.page_facts import is_posting_line, stated_fields, title_piece
from edition_builder.importing.taken import Taken, letters
from edition_builder.importing.trees import Element, parse_html, remove, tag_of, text_of, visible_text
from edition_builder.importing.zones import zone_reasons

__all__ = ["read_page"]

_LONG = 25  # letters of a block that can be found again for sure
_OUTSIDE = "outside the text of the page"
_LINKS = 3  # items in a row that are nothing but links: a menu


def read_page(decoded: Decoded, choices: frozenset[str], beside: Mapping[str, bytes] | None = None) -> Text:
    """The blocks of a page; ``furniture`` in ``choices`` marks what is not of the text.

    Args:
        decoded: the page with what is known of its encoding.
        choices: names of ``choices.CHOICES``.
        beside: the bytes of pictures that were saved with the page, by the address that it gives.
    """
    cleaned = clean_characters(decoded.text)
    root = parse_html(cleaned.text)
    if root is None:
        return Text("web page", (), "", decoded.encoding, decoded.guessed)
    body = next((element for element in root if tag_of(element) == "body"), root)
    tools, comments = tuple(_tools(body)), _without_comments(body)
    notes = find_linked_notes(body)
    album = Album(beside or {})
    pieces = list(Walker(notes, album.address).walk(body))
    title = " ".join((root.findtext(".//title") or "").split())
    named = title_piece(pieces, title)
    fields = tuple(stated_fields(root, title, named))
    tab = (LeftOut(title, "title in the browser's tab"),) if title else ()
    text = Text(
        "web page",
        tuple(piece.block for piece in pieces),
        "\n".join((visible_text(body), title, *(one.text for one in tools))),
        decoded.encoding,
        decoded.guessed,
        fields,
        (*tab, *tools, *_ways_back(notes)),
        album.pictures(),
        (*cleaned.remarks, *comments),
        unit="paragraph",
        language=root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or "",
    )
    if "furniture" not in choices or refuse_long(text):
        return text  # what will be refused is not searched for its text first
    author = next((field.value for field in fields if field.key == "author" and not field.offered), "")
    return replace(text, blocks=tuple(_marked(pieces, _Page(body, cleaned.text, notes, named, author))))


class _Page(NamedTuple):
    """What is known of a page: its body, its source, its notes, the heading that is its title, its author or ""."""

    body: Element
    source: str
    notes: LinkedNotes
    named: Piece | None
    author: str


def _tools(body: Element) -> Iterator[LeftOut]:
    """Take the words of MediaWiki's tools out of headings ("[edit]")."""
    for element in [one for one in body.iter("span") if "mw-editsection" in (one.get("class") or "").split()]:
        yield LeftOut(" ".join(text_of(element).split()), "navigation")
        remove(element)


def _without_comments(body: Element) -> tuple[tuple[str, str, str], ...]:
    """Take the comments out that Google Docs puts among the notes, with their marks; how many there were."""
    calls = [one for one in body.iter("a") if (one.get("href") or "").startswith("#cmnt") and one.get("id")]
    count = 0
    for link in calls:
        block = next((one for one in link.iterancestors() if tag_of(one) in ("sup", "div")), link)
        count += tag_of(block) == "div"
        remove(block)
    if not count:
        return ()
    message = f"{count} comments were in the page; they stand nowhere in what is made"
    return (("EB907", message, "if one of them belongs to the text, make a footnote of it and save again"),)


class Album:
    """The pictures of a page: addresses on the disk as they are, pictures in the page under names of their own."""

    __slots__ = ("_beside", "_inside")

    def __init__(self, beside: Mapping[str, bytes]) -> None:
        self._beside = beside
        self._inside: dict[str, bytes] = {}

    def address(self, element: Element) -> str:
        """The address of a picture in the manuscript; "" for one that shows nothing (a counter of one pixel)."""
        source = (element.get("src") or "").strip()
        if "1" in (element.get("width"), element.get("height")) or not source:
            return ""
        beside = self._beside.get(source)
        if not source.startswith("data:") and beside is None:
            return re.sub(
                r"[\s()<>]", lambda found: f"%{ord(found[0]):02X}", unquote(source) if "://" not in source else source
            )
        data = _data_address(source) if beside is None else beside
        name = f"inline-{len(self._inside) + 1:03d}"
        if data:
            self._inside[name] = data
        return name if data else ""

    def pictures(self) -> tuple[tuple[str, bytes], ...]:
        """Name and bytes of the pictures that the page holds itself."""
        return tuple(self._inside.items())


def _data_address(source: str) -> bytes:
    """The bytes of a data: address (RFC 2397); b"" if it is none of a picture."""
    head, _, rest = source.partition(",")
    if not head.startswith("data:image/") or "svg" in head:
        return b""
    try:
        return base64.b64decode(rest, validate=False) if head.endswith(";base64") else unquote_to_bytes(rest)
    except (binascii.Error, ValueError):
        return b""


def _ways_back(notes: LinkedNotes) -> Iterator[LeftOut]:
    """Words of links that lead from a note back to the text: an edition makes its own. Numbers stay, as labels."""
    for words in notes.backs.values():
        if re.search(r"[^\W\d]", words):
            yield LeftOut(words, "way back from a note")


def _marked(pieces: Sequence[Piece], page: _Page) -> list[Block]:
    """The blocks, those that are not of the text with the reason."""
    zones = zone_reasons(page.body)
    taken = Taken(_extracted(page.source))
    home = _home(pieces, taken, zones, page.body)
    inside = frozenset(home.iter())
    title = page.named or _title_before(pieces, inside)
    blocks = []
    for piece in pieces:
        reason = "" if piece is title else _reason(piece, page, zones, title)
        outside = piece.element not in inside and piece.element not in page.notes.bodies and piece is not title
        blocks.append(replace(piece.block, reason=reason or (_OUTSIDE if outside else "")))
    return _without_menus(blocks, pieces, taken)


def _reason(piece: Piece, page: _Page, zones: Mapping[Element, str], title: Piece | None) -> str:
    """Why a block is not of the text, by what it says itself."""
    if piece.element in page.notes.bodies:
        return ""
    if zones.get(piece.element):
        return zones[piece.element]
    if is_posting_line(piece, page.author):
        return "posting line"
    again = title is not None and piece.block.kind is Kind.HEADING and piece.block.words == title.block.words
    return "the title again" if again else ""


def _extracted(source: str) -> str:
    """What trafilatura takes for the text."""
    return (
        trafilatura.extract(source, include_comments=False, include_tables=True, favor_recall=True, with_metadata=False)
        or ""
    )


def _home(pieces: Sequence[Piece], taken: Taken, zones: dict[Element, str], body: Element) -> Element:
    """The smallest element that holds everything that trafilatura took; the body if it took nothing."""
    found = [
        piece.element
        for piece in pieces
        if not zones.get(piece.element)
        and len(piece.block.words) >= _LONG
        and taken.holds(piece.block.words, fewest=_LONG)
    ]
    if not found:
        return next((one for one in body.iter() if tag_of(one) in ("article", "main")), body)
    common = [found[0], *found[0].iterancestors()]
    for element in dict.fromkeys(found[1:]):
        while common[0] is not element and common[0] not in element.iterancestors():
            common.pop(0)
    home = next(
        (one for one in common if tag_of(one) not in ("p", "h1", "h2", "h3", "li", "blockquote", "ul", "ol")), body
    )
    return next((one for one in (home, *home.iterancestors()) if tag_of(one) == "article"), home)


def _title_before(pieces: Sequence[Piece], inside: frozenset[Element]) -> Piece | None:
    """The last heading of the first level before the text, if the text has none itself."""
    firsts = [one for one in pieces if one.block.kind is Kind.HEADING and one.block.level == 1]
    return None if not firsts or any(one.element in inside for one in firsts) else firsts[-1]


def _without_menus(blocks: list[Block], pieces: Sequence[Piece], taken: Taken) -> list[Block]:
    """Runs of items that are nothing but links and that trafilatura did not take are menus, and so are such lines."""
    menu = [
        block.kind is Kind.ITEM and not block.reason and _is_link(piece) and not taken.holds(block.words)
        for block, piece in zip(blocks, pieces, strict=True)
    ]
    for place, (block, piece) in enumerate(zip(blocks, pieces, strict=True)):
        lines = block.words.count("\n") + 1 if block.kind is Kind.LINES and not block.reason else 0
        if lines >= _LINKS and _is_link(piece):
            blocks[place] = replace(block, reason="navigation")
    for place, flag in enumerate(menu):
        run = [
            other
            for other in range(max(0, place - _LINKS + 1), place + 1)
            if other + _LINKS <= len(menu) and all(menu[other : other + _LINKS])
        ]
        if flag and run:
            blocks[place] = replace(blocks[place], reason="navigation")
    return blocks


def _is_link(piece: Piece) -> bool:
    links = "".join(text_of(link) for link in piece.element.iter("a"))
    return bool(links) and letters(links) == letters(piece.block.words)
