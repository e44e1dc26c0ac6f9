"""What becomes of each bracket: class, rule, lemma, responsibility and action together."""

from __future__ import annotations

from msgspec import Struct

from edition_builder.editing.notes.labels import NO_LABEL, Label
from edition_builder.editing.notes.site import Site
from edition_builder.model.document import Action, BracketClass, Hand

__all__ = ["Fate"]


class Fate(Struct, frozen=True):
    """The decision about one bracket. ``bracket_class`` is None for Markdown and scholarly syntax.

    ``calls`` is the number of the bracket that holds the body, if this one is its ``[12]``; ``called`` says that this
    is such a body, which moves to its call.
    """

    site: Site
    bracket_class: BracketClass | None
    rule: str
    action: Action
    lemma: str = ""
    by: Hand = Hand.EDITOR
    label: Label = NO_LABEL
    text: str = ""
    calls: int | None = None
    called: bool = False
