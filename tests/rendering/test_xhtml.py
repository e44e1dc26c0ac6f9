"""Blocks and inlines as XHTML: the markup contract of ``docs/formats.md``, each kind once."""

from __future__ import annotations

import pytest
from lxml import etree
from msgspec.structs import replace

from edition_builder.errors import Defect
from edition_builder.model.document import (
    Block,
    BracketClass,
    Code,
    CodeBlock,
    Correction,
    Division,
    DivisionKind,
    Emphasis,
    Figure,
    Inline,
    InlineBracket,
    ItemList,
    LineBreak,
    Link,
    NoteReference,
    OpenBracket,
    OpenBracketBlock,
    Picture,
    Quotation,
    SceneBreak,
    Span,
    Strong,
    Table,
    VerseLine,
)
from edition_builder.rendering.dialect import Dialect, dialect
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import chapter_markup, headnote_markup, inline_note, note_markup
from editions import HERE, call, chapter, edition, heading, inlines, note, paragraph, sample_edition, verse

ONE_NOTE = edition(
    chapter(1, paragraph("word", call(1)), notes=(note(1, "1", paragraph("a gloss"), lemma="word"),)),
)


def choices(epub_types: bool = False) -> Dialect:
    return replace(dialect(sample_edition(), lambda name: f"images/{name}"), epub_types=epub_types)


def markup(*blocks: Block) -> str:
    return blocks_markup(blocks, choices())


@pytest.mark.parametrize(
    ("inline", "expected"),
    [
        (Code("a < b"), "<code>a &lt; b</code>"),
        (LineBreak(), "<br/>"),
        (Code("e\u0301"), "<code>é</code>"),
        (Emphasis(inlines("\u0338")), "<em>\u0338</em>"),
        (Emphasis(inlines("R&B")), "<em>R&amp;B</em>"),
        (Strong(inlines("]]>")), "<strong>]]&gt;</strong>"),
        (Span(inlines("bata"), "kk-Latn", ("small-caps",)), '<span class="small-caps" lang="kk-Latn">bata</span>'),
        (Span(inlines("x"), classes=("call", "text")), "<span>x</span>"),
        (Link("#section-2", inlines("there"), HERE), '<a href="#section-2">there</a>'),
        (Correction(inlines("saying"), "waying", HERE), '<span class="correction">saying</span>'),
        (InlineBracket(inlines("…"), HERE, BracketClass.GAP), '<span class="bracket gap">[…]</span>'),
        (InlineBracket(inlines("x"), HERE, None, opening="(", closing=")"), '<span class="bracket">(x)</span>'),
        (
            Picture("img-001.png", 'a "grey" mark', HERE),
            '<img src="images/img-001.png" alt="a &quot;grey&quot; mark" width="8" height="6"/>',
        ),
        (
            Link("https://example.org/?a=1&b=2", inlines("page"), HERE),
            'page<span class="address"> (https://example.org/?a=1&amp;b=2)</span>',
        ),
        (Link("https://example.org", inlines("https://example.org"), HERE), "https://example.org"),
        (Link("mailto:a@example.org", inlines("a@example.org"), HERE), "a@example.org"),
    ],
)
def test_inline(inline: Inline, expected: str) -> None:
    assert inlines_markup((inline,), choices()) == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (paragraph("one"), "<p>one</p>"),
        (paragraph("on", continues=True), '<p class="continues">on</p>'),
        (heading(2, "Two", "section-2"), '<h2 id="section-2">Two</h2>'),
        (Quotation((paragraph("a"), paragraph("b")), HERE), "<blockquote>\n<p>a</p>\n<p>b</p>\n</blockquote>"),
        (
            verse(("a", VerseLine(inlines("b"), 12)), ("c",)),
            '<div class="verse">\n<div class="stanza">\n<p class="line">a</p>\n<p class="line indent-9">b</p>\n</div>\n'
            '<div class="stanza">\n<p class="line">c</p>\n</div>\n</div>',
        ),
        (
            ItemList(((paragraph("a"),), (paragraph("b"),)), HERE),
            '<ul class="tight">\n<li><p>a</p></li>\n<li><p>b</p></li>\n</ul>',
        ),
        (
            ItemList(((paragraph("a"),),), HERE, ordered=True, start=3, tight=False),
            '<ol start="3">\n<li><p>a</p></li>\n</ol>',
        ),
        (
            Table((inlines("A"), ()), ((inlines("1"), inlines("2")),), ("", "right"), HERE),
            '<table>\n<thead>\n<tr><th scope="col">A</th><td class="right"></td></tr>\n</thead>\n<tbody>\n'
            '<tr><td>1</td><td class="right">2</td></tr>\n</tbody>\n</table>',
        ),
        (Table(((), ()), (), ("", ""), HERE), "<table>\n</table>"),
        (
            Figure(Picture("img-001.png", "dark", HERE), inlines("The square"), HERE),
            '<figure>\n<img src="images/img-001.png" alt="dark" width="8" height="6"/>\n'
            "<figcaption>The square</figcaption>\n</figure>",
        ),
        (SceneBreak(HERE), '<hr class="scene-break"/>'),
        (CodeBlock("a\n  b <\n", HERE), "<pre><code>a\n  b &lt;</code></pre>"),
        (Division(DivisionKind.LETTER, (paragraph("a"),), HERE), '<div class="letter">\n<p>a</p>\n</div>'),
        (
            Division(DivisionKind.EPIGRAPH, (paragraph("a"),), HERE),
            '<div class="epigraph" role="doc-epigraph">\n<p>a</p>\n</div>',
        ),
    ],
)
def test_block(block: Block, expected: str) -> None:
    assert markup(block) == expected


def test_headings_go_down_with_the_page_but_not_below_six() -> None:
    shifted = replace(choices(), heading_shift=2)
    assert blocks_markup((heading(1, "a", ""), heading(6, "b", "")), shifted) == "<h3>a</h3>\n<h6>b</h6>"


def test_empty_elements_end_as_the_output_wants() -> None:
    html = replace(choices(), empty_end=">")
    assert inlines_markup((LineBreak(),), html) + blocks_markup((SceneBreak(HERE),), html) == (
        '<br><hr class="scene-break">'
    )


@pytest.mark.parametrize("inline", [OpenBracket(inlines("x"), HERE), NoteReference("x", HERE)])
def test_an_undecided_inline_is_a_defect(inline: Inline) -> None:
    with pytest.raises(Defect):
        inlines_markup((inline,), choices())


def test_an_undecided_block_is_a_defect() -> None:
    with pytest.raises(Defect):
        markup(OpenBracketBlock((), HERE))


def test_tables_scroll_where_the_output_wants_it() -> None:
    one = Table((), ((inlines("1"),),), (), HERE)
    box = '<div class="table" tabindex="0">\n<table>\n<tbody>\n<tr><td>1</td></tr>\n</tbody>\n</table>\n</div>'
    assert blocks_markup((one,), replace(choices(), scrolling_tables=True)) == box


def test_a_call_and_its_note() -> None:
    one = dialect(ONE_NOTE, str)
    assert chapter_markup(ONE_NOTE.chapters[0], one) == (
        '<div class="text" id="chapter-1">\n<p>word<sup class="call"><a id="call-note-1" href="#note-1" '
        'role="doc-noteref" aria-label="note 1">1</a></sup></p>\n</div>\n<div class="notes">\n'
        '<aside id="note-1" class="footnote" role="doc-footnote"><p><a class="number" href="#call-note-1">1</a> '
        '<i class="lemma">word:</i> a gloss <span class="responsibility">—\u00a0Tr.</span>\u00a0'
        '<a class="back" role="doc-backlink" href="#call-note-1" aria-label="Back to the text">↑</a></p></aside>'
        "\n</div>"
    )


def test_epub_types_stand_on_call_and_note_and_on_no_wrapper() -> None:
    epub = replace(dialect(ONE_NOTE, str), epub_types=True)
    page = chapter_markup(ONE_NOTE.chapters[0], epub)
    assert page.count('epub:type="noteref"') == page.count('epub:type="footnote"') == 1
    assert '<div class="notes">' in page


def test_a_repeated_call_has_its_own_id_and_its_own_way_back() -> None:
    page = chapter_markup(sample_edition().chapters[0], choices())
    assert '<a id="call-note-2-2" href="#note-2"' in page
    assert 'href="#call-note-2-2" aria-label="Back to the text 2">↑2</a>' in page
    assert page.count('href="#call-note-1"') == 2


def test_the_ends_of_a_note_with_other_blocks_stand_in_paragraphs() -> None:
    long = note(1, "1", verse(("Stand.",)), lemma="song")
    page = note_markup(long, dialect(edition(chapter(1, notes=(long,))), str))
    assert page.startswith('<aside id="note-1" class="footnote" role="doc-footnote"><p><a class="number"')
    assert '<i class="lemma">song:</i> </p>\n<div class="verse">' in page
    assert page.endswith("↑</a></p></aside>")


def test_phrases_in_another_language_than_the_edition_say_so() -> None:
    foreign = edition(*ONE_NOTE.chapters, language="ka")
    page = chapter_markup(foreign.chapters[0], dialect(foreign, str))
    assert page.count(' lang="en"') == 2


def test_a_note_in_the_line_holds_no_element_that_may_not_stand_there() -> None:
    long = sample_edition().notes[3]
    page = inline_note(long, choices())
    root = etree.fromstring(page)
    assert {element.tag for element in root.iter("*")} == {"span", "i"}
    assert root.get("data-mark") == long.mark
    words = " ".join("".join(str(part) for part in root.itertext()).split())
    assert words == "song: A song of the square. Stand, brothers, stand. — Tr."


def test_notes_at_their_calls_leave_no_list_behind_the_chapter() -> None:
    one = replace(dialect(ONE_NOTE, str), call=lambda noted: f"<b>{noted.note}</b>")
    assert (
        chapter_markup(ONE_NOTE.chapters[0], one)
        == '<div class="text" id="chapter-1">\n<p>word<b>note-1</b></p>\n</div>'
    )


def test_headnote_is_of_the_text_and_none_is_nothing() -> None:
    assert headnote_markup((paragraph("a"),), choices()) == '<div class="headnote text">\n<p>a</p>\n</div>'
    assert headnote_markup((), choices()) == ""


@pytest.mark.parametrize("epub_types", [True, False])
def test_everything_is_well_formed(epub_types: bool) -> None:
    used = choices(epub_types)
    page = "".join(chapter_markup(one, used) for one in sample_edition().chapters)
    root = etree.fromstring(f'<div xmlns:epub="http://www.idpf.org/2007/ops">{page}</div>')
    assert len(root.findall(".//aside")) == 5
