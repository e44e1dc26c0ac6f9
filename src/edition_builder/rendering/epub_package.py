"""The fence around EbookLib: documents and metadata in, the entries of an EPUB container out.

EbookLib makes the package document, the NCX and the container file. Its defaults are replaced (a random identifier,
local time, a generator tag, pages guessed from every id, a non-linear cover), documents are handed over as finished
bytes so that it does not parse them again, and the zip is made by ``zip_container``.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZipFile

from ebooklib import epub
from lxml import etree
from msgspec import Struct, field

from edition_builder.rendering.epub_contents import Entry
from edition_builder.rendering.epub_metadata import IDENTIFIER_ID, Element

__all__ = ["Item", "Package", "package_entries"]

_CONTAINER, _PACKAGE, _NCX = "META-INF/container.xml", "content.opf", "toc.ncx"
# EbookLib wants a folder; the book has none, because its name would stand twice in the zip for every file.
_FOLDER = "epub/"
_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Item(Struct, frozen=True):
    """A file of the book. ``properties`` as in the manifest ("nav", "cover-image"); ``in_spine``: read in order."""

    identifier: str
    name: str
    media_type: str
    data: bytes
    properties: tuple[str, ...] = ()
    in_spine: bool = False


class Package(Struct, frozen=True):
    """Everything that the package says. ``date`` is YYYY-MM-DD; ``guide`` holds (type, label, address) for EPUB 2."""

    identifier: str
    title: str
    language: str
    direction: str
    date: str
    metadata: Sequence[Element]
    items: Sequence[Item]
    contents: Sequence[Entry]
    guide: Sequence[tuple[str, str, str]] = field(default=())


def package_entries(package: Package) -> dict[str, bytes]:
    """The entries of the container by path, ``mimetype`` among them."""
    book = _book(package)
    stream = BytesIO()
    year, month, day = map(int, package.date.split("-"))
    options = {
        "mtime": datetime(year, month, day, tzinfo=UTC),
        "compresslevel": 0,
        "epub3_pages": False,
        "raise_exceptions": True,
    }
    epub.write_epub(stream, book, options)
    with ZipFile(stream) as written:
        entries = {name.removeprefix(_FOLDER): written.read(name) for name in written.namelist()}
    entries[_CONTAINER] = entries[_CONTAINER].replace(_FOLDER.encode(), b"")
    entries[_PACKAGE] = _tidy_package(entries[_PACKAGE], package)
    entries[_NCX] = _tidy_ncx(entries[_NCX], package)
    return entries


def _book(package: Package) -> epub.EpubBook:
    """The book as EbookLib knows it, without anything it puts in by itself."""
    book = epub.EpubBook()
    book.FOLDER_NAME = _FOLDER.rstrip("/")
    book.IDENTIFIER_ID = IDENTIFIER_ID
    book.metadata.clear()
    # ``uid`` and ``title`` go into the NCX; their setters would enter them into the metadata a second time.
    book.uid = package.identifier
    book.title = package.title
    book.language = package.language
    book.direction = package.direction if package.direction == "rtl" else None
    for element in package.metadata:
        namespace = None if element.name == "meta" else "DC"
        book.add_metadata(namespace, element.name, element.text, dict(element.attributes))
    for item in package.items:
        book.add_item(_item(item))
    book.add_item(epub.EpubNcx(file_name="toc.ncx"))
    book.spine = [item.identifier for item in package.items if item.in_spine]
    book.guide = [{"type": kind, "title": label, "href": address} for kind, label, address in package.guide]
    book.toc = _toc(package.contents)
    return book


def _item(item: Item) -> epub.EpubItem:
    """A file as it is: EbookLib would parse and write an ``EpubHtml`` again. The type is never guessed."""
    wrapped = epub.EpubItem(item.identifier, item.name, item.media_type, item.data)
    wrapped.properties = list(item.properties)
    return wrapped


def _toc(entries: Sequence[Entry], prefix: str = "n") -> list[object]:
    """EbookLib's way to write a tree of contents."""
    lines: list[object] = []
    for number, entry in enumerate(entries, start=1):
        identifier = f"{prefix}{number}"
        link = epub.Link(entry.address, entry.label, identifier)
        lines.append((link, _toc(entry.entries, f"{identifier}-")) if entry.entries else link)
    return lines


def _tidy_package(data: bytes, package: Package) -> bytes:
    """Say the language and direction of the package itself; drop a prefix that nothing uses."""
    root = _parsed(data)
    del root.attrib["prefix"]
    root.set(_XML_LANGUAGE, package.language)
    if package.direction == "rtl":
        root.set("dir", "rtl")
    etree.cleanup_namespaces(root)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)


def _tidy_ncx(data: bytes, package: Package) -> bytes:
    """Say the language and the true depth of the contents; say nothing of pages, since there are none."""
    root = _parsed(data)
    root.set(_XML_LANGUAGE, package.language)
    head = root[0]
    for meta in list(head):
        if meta.get("name") == "dtb:depth":
            meta.set("content", str(_depth(package.contents)))
        elif meta.get("name") != "dtb:uid":
            head.remove(meta)
    return etree.tostring(root, encoding="utf-8", xml_declaration=False)


def _depth(entries: Sequence[Entry]) -> int:
    """How many levels a tree of contents has."""
    return 1 + max((_depth(entry.entries) for entry in entries), default=0) if entries else 0


def _parsed(data: bytes) -> etree._Element:
    """XML of our own making, without its indents."""
    return etree.fromstring(data, etree.XMLParser(remove_blank_text=True, resolve_entities=False, no_network=True))
