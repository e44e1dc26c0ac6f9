"""What a catalogue says of an edition, so that it can be listed without being opened."""

from __future__ import annotations

from edition_builder.model.catalogue import Book
from edition_builder.model.edition import Edition, Role

__all__ = ["book_of"]


def book_of(edition: Edition) -> Book:
    """What a catalogue says of an edition; its files are not known yet."""
    about = edition.metadata
    original = edition.original
    authors = {one.name: one.sort for one in about.contributors if Role.AUTHOR in one.roles}
    return Book(
        title=about.title,
        authors=tuple(authors),
        language=about.language,
        identifier=about.identifier,
        updated=about.date,
        subtitle=about.subtitle,
        sorted_as=tuple(authors.values()),
        credits=() if edition.discreet else edition.credits,
        description=about.description,
        written=edition.written.date if edition.written else "",
        check_phrase=edition.check_phrase,
        original=(original.title, original.language) if original else ("", ""),
    )
