"""The laws of the note engine over random manuscripts, policies and overrides."""

from __future__ import annotations

from collections.abc import Iterator

from hypothesis import given, settings

from bracket_law import author_text, gone, manuscript_text, put_back
from bracket_strategies import manuscripts
from edition_builder.diagnostics import Location
from edition_builder.editing.notes.resolve import ResolvedText, resolve_notes
from edition_builder.model.canonical import canonical, visible_text
from edition_builder.model.document import (
    Blocks,
    Inline,
    NoteCall,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    own_inlines,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.edition import Series
from edition_builder.model.manuscript import Manuscript


def _resolve(manuscript: Manuscript) -> ResolvedText:
    outcome = resolve_notes(manuscript)
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def _inlines(blocks: Blocks) -> Iterator[Inline]:
    for block in walk_blocks(blocks):
        for run in own_inlines(block):
            yield from walk_inlines(run)


def _bracket_places(manuscript: Manuscript) -> frozenset[Location]:
    everything = (*manuscript.blocks, *(block for note in manuscript.author_notes for block in note.blocks))
    blocks = {block.location for block in walk_blocks(everything) if isinstance(block, OpenBracketBlock)}
    return frozenset(blocks | {one.location for one in _inlines(everything) if isinstance(one, OpenBracket)})


@given(manuscripts())
@settings(max_examples=100, deadline=None)
def test_body_and_notes_put_back_are_the_manuscript(manuscript: Manuscript) -> None:
    resolved = _resolve(manuscript)
    assert put_back(resolved) == manuscript_text(manuscript, gone(resolved))


@given(manuscripts())
@settings(max_examples=40, deadline=None)
def test_no_open_bracket_survives_any_policy(manuscript: Manuscript) -> None:
    resolved = _resolve(manuscript)
    everything = (*resolved.blocks, *resolved.about_the_file, *(b for n in resolved.notes for b in n.blocks))
    assert not [one for one in _inlines(everything) if isinstance(one, OpenBracket | NoteReference)]
    assert not [block for block in walk_blocks(everything) if isinstance(block, OpenBracketBlock)]


@given(manuscripts())
@settings(max_examples=40, deadline=None)
def test_every_note_is_called_from_the_body_in_order_with_an_id_of_its_own(manuscript: Manuscript) -> None:
    resolved = _resolve(manuscript)
    names = [note.identifier for note in resolved.notes]
    calls = [one for one in _inlines(resolved.blocks) if isinstance(one, NoteCall)]
    assert names == [f"note-{number}" for number in range(1, len(names) + 1)]
    assert list(dict.fromkeys(call.note for call in calls)) == names
    assert len({(call.note, call.repeat) for call in calls}) == len(calls)
    assert not [one for note in resolved.notes for one in _inlines(note.blocks) if isinstance(one, NoteCall)]


@given(manuscripts())
@settings(max_examples=40, deadline=None)
def test_the_ledger_names_real_brackets_once_and_in_order(manuscript: Manuscript) -> None:
    places = [one.location for one in _resolve(manuscript).decisions]
    assert set(places) <= _bracket_places(manuscript)
    assert places == sorted(set(places))


@given(manuscripts())
@settings(max_examples=40, deadline=None)
def test_the_authors_notes_keep_every_word(manuscript: Manuscript) -> None:
    resolved = _resolve(manuscript)
    own = [note for note in resolved.notes if note.series is Series.AUTHOR and note.bracket_class is None]
    texts = {author_text(manuscript, note.label) for note in manuscript.author_notes}
    assert {canonical("".join(visible_text(note.blocks))) for note in own} <= texts


@given(manuscripts())
@settings(max_examples=25, deadline=None)
def test_the_same_manuscript_gives_the_same_edition(manuscript: Manuscript) -> None:
    assert resolve_notes(manuscript) == resolve_notes(manuscript)
