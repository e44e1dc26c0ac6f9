"""Lengths as people write them: 3mm, 0.5in, 12pt; a number alone is in the unit of its key."""

from __future__ import annotations

import re
from typing import NamedTuple

from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import JsonSchema, wrong_type
from edition_builder.reading.yaml_nodes import Node, Scalar

__all__ = ["MM", "POINTS", "Length", "Unit", "shown"]

_MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "in": 25.4, "pt": 25.4 / 72}
_NUMBER = r"[0-9]{1,6}(?:[.,][0-9]{1,6})?|[.,][0-9]{1,6}"
_FORM = rf"(?P<number>{_NUMBER})\s*(?P<unit>mm|cm|in|pt)?"


class Unit(NamedTuple):
    """The unit that a key counts in: its name, and how many millimetres it has."""

    name: str
    mm: float


MM, POINTS = Unit("mm", 1.0), Unit("pt", _MM_PER_UNIT["pt"])


class Length(NamedTuple):
    """A length between two bounds, counted in ``unit``; ``what`` names it in messages, ``example`` shows one."""

    what: str
    example: str
    least: float
    most: float
    unit: Unit = MM

    def read(self, node: Node, findings: Findings) -> float | None:
        """The length in the unit of the key, EB205 for no text, EB212 for no length or one out of bounds."""
        if not isinstance(node, Scalar):
            wrong_type(node, f"a length such as {self.example}", findings)
            return None
        found = re.fullmatch(_FORM, node.value.strip(), re.IGNORECASE | re.ASCII)
        if not found:
            step = f"write a number and a unit (mm, cm, in or pt): {self.example}"
            findings.add("EB212", f"{node.value!r} is not a length", node.location, step)
            return None
        value = float(found["number"].replace(",", "."))
        if found["unit"]:
            value = round(value * _MM_PER_UNIT[found["unit"].lower()] / self.unit.mm, 4)
        if self.least <= value <= self.most:
            return value
        step = f"write a length from {self._said(self.least)} to {self._said(self.most)}"
        findings.add("EB212", f"{self.what} cannot be {self._said(value)}", node.location, step)
        return None

    def json(self) -> JsonSchema:
        """A number in the unit of the key, or a string with its unit."""
        return {
            "anyOf": [
                {"type": "number", "minimum": self.least, "maximum": self.most},
                {"type": "string", "pattern": rf"^({_NUMBER})\s*(mm|cm|in|pt)?$"},
            ]
        }

    def _said(self, value: float) -> str:
        return f"{shown(value)} {self.unit.name}"


def shown(value: float) -> str:
    """A number as short as it is written: 3, 10.5."""
    return f"{value:.2f}".rstrip("0").rstrip(".")
