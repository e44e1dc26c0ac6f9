"""``{.class key="value"}`` after a bracket: parse it, and say what it asks for.

The form is that of Pandoc's bracketed spans, so other Markdown tools read it too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from edition_builder.diagnostics import Location
from edition_builder.model.document import Action, BracketClass, Hand, Override
from edition_builder.reading.findings import Findings
from edition_builder.reading.language_tags import check_language
from edition_builder.reading.nearest import did_you_mean, nearest

__all__ = ["Attributes", "Wishes", "interpret", "parse_attributes"]

_ITEM = re.compile(
    r"""\s*(?:
        \.(?P<word>[\w-]+)
      | \#(?P<identifier>[\w-]+)
      | (?P<key>[\w-]+)=(?:
            "(?P<double>(?:[^"\\]|\\.)*)" | '(?P<single>(?:[^'\\]|\\.)*)' | “(?P<curly>[^”]*)” | (?P<bare>[^\s{}"'“]+)
        )
    )(?=[\s}])""",
    re.VERBOSE | re.DOTALL,
)
_END = re.compile(r"\s*\}")
_KEYS = ("lemma", "by", "lang", "sic")
_CLASSES = {one.value: one for one in BracketClass}
_ACTIONS = {one.value: one for one in (Action.FOOTNOTE, Action.ENDNOTE, Action.INLINE, Action.DROP)}


class Attributes(NamedTuple):
    """What stands between the braces, in order. ``identifier`` says only that there is one."""

    classes: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    identifier: bool = False


class Wishes(NamedTuple):
    """What attributes ask for. ``bracket``: the brackets are the text's own, with an override that may be empty."""

    bracket: bool
    override: Override
    language: str
    classes: tuple[str, ...]
    sic: str | None


def parse_attributes(text: str, start: int, end: int) -> tuple[Attributes, int] | None:
    """Parse attributes that open at ``start``.

    Returns:
        The attributes and the offset after the closing brace, or None if what stands there is something else.
    """
    classes, pairs, identifier = [], [], False
    position = start + 1
    while not (closing := _END.match(text, position, end)):
        item = _ITEM.match(text, position, end)
        if not item:
            return None
        if item["word"]:
            classes.append(item["word"])
        elif item["key"]:
            pairs.append((item["key"], _value(item)))
        identifier = identifier or bool(item["identifier"])
        position = item.end()
    return Attributes(tuple(classes), tuple(pairs), identifier), closing.end()


def _value(item: re.Match[str]) -> str:
    """The value of a pair, without quotes, escapes and line ends."""
    quoted = item["double"] if item["double"] is not None else item["single"]
    if quoted is not None:
        return " ".join(re.sub(r"\\(.)", r"\1", quoted, flags=re.DOTALL).split())
    return item["curly"] if item["curly"] is not None else item["bare"]


def interpret(attributes: Attributes, place: Location, findings: Findings) -> Wishes:
    """What attributes ask for; EB305 for what is not known, EB207 for a bad language tag."""
    pairs = dict(attributes.pairs)
    for key in pairs:
        if key not in _KEYS:
            findings.add("EB305", f"there is no attribute {key}", place, did_you_mean(key, _KEYS))
    override = Override(
        bracket_class=next((_CLASSES[name] for name in attributes.classes if name in _CLASSES), None),
        action=next((_ACTIONS[name] for name in attributes.classes if name in _ACTIONS), None),
        lemma=pairs.get("lemma"),
        by=_hand(pairs.get("by"), place, findings),
    )
    classes = _style_classes(attributes.classes, place, findings)
    language, sic = _language(pairs.get("lang", ""), place, findings), pairs.get("sic")
    span = bool(language or classes or attributes.identifier) or sic is not None
    return Wishes(override != Override() or not (span or attributes == Attributes()), override, language, classes, sic)


def _hand(value: str | None, place: Location, findings: Findings) -> Hand | None:
    """The hand that ``by=`` names."""
    if value is None or value in tuple(Hand):
        return Hand(value) if value else None
    findings.add("EB305", f"{value} is nobody who can answer for a note", place, did_you_mean(value, tuple(Hand)))
    return None


def _style_classes(names: tuple[str, ...], place: Location, findings: Findings) -> tuple[str, ...]:
    """Classes of the style sheet. One that is nearly a class of brackets is a slip of the pen: EB305, left out."""
    kept = []
    known = (*_CLASSES, *_ACTIONS)
    for name in names:
        meant = nearest(name, known)
        if name in known:
            continue
        if meant:
            findings.add("EB305", f"there is no class {name}", place, f"did you mean {meant}?")
        else:
            kept.append(name)
    return tuple(kept)


def _language(tag: str, place: Location, findings: Findings) -> str:
    """The language tag, checked; "" if it is none."""
    return tag if not tag or check_language(tag, place, findings) else ""
