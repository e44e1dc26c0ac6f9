"""The editor's desk: the decisions still to be carried out, and the notes made so far."""

from __future__ import annotations

from collections.abc import Container

from msgspec import Struct, field

from edition_builder.editing.notes.closing import CallStyle
from edition_builder.editing.notes.fate import Fate
from edition_builder.model.document import Action, Block, Blocks, Hand, NoteCall
from edition_builder.model.edition import Note, Series
from edition_builder.model.manuscript import AuthorNote

__all__ = ["LIFTED", "Desk"]

LIFTED = (Action.FOOTNOTE, Action.ENDNOTE)


class Desk(Struct):
    """Filled while the tree is walked once from first to last; the only thing here that changes.

    ``fates`` are used up in the order of the brackets. ``drafts`` maps identifiers in the order of the calls to notes,
    or to the number of the bracket that holds the body while that has not been met. ``bodies`` are such bodies.
    """

    fates: tuple[Fate, ...]
    style: CallStyle
    author_notes: dict[str, AuthorNote]
    author_fates: dict[str, tuple[Fate, ...]]
    author_action: Action = Action.FOOTNOTE
    rejoin: bool = False
    place: int = 0
    drafts: dict[str, Note | int] = field(default_factory=dict)
    bodies: dict[int, tuple[Fate, Blocks]] = field(default_factory=dict)
    authors: dict[str, str] = field(default_factory=dict)
    _by_author: set[str] = field(default_factory=set)
    called: dict[str, int] = field(default_factory=dict)
    about: list[Block] = field(default_factory=list)

    def next_fate(self) -> Fate:
        """The fate of the next bracket."""
        self.place += 1
        return self.fates[self.place - 1]

    def peek(self, ahead: int) -> Fate:
        """The fate of a bracket further on (0: the next one), not yet used up."""
        return self.fates[self.place + ahead]

    def author_identifiers(self) -> Container[str]:
        """The notes that the author called so far; asked for every run, so it is not made anew."""
        return self._by_author

    def file_note(self, fate: Fate, blocks: Blocks) -> NoteCall:
        """Make a note of a lifted bracket and return its call."""
        identifier = self._new_identifier()
        self.drafts[identifier] = draft(fate, identifier, blocks)
        return NoteCall(identifier)

    def call_body(self, number: int) -> NoteCall:
        """A call of the note whose body stands in the bracket of that number."""
        known = [name for name, note in self.drafts.items() if note == number]
        identifier = known[0] if known else self._new_identifier()
        self.drafts[identifier] = number
        return self._call(identifier)

    def call_author(self, label: str) -> tuple[NoteCall, bool]:
        """A call of the author's note of that label, and whether it is the first."""
        first = label not in self.authors
        if first:
            self.authors[label] = self._new_identifier()
            self._by_author.add(self.authors[label])
        return self._call(self.authors[label]), first

    def file_author_note(self, label: str, blocks: Blocks) -> None:
        """Make the author's note of that label, whose identifier its first call has taken."""
        identifier, note = self.authors[label], self.author_notes[label]
        self.drafts[identifier] = Note(identifier, Series.AUTHOR, "", blocks, "", Hand.AUTHOR, note.location)

    def notes(self) -> tuple[Note, ...]:
        """All notes in the order of their calls."""
        return tuple(self._finished(name, note) for name, note in self.drafts.items())

    def _finished(self, identifier: str, note: Note | int) -> Note:
        return draft(self.bodies[note][0], identifier, self.bodies[note][1]) if isinstance(note, int) else note

    def _new_identifier(self) -> str:
        """Reserve the next identifier, so that notes stand in the order of their calls."""
        identifier = f"note-{len(self.drafts) + 1}"
        self.drafts[identifier] = -1
        return identifier

    def _call(self, identifier: str) -> NoteCall:
        repeat = self.called.get(identifier, 0)
        self.called[identifier] = repeat + 1
        return NoteCall(identifier, repeat)


def draft(fate: Fate, identifier: str, blocks: Blocks) -> Note:
    """The note of a bracket. What an author labels as a note of his own belongs to the author's series."""
    series = Series.AUTHOR if fate.by is Hand.AUTHOR else Series.EDITORIAL
    return Note(
        identifier=identifier,
        series=series,
        mark="",
        blocks=blocks,
        lemma=fate.lemma,
        by=fate.by,
        location=fate.site.location,
        bracket_class=fate.bracket_class,
        label=fate.label.leading,
        trailing_label=fate.label.trailing,
        action=fate.action,
    )
