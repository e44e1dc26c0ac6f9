from __future__ import annotations

from edition_builder.diagnostics import Location
from edition_builder.editing.corrections import find_corrections
from edition_builder.editing.credits import contributors, credit_lines, language_name
from edition_builder.editing.matter import colophon, imprint, key_to_notes
from edition_builder.model.canonical import check_phrase, visible_text
from edition_builder.model.document import (
    BracketClass,
    Correction,
    Hand,
    Heading,
    InlineBracket,
    Paragraph,
    SceneBreak,
    Text,
)
from edition_builder.model.edition import Chapter, Note, Role, Series
from edition_builder.model.manuscript import FrontMatter, Original, Person, Written
from edition_builder.model.terms import terms_for

PLACE = Location("m.md", 1, 1)
EN = terms_for("en-GB")


def front(**keys: object) -> FrontMatter:
    return FrontMatter(title=(Text("Almaty"),), language="en", authors=(Person("Aidar Ergali"),), **keys)  # type: ignore[arg-type]


def note(by: Hand, series: Series = Series.EDITORIAL) -> Note:
    return Note("note-1", series, "1", (), "", by, PLACE)


def words(blocks: tuple[object, ...]) -> list[str]:
    return list(visible_text(blocks))  # type: ignore[arg-type]


def test_a_translator_who_annotates_is_writer_of_added_commentary_too() -> None:
    people = contributors(front(translators=(Person("PS"),)), (note(Hand.TRANSLATOR),))
    assert [(person.name, person.roles) for person in people] == [
        ("Aidar Ergali", (Role.AUTHOR,)),
        ("PS", (Role.TRANSLATOR, Role.WRITER_OF_ADDED_COMMENTARY)),
    ]


def test_an_author_with_notes_of_his_own_stays_the_author() -> None:
    people = contributors(front(), (note(Hand.AUTHOR, Series.AUTHOR),))
    assert people[0].roles == (Role.AUTHOR,)


def test_credit_lines_name_the_source_language_where_the_table_has_it() -> None:
    matter = front(
        translators=(Person("PS"),), editors=(Person("A. B."), Person("C. D.")), original=Original(language="ru")
    )
    assert credit_lines(matter, EN) == ("Translated from the Russian by PS", "Edited by A. B., C. D.")
    unknown = front(translators=(Person("PS"),), original=Original(language="tlh"))
    assert credit_lines(unknown, EN) == ("Translated by PS",)
    assert language_name("ru-Cyrl", "ru") == "с русского"


def test_imprint_says_only_what_the_manuscript_says() -> None:
    matter = front(
        written=Written("2022-01-06", "Almaty"),
        original=Original(source="social media"),
        translators=(Person("PS"),),
        acknowledgements=((Text("Thanks."),),),
        rights=((Text("Copy it."),),),
        see_also=((Text("More"),),),
    )
    assert words(imprint(matter, EN).blocks) == [
        "Written 6 January 2022, Almaty.",
        "First circulation: social media.",
        "Translated by PS.",
        "Thanks.",
        "Rights: Copy it.",
        "See also: More",
    ]
    assert imprint(front(), EN).blocks == ()


def test_a_line_that_ends_in_a_stop_gets_no_second_one() -> None:
    matter = front(translators=(Person("M. L."),), written=Written("2022"))
    assert words(imprint(matter, EN).blocks) == ["Written 2022.", "Translated by M. L."]
    chinese = imprint(front(written=Written("2022-01")), terms_for("zh"))
    assert words(chinese.blocks) == ["写于 2022年1月。"]


def test_what_is_said_about_people_and_the_original_is_printed() -> None:
    people = (Person("Anna K.", about="teacher"), Person("B", role="with drawings", about="her brother"))
    matter = FrontMatter((Text("T"),), "en", people, original=Original(source="a newspaper", date="1991-02"))
    assert words(imprint(matter, EN).blocks) == [
        "First circulation: a newspaper, February 1991.",
        "Anna K.: teacher.",
        "B: with drawings, her brother.",
    ]


def test_a_citation_leaves_every_name_as_it_is_written() -> None:
    matter = front(translators=(Person("Garnett"),), original=Original(language="ru"), written=Written("1920"))
    lines = words(colophon(matter, terms_for("zh"), (), (), "0f" * 32).blocks)
    assert any("Almaty (1920)。 Garnett 译自俄语。" in line for line in lines)


def test_colophon_lists_corrections_with_their_places_hash_and_phrase() -> None:
    run = (Correction((Text("saying"),), "waying", PLACE),)
    paragraphs = (Paragraph((Text("one"),), PLACE), SceneBreak(PLACE), Paragraph(run, PLACE))
    found = find_corrections(front(), (Chapter("chapter-1", None, paragraphs),), EN)
    text_hash = "0f" * 32
    made = words(colophon(front(), EN, found, ("A key.",), text_hash).blocks)
    assert made[0] == "A key."
    assert "“saying”: the source has “waying” (paragraph 2)" in made
    assert any(" ".join(check_phrase(text_hash)) in line for line in made)
    assert any("0f0f 0f0f" in line for line in made)


def test_a_correction_in_a_chapter_is_found_by_the_chapter() -> None:
    heading = Heading(1, (Text("The square"),), PLACE)
    run = (Correction((Text("long"),), "lomg", PLACE),)
    chapters = (
        Chapter("chapter-1", heading, (heading, Paragraph((Text("x"),), PLACE))),
        Chapter("chapter-2", heading, (heading, Paragraph(run, PLACE))),
    )
    matter = front(acknowledgements=((Correction((Text("into"),), "in to", PLACE),),))
    assert [place for _, place in find_corrections(matter, chapters, EN)] == [
        "The square, paragraph 1",
        EN.imprint,
    ]


def test_key_is_made_from_what_occurs() -> None:
    inline = (Paragraph((InlineBracket((Text("were"),), PLACE, BracketClass.SUPPLIED),), PLACE),)
    both = (note(Hand.TRANSLATOR), note(Hand.AUTHOR, Series.AUTHOR))
    assert key_to_notes((), (), EN, dropped=False) == ()
    assert key_to_notes(both, inline, EN, dropped=True) == (
        EN.key_translator,
        EN.key_author.format(marks="1"),
        EN.key_inline,
        EN.key_dropped,
    )
