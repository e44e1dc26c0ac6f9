"""Saved pages: the text with its notes, stress, headings and links; everything else left out with the reason."""

# ruff: noqa: E501 -- pages as programs write them
from __future__ import annotations

import base64
import re
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from imports import accounted, body, header, imported, left_out, words

PROSE = "We walked home in the morning, and the people stood at the windows of the houses and said nothing to us at all, as on the day before."
PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>A night at the station | Our Blog</title>
<style>p{{color:red}}</style><script>var hidden = "words of a script";</script></head><body>
<a href="#content">Skip to content</a><nav><ul><li><a href="/">Home</a></li><li><a href="/about">About</a></li></ul></nav>
<header><h1>Our Blog</h1></header><main id="content"><article><h1>A night at the station</h1>
<p class="meta">Posted on 5 May 2020 by gabriel</p><p><em>By Anna Kern</em></p>
<p>We came at nine.<sup><a href="#fn1" id="r1">1</a></sup> Nobody knew that the <strong>last</strong> train was gone &amp; the <i>provodnik</i> [guard] slept. {PROSE}</p>
<h2>The morning</h2><p>{PROSE} They said <a href="https://example.org/x">nothing</a>.<br>And then it was over.</p>
<blockquote><p>Who has no roof, has the sky over his head.</p></blockquote><ul><li>one bread</li><li>two blankets</li></ul>
<table><tr><th>day</th><th>trains</th></tr><tr><td>Monday</td><td>4</td></tr></table><pre>a verse
  of two lines</pre><p>{PROSE}</p>
<div class="footnotes"><ol><li id="fn1">By train, from Rivne. <a href="#r1">↩ back</a></li></ol></div>
<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Twitter</a></li></ul></div></article>
<div id="comments"><h2>2 Responses</h2><p>Thank you for this text, it is very moving and I have read it twice already, and so on.</p></div></main>
<aside><h2>Recent Posts</h2></aside><footer>Powered by WordPress.</footer></body></html>"""

TEXT = f"""We came at nine.[^1] Nobody knew that the **last** train was gone & the *provodnik* [guard] slept. {PROSE}

## The morning

{PROSE} They said [nothing](https://example.org/x).\\
And then it was over.

> Who has no roof, has the sky over his head.

- one bread
- two blankets

| day | trains |
|---|---|
| Monday | 4 |

a verse\\
of two lines

{PROSE}

[^1]: By train, from Rivne."""


def test_a_page(tmp_path: Path) -> None:
    imported(tmp_path, PAGE, name="page.txt")
    assert body(tmp_path) == TEXT
    assert {key: header(tmp_path)[key] for key in ("title", "author", "language")} == {
        "title": "A night at the station",
        "author": "Anna Kern",
        "language": "en-GB",
    }
    for words_out in (
        "Home",
        "Share this:",
        "2 Responses",
        "Thank you for this text",
        "Recent Posts",
        "↩ back",
        "A night at the station | Our Blog",
    ):
        assert words_out in left_out(tmp_path)
    assert "script" not in left_out(tmp_path)


def test_the_law_holds_for_a_page(tmp_path: Path) -> None:
    imported(tmp_path, PAGE, name="page.html")
    seen = PAGE.split("</script>")[1]
    for tag in ("sup", "a", "strong", "i", "em"):
        seen = re.sub(rf"</?{tag}\b[^>]*>", "", seen)
    plain = re.sub(r"<[^>]*>", " ", seen).replace("&amp;", "&") + " A night at the station Our Blog"
    made = accounted(tmp_path)
    made["1"] -= 1  # the label at the note, where the page has the number of a list
    made.subtract(words("https example org x"))
    assert +made == words(plain)


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>a <b>b</b>c <i> d </i>e</p>", "a **b**c *d* e"),
        ("<p>a<b>“b”</b>c</p>", "a“b”c"),
        ("<p>one<br><br>two</p>", "one\n\ntwo"),
        ("<p>1. not a list</p>", "1\\. not a list"),
        ("<p># no heading *no stress*</p>", "\\# no heading \\*no stress\\*"),
        ("<p><a href='javascript:x()'>a</a> <a href='b.html'>b</a></p>", "a b"),
        ("<p>H<sub>2</sub>O and 1<sup>st</sup></p>", "H2O and 1st"),
        ("<div>one<p>two</p>three</div>", "one\n\ntwo\n\nthree"),
        ("<h2><strong>Head</strong></h2><p>x</p>", "## Head\n\nx"),
        ("<ul><li>a<ul><li>b</li></ul></li></ul>", "- a\n  - b"),
        ("<p>a[1]</p><p>b</p><p id=n>[1] c</p>", "a[^1]\n\nb\n\n[^1]: c"),
    ],
)
def test_markup(tmp_path: Path, html: str, markdown: str) -> None:
    imported(tmp_path, f"<html><body>{html}</body></html>", dropped=("front-matter", "furniture"))
    assert body(tmp_path) == markdown


def test_notes_of_every_usual_form(tmp_path: Path) -> None:
    notes = (
        "<p>One<a href='#_ftn1' name='_ftnref1'>[1]</a> and<a role='doc-noteref' href='#n2'>*</a> and <sup id='c3'><a href='#n3'>[3]</a></sup></p>"
        "<p><a href='#_ftnref1' name='_ftn1'>[1]</a> From Word.</p><aside id='n2'>From EPUB.</aside>"
        "<ol class='references'><li id='n3'><a href='#c3'>^</a> From Wikipedia.</li></ol>"
    )
    imported(tmp_path, f"<html><body>{notes}</body></html>", dropped=("front-matter", "furniture"))
    assert body(tmp_path) == "One[^1] and[^*] and [^3]\n\n[^1]: From Word.\n\n[^*]: From EPUB.\n\n[^3]: From Wikipedia."


@pytest.mark.parametrize("codec", ["utf-8", "cp1251", "koi8_r", "utf-16"])
def test_the_encoding_that_a_page_declares(tmp_path: Path, codec: str) -> None:
    page = (
        f'<html><head><meta charset="{codec.replace("_", "-")}"></head><body><p>Мы вышли на площадь.</p></body></html>'
    )
    result = imported(tmp_path, page.encode(codec), dropped=("front-matter",))
    assert body(tmp_path) == "Мы вышли на площадь."
    assert "EB905" not in {one.code for one in result.diagnostics}


def test_pictures_come_along_clean(tmp_path: Path) -> None:
    stream = BytesIO()
    Image.new("RGB", (40, 20), "red").save(stream, "JPEG", comment=b"SECRET-OWNER")
    address = "data:image/jpeg;base64," + base64.b64encode(stream.getvalue()).decode()
    html = f'<html><body><p>Words.</p><img alt="A bridge" src="{address}"><img src="https://example.org/a.jpg" alt="far"><img src="pixel.gif" width="1" height="1"></body></html>'
    result = imported(tmp_path, html, dropped=("front-matter", "furniture"))
    assert body(tmp_path) == "Words.\n\n![A bridge](images/out-001.jpg)"
    assert b"SECRET" not in (tmp_path / "images/out-001.jpg").read_bytes()
    assert [one.code for one in result.diagnostics].count("EB913") == 1


def test_a_picture_without_words_is_asked_for_with_its_place(tmp_path: Path) -> None:
    stream = BytesIO()
    Image.new("RGB", (40, 20), "red").save(stream, "PNG")
    address = "data:image/png;base64," + base64.b64encode(stream.getvalue()).decode()
    head = "---\ntitle: T\nauthor: A\nlanguage: en\n---\n\nWords.\n\n"
    result = imported(tmp_path, f"<html><body><p>Words of a text.</p><img src='{address}'></body></html>")
    said = next(one for one in result.diagnostics if one.code == "EB507")
    assert said.location is not None
    assert said.location.line > head.count("\n")


@pytest.mark.parametrize(
    "html", ["<html>", "<html><body></body></html>", "<!doctype html>" + "<div>" * 5000, "<html><script>x</script>"]
)
def test_a_page_without_text_is_refused(tmp_path: Path, html: str) -> None:
    result = imported(tmp_path, html)
    assert ([one.code for one in result.diagnostics], result.paths) == (["EB912"], ())


def test_an_old_page_that_was_laid_out_in_tables(tmp_path: Path) -> None:
    page = (
        "<html><head><title>Ночь на вокзале — Новости</title></head><body><table><tr><td><a href='/'>Главная</a><br><a href='/n'>Новости</a></td>"
        "<td><h1>Ночь на вокзале</h1><b>Автор: Анна Керн</b><br>Перевод с украинского: М. Л.<br><br>"
        "Мы пришли в девять. Никто не сказал нам, что последний поезд уже ушёл, и мы сидели на лавках до самого утра.<br><br>"
        "<b>Читайте также:</b> <a href='/1'>Как живёт город</a><br><br>"
        "Утром мы шли домой, и люди стояли у окон своих домов и ничего нам не говорили.<br><br>3 февраля 1991, Сарны</td></tr></table></body></html>"
    )
    imported(tmp_path, page)
    assert {key: header(tmp_path)[key] for key in ("title", "author", "translator", "language")} == {
        "title": "Ночь на вокзале",
        "author": "Анна Керн",
        "translator": "М. Л.",
        "language": "ru",
    }
    assert body(tmp_path).startswith("Мы пришли в девять.")
    assert body(tmp_path).endswith("3 февраля 1991, Сарны")
    assert "Читайте также: Как живёт город" in left_out(tmp_path)
    assert "|" not in body(tmp_path)
