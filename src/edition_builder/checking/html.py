"""Check the HTML file: read back with lxml, which had no part in making it."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from lxml import etree

from edition_builder.checking.calls import check_call_places, text_of
from edition_builder.checking.found_text import FoundText, found
from edition_builder.checking.leaks import check_leaks
from edition_builder.checking.links import check_links, check_notes
from edition_builder.checking.markup import Page, body_pieces, note_pieces
from edition_builder.checking.screen_pages import FILE_POLICY, FOLDER_POLICY, check_wall, open_page, said_policy
from edition_builder.checking.words import check_words
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition

__all__ = ["check", "check_alone", "check_text", "find_in_pages", "find_text", "is_of_a_folder"]

_HEAD = 4_000  # bytes in which a page states its policies


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """Words, notes and the way back, ids and links, and that the file neither loads nor tells anything."""
    file = rendition.files[0]
    opened = open_page(file.name, file.data if len(rendition.files) == 1 else b"")
    if opened.value is None:
        return opened.diagnostics
    page = opened.value
    return check_text((page,), edition) + check_leaks(page) + check_wall(page, FILE_POLICY)


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """What can be said of a file without knowing what it should hold: ids and links, and what it loads or tells.

    Of a page from a folder, where its links lead is not known.
    """
    opened = open_page(name, data)
    if opened.value is None:
        return opened.diagnostics
    page = opened.value
    if said_policy(page) == FOLDER_POLICY:
        return check_leaks(page) + check_wall(page, FOLDER_POLICY)
    return check_links((page,)) + check_leaks(page) + check_wall(page, FILE_POLICY)


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text of a page, also of one that a browser saved again; EB811 if it is no edition."""
    return find_in_pages(name, ((name, data),))


def find_in_pages(label: str, files: Iterable[tuple[str, bytes]]) -> Outcome[FoundText]:
    """The one text of several pages, in the order of reading; ``label`` is what they are called together."""
    roots = [_root(data) for _, data in files]
    pages = tuple(Page(label, root) for root in roots if root is not None)
    everything = "".join(str(text) for page in pages for text in page.root.itertext())
    return found(label, body_pieces(pages), note_pieces(pages), everything)


def is_of_a_folder(data: bytes) -> bool:
    """Whether a page says of itself that it stands in a folder with others."""
    return f'content="{FOLDER_POLICY}"'.encode() in data[:_HEAD]


def _root(data: bytes) -> etree._Element | None:
    """The page as a lenient parser reads it; None if there is nothing."""
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=True)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError):  # ValueError: no root, as in an empty file
        return None


def check_text(
    pages: tuple[Page, ...], edition: Edition, others: frozenset[str] = frozenset()
) -> tuple[Diagnostic, ...]:
    """Notes, links, words, places of the calls: the first that fails is said, because the others follow from it.

    ``pages`` in the order of reading; ``others`` are the names of files that may be linked to as a whole.
    """
    body, notes = body_pieces(pages), note_pieces(pages)
    name = pages[0].name
    checks: tuple[Callable[[], tuple[Diagnostic, ...]], ...] = (
        lambda: check_notes(pages, edition),
        lambda: check_links(pages, others),
        lambda: check_words(name, (canonical(text_of(body)), canonical(text_of(notes))), edition),
        lambda: check_call_places(name, body, notes, edition),
    )
    return next((said for one in checks if (said := one())), ())
