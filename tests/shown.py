"""What a finished file shows: its words, its notes and the ways between them, read back as ``docs/formats.md`` says.

One reader for each row of ``FORMATS`` that holds the whole text; the laws run over this table, so a new format fails
until it has one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Pdf

from camera import codes_on
from edition_builder.checking.calls import Called, Piece, text_of
from edition_builder.checking.epub_container import open_container
from edition_builder.checking.epub_package import open_book
from edition_builder.checking.markup import Page, body_pieces, by_class, has_class, note_pieces, parse_pages
from edition_builder.checking.pdf_booklet import unfold
from edition_builder.checking.pdf_text import Element, TaggedText, read_tagged_text
from edition_builder.checking.txt_parts import read_parts
from edition_builder.model.canonical import canonical
from edition_builder.model.edition import Edition
from edition_builder.model.message_joining import join_parts, placed_parts
from edition_builder.model.parity import read_parity_code
from edition_builder.model.rendition import Rendition

__all__ = ["READERS", "Shown", "streams"]


@dataclass(frozen=True)
class Shown:
    """``notes`` and ``ways_back`` by the note's identifier; ``calls`` is the id of each call with its note."""

    body: tuple[Piece, ...]
    notes: dict[str, tuple[Piece, ...]]
    calls: tuple[tuple[str, str], ...]
    ways_back: dict[str, frozenset[str]]


def streams(shown: Shown, edition: Edition) -> tuple[str, str]:
    """The two canonical streams; notes in the edition's order, because a page shows them in its own."""
    notes = [piece for note in edition.notes for piece in shown.notes.get(note.identifier, ())]
    return canonical(text_of(shown.body)), canonical(text_of(notes))


def _epub(rendition: Rendition, _edition: Edition) -> Shown:
    container = open_container(rendition.files[0].name, rendition.files[0].data)
    assert container.value, container.diagnostics
    book = open_book(container.value)
    assert book.value, book.diagnostics
    return _pages(book.value.spine_pages())


def _html(rendition: Rendition, _edition: Edition) -> Shown:
    """The file, or the pages of the folder without what stands there to be downloaded."""
    files = [file for file in rendition.files if re.search(r"^[^/]+\.html$|/(?:index|text-\d+)\.html$", file.name)]
    closed = (
        (one.name, re.sub(rb"<(meta|input|br|hr|img|link)\b([^<>]*?)/?>", rb"<\1\2/>", one.data)) for one in files
    )
    parsed = parse_pages(closed)
    assert parsed.value, parsed.diagnostics
    return _pages(parsed.value)


def _pages(pages: tuple[Page, ...]) -> Shown:
    links = [(page.name, link) for page in pages for call in by_class(page, "call") for link in call]
    notes = {note.get("id") or "": (page.name, note) for page in pages for note in by_class(page, "footnote")}
    for name, link in links:  # a call leads to the very file that holds its note
        path, _, target = (link.get("href") or "").partition("#")
        assert (path or name).rpartition("/")[2] == notes[target][0].rpartition("/")[2]
    return Shown(
        tuple(body_pieces(pages)),
        {name: tuple(note_pieces((Page(page, note),))) for name, (page, note) in notes.items()},
        tuple((link.get("id") or "", (link.get("href") or "").rpartition("#")[2]) for _, link in links),
        {
            name: frozenset(
                (link.get("href") or "").rpartition("#")[2] for link in note.iter("*") if has_class(link, "back")
            )
            for name, (_, note) in notes.items()
        },
    )


def _pdf(rendition: Rendition, _edition: Edition) -> Shown:
    with Pdf.open(BytesIO(rendition.files[0].data)) as pdf:
        return _tagged_pages(read_tagged_text(pdf))


def _booklet(rendition: Rendition, edition: Edition) -> Shown:
    """The sheets, folded."""
    with Pdf.open(BytesIO(rendition.files[0].data)) as pdf:
        unfold(pdf, edition)
        return _tagged_pages(read_tagged_text(pdf))


def _tagged_pages(text: TaggedText | None) -> Shown:
    assert text is not None
    body = tuple(piece for article in _tagged(text.root, "Art") for piece in _words(article))
    notes: dict[str, tuple[Piece, ...]] = {}
    back: dict[str, frozenset[str]] = {}
    for part in _tagged(text.root, "Note"):
        name = re.sub(r"-part-\d+$", "", part.identifier)
        notes[name] = notes.get(name, ()) + tuple(_words(part))
        back[name] = back.get(name, frozenset()) | {one.target for one in part.walk() if one.target}
    names = [piece.note for piece in body if isinstance(piece, Called)]
    calls = tuple((f"call-{name}" if names.index(name) == at else "", name) for at, name in enumerate(names))
    return Shown(body, notes, calls, back)


def _tagged(root: Element, tag: str) -> Iterator[Element]:
    return (element for element in root.walk() if element.tag == tag)


def _words(element: Element) -> Iterator[Piece]:
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.target.startswith("note-"):
            yield Called(kid.target)
        elif kid.tag not in ("Lbl", "Reference", "Quote") and not kid.target.startswith("call-"):
            yield from _words(kid)


def _txt(rendition: Rendition, edition: Edition) -> Shown:
    return _plain(rendition.files[0].data.decode(), edition)


def _messages(rendition: Rendition, edition: Edition) -> Shown:
    """The parts, put together in any order."""
    _page, *files = rendition.files
    joined = join_parts(tuple(one for file in files[::-1] for one in placed_parts(file.name, file.data.decode())))
    assert joined.value is not None, joined.diagnostics
    return _plain(joined.value, edition)


def _codes(rendition: Rendition, edition: Edition) -> Shown:
    """The codes on the sheets, put together."""
    texts = (text for text in codes_on(rendition.files[0].data) if read_parity_code(text) is None)
    joined = join_parts(tuple(one for text in texts for one in placed_parts("sheet", text)))
    assert joined.value is not None, joined.diagnostics
    return _plain(joined.value, edition)


def _plain(text: str, edition: Edition) -> Shown:
    parts = read_parts(text)
    assert parts is not None
    _, shown, _ = parts
    body: list[Piece] = list(shown[0].pieces) if edition.headnote else []
    notes: dict[str, tuple[Piece, ...]] = {}
    for found, chapter in zip(shown[bool(edition.headnote) :], edition.chapters, strict=True):
        names = {note.mark: note.identifier for note in chapter.notes}
        body += _named(found.pieces, names)
        notes |= {names[note.mark]: tuple(_named(note.pieces, names)) for note in found.notes}
    calls = tuple((piece.note, piece.note) for piece in body if isinstance(piece, Called))
    # a plain text has no links: the mark that a note begins with is the way back
    return Shown(tuple(body), notes, calls, {name: frozenset((name,)) for name in notes})


def _named(pieces: Iterable[Piece], names: dict[str, str]) -> Iterator[Piece]:
    return (Called(names[piece.note]) if isinstance(piece, Called) else piece for piece in pieces)


READERS: dict[str, Callable[[Rendition, Edition], Shown]] = {
    "epub": _epub,
    "pdf": _pdf,
    "booklet": _booklet,
    "phone": _pdf,
    "handout": _pdf,
    "large-print": _pdf,
    "html": _html,
    "site": _html,
    "txt": _txt,
    "messages": _messages,
    "qr": _codes,
    "qr-dense": _codes,
}
