"""The kinds of value that front matter knows: each reads a node, and describes itself as JSON Schema.

Plain classes, not dataclasses: these are made at every start, and a dataclass takes half a millisecond to make.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Generic, NamedTuple, Protocol, TypeVar

from edition_builder.diagnostics import Location
from edition_builder.reading.findings import Findings
from edition_builder.reading.language_tags import check_language
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reading.places import Places
from edition_builder.reading.yaml_nodes import Items, Node, Pairs, Scalar

__all__ = [
    "Choice",
    "Count",
    "Day",
    "Flag",
    "JsonSchema",
    "Kind",
    "Language",
    "Line",
    "Matching",
    "PartOfDate",
    "Prose",
    "ProseText",
    "Several",
    "wrong_type",
]

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
E = TypeVar("E", bound=StrEnum)
JsonSchema = dict[str, object]


class Kind(Protocol[T_co]):
    """A kind of value."""

    def read(self, node: Node, findings: Findings) -> T_co | None:
        """The value of a node; None, and a finding, if it is none of this kind."""

    def json(self) -> JsonSchema:
        """The kind as JSON Schema (draft 2020-12)."""


class ProseText(NamedTuple):
    """A paragraph of a prose key, as written, with the places of its characters."""

    text: str
    places: Places


def wrong_type(node: Node, wanted: str, findings: Findings) -> None:
    """EB205: a node is not what a key wants."""
    name = {Scalar: "a text", Items: "a list", Pairs: "a block of keys"}[type(node)]
    findings.add("EB205", f"{name} stands here instead of {wanted}", node.location, f"write {wanted}")


def _text(node: Node, wanted: str, findings: Findings) -> Scalar | None:
    """A node that must be a text."""
    if isinstance(node, Scalar):
        return node
    wrong_type(node, wanted, findings)
    return None


class Line:
    """A text in one line; white space is single spaces."""

    def read(self, node: Node, findings: Findings) -> str | None:
        """The text."""
        scalar = _text(node, "a text", findings)
        return None if scalar is None else " ".join(scalar.value.split())

    def json(self) -> JsonSchema:
        """A string."""
        return {"type": "string"}


class Matching:
    """A text of a form: ``pattern`` is a regular expression, ``wanted`` says it in words."""

    __slots__ = ("_pattern", "_wanted")

    def __init__(self, pattern: str, wanted: str) -> None:
        self._pattern = pattern
        self._wanted = wanted

    def read(self, node: Node, findings: Findings) -> str | None:
        """The text, or EB209."""
        scalar = _text(node, self._wanted, findings)
        if scalar is None:
            return None
        if re.fullmatch(self._pattern, scalar.value):
            return scalar.value
        findings.add("EB209", f"{scalar.value!r} cannot stand here", scalar.location, f"write {self._wanted}")
        return None

    def json(self) -> JsonSchema:
        """A string with its pattern."""
        return {"type": "string", "pattern": f"^{self._pattern}$"}


class Flag:
    """Yes or no, in the words of YAML 1.1."""

    def read(self, node: Node, findings: Findings) -> bool | None:
        """The flag, or EB205."""
        word = node.value.lower() if isinstance(node, Scalar) and node.plain else ""
        if word in ("true", "yes", "on", "false", "no", "off"):
            return word in ("true", "yes", "on")
        findings.add("EB205", "this is neither true nor false", node.location, "write true or false")
        return None

    def json(self) -> JsonSchema:
        """A boolean."""
        return {"type": "boolean"}


class Choice(Generic[E]):
    """One word of a few."""

    __slots__ = ("_words",)

    def __init__(self, words: tuple[E, ...]) -> None:
        self._words = words

    def read(self, node: Node, findings: Findings) -> E | None:
        """The word, or EB209 with the nearest one."""
        scalar = _text(node, f"one of {', '.join(self._words)}", findings)
        if scalar is None:
            return None
        for word in self._words:
            if word == scalar.value:
                return word
        hint = did_you_mean(scalar.value, self._words)
        findings.add("EB209", f"{scalar.value!r} cannot stand here", scalar.location, hint)
        return None

    def json(self) -> JsonSchema:
        """An enumeration."""
        return {"enum": [str(word) for word in self._words]}


class Count:
    """A whole number between two bounds."""

    __slots__ = ("_least", "_most")

    def __init__(self, least: int, most: int) -> None:
        self._least = least
        self._most = most

    def read(self, node: Node, findings: Findings) -> int | None:
        """The number, or EB209."""
        wanted = f"a whole number from {self._least} to {self._most}"
        scalar = _text(node, wanted, findings)
        if scalar is None:
            return None
        digits = scalar.value.strip()
        if digits.isascii() and digits.isdecimal() and self._least <= int(digits[:9]) <= self._most:
            return int(digits)
        findings.add("EB209", f"{scalar.value!r} cannot stand here", scalar.location, f"write {wanted}")
        return None

    def json(self) -> JsonSchema:
        """An integer with its bounds."""
        return {"type": "integer", "minimum": self._least, "maximum": self._most}


class Language:
    """A language tag."""

    def read(self, node: Node, findings: Findings) -> str | None:
        """The tag, or EB207."""
        scalar = _text(node, "a language tag such as en or kk", findings)
        return scalar.value if scalar and check_language(scalar.value, scalar.location, findings) else None

    def json(self) -> JsonSchema:
        """A string in the form of BCP 47."""
        return {"type": "string", "pattern": "^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*$", "examples": ["en", "ru", "kk-Latn"]}


class Day:
    """A day as ISO 8601 writes it: 2022-01-06."""

    def read(self, node: Node, findings: Findings) -> date | None:
        """The day, or EB206."""
        text = PartOfDate().read(node, findings)
        if text is None:
            return None
        if len(text) == len("2022-01-06"):
            return date.fromisoformat(text)
        _refuse_date(text, node.location, "write the whole day: 2022-01-06", findings)
        return None

    def json(self) -> JsonSchema:
        """A string with the format of a date."""
        return {"type": "string", "format": "date"}


class PartOfDate:
    """A year, a month or a day: 2022, 2022-01, 2022-01-06."""

    def read(self, node: Node, findings: Findings) -> str | None:
        """The date as written, or EB206."""
        scalar = _text(node, "a date such as 2022-01-06", findings)
        if scalar is None:
            return None
        if _is_date(scalar.value):
            return scalar.value
        _refuse_date(scalar.value, scalar.location, "write year-month-day in numbers: 2022-01-06", findings)
        return None

    def json(self) -> JsonSchema:
        """A string in the form of a date that may be cut short."""
        return {"type": "string", "pattern": "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$", "examples": ["2022-01-06", "2022"]}


@lru_cache(maxsize=1)
def _date_form() -> re.Pattern[str]:
    return re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?", re.ASCII)


def _is_date(text: str) -> bool:
    """Whether this is a year, month or day of the calendar."""
    if not _date_form().fullmatch(text):
        return False
    try:
        date.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def _refuse_date(text: str, place: Location, step: str, findings: Findings) -> None:
    findings.add("EB206", f"{text!r} is not a date", place, step)


class Prose:
    """Text with markup: a string, a block (``|``) whose blank lines part paragraphs, or a list of these."""

    def read(self, node: Node, findings: Findings) -> tuple[ProseText, ...] | None:
        """The paragraphs."""
        nodes = node.items if isinstance(node, Items) else (node,)
        wanted = "a text" if isinstance(node, Items) else "a text or a list of texts"
        read = [_text(one, wanted, findings) for one in nodes]
        paragraphs = tuple(one for scalar in read if scalar is not None for one in _paragraphs(scalar))
        return paragraphs if any(read) else None

    def json(self) -> JsonSchema:
        """A string or a list of strings."""
        return {"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}


def _paragraphs(scalar: Scalar) -> list[ProseText]:
    """Cut a string at blank lines. A folded string has a line end where the file has a blank line."""
    paragraph = r"\S.*?(?=\s*\n[ \t]*\n|\s*\Z)" if scalar.literal else r"\S[^\n]*"
    return [
        ProseText(found[0].rstrip(), scalar.places.after(found.start()))
        for found in re.finditer(paragraph, scalar.value, re.DOTALL)
    ]


class Several(Generic[T]):
    """One value of a kind, or a list of them."""

    __slots__ = ("_kind",)

    def __init__(self, kind: Kind[T]) -> None:
        self._kind = kind

    def read(self, node: Node, findings: Findings) -> tuple[T, ...] | None:
        """The values, in order."""
        nodes = node.items if isinstance(node, Items) else (node,)
        values = (self._kind.read(one, findings) for one in nodes)
        return tuple(value for value in values if value is not None)

    def json(self) -> JsonSchema:
        """The kind or an array of it."""
        return {"anyOf": [self._kind.json(), {"type": "array", "items": self._kind.json(), "minItems": 1}]}
