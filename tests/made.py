"""From a manuscript in memory to what is made of it, as the pipeline does, without the disk."""

from __future__ import annotations

from functools import lru_cache

from books import styles
from edition_builder.diagnostics import Diagnostic, Severity
from edition_builder.editing.edition import edit
from edition_builder.formats import Format, load_fitness
from edition_builder.making import make_renditions
from edition_builder.model.channels import USUAL_CHANNEL
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import LoadedPictures, Manuscript, SourceFile, Sources
from edition_builder.model.rendition import Rendition
from edition_builder.reading.manuscript import read_manuscript
from manuscript_strategies import Draft

__all__ = ["edition_of", "errors", "rendition_of", "sources_of"]


def sources_of(draft: Draft) -> Sources:
    """What the project would load: texts, and pictures by the address that a text of the draft names them by."""
    texts = tuple(SourceFile(name, data) for name, data in draft.files if name.endswith((".md", ".yaml")))
    pictures = tuple(((text.path, name), data) for text in texts for name, data in draft.files)
    return Sources(texts, LoadedPictures(pictures))


@lru_cache(maxsize=64)
def edition_of(draft: Draft) -> tuple[Manuscript, Edition]:
    """A sound draft as read and as edited."""
    read = read_manuscript(sources_of(draft))
    assert read.value is not None, read.diagnostics
    edited = edit(read.value)
    assert edited.value is not None, edited.diagnostics
    assert errors((*read.diagnostics, *edited.diagnostics)) == []
    return read.value, edited.value


def rendition_of(edition: Edition, row: Format) -> Rendition:
    """An edition in one format, in which its own check finds no fault; coarse pictures are said as warnings."""
    assert errors(load_fitness(row)(edition, styles())) == []
    made = make_renditions(edition, styles(), (row,), USUAL_CHANNEL)
    assert errors(made.diagnostics) == []
    assert made.value is not None
    return made.value[0]


def errors(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [one for one in found if one.severity is Severity.ERROR]
