"""One HTML file that opens on a bare phone from a chat: no script, nothing to fetch, pictures as ``data:`` addresses.

HTML with every element closed; only empty elements have no slash. What it may not hold: ``docs/formats.md``.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.document import Heading, plain_text, walk_blocks
from edition_builder.model.edition import Edition, Imprint
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.dialect import Dialect, dialect, term_language
from edition_builder.rendering.picture_sizes import SCREEN, with_fitting_pictures
from edition_builder.rendering.style_sheets import compact_sheet
from edition_builder.rendering.templates import page
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup

__all__ = ["render"]

_FIRST_LEVEL = 2  # the title of the edition is the one h1


class _Entry(Struct, frozen=True):
    """A line of the contents; ``level`` counts from 1."""

    level: int
    identifier: str
    words: str


class _Matter(Struct, frozen=True):
    """Words around the text, ready to be placed."""

    heading: str
    markup: str


def render(edition: Edition, styles: StyleFolder) -> Rendition:
    """The edition as one file, ``SLUG.html``, UTF-8.

    Raises:
        KeyError: ``html.css`` is in neither style folder.
    """
    edition = with_fitting_pictures(edition, SCREEN)
    headings = tuple(_headings(edition))
    top = min((heading.level for heading in headings), default=1)
    choices = replace(_dialect(edition), heading_shift=_FIRST_LEVEL - top)
    html = page(
        "html",
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        name=edition.metadata.title,
        style=compact_sheet(styles, "html.css"),
        terms=edition.terms,
        terms_language=term_language(choices),
        authors=edition.authors,
        title=inlines_markup(edition.title, choices),
        subtitle=inlines_markup(edition.subtitle, choices),
        credits=edition.credits,
        contents=[_Entry(one.level - top + 1, one.identifier, plain_text(one.content)) for one in headings],
        text=_text(edition, choices),
        matter=list(_matter(edition, choices)),
    )
    return Rendition("html", (RenditionFile(f"{edition.metadata.slug}.html", html.encode()),))


def _dialect(edition: Edition) -> Dialect:
    """Calls stand in brackets on the line: a thumb finds them, and copied text keeps them apart from its words.

    A note is a ``div``: to a screen reader each ``aside`` of a page is a landmark, and eleven landmarks are none.
    """
    addresses = {
        picture.name: f"data:{picture.media_type};base64,{b64encode(picture.data).decode()}"
        for picture in edition.pictures
    }
    return replace(
        dialect(edition, addresses.__getitem__),
        call_marks=("[", "]"),
        empty_end=">",
        note_element="div",
        scrolling_tables=True,
    )


def _headings(edition: Edition) -> Iterator[Heading]:
    """The headings of the body that the contents can point at."""
    for chapter in edition.chapters:
        for block in walk_blocks(chapter.blocks):
            if isinstance(block, Heading) and block.identifier:
                yield block


def _text(edition: Edition, choices: Dialect) -> str:
    """Headnote, chapters and their notes."""
    chapters = [chapter_markup(chapter, choices) for chapter in edition.chapters]
    return "\n".join(part for part in (headnote_markup(edition.headnote, choices), *chapters) if part)


def _matter(edition: Edition, choices: Dialect) -> Iterator[_Matter]:
    """What stands after the text: about this edition, glossary, about the digital text, colophon."""
    terms = edition.terms
    between = (Imprint(terms.glossary, edition.glossary), Imprint(terms.about_the_file, edition.about_the_file))
    for part in (edition.imprint, *between, edition.colophon):
        if part.blocks:
            yield _Matter(part.heading, blocks_markup(part.blocks, choices))
