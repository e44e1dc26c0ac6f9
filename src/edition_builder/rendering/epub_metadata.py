"""What the package of an EPUB says of the book: Dublin Core, roles, accessibility. All of it from the manuscript.

Sources: EPUB 3.3, section 5.5 (metadata), MARC relator codes, EPUB Accessibility 1.1, section 3.2 (discovery) and 3.5
(conformance). An evaluator (``a11y:certifiedBy``) is never named: it would be somebody whom the manuscript does not
name.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec import Struct, field

from edition_builder.model.document import Picture, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.edition import Contributor, Edition, Role

__all__ = ["IDENTIFIER_ID", "Element", "metadata_elements"]

IDENTIFIER_ID = "id"
_CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
_FEATURES = ("tableOfContents", "readingOrder", "displayTransformability")
_UNDATED = "1980-01-01"


class Element(Struct, frozen=True):
    """An element of the metadata: ``name`` is "title" and the like for Dublin Core, else "meta"."""

    name: str
    text: str
    attributes: tuple[tuple[str, str], ...] = field(default=())


def metadata_elements(edition: Edition, *, cover: bool) -> tuple[Element, ...]:
    """Every element but ``dcterms:modified``, which the package writer adds; ``cover`` says if there is a picture."""
    elements = [*_dublin_core(edition), *_accessibility(edition, cover=cover)]
    if cover:
        elements.append(Element("meta", "", (("name", "cover"), ("content", "cover-image"))))
    return tuple(elements)


def _dublin_core(edition: Edition) -> Iterator[Element]:
    """Identifier, title, language first, because they are required; then people and what else is said."""
    said = edition.metadata
    yield Element("identifier", said.identifier, (("id", IDENTIFIER_ID),))
    yield from _titles(said.title, said.subtitle)
    yield Element("language", said.language)
    for number, person in enumerate(said.contributors, start=1):
        yield from _person(person, f"p{number}")
    if said.date != _UNDATED:
        yield Element("date", said.date)
    yield from (Element("subject", subject) for subject in said.subjects)
    if said.description:
        yield Element("description", said.description)
    if said.rights:
        yield Element("rights", said.rights)
    if said.source:
        yield Element("source", said.source)


def _titles(title: str, subtitle: str) -> Iterator[Element]:
    """The title, and the subtitle told from it where there is one."""
    if not subtitle:
        yield Element("title", title)
        return
    for kind, words in (("main", title), ("subtitle", subtitle)):
        yield Element("title", words, (("id", kind),))
        yield _refinement(kind, "title-type", kind)


def _person(person: Contributor, identifier: str) -> Iterator[Element]:
    """Authors are creators; translators, editors and annotators are contributors, whatever else they did."""
    name = "creator" if Role.AUTHOR in person.roles else "contributor"
    yield Element(name, person.name, (("id", identifier),))
    for role in person.roles:
        yield _refinement(identifier, "role", role, ("scheme", "marc:relators"))
    if person.sort:
        yield _refinement(identifier, "file-as", person.sort)


def _refinement(refined: str, name: str, text: str, *more: tuple[str, str]) -> Element:
    """A ``meta`` that says more of another element."""
    return Element("meta", text, (("refines", f"#{refined}"), ("property", name), *more))


def _accessibility(edition: Edition, *, cover: bool) -> Iterator[Element]:
    """What a reader with a screen reader wants to know before opening; conformance only where it holds."""
    alternatives = tuple(_alternatives(edition))
    described = all(alternatives)
    yield _property("schema:accessMode", "textual")
    if alternatives:
        yield _property("schema:accessMode", "visual")
    yield _property("schema:accessModeSufficient", "textual" if described else "textual,visual")
    yield from (_property("schema:accessibilityFeature", feature) for feature in _FEATURES)
    if any(chapter.heading for chapter in edition.chapters):
        yield _property("schema:accessibilityFeature", "structuralNavigation")
    if described and (alternatives or cover):
        yield _property("schema:accessibilityFeature", "alternativeText")
    yield _property("schema:accessibilityHazard", "none")
    yield _property("schema:accessibilitySummary", edition.terms.accessibility_summary)
    if described:
        yield _property("dcterms:conformsTo", _CONFORMANCE)


def _property(name: str, text: str) -> Element:
    """A ``meta`` of the book as a whole."""
    return Element("meta", text, (("property", name),))


def _alternatives(edition: Edition) -> Iterator[str]:
    """The alternative text of every picture on the cover, in the text and its notes, "" where one is missing."""
    if edition.cover and edition.cover_picture:
        yield edition.cover_picture.alternative
    if not edition.pictures:
        return
    texts = (chapter.blocks for chapter in edition.chapters)
    notes = (note.blocks for note in edition.notes)
    for blocks in (edition.headnote, *texts, *notes):
        for block in walk_blocks(blocks):
            for run in own_inlines(block):
                yield from (one.alternative.strip() for one in walk_inlines(run) if isinstance(one, Picture))
