"""Notes on paper: the call, the note beside it, and long notes in parts of which nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from edition_builder.model.canonical import canonical, visible_text
from edition_builder.model.document import Action, Blocks, Emphasis, ItemList, NoteCall, Quotation
from edition_builder.model.edition import Edition, Note
from edition_builder.rendering.dialect import dialect
from edition_builder.rendering.pdf_notes import calls_apart, calls_with_notes, note_parts
from editions import HERE, call, chapter, edition, inlines, note, paragraph, sample_edition, verse


def calls(edition: Edition, one: NoteCall) -> str:
    return calls_apart(calls_with_notes(dialect(edition, str))(one))


def test_calls_that_follow_one_another_at_once_are_set_apart() -> None:
    one, two = (note(number, str(number), paragraph("n")) for number in (1, 2))
    made = edition(chapter(1, paragraph("x", call(1), call(2), " y", call(1)), notes=(one, two)))
    choices = dialect(made, str)
    run = "".join((calls_with_notes(choices)(call(1)), calls_with_notes(choices)(call(2)), " y"))
    assert calls_apart(run).count("data-next") == 1
    assert '<a class="call" data-next="next" id="call-note-2"' in calls_apart(run)
    assert "\0" not in calls_apart(run)


def words(*notes: Note) -> str:
    blocks: Blocks = tuple(block for one in notes for block in one.blocks)
    return canonical(" ".join(visible_text(blocks)))


def test_a_call_is_a_link_with_the_note_behind_it() -> None:
    assert calls(sample_edition(), call(1)).startswith(
        '<a class="call" id="call-note-1" href="#note-1">1</a><span class="footnote" id="note-1"'
    )
    assert '<a class="number" href="#call-note-1">1</a> <i class="lemma">yesterday:</i> Wednesday 5 January' in calls(
        sample_edition(), call(1)
    )


def test_a_repeated_call_and_the_call_of_an_endnote_are_links_alone() -> None:
    assert calls(sample_edition(), call(2, 1)) == '<a class="call" id="call-note-2-2" href="#note-2">2</a>'
    assert calls(sample_edition(), call(5)) == '<a class="call" id="call-note-5" href="#note-5">2</a>'


def test_no_line_end_stands_between_the_blocks_of_a_note() -> None:
    assert ">\n<" not in calls(sample_edition(), call(4))


def test_a_note_of_ordinary_length_is_one_part() -> None:
    one = note(1, "1", paragraph("word " * 300), lemma="x")
    assert note_parts(one) == (one,)


@pytest.mark.parametrize(
    "blocks",
    [
        (paragraph("One sentence. " * 400),),
        (paragraph("word " * 2000),),
        (paragraph("слово" * 2000),),
        (paragraph("短い文。" * 1200),),
        (paragraph("文" * 4000),),
        (paragraph("A ", Emphasis(inlines("long " * 900)), " one. " * 300),),
        tuple(paragraph("A paragraph of some length. " * 10) for _ in range(12)),
        (Quotation((paragraph("Said so. " * 300), paragraph("And so. " * 300)), HERE),),
        (verse(*[("a line of verse",) * 4] * 60),),
        (ItemList(tuple((paragraph("an item " * 20),) for _ in range(30)), HERE, ordered=True, start=4),),
    ],
    ids=[
        "sentences",
        "no stops",
        "no spaces",
        "no spaces, wide",
        "one word, wide",
        "emphasis",
        "paragraphs",
        "quotation",
        "verse",
        "list",
    ],
)
def test_a_long_note_loses_nothing_in_its_parts(blocks: Blocks) -> None:
    one = replace(note(1, "1", *blocks, lemma="x"), responsibility="Tr.")
    parts = note_parts(one)
    assert len(parts) > 1
    assert words(*parts) == words(one)
    assert [part.lemma for part in parts] == ["x", *[""] * (len(parts) - 1)]
    assert [part.responsibility for part in parts] == [*[""] * (len(parts) - 1), "Tr."]
    assert len({part.identifier for part in parts}) == len(parts)


@given(st.lists(st.text(st.sampled_from("ab. !?”文。\u3000"), min_size=1, max_size=900), min_size=1, max_size=8))
def test_whatever_a_note_says_it_says_in_its_parts(texts: list[str]) -> None:
    one = note(1, "1", *(paragraph(text * 3) for text in texts))
    assert words(*note_parts(one)) == words(one)


def test_items_of_a_parted_list_keep_their_numbers() -> None:
    items = ItemList(tuple((paragraph("an item " * 40),) for _ in range(9)), HERE, ordered=True, start=4)
    lists = [block for part in note_parts(note(1, "1", items)) for block in part.blocks]
    assert [block.start for block in lists if isinstance(block, ItemList)] == list(range(4, 13))


def test_an_endnote_of_any_length_stays_whole_at_the_end() -> None:
    one = replace(note(1, "1", paragraph("word " * 3000)), action=Action.ENDNOTE)
    made = edition(chapter(1, paragraph("a", call(1)), notes=(one,)))
    assert calls(made, call(1)) == '<a class="call" id="call-note-1" href="#note-1">1</a>'
