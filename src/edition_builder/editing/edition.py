"""``Manuscript`` → ``Edition``: every decision is taken here, so that renderers only have to show it."""

from __future__ import annotations

from datetime import date

from msgspec.structs import replace

from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.editing.chapters import divide
from edition_builder.editing.corrections import find_corrections
from edition_builder.editing.credits import contributors, credit_lines
from edition_builder.editing.discretion import discreet
from edition_builder.editing.glossary import glossary
from edition_builder.editing.identity import direction, edition_date, identifier, slug
from edition_builder.editing.matter import colophon, imprint, key_to_notes
from edition_builder.editing.notes.resolve import ResolvedText, resolve_notes
from edition_builder.editing.numbering import called_notes, mark_notes
from edition_builder.model.canonical import canonical_streams, check_phrase, hash_streams
from edition_builder.model.document import Blocks, Heading, Paragraph, plain_text
from edition_builder.model.edition import Chapter, Edition, Imprint, Metadata, Note, Series
from edition_builder.model.manuscript import FrontMatter, Manuscript
from edition_builder.model.terms import Terms, terms_for
from edition_builder.model.workshop import Here, Workshop

__all__ = ["edit"]

_HERE: Workshop = Here()


def edit(
    manuscript: Manuscript,
    source_date_epoch: int | None = None,
    *,
    outwardly_neutral: bool = False,
    workshop: Workshop = _HERE,
) -> Outcome[Edition]:
    """Make the edition of a manuscript.

    Args:
        manuscript: as read, brackets still open.
        source_date_epoch: seconds since 1970 in UTC or None; used where the manuscript gives no edition date.
        outwardly_neutral: use the discreet profile, whether the manuscript asks for it or not.
        workshop: does tasks that need nothing of each other.

    Returns:
        the edition with the findings of the note engine, or the findings alone if they hold an error.
    """
    resolved = resolve_notes(manuscript, workshop)
    if resolved.value is None:
        return Outcome(None, resolved.diagnostics)
    front_matter = manuscript.front_matter
    terms = terms_for(front_matter.language)
    chapters = _chapters(resolved.value, terms)
    bare = _bare_edition(manuscript, resolved.value, chapters, terms)
    day = edition_date(front_matter, source_date_epoch)
    findings = (*resolved.diagnostics, *_empty_glossary(front_matter, bare))
    signed = _signed(bare, front_matter, day, resolved.value)
    return Outcome(discreet(signed) if outwardly_neutral or front_matter.discreet else signed, findings)


def _empty_glossary(front_matter: FrontMatter, edition: Edition) -> tuple[Diagnostic, ...]:
    """EB406 for a glossary that the manuscript asks for and that has no entry."""
    if edition.glossary or not front_matter.notes.glossary:
        return ()
    message = "there is nothing for a glossary: no note is the gloss of a word"
    hint = "run `edition notes`; [guard]{.gloss} makes a bracket a gloss; or take glossary out of notes"
    return (Diagnostic("EB406", message, front_matter.location, hint),)


def _chapters(resolved: ResolvedText, terms: Terms) -> tuple[Chapter, ...]:
    """The body divided, each part with the notes it calls, marked."""
    parts = divide(resolved.blocks)
    by_identifier = {note.identifier: note for note in resolved.notes}
    called = tuple(tuple(by_identifier[name] for name in called_notes(part)) for part in parts)
    marked = _with_responsibility(mark_notes(called), terms)
    return tuple(
        Chapter(f"chapter-{number}", _first_heading(part), part, notes)
        for number, (part, notes) in enumerate(zip(parts, marked, strict=True), start=1)
    )


def _first_heading(part: Blocks) -> Heading | None:
    """The heading a chapter opens with."""
    return part[0] if part and isinstance(part[0], Heading) else None


def _with_responsibility(chapters: tuple[tuple[Note, ...], ...], terms: Terms) -> tuple[tuple[Note, ...], ...]:
    """Name the hand behind each editorial note where the edition has more than one."""
    if len({note.by for notes in chapters for note in notes}) < 2:  # noqa: PLR2004 - one hand needs no mark
        return chapters
    marks = {
        "author": terms.responsibility_author,
        "translator": terms.responsibility_translator,
        "editor": terms.responsibility_editor,
    }
    return tuple(
        tuple(replace(n, responsibility=marks[n.by] if n.series is Series.EDITORIAL else "") for n in notes)
        for notes in chapters
    )


def _bare_edition(
    manuscript: Manuscript, resolved: ResolvedText, chapters: tuple[Chapter, ...], terms: Terms
) -> Edition:
    """The edition with its text but without what is computed from the text."""
    front_matter = manuscript.front_matter
    headnote = tuple(Paragraph(content, front_matter.location) for content in front_matter.headnote)
    notes = tuple(note for chapter in chapters for note in chapter.notes)
    return Edition(
        metadata=_metadata(front_matter, notes),
        terms=terms,
        title=front_matter.title,
        subtitle=front_matter.subtitle,
        authors=tuple(person.name for person in front_matter.authors),
        credits=credit_lines(front_matter, terms),
        headnote=headnote,
        chapters=chapters,
        imprint=imprint(front_matter, terms),
        colophon=Imprint(terms.colophon, ()),
        glossary=glossary(notes) if front_matter.notes.glossary else (),
        about_the_file=resolved.about_the_file,
        pictures=manuscript.pictures,
        decisions=resolved.decisions,
        cover=front_matter.cover,
        cover_picture=front_matter.cover_picture,
        print_settings=front_matter.print_settings,
        original=front_matter.original,
        written=front_matter.written,
    )


def _metadata(front_matter: FrontMatter, notes: tuple[Note, ...]) -> Metadata:
    """What the files say of themselves; slug and date come later."""
    return Metadata(
        title=plain_text(front_matter.title),
        subtitle=plain_text(front_matter.subtitle),
        language=front_matter.language,
        direction=direction(front_matter.language),
        contributors=contributors(front_matter, notes),
        identifier=identifier(front_matter),
        slug="",
        date="",
        description=front_matter.description,
        subjects=front_matter.subjects,
        rights=" ".join(plain_text(content) for content in front_matter.rights),
        original_language=front_matter.original.language if front_matter.original else "",
        source=front_matter.original.source if front_matter.original else "",
    )


def _signed(edition: Edition, front_matter: FrontMatter, day: date, resolved: ResolvedText) -> Edition:
    """Add slug, date, text hash, check phrase and the colophon that shows them."""
    text_hash = hash_streams(*canonical_streams(edition))
    corrections = find_corrections(front_matter, edition.chapters, edition.terms)
    blocks = tuple(block for chapter in edition.chapters for block in chapter.blocks)
    key = key_to_notes(edition.notes, blocks, edition.terms, dropped=resolved.dropped)
    metadata = replace(edition.metadata, slug=slug(front_matter, text_hash), date=day.isoformat())
    return replace(
        edition,
        metadata=metadata,
        colophon=colophon(front_matter, edition.terms, corrections, key, text_hash),
        corrections=tuple(entry for entry, _ in corrections),
        text_hash=text_hash,
        check_phrase=check_phrase(text_hash),
    )
