"""Laws 1 and 2 on finished files: every word arrives, every note keeps its word and the way back, in every format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from pikepdf import Pdf

from bracket_law import gone, headnotes, manuscript_text, put_back_shown
from edition_builder.checking.calls import Called
from edition_builder.checking.pdf_text import Element, read_tagged_text
from edition_builder.formats import FORMATS, Format
from edition_builder.model.canonical import canonical, canonical_streams, hash_streams, visible_text
from edition_builder.model.document import NoteCall, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import Manuscript
from made import edition_of, rendition_of
from manuscript_strategies import Draft, drafts, real_drafts
from shown import READERS, Shown, streams

WHOLE = tuple(row for row in FORMATS if not row.excerpt)
EVERY_FORMAT = pytest.mark.parametrize("row", WHOLE, ids=lambda row: row.name)
EVERY_TEXT = pytest.mark.parametrize("name", real_drafts())
FEW = {
    "pdf": 6,
    "phone": 2,
    "handout": 4,
    "large-print": 2,
    "site": 2,
}  # pages are set several times slower than anything else is made
MANY = 10_000
# Making a text smaller that fails takes minutes where pages are set, longer than a test may take.
PHASES = dict.fromkeys(FEW, (Phase.explicit, Phase.reuse, Phase.generate))


def keep(manuscript: Manuscript, edition: Edition, shown: Shown) -> None:
    """Fail where what a file shows breaks a law."""
    words_arrive(edition, shown)
    notes_keep_their_word(edition, shown)
    front = canonical(" ".join(visible_text(edition.headnote)))
    whole = front + manuscript_text(manuscript, gone(edition), headnotes(edition))
    assert put_back_shown(shown.body, shown.notes, edition) == canonical(whole)


def words_arrive(edition: Edition, shown: Shown) -> None:
    assert streams(shown, edition) == canonical_streams(edition)
    assert hash_streams(*streams(shown, edition)) == edition.text_hash


def notes_keep_their_word(edition: Edition, shown: Shown) -> None:
    """The calls are those of the edition in their order, and each note leads back to each of its calls."""
    blocks = walk_blocks(tuple(block for chapter in edition.chapters for block in chapter.blocks))
    inlines = (one for block in blocks for run in own_inlines(block) for one in walk_inlines(run))
    wanted = [one.note for one in inlines if isinstance(one, NoteCall)]
    assert [piece.note for piece in shown.body if isinstance(piece, Called)] == wanted
    assert [note for _, note in shown.calls] == wanted
    assert set(shown.notes) == {note.identifier for note in edition.notes}
    for call, note in shown.calls:
        assert not call or call in shown.ways_back[note]


def try_one(draft: Draft, row: Format) -> None:
    manuscript, edition = edition_of(draft)
    keep(manuscript, edition, READERS[row.name](rendition_of(edition, row), edition))


def try_many(row: Format, examples: int) -> None:
    phases = PHASES.get(row.name, (Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink))

    @settings(max_examples=examples, phases=phases, suppress_health_check=list(HealthCheck))
    @given(drafts())
    def arrives(draft: Draft) -> None:
        try_one(draft, row)

    arrives()


@EVERY_FORMAT
def test_a_generated_text_arrives(row: Format) -> None:
    try_many(row, FEW.get(row.name, 12))


@pytest.mark.slow
@pytest.mark.timeout(7200)
@EVERY_FORMAT
def test_ten_thousand_generated_texts_arrive(row: Format) -> None:
    try_many(row, MANY // 20 if row.name in FEW else MANY)


@EVERY_FORMAT
@EVERY_TEXT
def test_a_real_text_arrives(row: Format, name: str) -> None:
    try_one(real_drafts()[name], row)


def test_every_format_can_be_read_back() -> None:
    assert set(READERS) == {row.name for row in WHOLE}


EXCERPTS = pytest.mark.parametrize("row", [row for row in FORMATS if row.excerpt], ids=lambda row: row.name)


def begins(draft: Draft, row: Format) -> None:
    """Fail where a file that shows the beginning of a text shows something else, or has more than a page."""
    _manuscript, edition = edition_of(draft)
    with Pdf.open(BytesIO(rendition_of(edition, row).files[0].data)) as pdf:
        tree = read_tagged_text(pdf)
    assert tree is not None
    assert len(tree.drawn) == 1
    quoted = next((one for one in tree.root.walk() if one.tag == "BlockQuote"), None)
    assert canonical_streams(edition)[0].startswith(canonical("".join(_spoken(quoted)) if quoted else ""))


def _spoken(element: Element) -> Iterator[str]:
    """What an element says, without the numbers of lists."""
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.tag != "Lbl":
            yield from _spoken(kid)


@EXCERPTS
def test_a_generated_text_begins(row: Format) -> None:
    @settings(max_examples=4, phases=PHASES["pdf"], suppress_health_check=list(HealthCheck))
    @given(drafts())
    def arrives(draft: Draft) -> None:
        begins(draft, row)

    arrives()


@EXCERPTS
@EVERY_TEXT
def test_a_real_text_begins(row: Format, name: str) -> None:
    begins(real_drafts()[name], row)


TEXT = """---
title: A
author: B
language: en
notes: {brackets: all, by: translator}
---

The karabets [armed forces], were let loose. My [ata]{lang=kk-Latn} [father] left.[^1]

[^1]: In January.
"""


@pytest.fixture(params=WHOLE, ids=lambda row: row.name)
def sound(request: pytest.FixtureRequest) -> tuple[Manuscript, Edition, Shown]:
    """A text with two series of notes and what a format shows of it."""
    manuscript, edition = edition_of(Draft((("a.md", TEXT.encode()),)))
    row: Format = request.param
    return manuscript, edition, READERS[row.name](rendition_of(edition, row), edition)


Sound = tuple[Manuscript, Edition, Shown]


def test_a_lost_word_breaks_the_law(sound: Sound) -> None:
    manuscript, edition, shown = sound
    keep(manuscript, edition, shown)
    words = tuple(piece.replace("loose", "") if isinstance(piece, str) else piece for piece in shown.body)
    with pytest.raises(AssertionError):
        keep(manuscript, edition, replace(shown, body=words))


def test_a_lost_word_of_a_note_breaks_the_law(sound: Sound) -> None:
    manuscript, edition, shown = sound
    first = edition.notes[0].identifier
    with pytest.raises(AssertionError):
        keep(manuscript, edition, replace(shown, notes={**shown.notes, first: ("armed",)}))


def test_two_calls_that_changed_places_break_the_law(sound: Sound) -> None:
    manuscript, edition, shown = sound
    calls = iter([piece for piece in shown.body if isinstance(piece, Called)][::-1])
    body = tuple(next(calls) if isinstance(piece, Called) else piece for piece in shown.body)
    with pytest.raises(AssertionError):
        keep(manuscript, edition, replace(shown, body=body))


def test_a_lost_way_back_breaks_the_law(sound: Sound) -> None:
    manuscript, edition, shown = sound
    nowhere = dict.fromkeys(shown.ways_back, frozenset[str]())
    with pytest.raises(AssertionError):
        keep(manuscript, edition, replace(shown, ways_back=nowhere))
