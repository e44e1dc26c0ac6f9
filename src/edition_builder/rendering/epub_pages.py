"""The documents of an EPUB around the serialised text: shell, cover page, front and back matter, navigation.

The markup is a few fixed lines, so it is written here rather than in templates: the template engine would cost more
time than the whole book. Everything from the manuscript passes ``escape`` or ``attribute``.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition_builder.model.document import plain_text
from edition_builder.model.edition import Chapter, Edition
from edition_builder.rendering.dialect import Dialect, attribute, escape, term_language
from edition_builder.rendering.epub_contents import Entry
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup

__all__ = ["STYLE_SHEET", "chapter_page", "cover_page", "front_page", "navigation_page"]

STYLE_SHEET = "style.css"


def cover_page(edition: Edition, choices: Dialect, picture: str) -> bytes:
    """The cover as a page; its alternative text says title and author."""
    said = edition.metadata
    words = edition.terms.cover_alternative.format(title=said.title, authors=", ".join(edition.authors))
    if edition.cover_picture and edition.cover_picture.alternative:
        words = f"{words} – {edition.cover_picture.alternative}"
    image = f'<img src="{picture}" alt="{attribute(words)}" role="doc-cover"{term_language(choices)}/>'
    return _document(edition, edition.terms.cover, f'<section epub:type="cover" class="cover">{image}</section>')


def front_page(edition: Edition, choices: Dialect) -> bytes:
    """Title page and headnote."""
    lines = [f'<p class="author">{escape(author)}</p>' for author in edition.authors]
    lines.append(f"<h1>{inlines_markup(edition.title, choices)}</h1>")
    if edition.subtitle:
        lines.append(f'<p class="subtitle">{inlines_markup(edition.subtitle, choices)}</p>')
    lines.extend(f'<p class="credit"{term_language(choices)}>{escape(credit)}</p>' for credit in edition.credits)
    title_page = "\n".join(('<section epub:type="titlepage" class="title-page">', *lines, "</section>"))
    return _document(edition, edition.metadata.title, title_page + _headnote(edition, choices))


def _headnote(edition: Edition, choices: Dialect) -> str:
    """The editor's note before the text."""
    if not edition.headnote:
        return ""
    name = f'aria-label="{attribute(edition.terms.headnote)}"{term_language(choices)}'
    body = headnote_markup(edition.headnote, choices)
    return f'\n<section epub:type="preface" role="doc-preface" id="headnote" {name}>\n{body}\n</section>'


def chapter_page(edition: Edition, chapter: Chapter, choices: Dialect) -> bytes:
    """One chapter with its notes in the same file, as pop-ups need it.

    The last one ends with what the edition says of itself: a file of its own would cost more bytes than its words.
    """
    title = plain_text(chapter.heading.content) if chapter.heading else edition.metadata.title
    text = f'<section epub:type="chapter" role="doc-chapter">\n{chapter_markup(chapter, choices)}\n</section>'
    matter = _back_matter(edition, choices) if chapter is edition.chapters[-1] else ()
    return _document(edition, title, "\n".join((text, *matter)))


def _back_matter(edition: Edition, choices: Dialect) -> Iterator[str]:
    """Imprint, glossary, words about the digital text, colophon: those that there are."""
    terms, imprint, colophon = edition.terms, edition.imprint, edition.colophon
    sections = (
        ("imprint", 'epub:type="imprint"', imprint.heading or terms.imprint, imprint.blocks),
        ("glossary", 'epub:type="glossary" role="doc-glossary"', terms.glossary, edition.glossary),
        ("about-the-file", 'epub:type="backmatter"', terms.about_the_file, edition.about_the_file),
        ("colophon", 'epub:type="colophon" role="doc-colophon"', colophon.heading or terms.colophon, colophon.blocks),
    )
    for identifier, meaning, heading, blocks in sections:
        if blocks:
            words = f"<h1{term_language(choices)}>{escape(heading)}</h1>\n{blocks_markup(blocks, choices)}"
            yield f'<section id="{identifier}" {meaning} class="matter">\n{words}\n</section>'


def navigation_page(
    edition: Edition, choices: Dialect, contents: Sequence[Entry], landmarks: Sequence[tuple[str, str, str]]
) -> bytes:
    """The navigation document: the contents, and the landmarks as (type, label, address)."""
    heading = f"<h1{term_language(choices)}>{escape(edition.terms.contents)}</h1>"
    marks = "".join(
        f'<li><a epub:type="{kind}" href="{attribute(address)}">{escape(label)}</a></li>'
        for kind, label, address in landmarks
    )
    body = (
        f'<nav epub:type="toc" role="doc-toc" id="toc">\n{heading}\n{_entries(contents)}\n</nav>\n'
        f'<nav epub:type="landmarks" hidden="">\n<ol>{marks}</ol>\n</nav>'
    )
    return _document(edition, edition.terms.contents, body)


def _entries(entries: Sequence[Entry]) -> str:
    """A list of contents with the lists below its lines."""
    lines = (
        f'<li><a href="{attribute(one.address)}">{escape(one.label)}</a>{_entries(one.entries)}</li>' for one in entries
    )
    return "<ol>\n" + "\n".join(lines) + "\n</ol>" if entries else ""


def _document(edition: Edition, title: str, body: str) -> bytes:
    """A document of the book, with language and direction on its root."""
    said = edition.metadata
    language = f'lang="{attribute(said.language)}" xml:lang="{attribute(said.language)}"'
    direction = ' dir="rtl"' if said.direction == "rtl" else ""
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n'
        '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" '
        f"{language}{direction}>\n<head><title>{escape(title)}</title>"
        f'<link rel="stylesheet" type="text/css" href="{STYLE_SHEET}"/></head>\n<body>\n{body}\n</body>\n</html>\n'
    ).encode()
