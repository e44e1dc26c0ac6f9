"""What can be had at one place: books with their files, in the order in which a stranger should try them."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from msgspec import Struct

__all__ = ["Book", "Catalogue", "Download", "downloads_of", "is_beside", "media_type", "rank"]

# What is served, with its type; a file of another kind is nobody's (IANA, media types; W3C for EPUB); XML is a feed.
_MEDIA_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".txt": "text/plain; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".xml": "application/atom+xml; charset=utf-8",
    ".pdf": "application/pdf",
    ".epub": "application/epub+zip",
    ".zip": "application/zip",
    ".png": "image/png",
    ".jpg": "image/jpeg",
}
# What opens on a bare telephone without network stands first (docs/packs.md).
_ORDER = (".html", ".txt", "-phone.pdf", ".epub", ".pdf", ".zip")
_BESIDE = ("SHA256SUMS.txt", ".manifest.txt", ".signature.txt", "how-to-open.txt")


class Download(Struct, frozen=True):
    """A file to be had: ``address`` relative to the catalogue, ``size`` in bytes."""

    address: str
    name: str
    media_type: str
    size: int


class Book(Struct, frozen=True):
    """A text with its files; ``updated`` is the day of the edition, YYYY-MM-DD, ``identifier`` a URN.

    What only a library knows of its books may be missing: ``sorted_as`` is each author's name as it is sorted,
    ``credits`` the lines of the title page ("Translated by PS"), ``written`` a year, a month or a day, or "".
    ``original`` is title and language of the work that was translated, as far as they are said; ``name`` is that of its
    files.
    """

    title: str
    authors: tuple[str, ...]
    language: str
    identifier: str
    updated: str
    downloads: tuple[Download, ...] = ()
    subtitle: str = ""
    sorted_as: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    description: str = ""
    written: str = ""
    check_phrase: tuple[str, ...] = ()
    original: tuple[str, str] = ("", "")
    name: str = ""


class Catalogue(Struct, frozen=True):
    """All books of a place, in order; ``others`` are files that no book claims."""

    books: tuple[Book, ...]
    others: tuple[Download, ...] = ()

    @property
    def language(self) -> str:
        """The language that the place speaks: that of its first book."""
        return self.books[0].language if self.books else "en"


def downloads_of(sizes: Iterable[tuple[str, int]], folder: str) -> tuple[Download, ...]:
    """Files of a book that are listed, easiest to open first; of folders in it only their front page is.

    Args:
        sizes: name in the book's folder and size of each file.
        folder: address of the book's folder, with a slash behind it.
    """
    listed = [one for one in sizes if media_type(one[0]) and ("/" not in one[0] or one[0].endswith("/index.html"))]
    ordered = sorted(listed, key=lambda one: rank(one[0]))
    return tuple(Download(f"{folder}{name}", name, media_type(name).partition(";")[0], size) for name, size in ordered)


def media_type(name: str) -> str:
    """The type of a file by its suffix, "" for one that is not served."""
    return _MEDIA_TYPES.get(PurePosixPath(name).suffix.lower(), "")


def is_beside(name: str) -> bool:
    """Whether a file only stands beside others: a list of sums, its signature, words about opening."""
    return name.endswith(_BESIDE)


def rank(name: str) -> tuple[int, str]:
    """Sort key: what opens most easily first. What only stands beside files comes last."""
    if is_beside(name):
        return len(_ORDER) + 1, name
    # "phone" must be asked before all other PDF files.
    place = next((place for place, end in enumerate(_ORDER) if name.endswith(end)), len(_ORDER))
    return place, name
