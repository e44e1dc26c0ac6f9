"""Who is credited, and how the title page says it."""

from __future__ import annotations

import json
from functools import lru_cache
from pkgutil import get_data

from edition_builder.model.document import Hand
from edition_builder.model.edition import Contributor, Note, Role, Series
from edition_builder.model.manuscript import FrontMatter, Person
from edition_builder.model.terms import Terms

__all__ = ["contributors", "credit_lines", "language_name", "listed"]


def contributors(front_matter: FrontMatter, notes: tuple[Note, ...]) -> tuple[Contributor, ...]:
    """Everyone named, with MARC roles; whoever wrote editorial notes is a writer of added commentary (wac) too."""
    hands = {note.by for note in notes if note.series is Series.EDITORIAL}
    groups = (
        (front_matter.authors, Role.AUTHOR, Hand.AUTHOR),
        (front_matter.translators, Role.TRANSLATOR, Hand.TRANSLATOR),
        (front_matter.editors, Role.EDITOR, Hand.EDITOR),
    )
    return tuple(
        Contributor(person.name, person.sort, _roles(role, annotated=hand in hands and role is not Role.AUTHOR))
        for people, role, hand in groups
        for person in people
    )


def credit_lines(front_matter: FrontMatter, terms: Terms) -> tuple[str, ...]:
    """The lines below the title: "Translated from the Russian by PS", "Edited by …"."""
    lines = []
    if front_matter.translators:
        names = listed(front_matter.translators)
        language = front_matter.original.language if front_matter.original else ""
        source = language_name(language, terms.language)
        line = terms.translated_from_by if source else terms.translated_by
        lines.append(line.format(language=source, names=names))
    if front_matter.editors:
        lines.append(terms.edited_by.format(names=listed(front_matter.editors)))
    return tuple(lines)


def listed(people: tuple[Person, ...]) -> str:
    """Names joined by commas, as they are printed."""
    return ", ".join(person.name for person in people)


def language_name(tag: str, in_language: str) -> str:
    """The name of a language in the form that ``translated_from_by`` needs; "" where the table has none."""
    return _language_names().get(in_language, {}).get(tag.split("-")[0].lower(), "") if tag else ""


@lru_cache(maxsize=1)
def _language_names() -> dict[str, dict[str, str]]:
    """The table of language names, by the language of the edition."""
    text = (get_data("edition_builder.model", "language_names.json") or b"").decode()
    table: dict[str, dict[str, str]] = json.loads(text)
    return table


def _roles(role: Role, *, annotated: bool) -> tuple[Role, ...]:
    """A person's own role, and the annotator's where the notes are theirs."""
    return (role, Role.WRITER_OF_ADDED_COMMENTARY) if annotated else (role,)
