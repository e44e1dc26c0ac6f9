"""EPUB 3.3 with EPUB 2 fallbacks: one file that phones, e-readers and screen readers open. See ``docs/formats.md``.

The order of reading is cover, title page with headnote, contents (only where there is more than one chapter), a file
for each chapter with its notes, the last of which ends with imprint and colophon.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.model.zip_container import zip_container
from edition_builder.rendering.chapter_files import addresses_in_text, chapter_file
from edition_builder.rendering.cover import DrawnCover, draw_cover
from edition_builder.rendering.dialect import Dialect, dialect
from edition_builder.rendering.epub_contents import FRONT, SUFFIX, contents
from edition_builder.rendering.epub_metadata import metadata_elements
from edition_builder.rendering.epub_package import Item, Package, package_entries
from edition_builder.rendering.epub_pages import (
    STYLE_SHEET,
    chapter_page,
    cover_page,
    front_page,
    navigation_page,
)
from edition_builder.rendering.picture_sizes import SCREEN, with_fitting_pictures
from edition_builder.rendering.style_sheets import compact_sheet

__all__ = ["render"]

_XHTML = "application/xhtml+xml"
_COVER_PAGE, _COVER_PICTURE, _NAVIGATION = "cover.xhtml", "cover", "nav.xhtml"
_SPACE = re.compile(r"\s+")
# Not around ":", where a space makes another selector, nor around "+", where none is wrong in calc().
_AROUND_MARKS = re.compile(r" ?([{};,]) ?|(?<=:) ")


def render(edition: Edition, styles: StyleFolder) -> Rendition:
    """The EPUB of an edition, ``SLUG.epub``.

    The bytes depend on edition, styles and the versions of the libraries alone. Needs ``epub.css`` in the styles and,
    for a cover, the fonts of the cover's table.

    Raises:
        KeyError: a style sheet is in neither style folder.
    """
    edition = with_fitting_pictures(edition, SCREEN)
    cover = draw_cover(edition, styles) if edition.cover else None
    entries = package_entries(_package(edition, styles, cover))
    return Rendition("epub", (RenditionFile(f"{edition.metadata.slug}.epub", zip_container(entries)),))


def _package(edition: Edition, styles: StyleFolder, cover: DrawnCover | None) -> Package:
    """Everything that goes into the container."""
    said = edition.metadata
    guide = tuple(_guide(edition, cover=cover is not None))
    return Package(
        identifier=said.identifier,
        title=said.title,
        language=said.language,
        direction=said.direction,
        date=said.date,
        metadata=metadata_elements(edition, cover=cover is not None),
        items=tuple(_items(edition, styles, guide, cover)),
        contents=contents(edition),
        guide=guide,
    )


def _items(
    edition: Edition, styles: StyleFolder, guide: tuple[tuple[str, str, str], ...], cover: DrawnCover | None
) -> Iterator[Item]:
    """Every file of the book."""
    choices = _choices(edition)
    yield from _cover_items(edition, choices, cover)
    yield from _documents(edition, choices, guide)
    yield from _resources(edition, styles)


def _choices(edition: Edition) -> Dialect:
    """How the shared serialiser is to write for EPUB."""
    addresses = addresses_in_text(edition, SUFFIX)
    return replace(
        dialect(edition, str),
        epub_types=True,
        address_of=lambda identifier: addresses.get(identifier, f"#{identifier}"),
    )


def _cover_items(edition: Edition, choices: Dialect, cover: DrawnCover | None) -> Iterator[Item]:
    """The cover's page and picture, if there is one."""
    if cover is None:
        return
    name = f"{_COVER_PICTURE}.{cover.ending}"
    page = cover_page(edition, choices, name)
    yield Item("cover", _COVER_PAGE, _XHTML, page, in_spine=True)
    yield Item("cover-image", name, cover.media_type, cover.data, ("cover-image",))


def _documents(edition: Edition, choices: Dialect, guide: tuple[tuple[str, str, str], ...]) -> Iterator[Item]:
    """The documents in reading order; a text in one piece needs no page of contents among them."""
    yield Item("front", FRONT, _XHTML, front_page(edition, choices), in_spine=True)
    landmarks = tuple((_LANDMARKS[kind], label, address) for kind, label, address in guide)
    navigation = navigation_page(edition, choices, contents(edition), landmarks)
    yield Item("nav", _NAVIGATION, _XHTML, navigation, ("nav",), in_spine=_has_contents_page(edition))
    for number, chapter in enumerate(edition.chapters, start=1):
        page = chapter_page(edition, chapter, choices)
        yield Item(f"text-{number}", chapter_file(edition, number, SUFFIX), _XHTML, page, in_spine=True)


def _resources(edition: Edition, styles: StyleFolder) -> Iterator[Item]:
    """Style sheet and pictures."""
    sheets = ("epub.css", "epub-rtl.css") if edition.metadata.direction == "rtl" else ("epub.css",)
    sheet = compact_sheet(styles, *sheets, grey=edition.discreet)
    yield Item("style", STYLE_SHEET, "text/css", _lean(sheet).encode())
    for number, picture in enumerate(edition.pictures, start=1):
        yield Item(f"picture-{number}", picture.name, picture.media_type, picture.data)


# The EPUB 2 guide and the EPUB 3 landmarks name the same places in other words.
_LANDMARKS = {"cover": "cover", "title-page": "titlepage", "toc": "toc", "text": "bodymatter"}


def _guide(edition: Edition, *, cover: bool) -> Iterator[tuple[str, str, str]]:
    """The places that a reader's menu offers: type in the EPUB 2 guide, label, address."""
    terms = edition.terms
    if cover:
        yield "cover", terms.cover, _COVER_PAGE
    yield "title-page", terms.title_page, FRONT
    if _has_contents_page(edition):
        yield "toc", terms.contents, _NAVIGATION
    if edition.chapters:
        yield "text", terms.text, chapter_file(edition, 1, SUFFIX)


def _has_contents_page(edition: Edition) -> bool:
    """Whether the contents are worth a page between title and text."""
    return len(edition.chapters) > 1


def _lean(style_sheet: str) -> str:
    """A compact sheet without the spaces around its marks either."""
    packed = _AROUND_MARKS.sub(r"\1", _SPACE.sub(" ", style_sheet))
    return packed.replace(";}", "}").strip() + "\n"
