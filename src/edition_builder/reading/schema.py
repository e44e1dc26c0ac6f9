"""The one schema of the front matter: what validates it, documents it and prints as JSON Schema.

A new key is one ``Key`` here and one line in ``front_matter.py``.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from edition_builder.model.document import Action, BracketClass, Hand
from edition_builder.model.manuscript import BracketPreset, Person
from edition_builder.reading.covers import CoverKind
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import (
    Choice,
    Day,
    Flag,
    JsonSchema,
    Language,
    Line,
    Matching,
    PartOfDate,
    Prose,
    Several,
    wrong_type,
)
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reading.printing import PrintKind
from edition_builder.reading.shape import Key, Shape
from edition_builder.reading.yaml_nodes import Node, Pairs, Scalar

__all__ = ["FRONT_MATTER", "inner_keys", "json_schema"]

_ACTIONS = (Action.FOOTNOTE, Action.ENDNOTE, Action.INLINE, Action.DROP)
_LAYERS = (*BracketClass, *Hand)

NAME = Key("name", Line(), "the name as it is printed; a pseudonym where there is one", required=True)
SORT = Key("sort", Line(), "the name as it is sorted: Ergali, Aidar")
ROLE = Key("role", Line(), "what the person did, in words")
ABOUT = Key("about", Line(), "one line about the person")
PSEUDONYM = Key("pseudonym", Flag(), "true if the name is a pseudonym")
_PERSON = Shape((NAME, SORT, ROLE, ABOUT, PSEUDONYM))


class _PersonKind:
    """A person: a name, or keys of which ``name`` is one."""

    def read(self, node: Node, findings: Findings) -> Person | None:
        """The person."""
        if isinstance(node, Scalar):
            return Person(" ".join(node.value.split()))
        values = _PERSON.read(node, findings)
        name = values.text(NAME) if values else ""
        if values is None or not name:
            return None
        about, pseudonym = values.text(ABOUT), values.get(PSEUDONYM) or False
        return Person(name, values.text(SORT), values.text(ROLE), about, pseudonym)

    def json(self) -> JsonSchema:
        """A string or an object."""
        return {"anyOf": [{"type": "string"}, _PERSON.json()]}


class _PolicyKind:
    """``policy:`` what becomes of each class of bracket, or of everything by one hand."""

    def read(self, node: Node, findings: Findings) -> tuple[tuple[BracketClass | Hand, Action], ...] | None:
        """The layers with their actions, in order."""
        if not isinstance(node, Pairs):
            wrong_type(node, "classes with what becomes of them ({gloss: endnote})", findings)
            return None
        known: dict[str, BracketClass | Hand] = {layer.value: layer for layer in _LAYERS}
        policy = []
        for name, value in node.pairs:
            action = Choice(_ACTIONS).read(value, findings)
            if name.value not in known:
                hint = did_you_mean(name.value, known)
                findings.add("EB203", f"there is no class or hand {name.value}", name.location, hint)
            elif action is not None:
                policy.append((known[name.value], action))
        return tuple(policy)

    def json(self) -> JsonSchema:
        """An object from layers to actions."""
        action: JsonSchema = {"enum": [str(one) for one in _ACTIONS]}
        properties: JsonSchema = {layer.value: action for layer in _LAYERS}
        return {"type": "object", "properties": properties, "additionalProperties": False}


TITLE = Key("title", Prose(), "the title of this edition", required=True)
SUBTITLE = Key("subtitle", Prose(), "the subtitle")
AUTHOR = Key("author", Several(_PersonKind()), "who wrote the text: a name, or keys; several are a list", required=True)
LANGUAGE = Key("language", Language(), "the language of this text (BCP 47): en, ru, kk-Latn", required=True)
TRANSLATOR = Key("translator", Several(_PersonKind()), "who translated it")
EDITOR = Key("editor", Several(_PersonKind()), "who edited it")
ORIGINAL_TITLE = Key("title", Line(), "the title of the original")
ORIGINAL_LANGUAGE = Key("language", Language(), "the language of the original")
ORIGINAL_SOURCE = Key("source", Line(), "where the original was published")
ORIGINAL_DATE = Key("date", PartOfDate(), "when the original was published: 2022-01-06, 2022-01 or 2022")
ORIGINAL = Key(
    "original",
    Shape((ORIGINAL_TITLE, ORIGINAL_LANGUAGE, ORIGINAL_SOURCE, ORIGINAL_DATE)),
    "the work that was translated",
    example='{title: "", language: ru, source: "", date: 2022}',
)
WRITTEN_DATE = Key("date", PartOfDate(), "when the text was written: 2022-01-06, 2022-01 or 2022")
WRITTEN_PLACE = Key("place", Line(), "where it was written")
WRITTEN = Key(
    "written",
    Shape((WRITTEN_DATE, WRITTEN_PLACE)),
    "when and where the text was written",
    example='{date: 2022-01-06, place: ""}',
)
HEADNOTE = Key("headnote", Prose(), "the editor's words before the text")
ACKNOWLEDGEMENTS = Key("acknowledgements", Prose(), "thanks and credits, a paragraph each")
SEE_ALSO = Key("see-also", Prose(), "what to read next")
RIGHTS = Key("rights", Prose(), "who may copy this, in words")
EDITION_DATE = Key("date", Day(), "the date of this edition: 2022-01-06")
EDITION_NUMBER = Key("number", Line(), "the number of this edition")
EDITION = Key(
    "edition",
    Shape((EDITION_DATE, EDITION_NUMBER)),
    "date and number of this edition",
    example="{date: 2022-01-06, number: 1}",
)
IDENTIFIER = Key("identifier", Line(), "a URN, ISBN or URL of this edition; made from the title if left out")
SLUG = Key(
    "slug",
    Matching(
        "(?!(con|prn|aux|nul|com[0-9]|lpt[0-9])$)[a-z0-9]([a-z0-9-]{0,46}[a-z0-9])?",
        "at most 48 of a-z, 0-9 and hyphens, and no name that Windows keeps for itself, such as con",
    ),
    "the name of the files, without suffix",
    example="my-text",
)
DESCRIPTION = Key("description", Line(), "one or two sentences for catalogues")
SUBJECTS = Key("subjects", Several(Line()), "subjects for catalogues")
COVER = Key("cover", CoverKind(), "false leaves the cover out; picture and alt put a picture on it", example="false")
DISCREET = Key("discreet", Flag(), "true gives files neutral names and metadata, no cover, no outward links")
BRACKETS = Key("brackets", Choice(tuple(BracketPreset)), "which brackets become notes: auto, all or none")
BY = Key("by", Choice(tuple(Hand)), "whose brackets they are: author, translator or editor")
POLICY = Key("policy", _PolicyKind(), "what becomes of each class or hand: footnote, endnote, inline or drop")
REJOIN = Key("rejoin", Flag(), "true joins the halves of a sentence that a note set as a block cut in two")
GLOSSARY = Key("glossary", Flag(), "true lists the explained words once more, in alphabetical order at the back")
NOTES = Key(
    "notes",
    Shape((BRACKETS, BY, POLICY, REJOIN, GLOSSARY)),
    "what becomes of words in brackets",
    example="{brackets: auto}",
)
PRINT = Key("print", PrintKind(), "page, type and standard of the printed formats", example="{page: a5}")
FORMATS = Key(
    "formats", Several(Line()), "the formats to make, as `edition formats` names them", example="[epub, pdf, html, txt]"
)

FRONT_MATTER = Shape(
    (
        TITLE,
        SUBTITLE,
        AUTHOR,
        LANGUAGE,
        TRANSLATOR,
        EDITOR,
        ORIGINAL,
        WRITTEN,
        HEADNOTE,
        ACKNOWLEDGEMENTS,
        SEE_ALSO,
        RIGHTS,
        EDITION,
        IDENTIFIER,
        SLUG,
        DESCRIPTION,
        SUBJECTS,
        COVER,
        DISCREET,
        NOTES,
        PRINT,
        FORMATS,
    )
)


def inner_keys(key: Key[Any]) -> tuple[Key[Any], ...]:
    """The keys inside a key, () if its value is no mapping."""
    return key.kind.keys if isinstance(key.kind, Shape) else ()


@lru_cache(maxsize=1)
def json_schema() -> JsonSchema:
    """The front matter as JSON Schema (draft 2020-12), for editors that complete and check YAML."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Front matter of a manuscript",
        **FRONT_MATTER.json(),
    }
