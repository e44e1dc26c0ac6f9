"""``scene``: describes the event or the document (TEI ``incident``): laughter, a signature, a stage direction."""

from __future__ import annotations

import re

from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.labels import LabelKind
from edition_builder.editing.notes.rules.gloss import serves_foreign_words

__all__ = ["is_known_scene", "scene"]

_PUNCTUATION = " .,;:!?…–—-\"'“”«»()_*"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PAGE = re.compile(
    r"(?:(?:pg|page|pages|p|pp|fol|f|folio|leaf|sheet|стр|с|страница|лист|л|seite|s|página|pág|pagina|str)\.?\s*"
    r"\d{1,4}\s*[rvab]?|\d{1,4}[rv]|(?:page|pg|стр\.?) ?\d{1,4}\s?[:.].*)\.?",
    re.IGNORECASE,
)
_DOCUMENT = re.compile(r"(?P<noun>[^\W\d_]+)(?: \w{1,4})?\s?:\s")
_SIGNED = re.compile(
    r"(?:signed|endorsed|addressed|dated|postmarked|sealed|stamped|initialled|countersigned|witnessed|handwritten)"
    r" (?:with|by|in|on|at|from|to|and|for)\b"
)
_HERE = re.compile(
    r"(?:here (?:ends?|begins?|follows?|the \w+ (?:sang|sings|shows?|weeps|wept|laughs|laughed))|end of)\b[^.]*$"
)
_LONGEST = 14  # words of an event told in a phrase
_SHORT = 4
_LONGEST_EVENT = 9  # words of a sentence with its subject: "She stops speaking for some minutes."
_SUBJECT = 3  # words within which the action of an event stands


def scene(case: Case) -> str:
    """On its own, or among named speakers; the rules in turn."""
    if case.label.kind is not LabelKind.NONE or (case.previous and serves_foreign_words(case)):
        return ""
    if _PAGE.fullmatch(case.text):
        return "page-of-the-source"
    if is_known_scene(case):
        return "scene-words"
    if case.genre.spoken and _is_direction(case):
        return "stage-direction"
    return "event" if _tells_event(case) else ""


def is_known_scene(case: Case) -> bool:
    """Whether the content is a known phrase, or event nouns with words of place and loudness and nothing else."""
    text = " ".join(case.text.casefold().replace("’", "'").strip(_PUNCTUATION).split())
    if text in case.lists.scenes:
        return True
    if _SIGNED.match(text) or (case.site.alone and _HERE.match(text)):
        return True
    document = _DOCUMENT.match(text)
    nouns = case.lists.event_nouns
    if document and document["noun"] in nouns:
        return True
    words = _WORD.findall(text)
    return any(word in nouns for word in words) and all(word in nouns | case.lists.where for word in words)


def _is_direction(case: Case) -> bool:
    """Among speakers: between sentences and shaped like one, or telling an action."""
    shaped = case.text[:1].isupper() or case.text.endswith((".", "!"))
    boundary = not case.previous or case.site.alone
    return (shaped and boundary and not _names_someone(case)) or _tells_action(case, _SUBJECT)


def _names_someone(case: Case) -> bool:
    """A phrase after a word of the same sentence, as in "Act [of 1842],": between commas, not between sentences."""
    return bool(case.before) and bool(case.after) and not case.text.endswith((".", "!", "?"))


def _tells_action(case: Case, within: int) -> bool:
    """It says at once what people do on a stage or in a room: "sighs", "her voice breaks", "softly pointing"."""
    actions, lists = case.lists.actions, case.lists
    for place, word in enumerate(case.low[:within]):
        if word in actions:
            return place == 0 or _opens_event(case, place)
        if word in lists.prepositions | lists.relatives | lists.conjunctions:
            return False
    return False


def _opens_event(case: Case, place: int) -> bool:
    """Before the action stands its subject, or how it is done."""
    lists, first = case.lists, case.low[0]
    owned = lists.articles | lists.possessives | lists.pronouns
    return first in owned or first.endswith("ly") or (place == 1 and len(case.words) <= _SHORT)


def _tells_event(case: Case) -> bool:
    """Outside plays: an action of the speaker in a short phrase, or on its own."""
    if not case.words or len(case.words) > _LONGEST:
        return False
    longest = _LONGEST_EVENT if case.low[0] in case.lists.pronouns | case.lists.articles else _SHORT
    on_its_own = case.site.alone or (not case.previous and len(case.words) <= longest)
    if len(case.words) == 1 and _tells_action(case, 1):
        return on_its_own or not case.gap_before.strip()
    return (on_its_own and _tells_action(case, _SUBJECT)) or (case.site.alone and _acts(case))


def _acts(case: Case) -> bool:
    return len(case.words) <= _SHORT * 2 and any(word in case.lists.actions for word in case.low)
