"""Read the labelled texts of ``tests/editing/brackets``: paragraphs, and under each what a right reading finds.

A file is a small manuscript. Lines that begin with ``# `` before the first paragraph describe it, ``key: value``
lines set its front matter; in the text, ``= text | class | action | lemma | by`` lines belong to the paragraph
above them and name its brackets in order; ``by`` is left out where it is the default of the manuscript.
"""

from __future__ import annotations

import re
from pathlib import Path

from msgspec import Struct

from edition_builder.editing.notes.resolve import ResolvedText, resolve_notes
from edition_builder.model.manuscript import Manuscript, SourceFile, Sources
from edition_builder.reading.manuscript import read_manuscript

__all__ = ["CORPUS", "Label", "LabelledText", "load", "manuscript_of", "resolve"]

CORPUS = Path(__file__).parent / "editing" / "brackets"
_HEADER = re.compile(r"(language|translator|brackets|by|rejoin): (.*)")


class Label(Struct, frozen=True):
    """What a right reading finds for one bracket; the line is that of the file it stands in."""

    line: int
    text: str
    bracket_class: str
    action: str
    lemma: str
    by: str


class LabelledText(Struct, frozen=True):
    """A manuscript as its author would write it, and its brackets' labels in order."""

    name: str
    markdown: str
    labels: tuple[Label, ...]


def load(path: Path) -> LabelledText:
    """Part a corpus file into the manuscript and the labels."""
    header: dict[str, str] = {}
    body: list[str] = []
    labels: list[Label] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        setting = _HEADER.fullmatch(line)
        if setting and not body:
            header[setting[1]] = setting[2]
        elif line.startswith("= "):
            cells = [cell.strip() for cell in line[2:].split("|")]
            default = "translator" if "translator" in header else "editor"
            padded = [*cells, *[""] * (4 - len(cells))][:4]
            labels.append(_label(number, padded, cells[4] if len(cells) > 4 else default))
        elif body or (line and not line.startswith("# ")) or header:
            body.append(line)
    return LabelledText(path.stem, _front_matter(header) + "\n".join(body) + "\n", tuple(labels))


def _label(line: int, cells: list[str], by: str) -> Label:
    text, bracket_class, action, lemma = cells
    return Label(line, text, bracket_class, action, lemma, by)


def _front_matter(header: dict[str, str]) -> str:
    lines = ["---", "title: Test", "author: Anon", f"language: {header['language']}"]
    if "translator" in header:
        lines.append("translator: Someone")
    lines.append(f"notes: {{brackets: {header.get('brackets', 'auto')}}}")
    return "\n".join([*lines, "---", "", ""])


def manuscript_of(markdown: str, path: str = "text.md") -> Manuscript:
    """Read a manuscript from a string."""
    outcome = read_manuscript(Sources((SourceFile(path, markdown.encode()),)))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def resolve(markdown: str) -> ResolvedText:
    """Read and resolve a manuscript from a string."""
    outcome = resolve_notes(manuscript_of(markdown))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value
