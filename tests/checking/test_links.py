"""Links across pages, as in an EPUB."""

from __future__ import annotations

from edition_builder.checking.links import check_links, check_notes
from edition_builder.checking.markup import Page, parse_pages
from editions import call, chapter, edition, note, paragraph


def pages(**bodies: str) -> tuple[Page, ...]:
    """Pages by name (``text_one`` is ``text/one.xhtml``) with what stands in their bodies."""
    made = [
        (f"{name.replace('_', '/')}.xhtml", f"<html><body>{body}</body></html>".encode())
        for name, body in bodies.items()
    ]
    parsed = parse_pages(made).value
    assert parsed is not None
    return parsed


def lost(*, others: frozenset[str] = frozenset(), **bodies: str) -> list[str]:
    return [found.message.split("the link ")[1].split()[0] for found in check_links(pages(**bodies), others)]


def test_links_between_pages_and_folders() -> None:
    assert lost(nav='<a href="text/one.xhtml#a">x</a>', text_one='<p id="a"><a href="../nav.xhtml">x</a></p>') == []


def test_a_link_to_the_id_of_another_page_is_lost() -> None:
    assert lost(one='<a href="#b">x</a>', two='<p id="b"/>') == ["#b"]


def test_files_that_are_no_pages_may_be_linked_as_a_whole() -> None:
    link = '<link href="style.css"/>'
    assert lost(one=link, others=frozenset({"style.css"})) == []
    assert lost(one=link) == ["style.css"]
    assert lost(one='<a href="style.css#x">x</a>', others=frozenset({"style.css"})) == ["style.css#x"]


def test_an_address_elsewhere_is_not_a_link_inside() -> None:
    assert lost(one='<a href="https://example.org/a#b">x</a>') == []


def test_the_same_id_may_stand_in_two_pages_but_not_twice_in_one() -> None:
    assert check_links(pages(one='<p id="a"/>', two='<p id="a"/>')) == ()
    assert [found.code for found in check_links(pages(one='<p id="a"/><p id="a"/>'))] == ["EB603"]


NOTE = '<p class="footnote" id="note-1"><a class="number" href="#{0}">1</a> a <a class="back" href="#{0}">↑</a></p>'
CALL = '<sup class="call"><a id="call-note-1" href="{0}#note-1">1</a></sup>'
ONE = edition(chapter(1, paragraph("word", call(1)), notes=(note(1, "1", paragraph("a")),)))


def test_a_note_in_the_page_of_its_call_is_found() -> None:
    assert check_notes(pages(one=CALL.format("") + NOTE.format("call-note-1")), ONE) == ()


def test_a_note_that_nothing_calls_is_said() -> None:
    (found,) = check_notes(pages(one=NOTE.format("call-note-1")), ONE)
    assert found.message == "one.xhtml: nothing calls note-1"


def test_a_note_that_leads_elsewhere_is_said_once() -> None:
    (found,) = check_notes(pages(one=CALL.format("") + NOTE.format("top")), ONE)
    assert found.message == "one.xhtml: note-1 does not lead back to call-note-1"
