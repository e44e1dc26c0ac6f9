"""Which reading of brackets fits a text: an explicit line, so that one later ``[were]`` cannot flip the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from msgspec import Struct

from edition_builder.model.document import Action, BracketClass
from edition_builder.model.edition import Decision

__all__ = ["Preset", "choose_preset"]

_OPEN = (BracketClass.GLOSS, BracketClass.IDENTIFY)  # decided by the hand where no rule of language does
_BY_HAND = "hand"


class Preset(Struct, frozen=True):
    """The value of ``notes:``, why, and the decisions that a translator should look at."""

    value: str
    reason: str
    doubtful: tuple[Decision, ...] = ()


def choose_preset(decisions: Sequence[Decision], by: str, *, rejoin: bool) -> Preset:
    """The preset for the brackets of a text.

    Args:
        decisions: what ``auto`` decides about each, without any preset.
        by: ``translator``, ``editor`` or "" (whoever is named in the front matter).
        rejoin: whether halves of a sentence that a note has cut are joined.
    """
    counts = Counter(decision.bracket_class for decision in decisions)
    undecided = tuple(one for one in decisions if one.bracket_class in _OPEN)
    said = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    total = f"{len(decisions)} bracket{'s' if len(decisions) != 1 else ''} ({said})"
    if not decisions:
        return Preset("", "no brackets")
    if undecided and not counts[BracketClass.SUPPLIED]:
        return Preset(_value("all", by, rejoin), f"{total}: none completes a sentence, so all that explain are notes")
    if not undecided:
        return Preset(_value("auto", by, rejoin), f"{total}: the rules of language decide every one")
    doubtful = tuple(one for one in undecided if one.rule == _BY_HAND or one.action is Action.INLINE)
    reason = f"{total}: {counts[BracketClass.SUPPLIED]} complete a sentence, so those that explain are not all notes"
    return Preset(_value("auto", by, rejoin), reason, doubtful)


def _value(brackets: str, by: str, rejoin: bool) -> str:
    hand = f", by: {by}" if by else ""
    return f"{{brackets: {brackets}{hand}{', rejoin: true' if rejoin else ''}}}"
