"""A catalogue as a page for people and as a feed for reading apps: one module for the hotspot and for a library.

The feed is OPDS 1.2 (specs.opds.io/opds-1.2), an Atom feed (RFC 4287); version 1 because KOReader, Moon+ and other apps
of telephones read it, and in strict form because some parsers are. Every link is relative.
"""

from __future__ import annotations

import base64
import uuid

from edition_builder.model.catalogue import Book, Catalogue, Download, is_beside
from edition_builder.model.terms import Terms, terms_for
from edition_builder.rendering.qr_codes import short_code
from edition_builder.rendering.templates import page

__all__ = ["FEED_TYPE", "NAMESPACE", "acquired", "catalogue_feed", "catalogue_page", "shown"]

FEED_TYPE = "application/atom+xml;profile=opds-catalog;kind=acquisition"
NAMESPACE = uuid.UUID("e7642f61-fd18-5902-a414-4c64df3c1af9")
_KILOBYTE = 1000
# What is said of a file, by the end of its name; the first that fits.
_USES = (
    ("-phone.pdf", "opens_phone"),
    ("-booklet.pdf", "opens_booklet"),
    ("-handout.pdf", "opens_handout"),
    ("-large-print.pdf", "opens_large_print"),
    ("-qr.pdf", "opens_qr"),
    ("-qr-dense.pdf", "opens_qr"),
    (".pdf", "opens_pdf"),
    (".html", "opens_html"),
    (".txt", "opens_txt"),
    (".epub", "opens_epub"),
    (".zip", "unpack_zip"),
)


def catalogue_page(catalogue: Catalogue, address: str, feed: str) -> bytes:
    """The landing page: a code with the page's own address, then each book with its files.

    Args:
        catalogue: what is there.
        address: of this page, for the next telephone to scan; "" for no code.
        feed: the address of the feed, relative to the page.
    """
    terms = terms_for(catalogue.language)
    code = base64.b64encode(short_code(address, "", says_encoding=False).picture).decode() if address else ""
    return page(
        "catalogue",
        terms=terms,
        direction="rtl" if terms.language in ("ar", "fa") else "ltr",
        books=[(book, [shown(one, terms) for one in book.downloads]) for book in catalogue.books],
        others=[shown(one, terms) for one in catalogue.others],
        address=address,
        code=code,
        feed=feed,
        feed_type=FEED_TYPE,
    ).encode()


def catalogue_feed(catalogue: Catalogue, feed: str, start: str) -> bytes:
    """The feed; the same catalogue gives the same bytes.

    Args:
        catalogue: what is there; books without a file that an app can read are left out.
        feed: the feed's own address, relative to itself.
        start: the address of the landing page.
    """
    books = [(book, files) for book in catalogue.books if (files := acquired(book))]
    identifier = uuid.uuid5(NAMESPACE, "\n".join(book.identifier for book, _ in books))
    return page(
        "opds",
        identifier=f"urn:uuid:{identifier}",
        title=terms_for(catalogue.language).downloads,
        updated=max((book.updated for book, _ in books), default="1980-01-01"),
        books=books,
        links=[("self", FEED_TYPE, feed), ("start", FEED_TYPE, feed), ("alternate", "text/html", start)],
    ).encode()


def acquired(book: Book) -> tuple[Download, ...]:
    """The files that apps read, the book itself first: they take what stands first."""
    kinds = ("application/epub+zip", "application/pdf", "text/html", "text/plain")
    typed = [(one, one.media_type.partition(";")[0]) for one in book.downloads if not is_beside(one.name)]
    return tuple(one for kind in kinds for one, its in typed if its == kind)


def shown(file: Download, terms: Terms) -> tuple[Download, str, str]:
    """A file with its size and what opens it, in words."""
    key = "" if is_beside(file.name) else next((use for end, use in _USES if file.name.endswith(end)), "")
    return file, terms.kilobytes.format(number=-(-file.size // _KILOBYTE)), getattr(terms, key) if key else ""
