"""Labels: how a bracket says of itself that it is a note, and whose ("Tr.: …", "… — Прим. пер.", "Footnote 12: …")."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from msgspec import Struct

from edition_builder.editing.notes.wordlists import table
from edition_builder.model.document import Hand

__all__ = ["NO_LABEL", "Label", "LabelKind", "find_label"]

_LONGEST = 70  # characters of a label with its separator


class LabelKind(StrEnum):
    """What a label says of its bracket."""

    NONE = ""
    NOTE = "note"
    FILE = "file"


class Label(Struct, frozen=True):
    """``leading`` and ``trailing`` are the characters that are not the note itself; ``mark`` the number, if any."""

    kind: LabelKind = LabelKind.NONE
    leading: str = ""
    trailing: str = ""
    by: Hand | None = None
    mark: str = ""


NO_LABEL = Label()
_BARE = Label(LabelKind.NOTE)
# The end of a label: a colon, a dash, a stop before a space; white space after it belongs to it.
_ENDS = re.compile(r"\s*(?:[:：]\s*[—–-]?\s*|\s[—–-]{1,2}\s+|[—–]\s*|--\s*|\.\s+(?=\S)|\)\s*[:—–-]?\s*|,\s+)")
_STRONG_END = re.compile(r"[:：—–]|--|\s-\s")
_TRAILING = re.compile(r"(?:\s*[—–]\s*|\s*--?\s*|\s+\(|\.\s+|,\s+)([^\W\d_][^—–()\[\]:;!?]{0,39}?)\)?[.\s]*$")
_MARK = re.compile(r"(?<=[\w.])\s+(?:no\.?\s*|№\s*)?(\d{1,4}[a-z]?|[A-Z]|[*†‡§¶]{1,4})$")
_NOTE_BY = re.compile(r"\s*(?:foot)?note (?:by|of|from) [^:—–]{3,40}(?:[:—–]|--)\s*", re.IGNORECASE)
_ANONYMOUS = 2  # letters: "N.B." and "A.N." are labels only with a colon or dash after them


@lru_cache(maxsize=1)
def _known() -> dict[str, str]:
    """Every label as bare letters → whose it is. A label in two groups keeps the first (translator before editor)."""
    known: dict[str, str] = {}
    for group, labels in table("labels").items():
        for label in labels.split("|"):
            known.setdefault(_letters(label), group)
    return known


def _letters(text: str) -> str:
    """The letters alone, in lower case: "N. d. T." and "NdT" are one label."""
    return "".join(filter(str.isalpha, text)).casefold()


@lru_cache(maxsize=4096)
def find_label(text: str) -> Label:
    """The label at the start or else at the end of a bracket's text; ``NO_LABEL`` if there is none."""
    return _leading(text) or _by_name(text) or _trailing(text) or NO_LABEL


def _leading(text: str) -> Label | None:
    """The longest known label at the start."""
    found: Label | None = None
    bracket = text.find("[")  # a bracket inside the bracket is no part of a label
    for end in _ENDS.finditer(text, 1, min(_LONGEST, bracket if bracket >= 0 else len(text))):
        label, rest = text[: end.end()], text[end.end() :]
        known = _look_up(text[: end.start()], strong=bool(_STRONG_END.search(end[0])), rest=rest)
        if known and rest.strip():
            found = Label(known.kind, label, "", known.by, known.mark)
    return found


def _look_up(name: str, *, strong: bool, rest: str) -> Label | None:
    """What a name without its separator means; after a weak separator only what can be nothing but a label."""
    mark = _MARK.search(name)
    numbered = ((name[: mark.start()], mark[1]),) if mark and name[: mark.start()].strip() else ()
    for candidate, number in (*numbered, (name, "")):
        group = _known().get(_letters(candidate))
        if group and (strong or number or _unmistakable(candidate, group, rest)):
            return _label(group, number)
    return None


def _unmistakable(name: str, group: str, rest: str) -> bool:
    """As in "Note. The …" and "N.d.T. Le …" are labels; "Ed. Smith" and "Tr. 5" need not be."""
    abbreviated = name.count(".") >= 1 and len(_letters(name)) > _ANONYMOUS
    return rest[:1].isupper() and (abbreviated or group in ("neutral", "file") or " " in name.strip())


def _label(group: str, number: str = "") -> Label:
    if group == "file":
        return Label(LabelKind.FILE, by=Hand.EDITOR)
    by = {"translator": Hand.TRANSLATOR, "editor": Hand.EDITOR, "author": Hand.AUTHOR}.get(group)
    return Label(LabelKind.NOTE, by=by, mark=number)


def _by_name(text: str) -> Label | None:
    """As in "Note by Lord Braybrooke: …": a note, and an editor's."""
    found = _NOTE_BY.match(text)
    if not found or "[" in found[0] or not text[found.end() :].strip():
        return None
    return Label(LabelKind.NOTE, found[0], "", Hand.EDITOR)


def _trailing(text: str) -> Label | None:
    """As in "… — Tr.", "… (прим. пер.)", "… N.d.T." at the end."""
    tail = text[max(len(text) - _LONGEST, text.rfind("]") + 1) :]
    for found in _TRAILING.finditer(tail):
        start = len(text) - len(tail) + found.start()
        group = _known().get(_letters(found[1]))
        if group in ("translator", "editor", "author") and text[:start].strip() and _set_off(found):
            plain = _label(group)
            return Label(plain.kind, "", text[start:], plain.by)
    return None


def _set_off(found: re.Match[str]) -> bool:
    """A dash or parentheses set a label off; after a mere stop or comma it must look like an abbreviation."""
    opening = found[0].lstrip()[:1]
    return opening in "—–-(" or (found[1].count(".") + found[0].rstrip().endswith(".") > 1 or found[1].isupper())
