"""``scene``: describes the event or the document (TEI ``incident``): laughter, a signature, a stage direction."""

from __future__ import annotations

import re

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.labels import LabelKind
from edition_builder.editing.notes.wordlists import phrases

__all__ = ["scene"]

_PUNCTUATION = " .,;:!?…–—-\"'“”«»()_*"
_PAGE = re.compile(
    r"(?:(?:pg|page|p|pp|fol|f|folio|leaf|sheet|стр|с|страница|лист|л|seite|s|página|pág|pagina|str)\.?\s*\d{1,4}\s*[rvab]?"
    r"|\d{1,4}[rv]|(?:page|pg|стр\.?) ?\d{1,4}\s?[:.].*)\.?",
    re.IGNORECASE,
)
_LONGEST_PHRASE = 14  # words of an event told in a phrase
_SHORT_EVENT = 4


def scene(case: Case) -> str:
    """On its own, or among named speakers; the rules in turn."""
    if case.label.kind is LabelKind.FILE or (case.label.kind is LabelKind.NOTE):
        return ""
    if _PAGE.fullmatch(case.text):
        return "page-of-the-source"
    if _is_phrase(case):
        return "scene-words"
    if case.genre.spoken and _is_direction(case):
        return "stage-direction"
    return "event" if _tells_event(case) else ""


def _plain(case: Case) -> str:
    return " ".join(case.text.casefold().replace("’", "'").strip(_PUNCTUATION).split())


def _is_phrase(case: Case) -> bool:
    """A known phrase as a whole: "laughter", "applause from the gallery", "signature"."""
    text = _plain(case)
    if text in phrases("scenes", "alone"):
        return True
    words = re.findall(r"[^\W_]+(?:['-][^\W_]+)*", text)
    return 0 < len(words) <= _LONGEST_PHRASE and words[0] in phrases("scenes", "event_nouns") and _only_event(words)


def _only_event(words: list[str]) -> bool:
    """As in "loud laughter and applause on the left": an event noun first, or after adjectives of loudness."""
    return len(words) <= _SHORT_EVENT or any(word in phrases("scenes", "where") for word in words)


def _is_direction(case: Case) -> bool:
    """Among speakers: at a boundary between sentences and shaped like one, or telling an action."""
    shaped = case.text[:1].isupper() or case.text.endswith((".", "!"))
    boundary = not case.before or not case.previous or case.site.alone or case.text.endswith(".")
    return (shaped and boundary) or _begins_with_action(case)


def _begins_with_action(case: Case) -> bool:
    """It begins with what people do on a stage or in a room: "sighs", "pointing at the map"."""
    if not case.words:
        return False
    first = case.low[0]
    second = case.low[1] if len(case.low) > 1 else ""
    actions = phrases("scenes", "actions")
    return first in actions or (second in actions and (first in case.lists.pronouns or first.endswith("ly")))


def _tells_event(case: Case) -> bool:
    """Outside plays: an action of the speaker, or an event noun with its verb, in a short phrase."""
    if len(case.words) > _LONGEST_PHRASE or not case.words:
        return False
    if _begins_with_action(case) and (case.site.alone or not case.previous or len(case.words) <= _SHORT_EVENT):
        return True
    return case.site.alone and any(word in phrases("scenes", "actions") for word in case.low)
