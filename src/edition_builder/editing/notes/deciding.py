"""From classes to actions: the hand of the manuscript, its policy, and the overrides at the brackets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.editing.notes.case import Case, build_case
from edition_builder.editing.notes.classes import ALWAYS_INLINE, classify
from edition_builder.editing.notes.fate import Fate
from edition_builder.editing.notes.genre import Genre, find_genre
from edition_builder.editing.notes.labels import Label
from edition_builder.editing.notes.lemma import find_lemma
from edition_builder.editing.notes.numbered import is_mark, link_marks
from edition_builder.editing.notes.rules.date import COMPLETES
from edition_builder.editing.notes.rules.gloss import ABBREVIATION, FOREIGN, SCRIPT
from edition_builder.editing.notes.rules.supplied import STRONG
from edition_builder.editing.notes.site import Place, Site
from edition_builder.editing.notes.wordlists import Words, words_for
from edition_builder.model.document import Action, BracketClass, Hand
from edition_builder.model.manuscript import BracketPreset, FrontMatter, Manuscript
from edition_builder.model.workshop import Workshop

__all__ = ["decide"]

_PLAINLY_LONG = 6  # words
# Brackets. Of 2,600 in a text of 6 MB a second process takes as long to begin and to hand over as it saves; of 7,200
# it takes a fifth off this process.
_WORTH_A_WORKSHOP = 4000
_UNDECIDED = (BracketClass.GLOSS, BracketClass.IDENTIFY)
_LIFTED = (Action.FOOTNOTE, Action.ENDNOTE)


class _Judged(Struct, frozen=True):
    """What one bracket is, by itself and its surroundings, before anyone has asked what becomes of it.

    ``bracket_class`` is None for syntax; ``text`` the content without its ``label``, ``length`` its words. ``called``
    is the lemma of the note that a mark calls, "" for any other bracket.
    """

    bracket_class: BracketClass | None
    rule: str
    lemma: str
    label: Label
    text: str
    length: int
    called: str


class _House(Struct, frozen=True):
    """What holds for all brackets of the manuscript."""

    front_matter: FrontMatter
    completes_sentences: bool

    @property
    def preset(self) -> BracketPreset:
        return self.front_matter.notes.brackets


def decide(
    manuscript: Manuscript, body: tuple[Site, ...], notes: tuple[tuple[Site, ...], ...], workshop: Workshop
) -> tuple[tuple[Fate, ...], tuple[tuple[Fate, ...], ...], tuple[Diagnostic, ...]]:
    """The fate of every bracket of the body and of each author's note, and what is to be said about them.

    What a bracket is needs nothing of the others: many are judged in the workshop. What becomes of it may.
    """
    if not body and not any(notes):
        return (), tuple(() for _ in notes), tuple(_policy_findings(manuscript.front_matter))
    links = link_marks(body)
    lists, genre = words_for(manuscript.front_matter.language), find_genre(manuscript.blocks)
    sites = (*body, *_joined(notes))
    found = _all_judged(sites, partial(_judged, lists=lists, genre=genre, calls=frozenset(links)), workshop)
    judged = {site.number: one for site, one in zip(sites, found, strict=True)}
    house = _House(manuscript.front_matter, _completes_sentences(judged.values()))
    fates = _linked([_fate(site, judged[site.number], house) for site in body], judged, links)
    fates = _with_room(fates)
    in_notes = tuple(tuple(_fate(site, judged[site.number], house) for site in note) for note in notes)
    findings = (
        *_policy_findings(manuscript.front_matter),
        *_mixed(fates, house),
        *_lost_lemmas(sites),
    )
    return tuple(fates), in_notes, findings


def _completes_sentences(judged: Iterable[_Judged]) -> bool:
    """Whether this hand completes sentences in brackets; one sign that could be read otherwise is not enough."""
    rules = [one.rule for one in judged if one.bracket_class is BracketClass.SUPPLIED]
    return len(rules) > 1 or any(rule in STRONG for rule in rules)


def _joined(groups: Iterable[tuple[Site, ...]]) -> tuple[Site, ...]:
    return tuple(site for group in groups for site in group)


def _all_judged(sites: tuple[Site, ...], judge: Callable[[Site], _Judged], workshop: Workshop) -> Iterator[_Judged]:
    """What each bracket is; few are quicker judged here."""
    return workshop.map(judge, sites) if len(sites) >= _WORTH_A_WORKSHOP else map(judge, sites)


def _judged(site: Site, lists: Words, genre: Genre, calls: frozenset[int]) -> _Judged:
    """What one bracket is; ``calls`` are the numbers of the marks that call a note elsewhere."""
    case = build_case(site, lists, genre)
    bracket_class, rule = _class_of(case, calls)
    lemma = site.override.lemma
    if lemma is None:
        lemma = find_lemma(case, bracket_class, rule) if bracket_class else ""
    called = find_lemma(case, BracketClass.NOTE, "") if site.number in calls else ""
    return _Judged(bracket_class, rule, lemma, case.label, case.text, len(case.words), called)


def _class_of(case: Case, calls: frozenset[int]) -> tuple[BracketClass | None, str]:
    """The class of a bracket and its rule; what the translator said at the bracket comes first."""
    override = case.site.override
    if override.bracket_class is not None:
        return override.bracket_class, "override"
    if case.site.number in calls or (_is_syntax(case) and not override.action and not override.lemma):
        return None, "syntax"
    bracket_class, rule = classify(case)
    if override.lemma and bracket_class in ALWAYS_INLINE | {BracketClass.SCENE, BracketClass.HEADNOTE}:
        return BracketClass.IDENTIFY, "override"
    return bracket_class, rule


def _is_syntax(case: Case) -> bool:
    """A mark as in [12], but not "[18]37", which completes a number, nor "[29] January"."""
    dated = {case.previous, case.next} & case.lists.months
    return is_mark(case.site.text) and not case.site.right[:1].isalnum() and not dated


def _fate(site: Site, judged: _Judged, house: _House) -> Fate:
    if judged.bracket_class is None:
        return Fate(site, None, judged.rule, Action.UNTOUCHED)
    by = site.override.by or judged.label.by or _default_hand(house.front_matter)
    action, rule = _act(site, judged, by, house)
    return Fate(site, judged.bracket_class, rule, action, judged.lemma, by, judged.label, judged.text)


def _default_hand(front_matter: FrontMatter) -> Hand:
    """``notes.by``, else the translator, else the editor."""
    return front_matter.notes.by or (Hand.TRANSLATOR if front_matter.translators else Hand.EDITOR)


def _act(site: Site, judged: _Judged, by: Hand, house: _House) -> tuple[Action, str]:
    """What happens, and the name of the rule that says so: override, preset, nesting, policy, language, hand."""
    if site.override.action is not None and not site.depth:
        return site.override.action, "override"
    if house.preset is BracketPreset.NONE and site.override.bracket_class is None and site.override.lemma is None:
        return Action.UNTOUCHED, "preset-none"
    if site.depth:
        return Action.INLINE, "inside-note"
    action, rule = _by_language(site, judged, house)
    return _by_policy(judged, by, (action, rule), house)


def _by_language(site: Site, judged: _Judged, house: _House) -> tuple[Action, str]:
    """The action of the class itself; for undecided ones the hand of the manuscript."""
    fixed = _FIXED.get(judged.bracket_class) if judged.bracket_class else None
    if fixed is not None:
        return fixed, judged.rule
    if judged.bracket_class is BracketClass.DATE:
        return (Action.INLINE if judged.rule == COMPLETES else Action.FOOTNOTE), judged.rule
    if site.override.lemma or house.preset is BracketPreset.ALL:
        return Action.FOOTNOTE, "override" if site.override.lemma else judged.rule
    plain = _plainly_note(judged)
    if plain:
        return Action.FOOTNOTE, plain
    return (Action.INLINE if house.completes_sentences else Action.FOOTNOTE), "hand"


_FIXED = {
    BracketClass.GAP: Action.INLINE,
    BracketClass.CORRECT: Action.INLINE,
    BracketClass.SUPPLIED: Action.INLINE,
    BracketClass.SCENE: Action.INLINE,
    BracketClass.HEADNOTE: Action.HEADNOTE,
    BracketClass.ABOUT_THE_FILE: Action.BACK_MATTER,
    BracketClass.NOTE: Action.FOOTNOTE,
}


def _plainly_note(judged: _Judged) -> str:
    """Why an undecided bracket is a note whatever the hand: its length, or the word that it explains."""
    if judged.rule in (ABBREVIATION, FOREIGN, SCRIPT):
        return judged.rule
    return "length" if judged.length >= _PLAINLY_LONG else ""


def _by_policy(judged: _Judged, by: Hand, plain: tuple[Action, str], house: _House) -> tuple[Action, str]:
    """The manuscript's own rules by class and by responsibility; what is always inline stays."""
    if judged.bracket_class is None or judged.bracket_class in ALWAYS_INLINE:
        return plain
    policy = house.front_matter.notes
    by_class, by_hand = dict(policy.classes).get(judged.bracket_class), dict(policy.hands).get(by)
    if Action.DROP in (by_class, by_hand):
        return Action.DROP, "policy"
    if by_class is not None:
        return by_class, "policy"
    if by_hand is not None and plain[0] in _LIFTED:
        return by_hand, "policy"
    return plain


def _linked(fates: list[Fate], judged: dict[int, _Judged], links: dict[int, int]) -> list[Fate]:
    """Tie calls to bodies: a call does what its body does, and the body serves the words before its first call."""
    actions = {fate.site.number: fate.action for fate in fates}
    first_call = {body: call for call, body in sorted(links.items(), reverse=True)}
    tied = []
    for fate in fates:
        number = fate.site.number
        if number in links:
            tied.append(replace(fate, calls=links[number], action=actions[links[number]]))
        elif number in first_call:
            tied.append(replace(fate, called=True, lemma=fate.lemma or judged[first_call[number]].called))
        else:
            tied.append(fate)
    return tied


def _with_room(fates: list[Fate]) -> list[Fate]:
    """A headnote is a paragraph of its own: one that shares a line or a paragraph with other things stays there."""
    filled = {fate.site.paragraph for fate in fates if fate.action is not Action.HEADNOTE}
    return [replace(fate, action=Action.INLINE) if _shares(fate, filled) else fate for fate in fates]


def _shares(fate: Fate, filled: set[Location | None]) -> bool:
    site = fate.site
    if fate.action is not Action.HEADNOTE or site.place is Place.BLOCK:
        return False
    return not site.alone or site.paragraph in filled or bool((site.left + site.right).strip())


def _policy_findings(front_matter: FrontMatter) -> Iterable[Diagnostic]:
    """A policy for a class that stays in the line whatever happens cannot be carried out."""
    for bracket_class, action in front_matter.notes.classes:
        if bracket_class in ALWAYS_INLINE and action is not Action.INLINE:
            message = (
                f"policy “{bracket_class}: {action}”: brackets of this class belong to the sentence or to the record"
            )
            hint = (
                f"take “{bracket_class}” out of notes.policy; a single bracket can be told otherwise with {{.{action}}}"
            )
            yield Diagnostic("EB404", message, front_matter.location, hint)


def _mixed(fates: list[Fate], house: _House) -> Iterable[Diagnostic]:
    """One warning if some brackets complete sentences and others only the hand decided."""
    by_hand = [fate for fate in fates if fate.rule == "hand"]
    if not house.completes_sentences or not by_hand:
        return
    first = by_hand[0]
    message = (
        f"some brackets complete a sentence, {len(by_hand)} others may be notes and stay in the line, "
        f"the first is [{first.text[:40]}]"
    )
    hint = (
        "say what they are: “notes: {brackets: all}” makes them notes, "
        "“notes: {policy: {gloss: inline, identify: inline}}” keeps them in the line"
    )
    yield Diagnostic("EB403", message, first.site.location, hint)


def _lost_lemmas(sites: tuple[Site, ...]) -> Iterable[Diagnostic]:
    for site in sites:
        lemma = site.override.lemma
        if lemma and site.place is not Place.BLOCK and lemma not in f"{site.left}{site.right}":
            message = f"the lemma “{lemma}” does not stand beside its bracket"
            yield Diagnostic(
                "EB405", message, site.location, "write the lemma as the words stand in the same paragraph"
            )
