"""A folder → a hotspot: its files in memory, a landing page, a feed for reading apps. Read once, served until stopped.

The folder is read when serving begins. What is put there later is not served, and a link in it leads nowhere.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from edition_builder.checking.book_facts import BookFacts, book_facts
from edition_builder.errors import UsageError
from edition_builder.model.catalogue import Book, Catalogue, Download, downloads_of, media_type
from edition_builder.project import load_given
from edition_builder.rendering.catalogue import FEED_TYPE, catalogue_feed, catalogue_page
from edition_builder.sharing.answering import Answering, Served

__all__ = ["FEED", "answering_for", "catalogue_of"]

FEED = "opds.xml"
LIBRARY_PAGE = "index.html"
_File = tuple[str, bytes]


def answering_for(folder: Path) -> Answering:
    """The application that serves a folder.

    Raises:
        UsageError: it is no folder, cannot be read, or holds nothing to serve.
    """
    if not folder.is_dir():
        raise UsageError(f"there is no folder {folder}", "name a folder that edition build or edition pack made")
    files = tuple(
        (path.as_posix(), data)
        for path, data in ((Path(name).relative_to(folder), data) for name, data in load_given(str(folder)))
        if media_type(path.name) and not any(part.startswith(".") for part in path.parts)
    )
    if {LIBRARY_PAGE, FEED} <= {name for name, _data in files}:
        return _library(files)
    files = tuple(file for file in files if not file[0].endswith(".xml"))
    catalogue = catalogue_of(files)
    if not catalogue.books and not catalogue.others:
        raise UsageError(f"{folder} holds nothing to serve", "name a folder that edition build or edition pack made")
    served = {name: Served(media_type(name), data) for name, data in files}
    served[FEED] = Served(FEED_TYPE, catalogue_feed(catalogue, FEED, "./"))

    def front(host: str) -> Served:
        address = f"http://{host}/" if host else ""
        return Served("text/html; charset=utf-8", catalogue_page(catalogue, address, FEED))

    return Answering(served, front)


def _library(files: tuple[_File, ...]) -> Answering:
    """A library with its own catalogue, as it stands."""
    served = {name: Served(media_type(name), data) for name, data in files}
    return Answering(served, lambda _host: served[LIBRARY_PAGE])


def catalogue_of(files: tuple[_File, ...]) -> Catalogue:
    """The books among files, by what their EPUBs say; each has the files of its name, easiest to open first.

    Args:
        files: path in the folder and bytes. Of folders in it only their front page is listed.
    """
    listed = [one for one in files if "/" not in one[0] or one[0].endswith("/index.html")]
    facts = {name: said for name, data in listed if name.endswith(".epub") and (said := book_facts(data))}
    stems = {name: _stem(name) for name in facts}
    claimed: dict[str, list[_File]] = {name: [] for name in facts}
    others: list[_File] = []
    for file in listed:
        owners = [name for name, stem in stems.items() if stem in file[0]] or (list(facts) if len(facts) == 1 else [])
        (claimed[max(owners, key=lambda name: len(stems[name]))] if owners else others).append(file)
    return Catalogue(tuple(_book(facts[name], claimed[name]) for name in sorted(facts)), _downloads(others))


def _stem(name: str) -> str:
    """The name of an edition's files: that of its EPUB, without the number that a pack puts in front."""
    stem = PurePosixPath(name).stem
    number, _, rest = stem.partition("-")
    return rest if number.isdecimal() and rest else stem


def _book(facts: BookFacts, files: list[_File]) -> Book:
    return Book(facts.title, facts.authors, facts.language, facts.identifier, facts.date, _downloads(files))


def _downloads(files: list[_File]) -> tuple[Download, ...]:
    return downloads_of(((name, len(data)) for name, data in files), "")
