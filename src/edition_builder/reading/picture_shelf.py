"""Pictures in the order of their first use, under neutral names.

The decoder is loaded when the first picture is met: a text without pictures must not wait for it.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast
from urllib.parse import unquote

from msgspec.structs import replace

from edition_builder.diagnostics import Location
from edition_builder.model.manuscript import PictureFile, PictureRefusal, PictureSource
from edition_builder.reading.findings import Findings

__all__ = ["PictureShelf"]

Clean = Callable[[bytes, int], PictureFile | PictureRefusal]


class PictureShelf:
    """Asks for each picture once and keeps the clean copy."""

    __slots__ = ("_by_bytes", "_by_place", "_source")

    def __init__(self, source: PictureSource) -> None:
        self._source = source
        self._by_bytes: dict[bytes, PictureFile | PictureRefusal] = {}
        self._by_place: dict[tuple[str, str], PictureFile | PictureRefusal] = {}

    def take(self, place: Location, address: str, findings: Findings) -> PictureFile | None:
        """The clean picture behind an address in the text at ``place``; EB501 to EB505 if there is none."""
        key = (place.path, unquote(address))
        if key not in self._by_place:
            self._by_place[key] = self._load(*key)
        found = self._by_place[key]
        if isinstance(found, PictureRefusal):
            findings.add(found.code, found.message, place, found.hint)
            return None
        return found

    def take_apart(self, place: Location, address: str, findings: Findings) -> PictureFile | None:
        """A clean picture that is none of the text's: as ``take``, but it is not among ``pictures``."""
        return PictureShelf(self._source).take(place, address, findings)

    def pictures(self) -> tuple[PictureFile, ...]:
        """Every picture taken, in the order of first use."""
        return tuple(one for one in self._by_bytes.values() if isinstance(one, PictureFile))

    def _load(self, text_path: str, address: str) -> PictureFile | PictureRefusal:
        data = self._source.picture(text_path, address)
        if isinstance(data, PictureRefusal):
            return data
        if data not in self._by_bytes:
            clean = cast(Clean, import_module("edition_builder.reading.pictures").clean_picture)
            self._by_bytes[data] = clean(data, len(self.pictures()) + 1)
        found = self._by_bytes[data]
        if isinstance(found, PictureRefusal):
            return replace(found, message=f"the picture {address} {found.message}")
        return found
