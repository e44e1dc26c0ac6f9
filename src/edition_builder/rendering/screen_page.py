"""A page for a browser: one file that holds everything, or one of the pages of a folder.

HTML with every element closed; only empty elements have no slash. What it may not hold: ``docs/formats.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.document import plain_text
from edition_builder.model.edition import Edition, Imprint
from edition_builder.rendering.chapter_files import headings
from edition_builder.rendering.dialect import Dialect, dialect, term_language
from edition_builder.rendering.templates import page
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup

__all__ = ["Download", "Head", "ScreenPage", "Turn", "contents", "matter", "screen_dialect", "screen_page", "text"]

_FIRST_LEVEL = 2  # the title of the edition is the one h1


class Head(Struct, frozen=True):
    """What a page says before its words: its content security policy, and the element that gives it its look."""

    policy: str
    style: str


class Entry(Struct, frozen=True):
    """A line of the contents; ``level`` counts from 1."""

    level: int
    address: str
    words: str


class Download(Struct, frozen=True):
    """Another file of the edition: its address, the name of its format, its size and what opens it, in words."""

    address: str
    name: str
    size: str
    use: str


class Turn(Struct, frozen=True):
    """The way to a neighbour: ``rel`` is "prev" or "next", ``words`` the neighbour's heading."""

    rel: str
    address: str
    phrase: str
    words: str


class Matter(Struct, frozen=True):
    """Words around the text, ready to be placed."""

    heading: str
    markup: str


class ScreenPage(Struct, frozen=True):
    """What stands on one page, from above.

    ``front_page`` is the address of the page with title and names, "" for that page itself; ``text`` is markup;
    ``pass_on`` begins the paragraph on handing on, "" where there is none.
    """

    name: str
    front_page: str = ""
    contents: tuple[Entry, ...] = ()
    text: str = ""
    turns: tuple[Turn, ...] = ()
    downloads: tuple[Download, ...] = ()
    pass_on: str = ""
    matter: tuple[Matter, ...] = ()


def screen_dialect(edition: Edition, picture_address: Callable[[str], str]) -> Dialect:
    """Calls stand in brackets on the line: a thumb finds them, and copied text keeps them apart from its words.

    A note is a ``div``: to a screen reader each ``aside`` of a page is a landmark, and eleven landmarks are none.
    """
    return replace(
        dialect(edition, picture_address),
        heading_shift=_FIRST_LEVEL - _top_level(edition),
        call_marks=("[", "]"),
        empty_end=">",
        note_element="div",
        scrolling_tables=True,
    )


def screen_page(shown: ScreenPage, edition: Edition, choices: Dialect, head: Head) -> bytes:
    """The page as UTF-8."""
    return page(
        "screen",
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        head=head,
        page=shown,
        terms=edition.terms,
        terms_language=term_language(choices),
        authors=edition.authors,
        title=inlines_markup(edition.title, choices),
        subtitle=inlines_markup(edition.subtitle, choices),
        credits=edition.credits,
    ).encode()


def contents(edition: Edition, file_of: Callable[[int], str]) -> tuple[Entry, ...]:
    """A line for each heading; ``file_of`` names the page of a chapter counted from 1, "" for the very page.

    A chapter that begins without a heading has a line only where it has a page of its own.
    """
    top = _top_level(edition)
    entries: list[Entry] = []
    for number, chapter in enumerate(edition.chapters, start=1):
        file = file_of(number)
        if file and not chapter.heading:
            entries.append(Entry(1, file, f"{edition.terms.text} {number}"))
        entries += (
            Entry(one.level - top + 1, f"{file}#{one.identifier}", plain_text(one.content)) for one in headings(chapter)
        )
    return tuple(entries)


def text(edition: Edition, choices: Dialect) -> str:
    """Headnote, chapters and their notes."""
    chapters = [chapter_markup(chapter, choices) for chapter in edition.chapters]
    return "\n".join(part for part in (headnote_markup(edition.headnote, choices), *chapters) if part)


def matter(edition: Edition, choices: Dialect) -> tuple[Matter, ...]:
    """What stands after the text: about this edition, glossary, about the digital text, colophon."""
    return tuple(Matter(part.heading, blocks_markup(part.blocks, choices)) for part in _parts(edition) if part.blocks)


def _parts(edition: Edition) -> Iterator[Imprint]:
    terms = edition.terms
    yield edition.imprint
    yield Imprint(terms.glossary, edition.glossary)
    yield Imprint(terms.about_the_file, edition.about_the_file)
    yield edition.colophon


def _top_level(edition: Edition) -> int:
    """The highest level of heading that the text has."""
    return min((one.level for chapter in edition.chapters for one in headings(chapter)), default=1)
