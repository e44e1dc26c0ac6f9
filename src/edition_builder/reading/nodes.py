"""Make the nodes that need a decision: brackets and spans, links, pictures, inline notes."""

from __future__ import annotations

import re

from edition_builder.diagnostics import Location
from edition_builder.model.document import (
    Correction,
    Inline,
    Inlines,
    Link,
    NoteReference,
    OpenBracket,
    Paragraph,
    Picture,
    Span,
    Text,
)
from edition_builder.model.editorial import Action, BracketClass, Override
from edition_builder.model.manuscript import AuthorNote
from edition_builder.reading.attributes import Attributes, interpret
from edition_builder.reading.context import Context
from edition_builder.reading.markdown_engine import Token

__all__ = ["alternative", "bracket_nodes", "inline_note", "link_nodes", "picture_nodes"]

_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
# Brackets that stay where they are, with their marks: what is asked for, and what is no note by its class.
_STAYS = (Action.INLINE, Action.UNTOUCHED)
_OF_THE_TEXT = frozenset((BracketClass.GAP, BracketClass.CORRECT, BracketClass.SUPPLIED))
_SCHEMES = frozenset({"http", "https", "mailto", "tel", "ftp", "gemini", "geo", "urn", "doi", "xmpp", "sms"})


def bracket_nodes(content: Inlines, place: Location, attributes: Attributes | None, context: Context) -> Inlines:
    """An open bracket, or what its attributes make of it: a span, a correction, a bracket with an override."""
    if attributes is None:
        return (OpenBracket(content, place),)
    wishes = interpret(attributes, place, context.findings)
    inner = content
    if wishes.sic is not None:
        inner = (Correction(inner, wishes.sic, place),)
    if wishes.language or wishes.classes:
        inner = (Span(inner, wishes.language, wishes.classes),)
    if wishes.bracket and context.brackets:
        return (OpenBracket(inner, place, wishes.override),)
    if wishes.bracket:
        return _in_front_matter(inner, place, wishes.override, context)
    return (Span(inner),) if inner is content else inner


def _in_front_matter(inner: Inlines, place: Location, wish: Override, context: Context) -> Inlines:
    """A bracket of the front matter as it is written; EB214 if it asks for what a front matter cannot have."""
    stays = wish.action in _STAYS if wish.action else wish.bracket_class in _OF_THE_TEXT or wish == Override()
    if not stays:
        step = "write […]{.inline} to print it in brackets, or say it in the headnote or the text below"
        context.findings.add("EB214", "a bracket of the front matter asks to be a note", place, step)
    return (Text("["), *inner, Text("]"))


def link_nodes(target: str, content: Inlines, place: Location, context: Context) -> Inlines:
    """A link, or only its words if it would run something or open a file of the reader's machine (EB309)."""
    scheme = _SCHEME.match(target)
    if (scheme and scheme[1].lower() not in _SCHEMES) or target.startswith(("//", "\\")):
        context.findings.add(
            "EB309",
            f"the link to {target} is left out, its words are kept",
            place,
            "link to an https address or to a heading (#heading), or take the link out",
        )
        return content
    if not scheme:
        context.links.append((target, place))
    return (Link(target, content, place),)


def inline_note(content: Inlines, place: Location, context: Context) -> NoteReference:
    """Put the author's note aside and leave its reference. No written label can hold a space."""
    label = context.label(f"at {place.line}:{place.column}")
    context.notes.append(AuthorNote(label, (Paragraph(content, place),), place))
    context.calls.append((label, place))
    return NoteReference(label, place)


def picture_nodes(token: Token, place: Location, context: Context) -> Inlines:
    """A picture under its neutral name; its alternative text in its place if it cannot be used."""
    words = alternative(token)
    if not words:
        context.findings.add(
            "EB507",
            "this picture has no alternative text",
            place,
            "describe it between the brackets, ![like this](…), for readers who cannot see it",
        )
    picture = context.shelf.take(place, str(token.attrs["src"]), context.findings)
    made: Inline = Picture(picture.name, words, place) if picture else Text(words)
    return (made,)


def alternative(token: Token) -> str:
    """The alternative text of a picture: its words without markup."""
    parts = (" " if child.type in ("softbreak", "hardbreak") else child.content for child in token.children or ())
    return " ".join("".join(parts).split())
