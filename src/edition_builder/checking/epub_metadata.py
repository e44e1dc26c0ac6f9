"""What an EPUB says of itself: everybody credited in their role, and nothing that the manuscript does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from lxml import etree
from msgspec import Struct

from edition_builder.checking.epub_package import Book, named, words_of
from edition_builder.checking.markup import by_class
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.canonical import canonical
from edition_builder.model.document import plain_text
from edition_builder.model.edition import Edition, Role

__all__ = ["check_metadata", "check_title_page"]

_XML_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CONFORMANCE = "EPUB Accessibility 1.1 - WCAG 2.2 Level AA"
# What may be said of any book by its form alone; whether it holds is for ``_conformance_faults`` and the validators.
_OF_ITS_FORM = frozenset(
    (
        ("schema:accessMode", "textual"),
        ("schema:accessMode", "visual"),
        ("schema:accessModeSufficient", "textual"),
        ("schema:accessModeSufficient", "textual,visual"),
        ("schema:accessibilityFeature", "tableOfContents"),
        ("schema:accessibilityFeature", "readingOrder"),
        ("schema:accessibilityFeature", "structuralNavigation"),
        ("schema:accessibilityFeature", "displayTransformability"),
        ("schema:accessibilityFeature", "alternativeText"),
        ("schema:accessibilityHazard", "none"),
        ("dcterms:conformsTo", _CONFORMANCE),
    )
)


class _Fact(Struct, frozen=True):
    """One thing that is said: "title", "creator" … or the property of a meta; refinements as (property, value)."""

    name: str
    text: str
    refinements: frozenset[tuple[str, str]] = frozenset()

    def __str__(self) -> str:
        """The form in which a message shows it."""
        more = "".join(f", {name} {value}" for name, value in sorted(self.refinements))
        return f"{self.name} “{self.text}”{more}"


def check_metadata(book: Book, edition: Edition) -> tuple[Diagnostic, ...]:
    """EB601 for what the package leaves out, EB606 for what it says beyond the edition."""
    found, wanted = Counter(_found(book)), Counter((*_wanted(edition), *_cover(book, edition)))
    lost = [f"does not say {fact}" for fact in (wanted - found)]
    more = [f"says {fact}" for fact in (found - wanted) if (fact.name, fact.text) not in _OF_ITS_FORM]
    more += _conformance_faults(book, found)
    return tuple(Diagnostic("EB601", f"{book.name}: the package {fault}", None, TOOL_FAULT) for fault in lost) + tuple(
        Diagnostic("EB606", f"{book.name}: the package {fault}", None, TOOL_FAULT)
        for fault in (*more, *_language_faults(book, edition))
        if not lost
    )


def check_title_page(book: Book, edition: Edition) -> tuple[Diagnostic, ...]:
    """EB601 where the title page or the colophon does not say what the edition says there."""
    lines = (*edition.authors, plain_text(edition.title), plain_text(edition.subtitle), *edition.credits)
    pages = [canonical(words_of(page)) for one in book.pages for page in by_class(one, "title-page")]
    matter = "".join(canonical(words_of(one)) for page in book.pages for one in by_class(page, "matter"))
    faults = [
        *(["the title page does not say who and what"] if pages != [canonical(" ".join(lines))] else []),
        *(
            ["the check phrase is not in the colophon"]
            if canonical(" ".join(edition.check_phrase)) not in matter
            else []
        ),
    ]
    return tuple(Diagnostic("EB601", f"{book.name}: {fault}", None, TOOL_FAULT) for fault in faults)


def _found(book: Book) -> Iterator[_Fact]:
    """Everything in the metadata; refinements with what they refine."""
    elements = [one for metadata in named(book.package, "metadata") for one in metadata if isinstance(one.tag, str)]
    identifiers = {f"#{one.get('id')}" for one in elements if one.get("id")}
    for element in elements:
        name = element.tag.rpartition("}")[2]
        if element.get("refines") in identifiers:
            continue
        refined = [one for one in elements if element.get("id") and one.get("refines") == f"#{element.get('id')}"]
        refinements = frozenset((one.get("property") or "", one.text or "") for one in refined)
        if element.get("name"):
            yield _Fact(f"meta {element.get('name')}", element.get("content") or "")
        else:
            yield _Fact(element.get("property") or name, element.text or "", refinements)


def _wanted(edition: Edition) -> Iterator[_Fact]:
    """What the manuscript says, in the words of the package."""
    said = edition.metadata
    kinds = (frozenset((("title-type", kind),)) if said.subtitle else frozenset() for kind in ("main", "subtitle"))
    titles = zip((said.title, said.subtitle), kinds, strict=True)
    yield from (_Fact("title", words, kind) for words, kind in titles if words)
    for person in said.contributors:
        roles = {("role", str(role)) for role in person.roles}
        sort = {("file-as", person.sort)} if person.sort else set()
        name = "creator" if Role.AUTHOR in person.roles else "contributor"
        yield _Fact(name, person.name, frozenset(roles | sort))
    yield _Fact("identifier", said.identifier)
    yield _Fact("language", said.language)
    yield _Fact("dcterms:modified", f"{said.date}T00:00:00Z")
    yield _Fact("schema:accessibilitySummary", edition.terms.accessibility_summary)
    yield from (_Fact("subject", subject) for subject in said.subjects)
    optional = (("description", said.description), ("rights", said.rights), ("source", said.source))
    yield from (_Fact(name, text) for name, text in optional if text)
    if said.date != "1980-01-01":
        yield _Fact("date", said.date)


def _cover(book: Book, edition: Edition) -> Iterator[_Fact]:
    """What older readers are told of a cover, if there is one and the manuscript does not refuse it."""
    covers = (item for item in book.items if "cover-image" in item.properties)
    yield from (_Fact("meta cover", item.identifier) for item in covers if edition.cover)


def _conformance_faults(book: Book, found: Counter[_Fact]) -> Iterator[str]:
    """A claim of accessibility that a picture without description refutes."""
    claimed = any(fact.name == "dcterms:conformsTo" for fact in found)
    bare = any(not (image.get("alt") or "").strip() for page in book.pages for image in named(page.root, "img"))
    if claimed and bare:
        yield "claims to be accessible, but a picture has no description"


def _language_faults(book: Book, edition: Edition) -> Iterator[str]:
    """Language and direction of the package and of every document."""
    said = edition.metadata
    direction = "rtl" if said.direction == "rtl" else None
    roots: list[tuple[str, etree._Element]] = [(book.path, book.package)]
    roots += [(page.name, page.root) for page in book.pages]
    for name, root in roots:
        if root.get(_XML_LANGUAGE) != said.language or root.get("dir") != direction:
            yield f"has another language or direction in {name}"
