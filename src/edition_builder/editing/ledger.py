"""The ledger: what was decided about every bracket, for programs and for people (``edition notes``)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from enum import StrEnum

from edition_builder.model.edition import Decision

__all__ = ["LedgerKey", "ledger_rows", "ledger_table"]

_LONGEST_TEXT, _LONGEST_LEMMA = 48, 24  # characters shown in the table; the rows for programs have all


class LedgerKey(StrEnum):
    """Keys of a row, in order; fixed in ``docs/notes.md``."""

    PATH = "path"
    LINE = "line"
    COLUMN = "column"
    TEXT = "text"
    CLASS = "class"
    RULE = "rule"
    LEMMA = "lemma"
    BY = "by"
    ACTION = "action"


def ledger_rows(decisions: Sequence[Decision]) -> tuple[dict[str, str | int], ...]:
    """One flat row for each decision, with exactly the keys of ``LedgerKey``: ready for ``json.dumps``."""
    return tuple(
        {
            LedgerKey.PATH.value: one.location.path,
            LedgerKey.LINE.value: one.location.line,
            LedgerKey.COLUMN.value: one.location.column,
            LedgerKey.TEXT.value: one.text,
            LedgerKey.CLASS.value: one.bracket_class.value,
            LedgerKey.RULE.value: one.rule,
            LedgerKey.LEMMA.value: one.lemma,
            LedgerKey.BY.value: one.by.value,
            LedgerKey.ACTION.value: one.action.value,
        }
        for one in decisions
    )


def ledger_table(decisions: Sequence[Decision]) -> str:
    """The ledger for people: a line a bracket in columns, then a summary by class and action. Ends in a line end."""
    if not decisions:
        return "no brackets\n"
    head = ("place", "bracket", "class", "rule", "lemma", "by", "action")
    rows = [head, *(_cells(one) for one in decisions)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows]
    return "\n".join([*lines, "", *_summary(decisions)]) + "\n"


def _cells(one: Decision) -> tuple[str, ...]:
    text = f"[{_short(one.text, _LONGEST_TEXT)}]"
    lemma = _short(one.lemma, _LONGEST_LEMMA)
    return str(one.location), text, one.bracket_class.value, one.rule, lemma, one.by.value, one.action.value


def _short(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def _summary(decisions: Sequence[Decision]) -> list[str]:
    """How many brackets, and how many of each class come to what."""
    counted = Counter((one.bracket_class.value, one.action.value) for one in decisions)
    classes = list(dict.fromkeys(one.bracket_class for one in decisions))
    order = {name.value: place for place, name in enumerate(type(classes[0]))}
    lines = [
        f"{times:5d}  {name} → {action}"
        for (name, action), times in sorted(counted.items(), key=lambda item: order[item[0][0]])
    ]
    return [f"{len(decisions)} bracket{'' if len(decisions) == 1 else 's'}", *lines]
