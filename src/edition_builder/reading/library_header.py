"""``library.yaml``: what an archive is called. Its presence asks for a catalogue."""

from __future__ import annotations

from edition_builder.diagnostics import Outcome, has_errors
from edition_builder.model.library import LibraryHeader
from edition_builder.model.manuscript import SourceFile
from edition_builder.reading.findings import Findings
from edition_builder.reading.kinds import Language, Line
from edition_builder.reading.shape import Key, Shape
from edition_builder.reading.source import read_source
from edition_builder.reading.yaml_nodes import parse_yaml

__all__ = ["LIBRARY", "read_library_header"]

TITLE = Key("title", Line(), "the name of the archive")
LANGUAGE = Key("language", Language(), "the language of the catalogue (BCP 47); that of most texts if left out")
ABOUT = Key("about", Line(), "a paragraph about the archive")
LIBRARY = Shape((TITLE, LANGUAGE, ABOUT))


def read_library_header(file: SourceFile) -> Outcome[LibraryHeader]:
    """The header of a library, and everything that is wrong with it; a file that says nothing is a header, too."""
    findings = Findings()
    source = read_source(file, findings)
    root = parse_yaml(source.path, source.lines, 1, findings) if source else None
    values = LIBRARY.read(root, findings) if root is not None else None
    said = findings.in_order()
    if values is None or has_errors(said):
        return Outcome(None, said)
    return Outcome(LibraryHeader(values.text(TITLE), values.text(LANGUAGE), values.text(ABOUT)), said)
