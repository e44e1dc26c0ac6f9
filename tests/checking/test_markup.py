"""Words and calls as read from pages, with and without the namespace of XHTML."""

from __future__ import annotations

import pytest

from edition_builder.checking.calls import Called, text_of
from edition_builder.checking.markup import Page, body_pieces, by_class, note_pieces, parse_pages

BODY = (
    "<h1>Title</h1>"
    '<div class="headnote text">Head</div>'
    '<div class="text">one<!-- no --> <em>two</em><sup class="call"><a href="#note-1">1</a></sup> three'
    '<span class="address"> (https://example.org)</span>.</div>'
    '<div class="notes"><aside class="footnote" id="note-1"><p><a class="number">1</a> <i class="lemma">two:</i> a '
    '<b>gloss</b> <span class="responsibility">— Tr.</span> <a class="back">↑</a></p></aside></div>'
    '<p class="context">not text</p>'
)


def parsed(attributes: str = "") -> tuple[Page, ...]:
    pages = parse_pages([("one.xhtml", f"<html{attributes}><body>{BODY}</body></html>".encode())]).value
    assert pages is not None
    return pages


@pytest.mark.parametrize("attributes", ["", ' xmlns="http://www.w3.org/1999/xhtml"'])
def test_words_of_text_and_notes(attributes: str) -> None:
    pages = parsed(attributes)
    assert text_of(body_pieces(pages)) == "Headone two three."
    assert text_of(note_pieces(pages)).split() == ["a", "gloss"]


def test_a_call_stands_between_its_words() -> None:
    pieces = body_pieces(parsed())
    assert pieces[pieces.index(Called("note-1")) - 1] == "two"


def test_classes_are_whole_words() -> None:
    page = parsed()[0]
    assert len(by_class(page, "text")) == 2
    assert list(by_class(page, "tex")) == []


def test_every_page_that_is_not_well_formed_is_named() -> None:
    outcome = parse_pages([("a.xhtml", b"<p>"), ("b.xhtml", b"<p/>"), ("c.xhtml", b"")])
    assert outcome.value is None
    assert [(one.code, one.message.partition(":")[0]) for one in outcome.diagnostics] == [
        ("EB605", "a.xhtml"),
        ("EB605", "c.xhtml"),
    ]


def test_entities_of_a_document_are_not_expanded() -> None:
    bomb = b'<!DOCTYPE p [<!ENTITY a "aaaa">]><p class="text">&a;</p>'
    pages = parse_pages([("a.xhtml", bomb)]).value
    assert pages is not None
    assert "aaaa" not in text_of(body_pieces(pages))
