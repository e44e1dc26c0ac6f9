"""The glossary: the words that notes explain, once more and in alphabetical order, for those who meet one again."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from itertools import groupby

from msgspec.structs import replace

from edition_builder.model.document import (
    Block,
    BracketClass,
    CodeBlock,
    Correction,
    Emphasis,
    Inline,
    InlineBracket,
    Inlines,
    LineBreak,
    Link,
    NoteCall,
    Paragraph,
    Picture,
    Span,
    Strong,
    Text,
    own_inlines,
    plain_text,
    walk_blocks,
)
from edition_builder.model.edition import Note

__all__ = ["glossary"]

_CALL = "#call-"  # leads the id of a note's first call, as docs/formats.md has it


def glossary(notes: tuple[Note, ...]) -> tuple[Paragraph, ...]:
    """A paragraph for each explained word: the word, linked to its first call, and what its notes say of it.

    Args:
        notes: of the edition; those of class gloss with a lemma count.

    Returns:
        the entries by the letters of the word, whatever their case; accents and signs decide only between words
        that are alike without them. A word with several notes has one entry, and what two notes say alike stands
        there once.
    """
    explained = [note for note in notes if note.bracket_class is BracketClass.GLOSS and note.lemma.strip()]
    ordered = sorted(explained, key=lambda note: _order(note.lemma))
    return tuple(_entry(tuple(same)) for _, same in groupby(ordered, key=lambda note: _order(note.lemma)))


def _order(lemma: str) -> tuple[str, str]:
    """What a word is sorted by: its letters, digits and spaces, then everything."""
    whole = unicodedata.normalize("NFKD", " ".join(lemma.split()).casefold())
    return "".join(sign for sign in whole if sign.isalnum() or sign == " ").strip(), whole


def _entry(notes: tuple[Note, ...]) -> Paragraph:
    """The word, and what its notes say, parted by points in the middle, which suit every language."""
    first = notes[0]
    word = Link(_CALL + first.identifier, (Text(" ".join(first.lemma.split())),), first.location)
    meanings: dict[str, Inlines] = {}
    for words in map(_words, notes):
        meanings.setdefault(plain_text(words).casefold(), words)
    parted = [part for key, words in meanings.items() if key.strip() for part in (Text(" · "), *words)]
    return Paragraph((Strong((word,)), *((Text(": "), *parted[1:]) if parted else ())), first.location)


def _words(note: Note) -> Inlines:
    """Everything that a note says, in one run."""
    runs = [tuple(_bare(run)) for block in walk_blocks(note.blocks) for run in _runs(block)]
    return tuple(part for run in runs if run for part in (Text(" "), *run))[1:]


def _runs(block: Block) -> Iterator[Inlines]:
    """The runs of a block, verbatim lines as one of them."""
    if isinstance(block, CodeBlock):
        yield (Text(" ".join(block.value.split())),)
    yield from own_inlines(block)


def _bare(run: Inlines) -> Iterator[Inline]:
    """A run without calls, links, pictures and breaks: the words alone, which stand in full at their note."""
    for inline in run:
        match inline:
            case NoteCall() | Picture():
                continue
            case LineBreak():
                yield Text(" ")
            case Link() | Correction():
                yield from _bare(inline.content)
            case Emphasis() | Strong() | Span() | InlineBracket():
                yield replace(inline, content=tuple(_bare(inline.content)))
            case _:
                yield inline
