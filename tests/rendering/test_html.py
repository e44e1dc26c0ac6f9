"""The one-file HTML: what stands in it, what does not, and that it is the same every time."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from msgspec.structs import replace

from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.model.terms import terms_for
from edition_builder.rendering.html import render
from editions import chapter, edition, glossary_edition, heading, inlines, paragraph, sample_edition

CSS = (Path(__file__).resolve().parents[2] / "styles/html.css").read_bytes()
STYLES = StyleFolder((("html.css", CSS),))


def html(one: Edition) -> str:
    return render(one, STYLES).files[0].data.decode()


def test_the_file_has_the_name_of_the_edition() -> None:
    rendition = render(sample_edition(), STYLES)
    assert (rendition.format, [file.name for file in rendition.files]) == ("html", ["sample.html"])


def test_encoding_stands_first_and_the_wall_before_anything_that_loads() -> None:
    head = html(sample_edition()).partition("</head>")[0]
    assert head.index('<meta charset="utf-8">') < 90
    assert head.index("Content-Security-Policy") < head.index("<style>")


def test_titles_and_credits_are_escaped_and_emphasis_in_the_title_is_kept() -> None:
    page = html(sample_edition())
    assert "<title>Six days &amp; a half</title>" in page
    assert "<h1>Six days &amp; <em>a half</em></h1>" in page
    assert '<p class="subtitle">A &lt;short&gt; account</p>' in page
    assert '<p class="credit">Edited by QT</p>' in page


def test_contents_only_with_more_than_one_heading() -> None:
    assert "<nav" not in html(edition(chapter(1, heading(1, "One", "section-1"), paragraph("a"))))
    page = html(sample_edition())
    assert re.findall(r'<li class="level-(\d)"><a href="#([^"]+)">', page) == [
        ("1", "the-first-evening"), ("1", "the-second-day"), ("2", "what-we-carried"), ("1", "a-letter"),
    ]  # fmt: skip


@pytest.mark.parametrize("level", [1, 3])
def test_the_first_heading_level_of_the_text_comes_below_the_title(level: int) -> None:
    page = html(edition(chapter(1, heading(level, "One", "section-1"), paragraph("a"))))
    assert '<h2 id="section-1">One</h2>' in page


def test_pictures_are_in_the_file() -> None:
    addresses = re.findall(r'<img src="([^"]{20})', html(sample_edition()))
    assert addresses == ["data:image/png;base6"] * 2


def test_no_comment_of_the_style_sheet_reaches_the_reader() -> None:
    assert b"/*" in CSS
    page = html(sample_edition())
    assert "/*" not in page
    assert "<!--" not in page


def test_direction_and_language_stand_on_the_page() -> None:
    assert '<html lang="fa" dir="rtl">' in html(edition(chapter(1, paragraph("متن")), language="fa", direction="rtl"))


def test_back_matter_is_set_where_there_is_any() -> None:
    headings = re.findall('<section class="matter">\n<h2>([^<]+)</h2>', html(sample_edition()))
    assert headings == ["About this edition", "About the digital text", "Colophon"]
    assert "About the digital text" not in html(replace(sample_edition(), about_the_file=()))


def test_hash_and_check_phrase_are_in_the_file() -> None:
    sample = sample_edition()
    assert sample.text_hash in html(sample)
    assert " ".join(sample.check_phrase) in html(sample)


def test_a_text_that_looks_like_a_template_is_text() -> None:
    page = html(replace(edition(chapter(1, paragraph("{{ 1 + 1 }} {% raw %}"))), title=inlines("{{ title }}")))
    assert "<p>{{ 1 + 1 }} {% raw %}</p>" in page
    assert "<h1>{{ title }}</h1>" in page


def test_twice_the_same_bytes() -> None:
    assert render(sample_edition(), STYLES) == render(sample_edition(), STYLES)


def test_two_switches_need_no_script() -> None:
    page = html(sample_edition())
    for name in ("larger", "night"):
        assert f'<input class="{name}" id="{name}" type="checkbox">\n' in page.partition('<div class="page">')[0]
        assert f'<label for="{name}">' in page
        assert f".{name}:checked ~ .page" in page
    assert "<script" not in page


def test_how_to_pass_it_on_is_said_in_the_language_of_the_edition_and_found_from_above() -> None:
    said = {"en": "How to pass this on", "ru": "Как передать дальше", "fa": "چگونه این متن را به دیگران برسانید"}
    for language, words in said.items():
        page = html(edition(chapter(1, paragraph("a")), language=language))
        header, section = page.partition("</header>")[0], page.split('id="pass-on">')[1].split("</section>")[0]
        assert f'<a href="#pass-on">{words}</a>' in header
        assert f"<h2>{words}</h2>" in section
        assert terms_for(language).pass_on_page in section
        assert terms_for(language).pass_on_how in section


def test_the_glossary_stands_after_the_text_and_leads_to_the_calls() -> None:
    page = html(glossary_edition())
    section = page.split("<h2>Glossary</h2>")[1].split("</section>")[0]
    targets = re.findall(r'<p><strong><a href="#([^"]+)">', section)
    assert targets == ["call-note-2", "call-note-5", "call-note-4", "call-note-1"]
    assert all(f'id="{target}"' in page for target in targets)
    assert "Glossary" not in html(sample_edition())
