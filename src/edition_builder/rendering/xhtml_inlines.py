"""Inlines of an edition as XHTML. Markup contract: ``docs/formats.md``; the words are those of the canonical text."""

from __future__ import annotations

from typing import assert_never

from edition_builder.errors import Defect
from edition_builder.model.document import (
    Code,
    Correction,
    Emphasis,
    Inline,
    InlineBracket,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    NoteReference,
    OpenBracket,
    Picture,
    Span,
    Strong,
    Text,
    plain_text,
)
from edition_builder.rendering.dialect import Dialect, attribute, escape, language_attributes, term_language

__all__ = ["RESERVED_CLASSES", "call_identifier", "inlines_markup", "picture_markup"]

# Classes by which the words of a file are told from what stands around them: a manuscript may not use them.
RESERVED_CLASSES = frozenset(
    ("text", "call", "footnote", "number", "lemma", "responsibility", "back", "address", "notes", "bracket")
)


def inlines_markup(inlines: Inlines, choices: Dialect) -> str:
    """The markup of a run of inlines.

    Raises:
        Defect: the run holds an inline that editing should have decided.
    """
    return "".join([_inline(inline, choices) for inline in inlines])


def _inline(inline: Inline, choices: Dialect) -> str:
    """One inline; text first, because nearly all of them are."""
    match inline:
        case Text():
            return escape(inline.value)
        case Emphasis():
            return f"<em>{inlines_markup(inline.content, choices)}</em>"
        case Strong():
            return f"<strong>{inlines_markup(inline.content, choices)}</strong>"
        case NoteCall():
            return choices.call(inline) if choices.call else _call_link(inline, choices)
        case LineBreak():
            return f"<br{choices.empty_end}"
        case _:
            return _rarer_inline(inline, choices)


def _rarer_inline(
    inline: Code | Span | Link | Picture | Correction | OpenBracket | InlineBracket | NoteReference, choices: Dialect
) -> str:
    """The inlines that are leaves or carry attributes."""
    match inline:
        case Code():
            return f"<code>{escape(inline.value)}</code>"
        case Span():
            return _span(inline, choices)
        case Link():
            return _link(inline, choices)
        case Picture():
            return picture_markup(inline, choices)
        case Correction():
            return f'<span class="correction">{inlines_markup(inline.content, choices)}</span>'
        case InlineBracket():
            return _bracket(inline, choices)
        case OpenBracket() | NoteReference():
            raise Defect(f"an undecided bracket reached rendering: {inline!r}")
        case _:
            assert_never(inline)


def _span(span: Span, choices: Dialect) -> str:
    """A span with its language and the classes that are the manuscript's to give."""
    classes = " ".join(name for name in span.classes if name not in RESERVED_CLASSES)
    named = f' class="{attribute(classes)}"' if classes else ""
    language = language_attributes(span.language, choices)
    return f"<span{named}{language}>{inlines_markup(span.content, choices)}</span>"


def _bracket(bracket: InlineBracket, choices: Dialect) -> str:
    """A bracket that stays in the line, with a class by which a style sheet can tell its kinds."""
    kind = f"bracket {bracket.bracket_class}" if bracket.bracket_class else "bracket"
    content = inlines_markup(bracket.content, choices)
    return f'<span class="{kind}">{escape(bracket.opening)}{content}{escape(bracket.closing)}</span>'


def _link(link: Link, choices: Dialect) -> str:
    """A link inside the edition, or words with their address in brackets: a tap on a live link would tell of it."""
    content = inlines_markup(link.content, choices)
    if link.target.startswith("#"):
        return f'<a href="{attribute(choices.address_of(link.target[1:]))}">{content}</a>'
    if choices.link:
        return choices.link(link, content)
    if plain_text(link.content).strip() in {link.target, link.target.removeprefix("mailto:")}:
        return content
    return f'{content}<span class="address"> ({escape(link.target)})</span>'


def picture_markup(picture: Picture, choices: Dialect) -> str:
    """A picture with its size in pixels, so that no line jumps when it is drawn."""
    known = choices.pictures.get(picture.name)
    size = f' width="{known.width}" height="{known.height}"' if known else ""
    address = attribute(choices.picture_address(picture.name))
    return f'<img src="{address}" alt="{attribute(picture.alternative)}"{size}{choices.empty_end}'


def call_identifier(note: str, repeat: int = 0) -> str:
    """The id of a call: ``call-note-1``, and ``call-note-1-2`` for the second call of the same note."""
    return f"call-{note}-{repeat + 1}" if repeat else f"call-{note}"


def _call_link(call: NoteCall, choices: Dialect) -> str:
    """The raised link to a note; its spoken name says that it is one (DPUB-ARIA ``doc-noteref``)."""
    mark = choices.notes[call.note].mark
    name = attribute(choices.terms.note_call.format(mark=mark)) + '"' + term_language(choices)
    kind = ' epub:type="noteref"' if choices.epub_types else ""
    opening, closing = choices.call_marks
    return (
        f'<sup class="call"><a id="{call_identifier(call.note, call.repeat)}" href="#{call.note}" role="doc-noteref"'
        f'{kind} aria-label="{name}>{opening}{escape(mark)}{closing}</a></sup>'
    )
