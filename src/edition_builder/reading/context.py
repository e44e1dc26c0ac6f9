"""What reading one file needs and fills: definitions, findings, notes, pictures and links met on the way."""

from __future__ import annotations

from msgspec import Struct, field

from edition_builder.diagnostics import Location
from edition_builder.model.manuscript import AuthorNote
from edition_builder.reading.findings import Findings
from edition_builder.reading.markdown import Environment
from edition_builder.reading.picture_shelf import PictureShelf

__all__ = ["Context"]


class Context(Struct, eq=False):
    """State of reading one file.

    ``label_prefix`` keeps the note labels of several files apart. ``brackets`` is False in front matter, where a
    bracket without attributes is a character. ``calls`` and ``links`` are what was met, for checks at the end.
    """

    path: str
    findings: Findings
    shelf: PictureShelf
    label_prefix: str = ""
    brackets: bool = True
    environment: Environment = field(default_factory=dict)
    notes: list[AuthorNote] = field(default_factory=list)
    calls: list[tuple[str, Location]] = field(default_factory=list)
    links: list[tuple[str, Location]] = field(default_factory=list)
    said_once: set[str] = field(default_factory=set)

    def label(self, written: str) -> str:
        """The label of a note, unique in the manuscript."""
        return f"{self.label_prefix}{written}"

    def was_said(self, code: str) -> bool:
        """Whether this was said in the file already; remembers that it is being said now."""
        said = code in self.said_once
        self.said_once.add(code)
        return said
