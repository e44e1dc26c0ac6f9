"""The bracket engine: every bracket of a manuscript decided, the notes lifted, the ledger written.

    resolved = resolve_notes(manuscript).value

Find the brackets (``finding``), class them (``classes`` and one module a class in ``rules/``), decide what becomes of
each (``deciding``), carry it out (``blocks``, ``lifting``, ``closing``).
"""

from __future__ import annotations

from msgspec import Struct

from edition_builder.diagnostics import Outcome, has_errors
from edition_builder.editing.notes.blocks import lift_blocks
from edition_builder.editing.notes.closing import call_style
from edition_builder.editing.notes.deciding import decide
from edition_builder.editing.notes.desk import Desk
from edition_builder.editing.notes.fate import Fate
from edition_builder.editing.notes.finding import find_sites
from edition_builder.model.document import Action, Blocks, Hand
from edition_builder.model.edition import Decision, Note
from edition_builder.model.manuscript import Manuscript
from edition_builder.model.workshop import Here, Workshop

__all__ = ["ResolvedText", "resolve_notes"]


_HERE: Workshop = Here()


class ResolvedText(Struct, frozen=True):
    """A text without open brackets.

    ``notes`` stand in the order of their calls, with identifiers "note-1" and so on and no marks yet. ``decisions``
    are the ledger in source order. ``dropped``: a layer of notes is left out, and the edition has to say so.
    """

    blocks: Blocks
    notes: tuple[Note, ...]
    about_the_file: Blocks = ()
    decisions: tuple[Decision, ...] = ()
    dropped: bool = False


def resolve_notes(manuscript: Manuscript, workshop: Workshop = _HERE) -> Outcome[ResolvedText]:
    """Decide every bracket of a manuscript and lift what is a note.

    Args:
        manuscript: as read, brackets still open.
        workshop: where many brackets are judged.

    Returns:
        the text with its notes and the ledger; no value if the manuscript's policy cannot be carried out (EB404).
        Warnings: EB403 (brackets of both kinds), EB405 (a lemma that is not there).
    """
    body, in_notes = find_sites(manuscript)
    fates, note_fates, findings = decide(manuscript, body, in_notes, workshop)
    if has_errors(findings):
        return Outcome(None, findings)
    desk = _desk(manuscript, fates, note_fates)
    blocks = lift_blocks(manuscript.blocks, desk)
    all_fates = (*fates, *(fate for note in note_fates for fate in note))
    text = ResolvedText(
        blocks, desk.notes(), tuple(desk.about), _ledger(manuscript, all_fates), _drops(desk, all_fates)
    )
    return Outcome(text, findings)


def _desk(manuscript: Manuscript, fates: tuple[Fate, ...], note_fates: tuple[tuple[Fate, ...], ...]) -> Desk:
    notes = manuscript.author_notes
    policy = manuscript.front_matter.notes
    return Desk(
        fates=fates,
        style=call_style(manuscript.front_matter.language),
        author_notes={note.label: note for note in notes},
        author_fates={note.label: mine for note, mine in zip(notes, note_fates, strict=True)},
        author_action=dict(policy.hands).get(Hand.AUTHOR, Action.FOOTNOTE),
        rejoin=policy.rejoin,
    )


def _ledger(manuscript: Manuscript, fates: tuple[Fate, ...]) -> tuple[Decision, ...]:
    """A row for each bracket that is not syntax, in the order of the manuscript's files, lines and columns."""
    files: dict[str, int] = {}
    for block in manuscript.blocks:
        files.setdefault(block.location.path, len(files))
    rows = [_decision(fate) for fate in fates]
    known = [row for row in rows if row is not None]
    return tuple(sorted(known, key=lambda row: (files.get(row.location.path, len(files)), row.location)))


def _decision(fate: Fate) -> Decision | None:
    if fate.bracket_class is None:
        return None
    return Decision(fate.site.location, fate.text, fate.bracket_class, fate.rule, fate.lemma, fate.by, fate.action)


def _drops(desk: Desk, fates: tuple[Fate, ...]) -> bool:
    """Whether anything was left out."""
    return desk.author_action is Action.DROP or any(fate.action is Action.DROP for fate in fates)
