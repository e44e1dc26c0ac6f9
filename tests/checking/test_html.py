"""The check of the HTML passes a good file and names each damage with one code."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from msgspec.structs import replace

from edition_builder.checking.html import check
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.html import render
from editions import chapter, edition, glossary_edition, paragraph, sample_edition

STYLES = StyleFolder((("html.css", (Path(__file__).resolve().parents[2] / "styles/html.css").read_bytes()),))
SAMPLE = sample_edition()
GOOD = render(SAMPLE, STYLES).files[0].data.decode()


def findings(page: str, one: Edition = SAMPLE) -> tuple[Diagnostic, ...]:
    return check(Rendition("html", (RenditionFile("sample.html", page.encode()),)), one)


def codes(page: str, one: Edition = SAMPLE) -> list[str]:
    return [found.code for found in findings(page, one)]


def swapped(old: str, new: str) -> Callable[[str], str]:
    def damage(page: str) -> str:
        assert old in page
        return page.replace(old, new, 1)

    return damage


def without(pattern: str) -> Callable[[str], str]:
    def damage(page: str) -> str:
        assert re.search(pattern, page, re.DOTALL)
        return re.sub(pattern, "", page, count=1, flags=re.DOTALL)

    return damage


CALL_1 = '<sup class="call"><a id="call-note-1" href="#note-1" role="doc-noteref" aria-label="note 1">[1]</a></sup>'

DAMAGES: dict[str, tuple[str, Callable[[str], str]]] = {
    "a word of the text": ("EB601", swapped("came again", "came")),
    "a word of a note": ("EB601", swapped("Wednesday 5", "Thursday 5")),
    "two words change places": ("EB601", swapped("bread</p></li>\n<li><p>water", "water</p></li>\n<li><p>bread")),
    "a stop": ("EB601", swapped("he went home.", "he went home")),
    "a word between the blocks": ("EB601", swapped("</blockquote>", "</blockquote>more")),
    "a note": ("EB602", without(r'<div id="note-1".*?</div>\n')),
    "a call": ("EB602", without(r'<sup class="call"><a id="call-note-1".*?</sup>')),
    "a way back": ("EB602", without(r'<a class="back"[^>]*href="#call-note-1".*?</a>')),
    "the number of a note": ("EB602", without(r'<a class="number" href="#call-note-1">1</a>')),
    "a call in another place": ("EB602", lambda page: swapped("It", f"It{CALL_1}")(page.replace(CALL_1, ""))),
    "a note of nobody": ("EB602", swapped('class="notes">', 'class="notes"><p class="footnote" id="note-9"></p>')),
    "an id that stands twice": ("EB603", swapped('id="chapter-2"', 'id="chapter-1"')),
    "a heading's id": ("EB603", swapped(' id="what-we-carried"', "")),
    "a remote picture": (
        "EB604",
        swapped("</header>", '<div style="background:url(https://example.org/a.png)"></div></header>'),
    ),
    "a script": ("EB604", swapped("</header>", "<script>1</script></header>")),
    "a handler": ("EB604", swapped("<header>", '<header onclick="1">')),
    "a live link": ("EB604", swapped("<header>", '<header><a href="https://example.org">x</a>')),
    "a style sheet from elsewhere": ("EB604", swapped("<style>\n", "<style>\n@import 'a.css';")),
    "a refresh": ("EB604", swapped("<title>", '<meta http-equiv="refresh" content="1"><title>')),
    "the policy": ("EB604", swapped("default-src 'none'", "default-src *")),
    "the referrer": ("EB604", swapped("no-referrer", "origin")),
    "a picture outside": ("EB604", swapped('src="data:', 'src="img-001.png" lang="')),
    "an open element": ("EB605", swapped("</header>", "")),
    "an entity of its own": ("EB605", swapped("he went home", "he went&nbsp;home")),
    "another start": ("EB605", swapped("<!DOCTYPE html>\n", "")),
    "a comment": ("EB606", swapped("</header>", "<!-- made today --></header>")),
    "a generator": ("EB606", swapped("<title>", '<meta name="generator" content="us"><title>')),
    "a data attribute": ("EB606", swapped("<header>", '<header data-line="3">')),
    "a path": ("EB606", swapped('<section class="matter">', '<section class="matter /home/anna/book">')),
    "a comment in the style sheet": ("EB606", swapped("<style>\n", "<style>\n/* by us */")),
}


def test_a_good_file_passes() -> None:
    assert codes(GOOD) == []


@pytest.mark.parametrize("name", DAMAGES)
def test_each_damage_has_one_code(name: str) -> None:
    code, damage = DAMAGES[name]
    assert codes(damage(GOOD)) == [code]


def test_the_place_and_the_words_of_a_difference_are_said() -> None:
    (found,) = findings(GOOD.replace("stood in the text", "in the text"))
    assert "near “loose […] and [1] stood in the text”" in found.message
    assert "the file goes on “inthetextitself." in found.message
    assert str(found.location) == "sample.md:1:1"


def test_text_missing_at_the_end_is_said() -> None:
    two = edition(chapter(1, paragraph("One."), paragraph("Two.")))
    page = render(two, STYLES).files[0].data.decode()
    (found,) = findings(page.replace("<p>Two.</p>", ""), two)
    assert found.message.endswith("near “Two.”: the file ends")


def test_a_hash_that_is_not_of_the_text_is_said() -> None:
    wrong = replace(SAMPLE, text_hash="0" * 64)
    assert codes(GOOD, wrong) == ["EB601"]


def test_two_files_are_not_one() -> None:
    file = RenditionFile("sample.html", GOOD.encode())
    assert [found.code for found in check(Rendition("html", (file, file)), SAMPLE)] == ["EB605"]


def test_words_that_look_like_markup_are_words() -> None:
    odd = edition(chapter(1, paragraph('<br> & <img src="https://example.org"> /home/anna <!-- no -->')))
    assert codes(render(odd, STYLES).files[0].data.decode(), odd) == []


def test_a_glossary_is_no_word_of_text_or_notes_unless_it_stands_among_them() -> None:
    page = render(glossary_edition(), STYLES).files[0].data.decode()
    assert codes(page) == []
    assert codes(page.replace('<section class="matter">\n<h2>Gloss', '<section class="text">\n<h2>Gloss')) == ["EB601"]
    lost = page.replace('<p><strong><a href="#call-note-2">', '<p><strong><a href="#call-note-99">')
    assert codes(lost) == ["EB603"]
