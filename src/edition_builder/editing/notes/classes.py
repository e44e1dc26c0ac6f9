"""The classes in order of precedence, each with its rule: the first that fires decides."""

from __future__ import annotations

from collections.abc import Callable

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.rules.about_the_file import about_the_file
from edition_builder.editing.notes.rules.correct import correct
from edition_builder.editing.notes.rules.date import date
from edition_builder.editing.notes.rules.gap import gap
from edition_builder.editing.notes.rules.gloss import gloss
from edition_builder.editing.notes.rules.headnote import headnote
from edition_builder.editing.notes.rules.identify import identify
from edition_builder.editing.notes.rules.note import note
from edition_builder.editing.notes.rules.scene import scene
from edition_builder.editing.notes.rules.supplied import supplied
from edition_builder.model.document import BracketClass

__all__ = ["ALWAYS_INLINE", "RULES", "classify"]

RULES: tuple[tuple[BracketClass, Callable[[Case], str]], ...] = (
    (BracketClass.GAP, gap),
    (BracketClass.CORRECT, correct),
    (BracketClass.SUPPLIED, supplied),
    (BracketClass.SCENE, scene),
    (BracketClass.HEADNOTE, headnote),
    (BracketClass.ABOUT_THE_FILE, about_the_file),
    (BracketClass.NOTE, note),
    (BracketClass.DATE, date),
    (BracketClass.GLOSS, gloss),
    (BracketClass.IDENTIFY, identify),
)

# What no policy lifts or drops: the sentence or the record would be false without it.
ALWAYS_INLINE = frozenset((BracketClass.GAP, BracketClass.CORRECT, BracketClass.SUPPLIED))


def classify(case: Case) -> tuple[BracketClass, str]:
    """The class of a bracket and the name of the rule that fired."""
    for bracket_class, rule in RULES:
        name = rule(case)
        if name:
            return bracket_class, name
    return BracketClass.IDENTIFY, "nothing-else"
