"""Attributes behind brackets: overrides, spans, corrections, slips of the pen."""

from __future__ import annotations

import pytest

from edition_builder.model.document import Action, BracketClass, Hand, OpenBracket, Override, Paragraph, Span
from edition_builder.reading.attributes import Attributes, parse_attributes
from manuscripts import read, read_line, read_text, said


def _override(written: str) -> Override:
    (paragraph,) = read(written).blocks
    assert isinstance(paragraph, Paragraph)
    (bracket,) = paragraph.content
    assert isinstance(bracket, OpenBracket)
    return bracket.override


@pytest.mark.parametrize(
    ("written", "override"),
    [
        ("[a]{.gloss}", Override(bracket_class=BracketClass.GLOSS)),
        ("[a]{.about-the-file}", Override(bracket_class=BracketClass.ABOUT_THE_FILE)),
        ("[a]{.inline}", Override(action=Action.INLINE)),
        ("[a]{.endnote}", Override(action=Action.ENDNOTE)),
        ("[a]{by=editor}", Override(by=Hand.EDITOR)),
        ('[a]{lemma="Old man"}', Override(lemma="Old man")),
        ("[a]{lemma='Old man'}", Override(lemma="Old man")),
        ("[a]{lemma=“Old man”}", Override(lemma="Old man")),
        ('[a]{lemma="the \\"old\\" man"}', Override(lemma='the "old" man')),
        ('[a]{lemma="Old\nman"}', Override(lemma="Old man")),
        ('[a]{lemma=""}', Override(lemma="")),
        (
            '[a]{lemma="Old man" by=editor .identify .inline}',
            Override(BracketClass.IDENTIFY, Action.INLINE, "Old man", Hand.EDITOR),
        ),
    ],
)
def test_overrides(written: str, override: Override) -> None:
    assert _override(written) == override
    assert said(read_text(written)) == []


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        ("[bata]{lang=kk-Latn}", "<span kk-Latn>bata</span>"),
        ("[bata]{.small-caps}", "<span small-caps>bata</span>"),
        ("[bata]{lang=kk .small-caps}", "<span kk small-caps>bata</span>"),
        ('[saying]{sic="waying"}', "<corr waying>saying</corr>"),
        ('x[]{sic="the"}', "x<corr the></corr>"),
        ("[a [b] c]{lang=kk}", "<span kk>a ⟦b⟧ c</span>"),
        ("[a [b]{lang=kk} c]", "⟦a <span kk>b</span> c⟧"),
        ('[saying]{sic="waying" lang=kk}', "<span kk><corr waying>saying</corr></span>"),
        ("[bata]{lang=kk .gloss}", "⟦<span kk>bata</span>⟧"),
        ("[word]{#here}", "<span >word</span>"),
        ("[word]{}", "<span >word</span>"),
        ("[word] {.gloss}", "⟦word⟧ {.gloss}"),
        ("[word]{in braces}", "⟦word⟧{in braces}"),
        ("[word]{.gloss", "⟦word⟧{.gloss"),
        ("[word]{.gloss.inline}", "⟦word⟧{.gloss.inline}"),
    ],
)
def test_spans_and_corrections(written: str, read_as: str) -> None:
    assert read_line(written) == read_as
    assert said(read_text(written)) == []


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ('[a]{lema="x"}', "did you mean lemma?"),
        ("[a]{.glos}", "did you mean gloss?"),
        ("[a]{.footnot}", "did you mean footnote?"),
        ("[a]{by=translater}", "did you mean translator?"),
        ("[a]{colour=red}", "known here: lemma, by, lang, sic"),
    ],
)
def test_slips_are_said_and_the_bracket_stays(written: str, hint: str) -> None:
    outcome = read_text(f"word {written}")
    assert said(outcome) == ["1:6 EB305"]
    assert outcome.diagnostics[0].hint == hint
    assert read_line(f"word {written}") == "word ⟦a⟧"


def test_a_bad_language_tag_is_an_error_and_the_words_stay() -> None:
    assert said(read_text("word [a]{lang=kz}")) == ["1:6 EB207"]
    assert read_text("word [a]{lang=kz}").diagnostics[0].hint == "write kk"


def test_a_span_keeps_its_class_out_of_the_bracket() -> None:
    (paragraph,) = read("[a]{lang=ru}").blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(paragraph.content[0], Span)


@pytest.mark.parametrize("text", ["{", "{.a", '{a="b}', "{a=}", "{=b}", "{a b}", "{.}", "{{.a}}"])
def test_what_is_not_attributes_is_left_alone(text: str) -> None:
    assert parse_attributes(text, 0, len(text)) is None


def test_attributes_end_behind_their_brace() -> None:
    assert parse_attributes('x{.a b="c" #d} y', 1, 16) == (Attributes(("a",), (("b", "c"),), True), 14)
