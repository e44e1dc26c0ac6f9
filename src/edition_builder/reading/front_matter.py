"""Find the front matter, validate it, and make its prose inlines."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from edition_builder.diagnostics import Location
from edition_builder.model.document import Action, BracketClass, Hand, Inlines, Text, plain_text
from edition_builder.model.manuscript import BracketPreset, FrontMatter, NotePolicy, Original, Written
from edition_builder.model.printing import PrintSettings
from edition_builder.reading import schema
from edition_builder.reading.context import Context
from edition_builder.reading.covers import take_picture
from edition_builder.reading.findings import Findings
from edition_builder.reading.inlines import build_inlines
from edition_builder.reading.invisible import check_invisible_in_header
from edition_builder.reading.kinds import ProseText
from edition_builder.reading.names import check_names
from edition_builder.reading.runs import keep_plain_brackets, parse_run
from edition_builder.reading.shape import Key, Values
from edition_builder.reading.source import SourceText
from edition_builder.reading.yaml_nodes import Pairs, parse_yaml

__all__ = ["Header", "find_header", "read_front_matter", "starts_with_header"]

_FENCE = "---"
_ENDS = ("---", "...")
LONGEST_TITLE = 1000  # characters; a title page holds as many in the smallest size


class Header(NamedTuple):
    """The lines of YAML in a file. ``first`` is the number of the first one; the text goes on at index ``rest``."""

    lines: Sequence[str]
    first: int
    rest: int


def starts_with_header(source: SourceText) -> bool:
    """Whether a file begins with the line that opens front matter."""
    return source.lines[0].rstrip() == _FENCE


def find_header(source: SourceText, findings: Findings) -> Header | None:
    """The front matter of a manuscript file; EB201 if there is none, EB202 if it has no end."""
    start = Location(source.path, 1, 1)
    if not starts_with_header(source):
        findings.add(
            "EB201",
            "the file does not begin with front matter",
            start,
            "begin with a line ---, then title: …, author: …, language: …, then a line ---",
        )
        return None
    for number, line in enumerate(source.lines[1:], 1):
        if line.rstrip() in _ENDS:
            return Header(source.lines[1:number], 2, number + 1)
    findings.add("EB202", "the front matter has no end", start, "add a line --- after its last key")
    return None


def read_front_matter(header: Header, context: Context) -> FrontMatter | None:
    """The front matter of a header; None if a required key is missing or cannot be used.

    Args:
        header: the lines of YAML.
        context: of the file; prose keys are read into it, so that corrections and pictures count.
    """
    check_invisible_in_header(context.path, header.lines, header.first, context.findings)
    root = parse_yaml(context.path, header.lines, header.first, context.findings)
    if root is None:
        return None
    values = schema.FRONT_MATTER.read(root, context.findings)
    authors, language = (values.get(schema.AUTHOR), values.get(schema.LANGUAGE)) if values else (None, None)
    if values is None or not authors or not language or not values.get(schema.TITLE):
        return None
    made = _front_matter(values, context)
    places = {key.value: key.location for key, _value in root.pairs} if isinstance(root, Pairs) else {}
    _check_titles(made, places, context.findings)
    check_names(made, places, context.findings)
    return made


def _check_titles(made: FrontMatter, places: Mapping[str, Location], findings: Findings) -> None:
    """EB204 for a title that nobody sees, EB205 for one that no title page holds."""
    title = plain_text(made.title)
    if not any(unicodedata.category(sign)[0] in "LNPS" for sign in title):
        findings.add("EB204", "the title has no letter", places[schema.TITLE.name], "write the title of this edition")
    for key, inlines in ((schema.TITLE, made.title), (schema.SUBTITLE, made.subtitle)):
        length = len(plain_text(inlines))
        if length > LONGEST_TITLE:
            step = f"a title has at most {LONGEST_TITLE} characters: put the rest into the headnote or the text"
            findings.add("EB205", f"the {key.name} has {length} characters", places[key.name], step)


def _front_matter(values: Values, context: Context) -> FrontMatter:
    """Everything with its type."""
    edition = values.get(schema.EDITION) or Values({})
    cover = values.get(schema.COVER)
    return FrontMatter(
        title=_line(values, schema.TITLE, context),
        language=values.text(schema.LANGUAGE),
        authors=values.get(schema.AUTHOR) or (),
        subtitle=_line(values, schema.SUBTITLE, context),
        translators=values.get(schema.TRANSLATOR) or (),
        editors=values.get(schema.EDITOR) or (),
        original=_original(values.get(schema.ORIGINAL)),
        written=_written(values.get(schema.WRITTEN)),
        headnote=_prose(values, schema.HEADNOTE, context),
        acknowledgements=_prose(values, schema.ACKNOWLEDGEMENTS, context),
        see_also=_prose(values, schema.SEE_ALSO, context),
        rights=_prose(values, schema.RIGHTS, context),
        edition_date=edition.get(schema.EDITION_DATE),
        edition_number=edition.text(schema.EDITION_NUMBER),
        identifier=values.text(schema.IDENTIFIER),
        slug=values.text(schema.SLUG),
        description=values.text(schema.DESCRIPTION),
        subjects=values.get(schema.SUBJECTS) or (),
        cover=cover is None or cover.shown,
        cover_picture=take_picture(cover, context),
        discreet=values.get(schema.DISCREET) or False,
        notes=_notes(values.get(schema.NOTES)),
        formats=values.get(schema.FORMATS) or (),
        print_settings=values.get(schema.PRINT) or PrintSettings(),
        location=Location(context.path, 1, 1),
    )


def _prose(values: Values, key: Key[tuple[ProseText, ...]], context: Context) -> tuple[Inlines, ...]:
    """The paragraphs of a prose key as inlines."""
    paragraphs = []
    for prose in values.get(key) or ():
        run = parse_run(prose.text, prose.places, context.environment)
        keep_plain_brackets(run)
        paragraphs.append(build_inlines(run, context))
    return tuple(paragraph for paragraph in paragraphs if paragraph)


def _line(values: Values, key: Key[tuple[ProseText, ...]], context: Context) -> Inlines:
    """A prose key that is one line."""
    paragraphs = _prose(values, key, context)
    parted = ((Text(" "), *paragraph) if number else paragraph for number, paragraph in enumerate(paragraphs))
    return tuple(inline for paragraph in parted for inline in paragraph)


def _original(values: Values | None) -> Original | None:
    if values is None:
        return None
    return Original(
        values.text(schema.ORIGINAL_TITLE),
        values.text(schema.ORIGINAL_LANGUAGE),
        values.text(schema.ORIGINAL_SOURCE),
        values.text(schema.ORIGINAL_DATE),
    )


def _written(values: Values | None) -> Written | None:
    return None if values is None else Written(values.text(schema.WRITTEN_DATE), values.text(schema.WRITTEN_PLACE))


def _notes(values: Values | None) -> NotePolicy:
    """The policy, with the layers by class and those by hand apart."""
    if values is None:
        return NotePolicy()
    policy = values.get(schema.POLICY) or ()
    classes: list[tuple[BracketClass, Action]] = []
    hands: list[tuple[Hand, Action]] = []
    for layer, action in policy:
        if isinstance(layer, Hand):
            hands.append((layer, action))
        else:
            classes.append((layer, action))
    preset = values.get(schema.BRACKETS) or BracketPreset.AUTO
    rejoin = values.get(schema.REJOIN) is True
    glossary = values.get(schema.GLOSSARY) is True
    return NotePolicy(preset, values.get(schema.BY), tuple(classes), tuple(hands), rejoin, glossary)
