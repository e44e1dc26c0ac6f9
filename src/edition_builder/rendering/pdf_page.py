"""An edition as one page of HTML for print: title page, imprint, contents, text with its notes, colophon."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyphen
from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.document import Action, Blocks, Heading, plain_text, walk_blocks
from edition_builder.model.edition import Chapter, Edition, Imprint
from edition_builder.rendering.dialect import Dialect, dialect, term_language
from edition_builder.rendering.pdf_notes import calls_with_notes
from edition_builder.rendering.running_heads import RunningHeads, running_heads
from edition_builder.rendering.templates import page
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup, note_markup

__all__ = ["PICTURE_SCHEME", "print_page"]

PICTURE_SCHEME = "edition:"
_FIRST_LEVEL = 2  # the title of the edition is the one h1
_CONTENTS_DEPTH = 2
_HEADING_TAG = re.compile(r"<(/?)h([1-6])\b")
_LIST_START = re.compile(r'<ol([^>]*) start="(\d+)"')
# Words of the text, and before them what is none: lemmas, addresses, tags, entities.
_WORD = re.compile(
    r'<(i|span) class="(?:lemma|responsibility|address)">.*?</\1>|<[^>]*>|&\w+;|\b[^\W\d_]{7,}\b', re.DOTALL
)
# Arabic, the scripts of India and Indochina, Tibetan, Myanmar, Ethiopic, Khmer, Arabic presentation forms.
_TALL = re.compile(r"[\u0600-\u06ff\u0750-\u109f\u1200-\u139f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufeff]")
# Title classes by the number of characters; the longest word counts as if the title were as long as it forces.
_TITLE_CLASSES = ((60, 20, ""), (140, 26, "long"), (260, 32, "longer"))
_ONE_LINE = 36  # characters of 17 pt on a measure of 108 mm
_IMPRINT_CHARACTERS_A_LINE, _IMPRINT_LINES = 58, 36


class _Entry(Struct, frozen=True):
    """A line of the contents; ``level`` counts from 1."""

    level: int
    identifier: str
    words: str


class _PrintedChapter(Struct, frozen=True):
    """A chapter ready to be placed. ``name`` is "" for the one chapter of a short text: the title then opens it."""

    markup: str
    name: str
    heads: RunningHeads


def print_page(edition: Edition, style: str) -> str:
    """The HTML for print, pictures by ``edition:NAME`` addresses and ``style`` inside."""
    top = min((heading.level for heading in _headings(edition)), default=1)
    plain = replace(dialect(edition, lambda name: PICTURE_SCHEME + name), heading_shift=_FIRST_LEVEL - top)
    choices = replace(plain, call=calls_with_notes(plain))
    entries = list(_entries(edition))
    return page(
        "print",
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        classes=" ".join(_classes(edition)),
        name=edition.metadata.title,
        opening=_opening_lines(edition.metadata.title),
        style=style,
        terms=edition.terms,
        terms_language=term_language(choices),
        authors=edition.authors,
        title=inlines_markup(edition.title, choices),
        title_class=_title_class(edition.metadata.title),
        subtitle=inlines_markup(edition.subtitle, choices),
        credits=edition.credits,
        imprint=edition.imprint.heading,
        imprint_markup=blocks_markup(edition.imprint.blocks, choices),
        imprint_full=_lines(edition.imprint.blocks) > _IMPRINT_LINES,
        contents=entries if len(entries) > 1 else [],
        headnote=headnote_markup(edition.headnote, choices),
        chapters=list(_chapters(edition, choices)),
        endnotes=_endnotes(edition, plain),
        heads=running_heads(edition, edition.terms.notes),
        matter=list(_matter(edition, choices)),
    )


def _classes(edition: Edition) -> Iterator[str]:
    """What the style sheet must know of the language: may words be broken, have letters cases, are they tall.

    Justified lines need hyphenation, and there is none without patterns: Pyphen's, the only ones that the engine
    knows (trap T9 of docs/typography.md).
    """
    if pyphen.language_fallback(edition.metadata.language.replace("-", "_")):
        yield "hyphenated"
    sample = edition.metadata.title + "".join(edition.authors)
    if any(letter.lower() != letter.upper() for letter in sample):
        yield "cased"
    if _TALL.search(edition.metadata.title):
        yield "tall"


def _title_class(title: str) -> str:
    """How large a title may be set: by its length, and so that its longest word stays whole."""
    longest = max(map(len, title.split()), default=0)
    for characters, word, name in _TITLE_CLASSES:
        if len(title) <= characters and longest <= word:
            return name
    return "longest"


def _opening_lines(title: str) -> list[str]:
    """The title over the first page of a text without chapters; a long one is broken where it divides by itself."""
    return title.replace(": ", ":\n", 1).split("\n") if len(title) > _ONE_LINE else [title]


def _entries(edition: Edition) -> Iterator[_Entry]:
    """The headings that the contents list, two levels of them."""
    top = min((one.level for one in _headings(edition)), default=1)
    for one in _headings(edition):
        if one.identifier and one.level - top < _CONTENTS_DEPTH:
            yield _Entry(one.level - top + 1, one.identifier, plain_text(one.content))


def _headings(edition: Edition) -> Iterator[Heading]:
    for chapter in edition.chapters:
        yield from (block for block in walk_blocks(chapter.blocks) if isinstance(block, Heading))


def _chapters(edition: Edition, choices: Dialect) -> Iterator[_PrintedChapter]:
    """Each chapter with its running heads, heading levels made gapless, capitals kept whole."""
    hyphenated = "hyphenated" in _classes(edition)
    level = 1
    for chapter in edition.chapters:
        markup, level = _gapless(_numbered(chapter_markup(chapter, choices)), level)
        name = _name(chapter)
        yield _PrintedChapter(_whole_capitals(markup) if hyphenated else markup, name, running_heads(edition, name))


def _name(chapter: Chapter) -> str:
    """What a chapter is called in bookmarks and running heads; note calls are not part of it."""
    return plain_text(chapter.heading.content).strip() if chapter.heading else ""


def _numbered(markup: str) -> str:
    """First numbers of lists as counters: the engine reads ``start`` only with all of HTML's presentational hints."""
    return _LIST_START.sub(lambda tag: f'<ol{tag[1]} style="counter-reset: list-item {int(tag[2]) - 1}"', markup)


def _gapless(markup: str, level: int) -> tuple[str, int]:
    """Headings that never skip a level downwards from the ``level`` before (PDF/UA-1, 7.4.2); the level after."""

    def renumbered(tag: re.Match[str]) -> str:
        nonlocal level
        if not tag.group(1):
            level = min(int(tag.group(2)), level + 1)
        return f"<{tag.group(1)}h{level}"

    return _HEADING_TAG.sub(renumbered, markup), level


def _whole_capitals(markup: str) -> str:
    """Long words all in capitals marked, because a capital word broken in two cannot be read at a glance."""

    def marked(word: re.Match[str]) -> str:
        found = word.group()
        return f'<span class="capitals">{found}</span>' if found.isupper() and found[0] not in "<&" else found

    return _WORD.sub(marked, markup)


def _endnotes(edition: Edition, choices: Dialect) -> str:
    """The notes that the manuscript wants at the end."""
    return "\n".join(note_markup(note, choices) for note in edition.notes if note.action is Action.ENDNOTE)


def _matter(edition: Edition, choices: Dialect) -> Iterator[tuple[str, str]]:
    """Heading and markup of what stands after the text: about the digital text, colophon."""
    for part in (Imprint(edition.terms.about_the_file, edition.about_the_file), edition.colophon):
        if part.blocks:
            yield part.heading, blocks_markup(part.blocks, choices)


def _lines(blocks: Blocks) -> int:
    """About how many lines blocks take in the narrow measure of the imprint."""
    texts = (plain_text(content) for block in walk_blocks(blocks) for content in (getattr(block, "content", ()),))
    return sum(len(text) // _IMPRINT_CHARACTERS_A_LINE + 1 for text in texts)
