"""``print: {formats: …}``: print formats that a manuscript defines, each one of the tool's own with other measures."""

from __future__ import annotations

import re
from enum import StrEnum

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.diagnostics import Location
from edition_builder.model.print_formats import TAKEN, own_row, settings_in
from edition_builder.model.printing import OwnFormat, PrintSettings
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import Choice, JsonSchema, wrong_type
from edition_builder.reading.page_kinds import MARGINS, PAGE, SIZE, check_room
from edition_builder.reading.shape import Key, Shape
from edition_builder.reading.yaml_nodes import Node, Pairs, Scalar

__all__ = ["OwnFormatsKind", "WrittenFormat"]

_NAME = r"[a-z][a-z0-9-]{0,22}[a-z0-9]"


class _Like(StrEnum):
    """The formats that others can be like."""

    PDF = "pdf"
    PHONE = "phone"
    HANDOUT = "handout"
    LARGE_PRINT = "large-print"


LIKE = Key("like", Choice(tuple(_Like)), "the format that it is like in all but its measures; pdf if nothing is said")
_FORMAT = Shape((LIKE, PAGE, MARGINS, SIZE))


class WrittenFormat(Struct, frozen=True):
    """A format as it is written; what follows from the rest of ``print`` is settled behind it."""

    format: OwnFormat
    margins: dict[str, float]
    place: Location

    def settled(self, settings: PrintSettings, findings: Findings) -> OwnFormat:
        """The format with margins on all sides; EB213 if no text fits between them."""
        row = own_row(self.format, settings)
        made = settings_in(settings, row)
        given = replace(made.margins, **self.margins)
        check_room(replace(made, margins=given), self.place, findings, row.columns)
        return replace(self.format, margins=given) if self.margins else self.format


class OwnFormatsKind:
    """Names with the measures of a format each."""

    def read(self, node: Node, findings: Findings) -> tuple[WrittenFormat, ...] | None:
        """The formats in their order; EB209 for a name that none can have, EB203 for a key that is not known."""
        if not isinstance(node, Pairs):
            wrong_type(node, "names with their measures ({pocket: {page: a6, size: 9pt}})", findings)
            return None
        read = (_read_one(name, value, findings) for name, value in node.pairs)
        return tuple(one for one in read if one is not None)

    def json(self) -> JsonSchema:
        """An object from names to objects."""
        return {"type": "object", "patternProperties": {f"^{_NAME}$": _FORMAT.json()}, "additionalProperties": False}


def _read_one(name: Scalar, value: Node, findings: Findings) -> WrittenFormat | None:
    """One format, None if its name or a key cannot be used."""
    step = "name it with 2 to 24 of a-z, 0-9 and hyphens, beginning with a letter: pocket"
    if name.value in TAKEN:
        findings.add(
            "EB209", f"there is a format {name.value} already", name.location, "choose another name: my-" + name.value
        )
    elif not re.fullmatch(_NAME, name.value):
        findings.add("EB209", f"a format cannot be called {name.value!r}", name.location, step)
    values = _FORMAT.read(value, findings)
    if values is None or name.value in TAKEN or not re.fullmatch(_NAME, name.value):
        return None
    like = values.get(LIKE)
    own = OwnFormat(name.value, str(like or _Like.PDF), values.get(PAGE), None, values.get(SIZE))
    return WrittenFormat(own, values.get(MARGINS) or {}, name.location)
