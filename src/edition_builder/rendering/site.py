"""A folder of pages for a hotspot, a USB stick or OnionShare, with the other formats to download.

Relative links, names of small ASCII letters, the style sheet and pictures as files: OnionShare's policy allows neither
inline styles nor scripts. A text of one chapter is one page; of several, each chapter has its own with its notes.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from edition_builder.model.document import plain_text
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.chapter_files import addresses_in_text, chapter_file
from edition_builder.rendering.dialect import Dialect
from edition_builder.rendering.picture_sizes import SCREEN, with_fitting_pictures
from edition_builder.rendering.screen_page import (
    Download,
    Head,
    ScreenPage,
    Turn,
    contents,
    matter,
    screen_dialect,
    screen_page,
    text,
)
from edition_builder.rendering.style_sheets import compact_sheet
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup

__all__ = ["render"]

_FRONT, _SHEET, _SUFFIX = "index.html", "style.css", ".html"
_DOWNLOADED = ("html", "epub", "pdf", "txt")  # in this order: what opens on a bare telephone stands first
# ``file:`` because to some browsers no file on a stick is of the page's own origin.
_HEAD = Head(
    "default-src 'none'; img-src 'self' file:; style-src 'self' file:; base-uri 'none'; form-action 'none'",
    f'<link rel="stylesheet" href="{_SHEET}">',
)
_KILOBYTE = 1000


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """The folder ``SLUG-site/``; its downloads are the very bytes of the renditions made before.

    Raises:
        KeyError: ``html.css`` is in neither style folder.
    """
    edition = with_fitting_pictures(edition, SCREEN)
    folder = f"{edition.metadata.slug}-site"
    downloads = tuple(order.rendition(name).files[0] for name in _DOWNLOADED)
    files = (
        *_pages(edition, downloads),
        RenditionFile(_SHEET, f"{compact_sheet(styles, 'html.css', grey=edition.discreet)}\n".encode()),
        *(RenditionFile(picture.name, picture.data) for picture in edition.pictures),
        *downloads,
    )
    return Rendition("site", tuple(RenditionFile(f"{folder}/{file.name}", file.data) for file in files))


def _pages(edition: Edition, downloads: tuple[RenditionFile, ...]) -> Iterator[RenditionFile]:
    """The front page, and for a text of several chapters a page for each."""
    many = len(edition.chapters) > 1
    addresses = addresses_in_text(edition, _SUFFIX) if many else {}
    choices = replace(
        screen_dialect(edition, str), address_of=lambda identifier: addresses.get(identifier, f"#{identifier}")
    )
    front = ScreenPage(
        edition.metadata.title,
        contents=contents(edition, lambda number: _file(edition, number) if many else ""),
        text=headnote_markup(edition.headnote, choices) if many else text(edition, choices),
        turns=tuple(_turns(edition, 0)) if many else (),
        downloads=tuple(map(_download, downloads, _uses(edition), [edition] * len(downloads))),
        pass_on=edition.terms.pass_on_site,
        matter=matter(edition, choices),
    )
    yield RenditionFile(_FRONT, screen_page(front, edition, choices, _HEAD))
    for number in range(1, len(edition.chapters) + 1) if many else ():
        yield RenditionFile(_file(edition, number), _chapter_page(edition, number, choices))


def _chapter_page(edition: Edition, number: int, choices: Dialect) -> bytes:
    """A chapter with its notes, between its neighbours."""
    shown = ScreenPage(
        f"{_heading(edition, number)} – {edition.metadata.title}",
        front_page=_FRONT,
        text=chapter_markup(edition.chapters[number - 1], choices),
        turns=tuple(_turns(edition, number)),
    )
    return screen_page(shown, edition, choices, _HEAD)


def _turns(edition: Edition, number: int) -> Iterator[Turn]:
    """The ways from a chapter, or from the front page (0), to the pages before and after it."""
    if number:
        yield Turn("prev", _file(edition, number - 1), edition.terms.previous_page, _heading(edition, number - 1))
    if number < len(edition.chapters):
        yield Turn("next", _file(edition, number + 1), edition.terms.next_page, _heading(edition, number + 1))


def _file(edition: Edition, number: int) -> str:
    """The page of a chapter; 0 is the front page."""
    return chapter_file(edition, number, _SUFFIX) if number else _FRONT


def _heading(edition: Edition, number: int) -> str:
    """What a page is called where something leads to it."""
    if not number:
        return edition.metadata.title
    heading = edition.chapters[number - 1].heading
    return plain_text(heading.content) if heading else f"{edition.terms.text} {number}"


def _uses(edition: Edition) -> tuple[str, ...]:
    """What opens each download, in words."""
    terms = edition.terms
    said = {"html": terms.opens_html, "epub": terms.opens_epub, "pdf": terms.opens_pdf, "txt": terms.opens_txt}
    return tuple(said[name] for name in _DOWNLOADED)


def _download(file: RenditionFile, use: str, edition: Edition) -> Download:
    """A file to download with its size, rounded up."""
    size = edition.terms.kilobytes.format(number=-(-len(file.data) // _KILOBYTE))
    return Download(file.name, file.name.rpartition(".")[2].upper(), size, use)
