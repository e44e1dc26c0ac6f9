"""The author's own notes: every reference has its note, every note its reference, no two share a label."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from edition_builder.model.document import NoteReference, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.manuscript import AuthorNote
from edition_builder.reading.context import Context
from edition_builder.reading.findings import Findings
from edition_builder.reading.markdown import DEEPEST
from edition_builder.reading.nearest import nearest

__all__ = ["check_notes"]


def check_notes(contexts: Sequence[Context], findings: Findings) -> tuple[AuthorNote, ...]:
    """All notes of the manuscript, in the order of the files; EB301, EB302, EB307 and EB311."""
    notes: list[AuthorNote] = []
    for context in contexts:
        own = _different(context, findings)
        labels = {note.label for note in own}
        called = {label for label, _place in context.calls}
        for label, place in context.calls:
            if label not in labels:
                written = label.removeprefix(context.label_prefix)
                best = nearest(label, labels)
                meant = f"did you mean [^{best.removeprefix(context.label_prefix)}]? " if best else ""
                step = f"{meant}add a line [^{written}]: with the note, or take the reference out"
                findings.add("EB301", f"there is no note [^{written}]", place, step)
        for note in own:
            if note.label not in called:
                written = note.label.removeprefix(context.label_prefix)
                step = f"write [^{written}] where it is called, or delete it: it will not be printed"
                findings.add("EB302", f"nothing calls the note [^{written}]", note.location, step)
        notes.extend(own)
    _refuse_circles(notes, findings)
    return tuple(notes)


def _different(context: Context, findings: Findings) -> list[AuthorNote]:
    """The notes of a file, one for each label; EB307 for the others."""
    kept: dict[str, AuthorNote] = {}
    for note in context.notes:
        if note.label in kept:
            written = note.label.removeprefix(context.label_prefix)
            first = kept[note.label].location
            findings.add(
                "EB307",
                f"there is a second note [^{written}]; the first is on line {first.line}",
                note.location,
                "give one of them another label, here and where it is called",
            )
        else:
            kept[note.label] = note
    return list(kept.values())


def _refuse_circles(notes: Sequence[AuthorNote], findings: Findings) -> None:
    """EB311 for each note that calls itself, directly or through others; EB303 for a chain that no page holds.

    Walks without recursion: chains are long.
    """
    called = {note.label: _called_in(note) for note in notes}
    places = {note.label: note.location for note in notes}
    done: set[str] = set()
    for start in called:
        path: dict[str, Iterator[str]] = {} if start in done else {start: iter(called[start])}
        while path:
            label, calls = next(reversed(path.items()))
            following = next(calls, None)
            if following is None:
                done.add(label)
                del path[label]
            elif following in path:
                findings.add("EB311", "this note calls itself", places[following], "take one of the references out")
            elif following in called and following not in done:
                path[following] = iter(called[following])
                if len(path) == DEEPEST + 1:
                    message = f"more than {DEEPEST} notes call one another in a row"
                    findings.add("EB303", message, places[following], "write the last ones into the notes before them")


def _called_in(note: AuthorNote) -> tuple[str, ...]:
    """The labels that a note calls."""
    return tuple(
        inline.label
        for block in walk_blocks(note.blocks)
        for run in own_inlines(block)
        for inline in walk_inlines(run)
        if isinstance(inline, NoteReference)
    )
