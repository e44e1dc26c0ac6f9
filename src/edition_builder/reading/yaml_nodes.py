"""YAML as a tree with places, without the features that hurt.

PyYAML parses to events; anchors, aliases, tags, merge keys, doubled keys and keys that are not plain words are refused
there, before anything could grow (a "billion laughs" needs aliases). No scalar is converted: ``1984`` and ``no`` are
the characters that stand there, and the schema says what they mean.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from edition_builder.diagnostics import Location
from edition_builder.reading.findings import Findings
from edition_builder.reading.invisible import check_escaped
from edition_builder.reading.places import Places
from edition_builder.reading.scalar_places import scalar_pieces
from edition_builder.reading.yaml_parser import yaml

__all__ = ["Items", "Node", "Pairs", "Scalar", "parse_yaml"]

_DEEPEST = 8
_LARGEST = 64 * 1024  # characters
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the wheel without libyaml has only the slow one
_MERGE_KEY = "<<"
# What the parsers say where a sign of YAML was meant as a character; PyYAML and libyaml put it differently.
_MEANT_AS_TEXT = (
    "alphabetic or numeric",
    "expected <block end>",
    "did not find expected key",
    "cannot start any token",
)


class Scalar(NamedTuple):
    """A string. ``literal``: written with ``|``, so that its line ends are those of the file."""

    value: str
    location: Location
    places: Places
    literal: bool = False
    plain: bool = False


class Items(NamedTuple):
    """A list."""

    items: tuple[Node, ...]
    location: Location


class Pairs(NamedTuple):
    """A mapping, in the order of the file; keys are all different."""

    pairs: tuple[tuple[Scalar, Node], ...]
    location: Location


Node = Scalar | Items | Pairs


class _Refused(Exception):
    """Something that is refused was found; it has been said."""


def parse_yaml(path: str, lines: Sequence[str], first: int, findings: Findings) -> Node | None:
    """Parse one YAML document.

    Args:
        path: of the file.
        lines: the lines of the document.
        first: number of its first line in the file (1-based).
        findings: receives EB202 (not sound YAML) and EB208 (refused features).

    Returns:
        The root; a mapping without pairs for an empty document; None if something was refused.
    """
    text = "\n".join(lines)
    start = Location(path, first, 1)
    if len(text) > _LARGEST:
        findings.add("EB208", "the front matter is larger than 64 KiB", start, "move long texts into the manuscript")
        return None
    try:
        return _Composer(path, lines, first, findings).document(yaml.parse(text, Loader=_LOADER))
    except _Refused:
        return None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = Location(path, first + mark.line, mark.column + 1) if mark else start
        indent = lines[mark.line] if mark and mark.line < len(lines) else ""
        tab = "\t" in indent[: len(indent) - len(indent.lstrip())]
        advice = _advice("tab" if tab else str(error.problem))
        findings.add("EB202", f"the front matter cannot be read: {error.problem}", place, advice)
    except yaml.YAMLError as error:
        findings.add("EB202", f"the front matter cannot be read: {error}", start, _advice(""))
    return None


def _advice(problem: str) -> str:
    """The next step for the mistakes that people make."""
    if "mapping values" in problem:
        return 'a text that holds a colon stands in quotes: title: "Almaty: a report"'
    if "\\t" in problem or "tab" in problem:
        return "indent with spaces, not with tabs"
    if any(sign in problem for sign in _MEANT_AS_TEXT):
        return 'a text that begins with one of * & ! [ { % @ ` stands in quotes: rights: "[all] rights"'
    return "look at this line and the one before: each is `key: value`, quotes in pairs, lists with `- `"


class _Composer:
    """Builds nodes from events."""

    __slots__ = ("_events", "_findings", "_first", "_lines", "_path")

    def __init__(self, path: str, lines: Sequence[str], first: int, findings: Findings) -> None:
        self._path = path
        self._lines = lines
        self._first = first
        self._findings = findings
        self._events: Iterator[yaml.Event] = iter(())

    def document(self, events: Iterator[yaml.Event]) -> Node | None:
        """The root of the only document."""
        self._events = events
        root = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    self._refuse(event, "a second document", "keep one block of keys")
                root = self._node(next(events), 1)
        return root if root is not None else Pairs((), Location(self._path, self._first, 1))

    def _node(self, event: yaml.Event, depth: int) -> Node:
        """The node that begins with an event."""
        self._check(event, depth)
        if isinstance(event, yaml.SequenceStartEvent):
            return Items(tuple(self._until(yaml.SequenceEndEvent, depth)), self._place(event))
        if isinstance(event, yaml.MappingStartEvent):
            return self._pairs(event, depth)
        return self._scalar(event)

    def _until(self, end: type[yaml.Event], depth: int) -> Iterator[Node]:
        """The nodes up to an event that ends a collection."""
        while not isinstance(event := next(self._events), end):
            yield self._node(event, depth + 1)

    def _pairs(self, start: yaml.Event, depth: int) -> Pairs:
        """A mapping without doubled keys."""
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "a key that is not a word", "write `key: value`")
            key = self._node(event, depth + 1)
            assert isinstance(key, Scalar)  # noqa: S101 - a scalar event makes nothing else; the type checker cannot know
            if key.value == _MERGE_KEY:
                self._refuse(event, "a merge key (<<)", "write the keys out")
            if key.value in pairs:
                self._refuse(event, f"the key {key.value} a second time", "keep one of the two")
            pairs[key.value] = (key, self._node(next(self._events), depth + 1))
        return Pairs(tuple(pairs.values()), self._place(start))

    def _check(self, event: yaml.Event, depth: int) -> None:
        """Refuse what is refused everywhere."""
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "an alias (*name)", "put the value in quotes, or write it out")
        if getattr(event, "anchor", None) is not None:
            self._refuse(event, "an anchor (&name)", "put the value in quotes, or write it out")
        if getattr(event, "tag", None) is not None:
            self._refuse(event, "a tag (!name)", "put the value in quotes")
        if depth > _DEEPEST:
            self._refuse(event, f"values nested more than {_DEEPEST} deep", "see `edition schema` for the keys")

    def _scalar(self, event: yaml.Event) -> Scalar:
        """A string with the places of its characters."""
        value, style = str(getattr(event, "value", "")), getattr(event, "style", None)
        span = (_mark(event.start_mark), _mark(event.end_mark))
        written = "\n".join(self._lines[span[0][0] : span[1][0] + 1])
        if style == '"' and "\\" in written:
            escaped = "".join(sign for sign in value if sign not in written)
            check_escaped(escaped, self._place(event), self._findings)
        places = Places(self._path, lambda: scalar_pieces(self._lines, self._first, span, value, style or ""))
        return Scalar(value, self._place(event), places, style == "|", not style)

    def _place(self, event: yaml.Event) -> Location:
        """Where an event starts."""
        line, column = _mark(event.start_mark)
        return Location(self._path, self._first + line, column + 1)

    def _refuse(self, event: yaml.Event, what: str, step: str) -> None:
        """EB208, and give up: what follows may depend on it."""
        self._findings.add("EB208", f"the front matter has {what}, which is not allowed", self._place(event), step)
        raise _Refused


def _mark(mark: object) -> tuple[int, int]:
    """Line and column of a mark (0-based); both parsers give one to every event."""
    return getattr(mark, "line", 0), getattr(mark, "column", 0)
