"""Notes that would begin a page late take their paragraph to the next page; the layout is tried a few times at most."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any
from xml.etree import ElementTree

import pytest
from msgspec.structs import replace

from books import lines, styles
from edition_builder.checking.pdf import check
from edition_builder.model.document import Blocks, Emphasis, Figure, Paragraph, Picture, Table, Text
from edition_builder.model.manuscript import PictureFile
from edition_builder.rendering import pdf_layout
from edition_builder.rendering.pdf import render
from edition_builder.rendering.pdf_changes import Change
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph, png

PAGE = (
    '<html><body><p>One<a id="call-note-1">1</a><span class="footnote" id="note-1">n</span></p>'
    '<p>Two<a id="call-note-2">2</a><span class="footnote" id="note-2">n</span><span class="footnote continued" '
    'id="note-2-part-2">n</span> and <a id="call-note-3">3</a></p>'
    '<aside class="footnote" id="note-3">e</aside></body></html>'
)
SECOND_PARAGRAPH = 5  # html, body, p, a, span, p


def document(*pages: tuple[str, ...]) -> Any:
    """A laid-out document as far as the module looks at it: what is anchored on which page."""
    html = SimpleNamespace(etree_element=ElementTree.fromstring(PAGE))  # noqa: S314
    return SimpleNamespace(pages=[SimpleNamespace(anchors=dict.fromkeys(names)) for names in pages], _html=html)


GOOD = document(("call-note-1", "note-1"), ("call-note-2", "note-2", "call-note-3"), ("note-2-part-2", "note-3"))
LATE = document(("call-note-1", "note-1", "call-note-2"), ("note-2", "call-note-3"), ("note-2-part-2", "note-3"))


def test_only_a_footnote_whose_first_part_stands_on_another_page_is_late() -> None:
    assert pdf_layout.late_notes(GOOD) == ()
    assert pdf_layout.late_notes(LATE) == ("note-2",)


def test_the_paragraph_of_a_late_note_is_moved_and_all_is_laid_out_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[int, Change]] = []

    def laid_out(
        _markup: object, _pictures: object, _fonts: object, changes: dict[int, Change], _apart: object = None
    ) -> Any:
        asked.append(changes)
        return GOOD if changes else LATE

    monkeypatch.setattr(pdf_layout, "laid_out", laid_out)
    fonts: Any = None
    assert pdf_layout.lay_out("", {}, fonts) is GOOD
    assert asked == [{}, {SECOND_PARAGRAPH: Change(frozenset({"next-page"}))}]


def test_what_cannot_be_mended_is_tried_no_further_than_it_helps(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[dict[int, Change]] = []

    def laid_out(
        _markup: object, _pictures: object, _fonts: object, changes: dict[int, Change], _apart: object = None
    ) -> Any:
        asked.append(changes)
        return LATE

    monkeypatch.setattr(pdf_layout, "laid_out", laid_out)
    fonts: Any = None
    assert pdf_layout.lay_out("", {}, fonts) is LATE
    assert [sorted(name for one in changes.values() for name in one.classes) for changes in asked] == [
        [],
        ["next-page"],
        ["loose", "next-page"],
    ]


@pytest.mark.parametrize("lines", [0, 3, 5, 8])
def test_notes_of_tables_and_captions_stand_with_them(lines: int) -> None:
    rows = tuple((inlines(f"Day {number}", call(number)), inlines("one " * (10 + number))) for number in range(1, 20))
    notes = tuple(note(number, str(number), paragraph("a note of some length " * 6)) for number in range(1, 21))
    blocks: Blocks = (
        heading(1, "Days", "days"),
        *(paragraph("line " * 60) for _ in range(lines)),
        Table((inlines("Day"), inlines("Count")), rows, ("", ""), HERE),
        Figure(Picture("img-001.png", "The square", HERE), inlines("The square", call(20)), HERE),
    )
    one = edition(chapter(1, *blocks, notes=notes))
    one = replace(one, pictures=(PictureFile("img-001.png", "image/png", png(300, 300), 300, 300),))
    assert [found.code for found in check(render(one, styles()), one)] == ["EB612"]  # 96 pixels an inch


@pytest.mark.parametrize("words", [40, 700, 1500])
def test_a_long_last_note_ends_before_the_colophon(words: int) -> None:
    last = note(1, "1", paragraph("testimony " * words))
    pages = lines(edition(chapter(1, paragraph("It was night."), paragraph("It ended there", call(1)), notes=(last,))))
    closing = next(number for number, page in enumerate(pages) if "Colophon" in page[:1])
    noted = [number for number, page in enumerate(pages) if any("testimony" in line for line in page)]
    assert noted == list(range(noted[0], closing))
    assert closing == len(pages) - 1


def test_a_text_that_fits_but_for_its_last_space_is_not_broken_after_its_first_word() -> None:
    blocks = tuple(
        Paragraph((Text(f"People {'far ' * words}{'i' * thin} "), Emphasis((Text("karabets"),)), Text(" came.")), HERE)
        for words in range(11, 17)
        for thin in range(1, 30)
    )
    pages = lines(edition(chapter(1, *blocks)))
    assert [line for page in pages for line in page if line.strip() == "People"] == []
