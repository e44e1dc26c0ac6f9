"""``cover`` of the front matter: whether there is one, and the picture on it."""

from __future__ import annotations

import re

from msgspec import Struct

from edition_builder.diagnostics import Location
from edition_builder.model.manuscript import CoverPicture
from edition_builder.reading.context import Context
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import Flag, JsonSchema, Line
from edition_builder.reading.shape import Key, Shape
from edition_builder.reading.yaml_nodes import Node, Pairs, Scalar

__all__ = ["Cover", "CoverKind", "take_picture"]

PICTURE = Key("picture", Line(), "the picture on the cover: images/bridge.jpg", required=True)
ALT = Key("alt", Line(), "what the picture shows, for readers who cannot see it")
_LIKE_A_FILE = re.compile(r"[./]")
_COVER = Shape((PICTURE, ALT))


class Cover(Struct, frozen=True):
    """The value of ``cover``: ``picture`` is the address as written, "" for none."""

    shown: bool
    picture: str = ""
    alternative: str = ""
    location: Location = Location("")


class CoverKind:
    """Yes or no, or a picture with its description."""

    def read(self, node: Node, findings: Findings) -> Cover | None:
        """The cover; None for a value that is neither."""
        if isinstance(node, Scalar) and _LIKE_A_FILE.search(node.value):
            hint = f'write {{picture: "{node.value}", alt: …}}'
            findings.add("EB205", "a name stands here instead of a picture with its description", node.location, hint)
            return None
        if not isinstance(node, Pairs):
            shown = Flag().read(node, findings)
            return None if shown is None else Cover(shown)
        values = _COVER.read(node, findings)
        if values is None or not values.text(PICTURE):
            return None
        place = next(value.location for key, value in node.pairs if key.value == PICTURE.name)
        return Cover(True, values.text(PICTURE), values.text(ALT), place)

    def json(self) -> JsonSchema:
        """A boolean or an object."""
        return {"anyOf": [Flag().json(), _COVER.json()]}


def take_picture(cover: Cover | None, context: Context) -> CoverPicture | None:
    """The clean picture of a cover; EB501 to EB505 if it cannot be used, EB507 if it is not described."""
    if cover is None or not cover.picture:
        return None
    if not cover.alternative:
        context.findings.add(
            "EB507",
            "the picture on the cover has no alternative text",
            cover.location,
            "describe it with alt: …, for readers who cannot see it",
        )
    picture = context.shelf.take_apart(cover.location, cover.picture, context.findings)
    return CoverPicture(picture, cover.alternative) if picture else None
