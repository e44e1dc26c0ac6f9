"""Where a text may stop on a poster: at sentences, stanzas, rows, paragraphs; in no bracket and behind no heading."""

from __future__ import annotations

import pytest

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Block,
    Blocks,
    Emphasis,
    InlineBracket,
    ItemList,
    Link,
    Quotation,
    SceneBreak,
    Span,
    Table,
    Text,
    Verse,
    VerseLine,
    own_inlines,
    walk_blocks,
    walk_inlines,
)
from edition_builder.rendering.poster_beginnings import Beginning, beginnings
from editions import HERE, chapter, edition, heading, paragraph


def found(*blocks: Block, most: int = 4000) -> tuple[Beginning, ...]:
    return beginnings(edition(chapter(1, *blocks)), most)


def texts(*blocks: Block) -> list[str]:
    return [words(one.blocks) for one in found(*blocks)]


def words(blocks: Blocks) -> str:
    return " ".join(visible_text(blocks))


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("We came. Nobody spoke.", ["We came.", "We came. Nobody spoke."]),
        ("Who came? “Nobody!” He left.", ["Who came?", "Who came? “Nobody!”", "Who came? “Nobody!” He left."]),
        (
            "As A. K. wrote, i.e. then. Dr. No came.",
            ["As A. K. wrote, i.e. then.", "As A. K. wrote, i.e. then. Dr. No came."],
        ),
        ("We waited… and slept.", ["We waited… and slept."]),
        ("Мы пришли. Поезд ушёл.", ["Мы пришли.", "Мы пришли. Поезд ушёл."]),
        ("我们到了。没有人！走了。", ["我们到了。", "我们到了。没有人！", "我们到了。没有人！走了。"]),
        ("متى يأتي القطار؟ لا يعرف.", ["متى يأتي القطار؟", "متى يأتي القطار؟ لا يعرف."]),
        ("No stop at all", ["No stop at all"]),
    ],
)
def test_sentences(text: str, ends: list[str]) -> None:
    assert texts(paragraph(text)) == ends


def test_a_sentence_ends_inside_stress_and_links_but_not_inside_a_bracket() -> None:
    bracket = InlineBracket((Text("She meant: nobody. Not even he."),), HERE)
    assert texts(paragraph("It was late. ", bracket, " And then.")) == [
        "It was late.",
        "It was late. [She meant: nobody. Not even he.] And then.",
    ]
    stressed = texts(paragraph(Emphasis((Text("Nobody came. Nobody left."),)), " At last."))
    assert stressed[0] == "Nobody came."
    linked = found(paragraph(Link("https://example.org", (Text("Nobody came. Here"),), HERE), " it ends."))
    assert not any(isinstance(one, Link) for part in linked for one in _inlines(part.blocks))
    assert any(isinstance(one, Span) for one in _inlines(linked[0].blocks))


def _inlines(blocks: Blocks) -> list[object]:
    return [one for block in walk_blocks(blocks) for run in own_inlines(block) for one in walk_inlines(run)]


def test_blocks_of_every_kind() -> None:
    verse = Verse(((VerseLine((Text("a"),)), VerseLine((Text("b"),))), (VerseLine((Text("c"),)),)), HERE)
    assert texts(verse) == ["a b", "a b c"]
    table = Table(((Text("h"),),), (((Text("1"),),), ((Text("2"),),)), ("",), HERE)
    assert texts(table) == ["h 1", "h 1 2"]
    assert texts(ItemList(((paragraph("One came."),), (paragraph("Two came. Both"),)), HERE)) == [
        "One came.",
        "One came. Two came.",
        "One came. Two came. Both",
    ]
    assert texts(Quotation((paragraph("He came. We left"),), HERE)) == ["He came.", "He came. We left"]


def test_none_ends_in_a_heading_or_a_break() -> None:
    said = texts(heading(1, "One", "one"), paragraph("A"), SceneBreak(HERE), heading(2, "Two", "two"), paragraph("B"))
    assert said == ["One A", "One A Two B"]
    assert texts(heading(1, "One", "one")) == []


def test_the_last_of_a_text_that_is_short_enough_is_the_whole() -> None:
    assert [one.whole for one in found(paragraph("Here. There"), paragraph("B"))] == [False, False, True]
    assert not any(one.whole for one in found(paragraph("A" * 10), paragraph("B" * 10), most=15))
    assert [one.characters for one in found(paragraph("A" * 10), paragraph("B" * 10), most=15)] == [10]
    assert found(paragraph("A" * 20), most=15) == ()


def test_the_headnote_comes_first() -> None:
    text = edition(chapter(1, paragraph("Body.")), headnote=(paragraph("Note here. Then"),))
    assert [(words(one.headnote), words(one.blocks)) for one in beginnings(text, 100)] == [
        ("Note here.", ""),
        ("Note here. Then", ""),
        ("Note here. Then", "Body."),
    ]
