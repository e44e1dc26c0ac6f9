"""The words of editing: what a bracket is, whose it is, what becomes of it; the kinds of divisions."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct

__all__ = [
    "Action",
    "BracketClass",
    "DivisionKind",
    "Hand",
    "Override",
]


class BracketClass(StrEnum):
    """What an editorial bracket is, after TEI and the Chicago Manual, in order of precedence (``docs/notes.md``)."""

    GAP = "gap"
    CORRECT = "correct"
    SUPPLIED = "supplied"
    SCENE = "scene"
    HEADNOTE = "headnote"
    ABOUT_THE_FILE = "about-the-file"
    NOTE = "note"
    DATE = "date"
    GLOSS = "gloss"
    IDENTIFY = "identify"


class Hand(StrEnum):
    """Who answers for words in a bracket or note."""

    AUTHOR = "author"
    TRANSLATOR = "translator"
    EDITOR = "editor"


class Action(StrEnum):
    """What becomes of a bracket."""

    FOOTNOTE = "footnote"
    ENDNOTE = "endnote"
    INLINE = "inline"
    DROP = "drop"
    HEADNOTE = "headnote"
    BACK_MATTER = "back-matter"
    UNTOUCHED = "untouched"


class DivisionKind(StrEnum):
    """The fenced divisions (``::: kind``) that a manuscript may use."""

    EPIGRAPH = "epigraph"
    LETTER = "letter"
    DATELINE = "dateline"
    SALUTATION = "salutation"
    SIGNATURE = "signature"
    HEADNOTE = "headnote"
    CREDIT = "credit"
    DEDICATION = "dedication"
    SCENE = "scene"
    PLAIN = "plain"


class Override(Struct, frozen=True):
    """What the translator said at the very bracket: ``[…]{.gloss .inline lemma="Old man" by=editor}``."""

    bracket_class: BracketClass | None = None
    action: Action | None = None
    lemma: str | None = None
    by: Hand | None = None
