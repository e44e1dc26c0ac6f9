"""The text of a long book's pages as tasks of some pages each: they may be read by others, and what they say be kept.

Pages that did not change are those of before to the byte, also in a book that was put together anew. Where a task ends
is settled by the page there, so that a page more or less moves no others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any
from zlib import crc32

from msgspec import Struct
from pikepdf import Dictionary, Name, Pdf

from edition_builder.checking.pdf_content import FontTables, PageText, content_of, read_content, read_page, table_of
from edition_builder.model.workshop import Workshop

__all__ = ["LONG", "Pages", "PagesText", "read_pages", "texts_of"]

LONG = 100  # pages: a shorter book is read at once
_MOST, _ONE_IN = 64, 24  # pages of a task


class Pages(Struct, frozen=True):
    """Pages as they are read: the operators of each; names of fonts with what ToUnicode says of their glyphs."""

    contents: tuple[bytes, ...]
    fonts: tuple[tuple[str, bytes], ...]


class PagesText(Struct, frozen=True):
    """What each of some pages shows."""

    pages: tuple[PageText, ...]


def texts_of(pdf: Pdf, tables: FontTables, workshop: Workshop) -> Iterator[PageText]:
    """What each page of a book shows; ``tables`` keeps what is known of fonts."""
    if len(pdf.pages) < LONG:
        return (read_page(page, tables) for page in pdf.pages)
    return (page for some in workshop.map(read_pages, tuple(_tasks(pdf))) for page in some.pages)


def read_pages(pages: Pages) -> PagesText:
    """Run through the contents of pages."""
    known = ((name.encode("latin-1"), table_of(says)) for name, says in pages.fonts)
    fonts = defaultdict(lambda: table_of(b""), known)
    return PagesText(tuple(read_content(content, fonts) for content in pages.contents))


def _tasks(pdf: Pdf) -> Iterator[Pages]:
    """The pages of a book, those together that stand together and have the same fonts."""
    says: dict[tuple[int, int], bytes] = {}
    run: list[bytes] = []
    before: tuple[tuple[str, bytes], ...] = ()
    for page in pdf.pages:
        content, fonts = content_of(page), tuple(_fonts(page.get(Name.Resources, Dictionary()), says))
        if run and (fonts != before or len(run) == _MOST or crc32(run[-1]) % _ONE_IN == 0):
            yield _task(run, before)
            run.clear()
        run.append(content)
        before = fonts
    yield _task(run, before)


def _task(run: list[bytes], fonts: tuple[tuple[str, bytes], ...]) -> Pages:
    """Pages with the fonts that they use: another letter in a font of the cover alone is no other task."""
    used = (one for one in fonts if any(one[0].encode("latin-1") in content for content in run))
    return Pages(tuple(run), tuple(used))


def _fonts(resources: Any, says: dict[tuple[int, int], bytes]) -> Iterator[tuple[str, bytes]]:
    """The name of each font with its ToUnicode table; ``says`` keeps those that were read."""
    for name, font in sorted(resources.get(Name.Font, Dictionary()).items()):
        if Name.ToUnicode in font:
            if font.objgen not in says:
                says[font.objgen] = font.ToUnicode.read_bytes()
            yield name, says[font.objgen]
