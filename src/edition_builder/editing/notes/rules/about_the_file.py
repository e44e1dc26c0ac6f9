"""``about-the-file``: says something of the digital text, not of the work; set at the back."""

from __future__ import annotations

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.labels import LabelKind
from edition_builder.editing.notes.wordlists import phrases

__all__ = ["about_the_file"]


def about_the_file(case: Case) -> str:
    """A label that says so, or words that only the maker of a file uses."""
    if case.label.kind is LabelKind.FILE:
        return "label"
    if case.label.kind is LabelKind.NOTE and case.label.by is not None:
        return ""
    text = " ".join(case.text.casefold().replace("’", "'").split())
    return "words-of-a-file-maker" if any(words in text for words in phrases("file_words", "file")) else ""
