from __future__ import annotations

from edition_builder.diagnostics import Location
from edition_builder.editing.numbering import called_notes, mark_notes
from edition_builder.model.document import Emphasis, Hand, NoteCall, Paragraph, Text
from edition_builder.model.edition import Note, Series

PLACE = Location("m.md", 1, 1)


def notes(kinds: str) -> tuple[Note, ...]:
    """A note for each letter: "a" an author's, "e" an editorial one."""
    series = {"a": Series.AUTHOR, "e": Series.EDITORIAL}
    return tuple(
        Note(f"note-{number}", series[kind], "", (), "", Hand.EDITOR, PLACE) for number, kind in enumerate(kinds, 1)
    )


def marks(*chapters: str) -> list[str]:
    return [
        " ".join(note.mark for note in chapter) for chapter in mark_notes(tuple(notes(kinds) for kinds in chapters))
    ]


def test_one_series_is_numbered_through_a_short_work() -> None:
    assert marks("ee", "e") == ["1 2", "3"]
    assert marks("aa", "a") == ["1 2", "3"]


def test_two_series_never_share_a_mark() -> None:
    assert marks("eaea", "ae") == ["1 * 2 †", "* 3"]


def test_symbols_double_and_then_give_way_to_letters() -> None:
    assert marks("e" + "a" * 8)[0].split()[7:] == ["**", "††"]
    assert marks("e" + "a" * 28)[0].split()[1:3] == ["a", "b"]
    assert marks("e" + "a" * 28)[0].split()[26:] == ["z", "aa", "bb"]


def test_a_long_work_starts_again_in_each_chapter() -> None:
    assert marks("e" * 60, "e" * 60)[1].split()[0] == "1"


def test_calls_are_found_in_order_and_once() -> None:
    run = (Text("a"), NoteCall("note-2"), Emphasis((NoteCall("note-1"),)), NoteCall("note-2", repeat=1))
    assert called_notes((Paragraph(run, PLACE),)) == ("note-2", "note-1")
