"""The EPUB of the repository's own manuscript is no larger than what pandoc makes of the same file."""

from __future__ import annotations

from pathlib import Path

from msgspec.structs import replace

from edition_builder.checking.epub import check
from edition_builder.model.building import BuildSettings
from edition_builder.model.rendition import StyleFolder
from edition_builder.pipeline import make_edition
from edition_builder.rendering.epub import render

# pandoc 3.9, `pandoc manuscript/eyewitness-almaty.md -o x.epub`: no cover, no notes, no colophon.
PANDOC_BYTES = 15_491


def test_no_larger_than_pandoc(root: Path) -> None:
    made = make_edition(root / "manuscript/eyewitness-almaty.md", BuildSettings(output=Path()))
    assert made.value
    edition = replace(made.value[0], cover=False)
    rendition = render(edition, StyleFolder((("epub.css", (root / "styles/epub.css").read_bytes()),)))
    assert len(rendition.files[0].data) <= PANDOC_BYTES
    assert check(rendition, edition) == ()
