"""Notes and the text that calls them as XHTML: ``aside`` elements after a chapter, or whole notes at their calls.

What readers make of the markup: number and lemma first, so that Kobo finds at least nine characters to pop up; no
note type on any wrapper, or KOReader shows the wrapper; no list items, or Kindle merges the notes.
"""

from __future__ import annotations

import re
from collections import Counter

from edition_builder.model.document import Blocks, Paragraph
from edition_builder.model.edition import Chapter, Note
from edition_builder.rendering.dialect import Dialect, attribute, escape, term_language
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import call_identifier, inlines_markup

__all__ = ["chapter_markup", "headnote_markup", "inline_note", "note_markup"]

_BACK = "↑"  # not U+21A9: telephones show that one as a coloured picture
_CALLS = re.compile(r'<sup class="call"><a id="call-[^"]+" href="#([^"]+)"')
# Elements that may not stand in a paragraph, for notes that do: the words stay, a style sheet gives back the form.
_BLOCK_TAG = re.compile(r"<(p|div|blockquote|ul|ol|li|pre|table|thead|tbody|tr|th|td|figure|figcaption|hr)\b([^>]*)>")
_BLOCK_END = re.compile(r"</(?:p|div|blockquote|ul|ol|li|pre|table|thead|tbody|tr|th|td|figure|figcaption)>")
_CLASS = re.compile(r'class="')
_NOT_FOR_SPANS = re.compile(r' (?:scope|start|role)="[^"]*"')


def headnote_markup(blocks: Blocks, choices: Dialect) -> str:
    """The edition's headnote, "" for none: words of the text, so of class ``text``."""
    return f'<div class="headnote text">\n{blocks_markup(blocks, choices)}\n</div>' if blocks else ""


def chapter_markup(chapter: Chapter, choices: Dialect) -> str:
    """A chapter and after it the notes it calls; with ``choices.call`` the notes stand at their calls instead.

    Words of the text are in elements of class ``text``, words of a note in elements of class ``footnote``.
    """
    text = blocks_markup(chapter.blocks, choices)
    body = f'<div class="text" id="{attribute(chapter.identifier)}">\n{text}\n</div>'
    if choices.call or not chapter.notes:
        return body
    calls = Counter(_CALLS.findall(text))
    notes = "\n".join([note_markup(note, choices, max(1, calls[note.identifier])) for note in chapter.notes])
    return f'{body}\n<div class="notes">\n{notes}\n</div>'


def note_markup(note: Note, choices: Dialect, calls: int = 1) -> str:
    """A note with its linked number first and a way back to each of its ``calls``."""
    kind = ' epub:type="footnote"' if choices.epub_types else ""
    number = f'<a class="number" href="#{call_identifier(note.identifier)}">{escape(note.mark)}</a> '
    content = _with_ends(note, number, _responsibility(note) + _ways_back(note, choices, calls), choices)
    name = choices.note_element
    return f'<{name} id="{note.identifier}" class="footnote" role="doc-footnote"{kind}>{content}</{name}>'


def inline_note(note: Note, choices: Dialect, number: str = "") -> str:
    """A note that may stand in a paragraph at the place of its call, for print; ``data-mark`` is the printed mark.

    Blocks become ``span`` elements with the block's name as a class (``<span class="p">``, ``<span class="li">``).
    ``number`` is markup that leads the note, "" where the style sheet prints ``data-mark``.
    """
    content = _BLOCK_TAG.sub(_as_span, _with_ends(note, number, _responsibility(note), choices))
    inside = _BLOCK_END.sub("</span>", content)
    return f'<span class="footnote" id="{note.identifier}" data-mark="{attribute(note.mark)}">{inside}</span>'


def _with_ends(note: Note, first: str, last: str, choices: Dialect) -> str:
    """The note's blocks with ``first`` and the lemma before its first words and ``last`` after its last ones."""
    start = first + (f'<i class="lemma">{escape(note.lemma)}:</i> ' if note.lemma else "")
    blocks = note.blocks
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        return f"<p>{start}{inlines_markup(blocks[0].content, choices)}{last}</p>"
    if blocks and isinstance(blocks[0], Paragraph):
        start, blocks = start + inlines_markup(blocks[0].content, choices), blocks[1:]
    if blocks and isinstance(blocks[-1], Paragraph):
        last, blocks = inlines_markup(blocks[-1].content, choices) + last, blocks[:-1]
    parts = (f"<p>{start}</p>" if start else "", blocks_markup(blocks, choices), f"<p>{last}</p>" if last else "")
    return "\n".join(part for part in parts if part)


def _responsibility(note: Note) -> str:
    """Who answers for the note, where the edition has more than one hand."""
    return f' <span class="responsibility">—\u00a0{escape(note.responsibility)}</span>' if note.responsibility else ""


def _ways_back(note: Note, choices: Dialect, calls: int) -> str:
    """One link for each call of the note; further ones carry their number, which their spoken name repeats.

    A no-break space before it keeps an arrow from standing alone on a line.
    """
    return "".join(f"\u00a0{_way_back(note, choices, repeat)}" for repeat in range(calls))


def _way_back(note: Note, choices: Dialect, repeat: int) -> str:
    number = str(repeat + 1) if repeat else ""
    name = attribute(f"{choices.terms.back_to_text} {number}".strip())
    return (
        f'<a class="back" role="doc-backlink" href="#{call_identifier(note.identifier, repeat)}"'
        f' aria-label="{name}"{term_language(choices)}>{_BACK}{number}</a>'
    )


def _as_span(tag: re.Match[str]) -> str:
    """``<div class="verse">`` as ``<span class="div verse">``; an empty ``hr`` stays empty."""
    name, attributes = tag.group(1), _NOT_FOR_SPANS.sub("", tag.group(2))
    end = "></span>" if attributes.endswith("/") else ">"
    attributes = attributes.removesuffix("/")
    merged, had_class = _CLASS.subn(f'class="{name} ', attributes)
    return f"<span{merged}{end}" if had_class else f'<span class="{name}"{attributes}{end}'
