"""An edition as one page of HTML for print: title page, imprint, contents, text with its notes, glossary, colophon."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyphen
from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.document import Action, Blocks, Heading, plain_text, walk_blocks
from edition_builder.model.edition import Chapter, Edition, Imprint
from edition_builder.model.print_formats import BOOK_PAGE, PrintFormat
from edition_builder.model.printing import PrintedLinks
from edition_builder.rendering.dialect import Dialect, dialect, term_language
from edition_builder.rendering.pdf_cuts import CUT, PrintedBook, parted
from edition_builder.rendering.pdf_links import outer_links
from edition_builder.rendering.pdf_measures import Room, note_room, room
from edition_builder.rendering.pdf_notes import calls_apart, calls_with_notes
from edition_builder.rendering.running_heads import LONGEST, RunningHeads, running_heads
from edition_builder.rendering.templates import page
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup, note_markup

__all__ = ["PICTURE_SCHEME", "print_page", "printed_book", "ready_for_print", "script_classes"]

PICTURE_SCHEME = "edition:"
_FIRST_LEVEL = 2  # the title of the edition is the one h1
_CONTENTS_DEPTH = 2
_HEADING_TAG = re.compile(r"<(/?)h([1-6])\b")
_LIST_START = re.compile(r'<ol([^>]*) start="(\d+)"')
# Words of the text, and before them what is none: lemmas, addresses, tags, entities. A run of 30 letters and signs
# may have to be broken anywhere; ideographs and kana are broken by their own rules.
_WORD = re.compile(
    r'<(i|span) class="(?:lemma|responsibility|address)">.*?</\1>|<[^>]*>|&\w+;'
    r"|(?P<endless>[^\s<>&\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]{30,})|\b[^\W\d_]{7,}\b",
    re.DOTALL,
)
# The longest compounds of German and Dutch have 80 letters; the engine takes a minute to hyphenate 5,000.
_MAY_BE_A_WORD = 120
_STRETCH = 600
# Arabic, the scripts of India and Indochina, Tibetan, Myanmar, Ethiopic, Khmer, Arabic presentation forms.
_TALL = re.compile(r"[\u0600-\u06ff\u0750-\u109f\u1200-\u139f\u1780-\u17ff\ufb50-\ufdff\ufe70-\ufeff]")
# Title classes by the number of characters; the longest word counts as if the title were as long as it forces.
_TITLE_CLASSES = ((60, 20, ""), (140, 26, "long"), (260, 32, "longer"))
_ONE_LINE = 36  # characters of 17 pt on a measure of 108 mm
_IMPRINT_CHARACTERS_A_LINE, _IMPRINT_LINES = 58, 36


class _Entry(Struct, frozen=True):
    """A line of the contents; ``level`` counts from 1. ``part`` stands over a chapter that begins on the same page."""

    level: int
    identifier: str
    words: str
    part: bool = False


class _PrintedChapter(Struct, frozen=True):
    """A chapter ready to be placed. ``name`` is "" for the one chapter of a short text: the title then opens it.

    ``part`` is the title of the part that it opens, or "". ``under_part`` says that the book has parts.
    """

    markup: str
    name: str
    heads: RunningHeads
    part: str = ""
    under_part: bool = False


def print_page(edition: Edition, style: str, front_page: str = "", row: PrintFormat = BOOK_PAGE) -> str:
    """The HTML for print in one piece: see ``printed_book``."""
    return printed_book(edition, style, front_page, row).markup


def printed_book(edition: Edition, style: str, front_page: str = "", row: PrintFormat = BOOK_PAGE) -> PrintedBook:
    """The HTML for print, pictures by ``edition:NAME`` addresses and ``style`` inside.

    ``front_page`` is markup that takes the place of the plain title page.
    """
    top = min((heading.level for heading in _headings(edition)), default=1)
    plain = replace(dialect(edition, lambda name: PICTURE_SCHEME + name), heading_shift=_FIRST_LEVEL - top)
    space = room(edition.print_settings)
    links = outer_links(edition.print_settings)
    plain = replace(plain, link=links) if edition.print_settings.links is PrintedLinks.NONE else plain
    choices = replace(plain, call=calls_with_notes(plain, note_room(edition.print_settings, row)), link=links)
    entries = list(_entries(edition))
    printed = page(
        "print",
        cut=CUT,
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        classes=" ".join(_classes(edition, row)),
        name=edition.metadata.title,
        opening=_opening_lines(plain_text(edition.title), space),
        style=style,
        front_page=front_page,
        head=row.has_head,
        columns=row.columns,
        terms=edition.terms,
        terms_language=term_language(choices),
        authors=edition.authors,
        title=inlines_markup(edition.title, plain),
        title_class=_title_class(plain_text(edition.title), space),
        subtitle=inlines_markup(edition.subtitle, plain),
        credits=edition.credits,
        imprint=edition.imprint.heading,
        imprint_markup=blocks_markup(edition.imprint.blocks, plain),
        imprint_full=_lines(edition.imprint.blocks, space) > _IMPRINT_LINES * space.lines,
        contents=entries if len(entries) > 1 and not row.has_head else [],
        headnote=_marked_words(headnote_markup(edition.headnote, choices)),
        chapters=list(_chapters(edition, choices)),
        endnotes=_endnotes(edition, plain),
        heads=running_heads(edition, edition.terms.notes, round(LONGEST * space.line)),
        glossary=blocks_markup(edition.glossary, plain),
        glossary_heads=running_heads(edition, edition.terms.glossary, round(LONGEST * space.line)),
        matter=list(_matter(edition, plain)),
    )
    return parted(calls_apart(printed))


def _classes(edition: Edition, row: PrintFormat) -> Iterator[str]:
    """What the style sheet must know of the language: may words be broken, have letters cases, are they tall.

    Justified lines need hyphenation, and there is none without patterns: Pyphen's, the only ones that the engine
    knows (trap T9 of docs/typography.md).
    """
    if row.hyphenated and pyphen.language_fallback(edition.metadata.language.replace("-", "_")):
        yield "hyphenated"
    yield from script_classes(edition)


def script_classes(edition: Edition) -> Iterator[str]:
    """What the style sheet must know of the letters of the title: "cased" if they have capitals, "tall"."""
    sample = plain_text(edition.title) + "".join(edition.authors)
    if any(letter.lower() != letter.upper() for letter in sample):
        yield "cased"
    if _TALL.search(plain_text(edition.title)):
        yield "tall"


def _title_class(title: str, space: Room) -> str:
    """How large a title may be set: by its length, and so that its longest word stays whole."""
    longest = max(map(len, title.split()), default=0)
    for characters, word, name in _TITLE_CLASSES:
        if len(title) <= characters * space.line and longest <= word * space.line:
            return name
    return "longest"


def _opening_lines(title: str, space: Room) -> list[str]:
    """The title over the first page of a text without chapters; a long one is broken where it divides by itself."""
    return title.replace(": ", ":\n", 1).split("\n") if len(title) > _ONE_LINE * space.line else [title]


def _entries(edition: Edition) -> Iterator[_Entry]:
    """The headings that the contents list, two levels of them."""
    top = min((one.level for one in _headings(edition)), default=1)
    openings = (_opening(chapter, edition) for chapter in edition.chapters)
    parts = {part.identifier for part, _heading in openings if part}
    for one in _headings(edition):
        if one.identifier and one.level - top < _CONTENTS_DEPTH:
            part = one.identifier in parts
            yield _Entry(one.level - top + 1, one.identifier, plain_text(one.content), part)


def _headings(edition: Edition) -> Iterator[Heading]:
    for chapter in edition.chapters:
        yield from (block for block in walk_blocks(chapter.blocks) if isinstance(block, Heading))


def _chapters(edition: Edition, choices: Dialect) -> Iterator[_PrintedChapter]:
    """Each chapter with its running heads, heading levels made gapless, capitals kept whole."""
    longest = round(LONGEST * room(edition.print_settings).line)
    level = 1
    for chapter in edition.chapters:
        markup, level = _gapless(_numbered(chapter_markup(chapter, choices)), level)
        part, heading = _opening(chapter, edition)
        name = _name(heading)
        under_part = heading is not None and heading.level > _chapter_levels(edition)[0]
        heads = running_heads(edition, name, longest)
        yield _PrintedChapter(_marked_words(markup), name, heads, _name(part), under_part)


def _opening(chapter: Chapter, edition: Edition) -> tuple[Heading | None, Heading | None]:
    """The part that a chapter opens, if a part's title stands over its own, and its own heading."""
    first, second = (*chapter.blocks[:2], None, None)[:2]
    if isinstance(first, Heading) and isinstance(second, Heading) and second.level in _chapter_levels(edition)[1:]:
        return first, second
    return None, chapter.heading


def _chapter_levels(edition: Edition) -> list[int]:
    """The levels of the headings that chapters begin with, parts first; one level where the book has no parts."""
    return sorted({chapter.heading.level for chapter in edition.chapters if chapter.heading}) or [0]


def _name(heading: Heading | None) -> str:
    """What a chapter is called in bookmarks and running heads; note calls are not part of it."""
    return plain_text(heading.content).strip() if heading else ""


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


def _marked_words(markup: str) -> str:
    """Words marked that the style sheet must know of.

    Those all in capitals, because a capital word broken in two cannot be read at a glance; and endless ones, which
    alone may be broken anywhere: the engine, allowed to break any word, does so in the middle of a line
    (weasyprint/layout/inline.py takes what is inside an inline box for the start of a line).
    """

    def marked(word: re.Match[str]) -> str:
        found = word.group()
        if found[0] in "<&":
            return found
        if word["endless"]:
            return _long_word(found)
        return f'<span class="capitals">{found}</span>' if found.isupper() else found

    return _WORD.sub(marked, markup)


def _long_word(letters: str) -> str:
    """A long word marked; one without an end in stretches, since the engine shapes all that is left for each line."""
    if len(letters) <= _MAY_BE_A_WORD:
        return f'<span class="long-word">{letters}</span>'
    stretches = (letters[start : start + _STRETCH] for start in range(0, len(letters), _STRETCH))
    return "<wbr>".join(f'<span class="long-word endless">{one}</span>' for one in stretches)


def ready_for_print(markup: str) -> str:
    """The markup of a text that stands below one title: list numbers, heading levels and words made ready."""
    return _marked_words(_gapless(_numbered(markup), 1)[0])


def _endnotes(edition: Edition, choices: Dialect) -> str:
    """The notes that the manuscript wants at the end."""
    notes = (note_markup(note, choices) for note in edition.notes if note.action is Action.ENDNOTE)
    return _marked_words("\n".join(notes))


def _matter(edition: Edition, choices: Dialect) -> Iterator[tuple[str, str]]:
    """Heading and markup of what stands after the text: about the digital text, colophon."""
    for part in (Imprint(edition.terms.about_the_file, edition.about_the_file), edition.colophon):
        if part.blocks:
            yield part.heading, blocks_markup(part.blocks, choices)


def _lines(blocks: Blocks, space: Room) -> int:
    """About how many lines blocks take in the narrow measure of the imprint."""
    characters = int(_IMPRINT_CHARACTERS_A_LINE * min(1, space.line))
    texts = (plain_text(content) for block in walk_blocks(blocks) for content in (getattr(block, "content", ()),))
    return sum(len(text) // characters + 1 for text in texts)
