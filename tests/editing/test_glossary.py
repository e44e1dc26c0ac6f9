"""The glossary: which notes are in it, in what order, with what words and links; it changes nothing else."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.editing.edition import edit
from edition_builder.editing.glossary import glossary
from edition_builder.model.document import (
    BracketClass,
    Code,
    Correction,
    Emphasis,
    LineBreak,
    Link,
    Paragraph,
    Picture,
    Strong,
    plain_text,
)
from edition_builder.model.edition import Edition, Note
from edition_builder.model.manuscript import SourceFile, Sources
from edition_builder.reading.manuscript import read_manuscript
from editions import HERE, call, inlines, note, paragraph, verse
from made import edition_of
from manuscript_strategies import Draft

HEAD = "---\ntitle: A\nauthor: B\ntranslator: C\nlanguage: en\nnotes: {{brackets: all, by: translator{}}}\n---\n\n"
TEXT = "The provodnik [guard] sat with the akim [mayor] and came yesterday [Wednesday 5 January].\n"


def gloss(number: int, lemma: str, *words: str) -> Note:
    return note(number, str(number), paragraph(*words), lemma=lemma)


def shown(*notes: Note) -> list[str]:
    return [plain_text(entry.content) for entry in glossary(notes)]


def made(notes: str) -> Edition:
    return edition_of(Draft((("m.md", (HEAD.format(notes) + TEXT).encode()),)))[1]


def test_words_stand_in_the_order_of_their_letters() -> None:
    lemmas = ["Zhuz", "“bata”", "été", "etui", "akim", "KNB", "аул", "йод", "игра"]
    notes = tuple(gloss(number, lemma, "x") for number, lemma in enumerate(lemmas, 1))
    expected = ["akim", "“bata”", "été", "etui", "KNB", "Zhuz", "аул", "игра", "йод"]
    assert [line.removesuffix(": x") for line in shown(*notes)] == expected
    assert shown(*reversed(notes)) == shown(*notes)


def test_a_word_has_one_entry_with_everything_that_its_notes_say_once() -> None:
    notes = (gloss(1, "akim", "mayor"), gloss(2, "Akim", "Mayor"), gloss(3, "akim", "head of a district"))
    assert shown(*notes) == ["akim: mayor · head of a district"]


def test_the_word_leads_to_its_first_call() -> None:
    (entry,) = glossary((gloss(4, "akim", "mayor"), gloss(7, "akim", "mayor")))
    assert entry.content[0] == Strong((Link("#call-note-4", inlines("akim"), HERE),))


def test_only_glosses_that_have_a_word_are_entries() -> None:
    identify = replace(gloss(1, "Old man", "Nazarbayev"), bracket_class=BracketClass.IDENTIFY)
    assert shown(identify, gloss(2, "", "a"), note(3, "*", paragraph("b"), author=True)) == []


def test_all_words_of_a_note_arrive_without_calls_links_pictures_and_breaks() -> None:
    content = (
        Emphasis(inlines("a", LineBreak(), "b", call(9))),
        Link("https://example.org", inlines(" c"), HERE),
        Picture("img-001.png", "d", HERE),
        Correction(inlines(" e"), "f", HERE),
        Code("  g"),
    )
    (entry,) = glossary((note(1, "1", Paragraph(content, HERE), verse(("h", "i")), lemma="w"),))
    assert plain_text(entry.content) == "w: a b c e  g h i"
    assert entry.content[2] == Emphasis(inlines("a", " ", "b"))


def test_a_note_without_words_leaves_no_colon() -> None:
    assert shown(note(1, "1", Paragraph((Picture("img-001.png", "d", HERE),), HERE), lemma="w")) == ["w"]


def test_it_is_made_on_demand_and_changes_no_word() -> None:
    without, asked = made(""), made(", glossary: true")
    assert without == made(", glossary: false")
    assert without.glossary == ()
    assert shown(*asked.notes) == ["akim: mayor", "provodnik: guard"]
    assert asked == replace(without, glossary=glossary(asked.notes))


def test_a_glossary_without_an_entry_is_said() -> None:
    text = HEAD.format(", glossary: true") + "We came yesterday [Wednesday 5 January].\n"
    read = read_manuscript(Sources((SourceFile("m.md", text.encode()),)))
    assert read.value is not None
    found = edit(read.value)
    assert found.value is not None
    assert [(one.code, str(one.location)) for one in found.diagnostics] == [("EB406", "m.md:1:1")]
