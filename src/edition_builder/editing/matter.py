"""Imprint and colophon: what the edition says about itself, as blocks that every format sets in its own way."""

from __future__ import annotations

from collections.abc import Iterator

from edition_builder.diagnostics import Location
from edition_builder.editing.credits import credit_lines, listed
from edition_builder.model.canonical import check_phrase
from edition_builder.model.document import (
    Block,
    Blocks,
    Code,
    Emphasis,
    Hand,
    InlineBracket,
    Inlines,
    ItemList,
    Paragraph,
    Strong,
    Text,
    own_inlines,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.edition import CorrectionEntry, Imprint, Note, Series
from edition_builder.model.manuscript import FrontMatter
from edition_builder.model.terms import Terms, written_date

__all__ = ["colophon", "imprint", "key_to_notes"]

_MARKS_SHOWN = 3
_HASH_GROUP = 4  # digits: what an eye can compare at a glance
_STOPS = (".", "!", "?", "…", "。", "！", "？", "।", "۔")


def imprint(front_matter: FrontMatter, terms: Terms) -> Imprint:
    """Where the text comes from and on what terms: written, circulated, translated, thanked, permitted."""
    place = front_matter.location
    lines = [
        *_origin(front_matter, terms),
        *credit_lines(front_matter, terms),
        *_about_people(front_matter),
        *([terms.edition_number.format(number=front_matter.edition_number)] if front_matter.edition_number else []),
    ]
    plain = [Paragraph((Text(_ended(line, terms)),), place) for line in lines]
    prose = [
        *_labelled("", front_matter.acknowledgements, place),
        *_labelled(terms.rights, front_matter.rights, place),
        *_labelled(terms.see_also, front_matter.see_also, place),
    ]
    return Imprint(terms.imprint, (*plain, *prose))


def colophon(
    front_matter: FrontMatter,
    terms: Terms,
    corrections: tuple[tuple[CorrectionEntry, str], ...],
    key: tuple[str, ...],
    text_hash: str,
) -> Imprint:
    """The last page: key to the notes, corrections with their places, how to cite, hash and check phrase."""
    place = front_matter.location
    blocks: list[Block] = [Paragraph((Text(line),), place) for line in key]
    if corrections:
        items = tuple((_correction(entry, where, terms),) for entry, where in corrections)
        blocks += [_label(terms.corrections, place), ItemList(items, place)]
    blocks.append(_labelled_line(terms.how_to_cite, _citation(front_matter, terms), place))
    blocks.append(_labelled_line(terms.check_phrase, (Strong((Text(" ".join(check_phrase(text_hash))),)),), place))
    blocks.append(Paragraph((Text(terms.check_phrase_use),), place))
    grouped = " ".join(text_hash[start : start + _HASH_GROUP] for start in range(0, len(text_hash), _HASH_GROUP))
    blocks.append(_labelled_line(terms.text_hash, (Code(grouped),), place))
    return Imprint(terms.colophon, tuple(blocks))


def key_to_notes(notes: tuple[Note, ...], blocks: Blocks, terms: Terms, *, dropped: bool) -> tuple[str, ...]:
    """What the marks mean, one sentence for each kind that occurs."""
    hands = {note.by for note in notes if note.series is Series.EDITORIAL}
    both_series = len({note.series for note in notes}) > 1
    candidates = (
        (Hand.TRANSLATOR in hands, terms.key_translator),
        (Hand.EDITOR in hands, terms.key_editor),
        (both_series, terms.key_author.format(marks=_author_marks(notes))),
        (any(True for _ in _inline_brackets(blocks)), terms.key_inline),
        (dropped, terms.key_dropped),
    )
    return tuple(sentence for occurs, sentence in candidates if occurs)


def _author_marks(notes: tuple[Note, ...]) -> str:
    """The first marks of the author's series: symbols, or letters where there are too many notes for symbols."""
    marks = tuple(dict.fromkeys(note.mark for note in notes if note.series is Series.AUTHOR))
    return ", ".join((*marks[:_MARKS_SHOWN], *("…" for _ in marks[_MARKS_SHOWN : _MARKS_SHOWN + 1])))


def _origin(front_matter: FrontMatter, terms: Terms) -> Iterator[str]:
    """Lines on when and where the text was written and how it first went round."""
    written, original = front_matter.written, front_matter.original
    if written and written.date:
        line = terms.written_in if written.place else terms.written
        yield line.format(date=written_date(terms, written.date), place=written.place)
    if original and original.title:
        yield terms.original_title.format(title=original.title)
    if original and (original.source or original.date):
        said = (original.source, written_date(terms, original.date))
        yield terms.original_source.format(source=", ".join(one for one in said if one))


def _about_people(front_matter: FrontMatter) -> Iterator[str]:
    """A line for each person of whom the manuscript says more than the name."""
    for person in (*front_matter.authors, *front_matter.translators, *front_matter.editors):
        said = ", ".join(one for one in (person.role, person.about) if one)
        if said:
            yield f"{person.name}: {said}"


def _ended(line: str, terms: Terms) -> str:
    """A line with the full stop of its language, unless a stop ends it already, as initials do ("by M. L.")."""
    return line if line.rstrip("”’»\"')").endswith(_STOPS) else line + terms.full_stop


def _citation(front_matter: FrontMatter, terms: Terms) -> Inlines:
    """Author, title, date of writing, credits: nothing that the manuscript does not say."""
    written = front_matter.written.date if front_matter.written else ""
    date = f" ({written_date(terms, written)})" if written else ""
    credited = "".join(f" {_ended(line, terms)}" for line in credit_lines(front_matter, terms))
    authors = Text(f"{listed(front_matter.authors)}, ")
    return (authors, Emphasis(front_matter.title), Text(f"{date}{terms.full_stop}{credited}"))


def _correction(entry: CorrectionEntry, where: str, terms: Terms) -> Paragraph:
    """One correction with its place."""
    sentence = terms.correction.format(printed=entry.printed, sic=entry.sic)
    return Paragraph((Text(f"{sentence} ({where})" if where else sentence),), entry.location)


def _label(label: str, place: Location) -> Paragraph:
    """A label on a line of its own."""
    return Paragraph((Strong((Text(label),)),), place)


def _labelled_line(label: str, content: Inlines, place: Location) -> Paragraph:
    """A label and what it names in one paragraph."""
    return Paragraph((Strong((Text(f"{label}:"),)), Text(" "), *content), place)


def _labelled(label: str, paragraphs: tuple[Inlines, ...], place: Location) -> Iterator[Paragraph]:
    """Prose of the front matter, the label before its first paragraph."""
    for number, content in enumerate(paragraphs):
        yield _labelled_line(label, content, place) if label and number == 0 else Paragraph(content, place)


def _inline_brackets(blocks: Blocks) -> Iterator[InlineBracket]:
    """The editorial brackets that stay in the line."""
    for block in walk_blocks(blocks):
        for run in own_inlines(block):
            yield from (inline for inline in walk_inlines(run) if isinstance(inline, InlineBracket))
