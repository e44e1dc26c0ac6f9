"""``scene``: describes the event or the document (TEI ``incident``): laughter, a signature, a stage direction."""

from __future__ import annotations

import re
from functools import lru_cache

from edition_builder.editing.notes import grammar
from edition_builder.editing.notes.case import Case
from edition_builder.editing.notes.labels import LabelKind
from edition_builder.editing.notes.rules.foreign import serves_foreign_words

__all__ = ["CITES", "is_known_scene", "scene"]

_PUNCTUATION = " .,;:!?…–—-\"'“”«»()_*"
_WORD = re.compile(r"[^\W_]+(?:['-][^\W_]+)*")
_PAGE = re.compile(
    r"(?:(?:pg|page|pages|p|pp|fol|f|folio|leaf|sheet|стр|с|страница|лист|л|seite|s|página|pág|pagina|str)\.?\s*"
    r"\d{1,4}\s*[rvab]?|\d{1,4}[rv]|(?:page|pg|стр\.?) ?\d{1,4}\s?[:.].*)\.?",
    re.IGNORECASE,
)
_TIMECODE = re.compile(r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?(?:\s?[-–—]\s?\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?)?")
_SPEAKS = re.compile(r"[^\W\d_][^\n:]{2,40}:\s*[“\"«„‘]")  # "Hon. Members: “Hear, hear.”"
CITES = re.compile(r"\b(?:vol|pp?|cols?|ff?|no|art)\.\s?\d", re.IGNORECASE)  # "Official Report, Vol. 512"
_DOCUMENT = re.compile(r"(?P<noun>[^\W\d_]+)(?: \w{1,4})?\s?:\s")
_SIGNED = re.compile(
    r"(?:signed|endorsed|addressed|dated|postmarked|sealed|stamped|initialled|countersigned|witnessed|handwritten)"
    r" (?:with|by|in|on|at|from|to|and|for)\b|(?:e|i)nclosure \w+|received (?:on |at )?\w+ \d"
)
_HERE = re.compile(
    r"(?:here (?:ends?|begins?|follows?|the \w+ (?:sang|sings|shows?|weeps|wept|laughs|laughed))|end of)\b[^.]*$"
)
_LONGEST_ACT = 6  # words of what someone is seen to do
_LONGEST = 14  # words of an event told in a phrase
_SHORT = 4
_LONGEST_EVENT = 9  # words of a sentence with its subject: "She stops speaking for some minutes."
_SUBJECT = 3  # words within which the action of an event stands


def scene(case: Case) -> str:
    """On its own, or among named speakers; the rules in turn."""
    if case.label.kind is not LabelKind.NONE or (case.previous and serves_foreign_words(case)):
        return ""
    if _TIMECODE.fullmatch(case.text):
        return "timecode"
    if _PAGE.fullmatch(case.text):
        return "page-of-the-source"
    if is_known_scene(case):
        return "scene-words"
    if case.genre.staged and _is_stage_action(case):
        return "stage-direction"
    if case.genre.spoken and _is_direction(case):
        return "stage-direction"
    if _SPEAKS.match(case.text) and case.low[0] not in case.lists.meaning:
        return "voice"
    return "event" if _tells_event(case) else ""


@lru_cache(maxsize=1)  # asked by two rules of the same bracket
def is_known_scene(case: Case) -> bool:
    """Whether the content is a known phrase, or event nouns with words of place and loudness and nothing else."""
    text = " ".join(case.text.casefold().replace("’", "'").strip(_PUNCTUATION).split())
    if _PAGE.fullmatch(case.text) or text in case.lists.scenes or text.startswith(case.lists.scene_beginnings):
        return True
    if case.genre.staged and (text in _THEATRE or _is_stage_action(case)):
        return True
    if case.genre.spoken and (_AFTER_SPEAKER.fullmatch(case.site.left) or _is_lone_action(case)):
        return True
    if (
        _SIGNED.match(text)
        or (case.site.alone and text.endswith(" in the chair"))
        or (case.site.alone and _HERE.match(text))
    ):
        return True
    document = _DOCUMENT.match(text)
    nouns = case.lists.event_nouns
    if document and document["noun"] in nouns:
        return True
    first, stop, _ = text.partition(". ")
    if stop and (first.strip(_PUNCTUATION) in case.lists.scenes or first.strip(_PUNCTUATION) in nouns):
        return True  # "Applause. The judge demands silence."
    words = _WORD.findall(text)
    if len(words) > 1 and words[0] in nouns and words[1] in case.lists.prepositions and not case.previous:
        return True  # "Applause in the courtroom."
    return any(word in nouns for word in words) and case.lists.scene_parts.issuperset(words)


_THEATRE = frozenset(
    ("beat", "a beat", "sotto voce", "v.o", "o.s", "o.c", "off", "as before", "simultaneously", "tutti")
)
_ACTORS = frozenset(("he", "she", "they", "it", "both", "all"))
_HOW = frozenset(("not", "still", "without", "suddenly", "now", "while", "again", "almost"))
# Nothing but the name of the speaker before the bracket: "MAL:", "ALGERNON."
_AFTER_SPEAKER = re.compile(r"\s*[^\W\d_][\w’'-]*\.?(?: [^\W\d_a-z][\w’'-]*\.?){0,3}\s*(?::|\.|[—–])\s*")


def _is_lone_action(case: Case) -> bool:
    """As in "he used to [demonstrates] take it out"."""
    return len(case.words) == 1 and case.low[0].endswith("s") and case.low[0] in case.lists.actions


def _is_stage_action(case: Case) -> bool:
    """In a play, what someone is doing while a speech goes on: "jerking his thumb", "lowering his voice"."""
    first = case.words[0].text if case.words else ""
    if len(case.words) > 1 and case.low[0] in _ACTORS and _acts_now(case.low[1], case):
        return True  # "he stops himself"
    if len(case.words) > 1 and case.low[0] in _HOW and case.low[1].endswith("ing"):
        return True
    participle = first.endswith("ing") and len(case.words) > 1
    told = first[:1].isupper() and case.text.endswith((".", "!")) and len(case.words) > 1 and not case.label.kind
    return (participle or told) and case.low[0] not in case.function


def _acts_now(word: str, case: Case) -> bool:
    return word in case.lists.actions or grammar.is_base_verb(word, case.lists)


def _is_direction(case: Case) -> bool:
    """Among speakers: between sentences and shaped like one, or telling an action."""
    if CITES.search(case.text):
        return False
    shaped = case.text[:1].isupper() or case.text.endswith((".", "!"))
    boundary = not case.previous or case.site.alone
    quoted = boundary and case.text[:1] in ("“", '"', "«", "„")  # "[“No, no!”]"
    staged = case.genre.staged and boundary and len(case.words) <= _SHORT  # "Tea. [disgusted] I walked"
    return quoted or staged or (shaped and boundary and not _names_someone(case)) or _tells_action(case, _SUBJECT)


def _names_someone(case: Case) -> bool:
    """A phrase after a word of the same sentence, as in "Act [of 1842],": between commas, not between sentences."""
    return bool(case.before) and bool(case.after) and not case.text.endswith((".", "!", "?"))


def _tells_action(case: Case, within: int) -> bool:
    """It says at once what people do on a stage or in a room: "sighs", "her voice breaks", "softly pointing"."""
    actions, lists = case.lists.actions, case.lists
    for place, word in enumerate(case.low[:within]):
        if word in actions or _past_action(word, case):
            return place == 0 or _opens_event(case, place)
        if word in lists.prepositions | lists.relatives | lists.conjunctions:
            return False
    return False


def _past_action(word: str, case: Case) -> bool:
    """As in "She crossed herself.": the past of an action that is known in the present."""
    present = (word.removesuffix("ed") + "s", word.removesuffix("d") + "s", word.removesuffix("ed") + "es")
    third = case.low[0] in _ACTORS and word.endswith("ed")
    return third and any(form in case.lists.actions for form in present)


def _opens_event(case: Case, place: int) -> bool:
    """Before the action stands its subject, or how it is done."""
    lists, first = case.lists, case.low[0]
    owned = lists.articles | lists.possessives | lists.pronouns
    return first in owned or first.endswith("ly") or (place == 1 and len(case.words) <= _SHORT)


def _tells_event(case: Case) -> bool:
    """Outside plays: an action of the speaker in a short phrase, or on its own."""
    if not case.words or len(case.words) > _LONGEST:
        return False
    first, second = case.low[0], case.low[1] if len(case.words) > 1 else ""
    if first in _ACTORS and second.endswith("s") and second in case.lists.actions and len(case.words) <= _LONGEST_ACT:
        return True  # "they call him here [she points to her husband]"
    longest = _LONGEST_EVENT if case.low[0] in case.lists.pronouns or case.low[0] in case.lists.articles else _SHORT
    on_its_own = case.site.alone or (not case.previous and len(case.words) <= longest)
    if len(case.words) == 1 and _tells_action(case, 1):
        return on_its_own or not case.gap_before.strip()
    return (on_its_own and _tells_action(case, _SUBJECT)) or (case.site.alone and _acts(case))


def _acts(case: Case) -> bool:
    return len(case.words) <= _SHORT * 2 and any(word in case.lists.actions for word in case.low)
