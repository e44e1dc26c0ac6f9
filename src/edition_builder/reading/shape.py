"""A mapping with known keys: validates, explains itself, and hands its values over with their types."""

from __future__ import annotations

from typing import Any, Generic, NamedTuple, TypeVar, cast

from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import JsonSchema, Kind, wrong_type
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reading.yaml_nodes import Items, Node, Pairs, Scalar

__all__ = ["Key", "Shape", "Values"]

T = TypeVar("T")


class Key(NamedTuple, Generic[T]):
    """A key: its name, the kind of its value, one line for people; ``example`` is a value for whoever starts one."""

    name: str
    kind: Kind[T]
    summary: str
    required: bool = False
    example: str = '""'


class Values:
    """The values of a mapping, by key."""

    __slots__ = ("_values",)

    def __init__(self, values: dict[str, object]) -> None:
        self._values = values

    def get(self, key: Key[T]) -> T | None:
        """The value of a key, or None if it is not there or was refused."""
        return cast(T | None, self._values.get(key.name))

    def text(self, key: Key[str]) -> str:
        """The value of a key of text, "" if there is none."""
        return self.get(key) or ""


class Shape(NamedTuple):
    """A mapping with these keys and no others."""

    keys: tuple[Key[Any], ...]

    def read(self, node: Node, findings: Findings) -> Values | None:
        """The values; EB203 for unknown keys, EB204 for missing ones, EB205 if this is no mapping."""
        if not isinstance(node, Pairs):
            wrong_type(node, f"keys with their values ({self.keys[0].name}: …)", findings)
            return None
        by_name = {key.name: key for key in self.keys}
        values: dict[str, object] = {}
        for name, value in node.pairs:
            key = by_name.get(name.value)
            if key is None:
                hint = did_you_mean(name.value, by_name)
                findings.add("EB203", f'unknown key "{name.value}"', name.location, hint)
            elif not _is_empty(value):
                values[name.value] = key.kind.read(value, findings)
        self._check_required(node, values, findings)
        return Values(values)

    def json(self) -> JsonSchema:
        """An object that allows no other keys."""
        return {
            "type": "object",
            "properties": {key.name: {"description": key.summary, **key.kind.json()} for key in self.keys},
            "required": [key.name for key in self.keys if key.required],
            "additionalProperties": False,
        }

    def _check_required(self, node: Pairs, values: dict[str, object], findings: Findings) -> None:
        """EB204 at the key without a value, else at the start of the mapping."""
        places = {name.value: name.location for name, _value in node.pairs}
        for key in self.keys:
            if key.required and key.name not in values:
                place = places.get(key.name, node.location)
                findings.add("EB204", f"the key {key.name} is missing", place, f"add {key.name}: {key.summary}")


def _is_empty(node: Node) -> bool:
    """Whether a key has no value: nothing behind the colon, YAML's words for nothing, or a list of such."""
    if isinstance(node, Items):
        return all(map(_is_empty, node.items))
    return isinstance(node, Scalar) and (not node.value.strip() or (node.plain and node.value in ("~", "null")))
