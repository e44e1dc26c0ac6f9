"""Front matter: every key, every way to get one wrong."""

from __future__ import annotations

from datetime import date

import pytest

from edition_builder.diagnostics import Outcome
from edition_builder.model.document import Action, BracketClass, Correction, Hand, Text, walk_inlines
from edition_builder.model.manuscript import (
    BracketPreset,
    FrontMatter,
    Manuscript,
    NotePolicy,
    Original,
    Person,
    Written,
)
from manuscripts import read_bytes, read_folder, read_text, show

_NEEDED = "title: T\nauthor: A\nlanguage: en\n"


def _read(keys: str) -> Outcome[Manuscript]:
    return read_text("Text.\n", f"---\n{keys}\n---\n")


def _front_matter(keys: str) -> FrontMatter:
    outcome = _read(keys)
    assert outcome.value is not None, outcome.diagnostics
    assert outcome.diagnostics == ()
    return outcome.value.front_matter


def _said(keys: str) -> list[tuple[str, str, str]]:
    """Place, code and hint of each finding."""
    findings = _read(keys).diagnostics
    return [(f"{one.location.line}:{one.location.column}", one.code, one.hint) for one in findings if one.location]


def test_everything_has_its_place() -> None:
    front_matter = _front_matter(
        """title: "An *eyewitness*"
subtitle: in Almaty
author: {name: Aidar Ergali, sort: "Ergali, Aidar", role: architect, about: Kazakh architect, pseudonym: true}
language: en-GB
translator: [PS, {name: QR}]
editor: ED
original: {title: Свидетель, language: ru, source: social media, date: 2022-01}
written: {date: 2022-01-06, place: Almaty}
headnote: |
  One.

  Two
  goes on.
acknowledgements: [Thanks., Photos.]
see-also: More
rights: >
  Copy
  this.

  And this.
edition: {date: 2022-01-07, number: 2}
identifier: urn:isbn:123
slug: almaty-2022
description: One
  line.
subjects: [Kazakhstan, protest]
cover: false
notes: {brackets: all, by: translator, policy: {gloss: endnote, translator: drop, about-the-file: inline}}
print: {page: A5, margins: {top: 10mm}}
formats: [epub, pdf]"""
    )
    assert show(front_matter.title) == "An <em>eyewitness</em>"
    assert show(front_matter.subtitle) == "in Almaty"
    assert front_matter.authors == (Person("Aidar Ergali", "Ergali, Aidar", "architect", "Kazakh architect", True),)
    assert front_matter.language == "en-GB"
    assert front_matter.translators == (Person("PS"), Person("QR"))
    assert front_matter.editors == (Person("ED"),)
    assert front_matter.original == Original("Свидетель", "ru", "social media", "2022-01")
    assert front_matter.written == Written("2022-01-06", "Almaty")
    assert [show(one) for one in front_matter.headnote] == ["One.", "Two goes on."]
    assert [show(one) for one in front_matter.acknowledgements] == ["Thanks.", "Photos."]
    assert [show(one) for one in front_matter.see_also] == ["More"]
    assert [show(one) for one in front_matter.rights] == ["Copy this.", "And this."]
    assert (front_matter.edition_date, front_matter.edition_number) == (date(2022, 1, 7), "2")
    assert (front_matter.identifier, front_matter.slug) == ("urn:isbn:123", "almaty-2022")
    assert (front_matter.description, front_matter.subjects) == ("One line.", ("Kazakhstan", "protest"))
    assert front_matter.cover is False
    assert front_matter.notes == NotePolicy(
        BracketPreset.ALL,
        Hand.TRANSLATOR,
        ((BracketClass.GLOSS, Action.ENDNOTE), (BracketClass.ABOUT_THE_FILE, Action.INLINE)),
        ((Hand.TRANSLATOR, Action.DROP),),
    )
    assert front_matter.formats == ("epub", "pdf")


def test_what_is_left_out_has_its_default() -> None:
    front_matter = _front_matter(_NEEDED)
    assert front_matter == FrontMatter(
        title=(Text("T"),),
        language="en",
        authors=(Person("A"),),
        location=front_matter.location,
    )
    assert str(front_matter.location) == "a.md:1:1"


@pytest.mark.parametrize("title", ["1984", "No", "2022-01-06", "1e3", "0x10", "~not nothing", "12:30:45", "'true'"])
def test_values_are_characters_not_types(title: str) -> None:
    assert show(_front_matter(f"title: {title}\nauthor: 7\nlanguage: no\n").title) == title.strip("'")


@pytest.mark.parametrize(
    ("keys", "place", "code", "hint"),
    [
        ("titel: T\n" + _NEEDED, "2:1", "EB203", "did you mean title?"),
        (_NEEDED + "traslator: T", "5:1", "EB203", "did you mean translator?"),
        (_NEEDED + "xyzzyx: T", "5:1", "EB203", "known here: title, subtitle"),
        (_NEEDED + "original: {languge: ru}", "5:12", "EB203", "did you mean language?"),
        (_NEEDED + "print: {pag: A5}", "5:9", "EB203", "did you mean page?"),
        (_NEEDED + "notes: {policy: {glos: inline}}", "5:18", "EB203", "did you mean gloss?"),
        ("author: A\nlanguage: en", "2:1", "EB204", "add title: the title of this edition"),
        ("title:\nauthor: A\nlanguage: en", "2:1", "EB204", "add title"),
        ("title: ~\nauthor: A\nlanguage: en", "2:1", "EB204", "add title"),
        (_NEEDED + "translator: {sort: x}", "5:13", "EB204", "add name"),
        ("title: {a: b}\nauthor: A\nlanguage: en", "2:8", "EB205", "write a text or a list of texts"),
        ("title: T\nauthor: [[A]]\nlanguage: en", "3:10", "EB205", "write keys with their values (name: …)"),
        ("title: T\nauthor: A\nlanguage: [en]", "4:11", "EB205", "write a language tag"),
        (_NEEDED + "cover: maybe", "5:8", "EB205", "write true or false"),
        (_NEEDED + "cover: bridge.jpg", "5:8", "EB205", 'write {picture: "bridge.jpg", alt: …}'),
        (_NEEDED + "cover: {alt: A bridge}", "5:8", "EB204", "add picture"),
        (_NEEDED + "cover: {picture: bridge.jpg, alt: A bridge}", "5:18", "EB501", "check the name"),
        (_NEEDED + 'cover: "no"', "5:8", "EB205", "write true or false"),
        (_NEEDED + "edition: 2022-01-06", "5:10", "EB205", "write keys with their values (date: …)"),
        (_NEEDED + "notes: {policy: drop}", "5:17", "EB205", "write classes"),
        (_NEEDED + "edition: {date: 6 January 2022}", "5:17", "EB206", "write year-month-day in numbers: 2022-01-06"),
        (_NEEDED + "edition: {date: 2022-02-30}", "5:17", "EB206", "write year-month-day"),
        (_NEEDED + "edition: {date: 2022}", "5:17", "EB206", "write the whole day: 2022-01-06"),
        (_NEEDED + "written: {date: 2022-13}", "5:17", "EB206", "write year-month-day"),
        (_NEEDED + "written: {date: 2022-1-6}", "5:17", "EB206", "write year-month-day"),
        ("title: T\nauthor: A\nlanguage: English", "4:11", "EB207", "write en"),
        ("title: T\nauthor: A\nlanguage: en_GB", "4:11", "EB207", "write en-GB"),
        (_NEEDED + "original: {language: kz}", "5:22", "EB207", "write kk"),
        ("title: &a T\nauthor: A\nlanguage: en", "2:8", "EB208", "put the value in quotes"),
        ("title: *a\nauthor: A\nlanguage: en", "2:8", "EB208", "put the value in quotes"),
        ("title: !!str T\nauthor: A\nlanguage: en", "2:8", "EB208", "put the value in quotes"),
        ("title: !!python/object:os.system x", "2:8", "EB208", "put the value in quotes"),
        (_NEEDED + "<<: {a: b}", "5:1", "EB208", "write the keys out"),
        (_NEEDED + "title: T", "5:1", "EB208", "keep one of the two"),
        (_NEEDED + "editor: {name: A, name: B}", "5:19", "EB208", "keep one of the two"),
        (_NEEDED + "? [a, b]\n: c", "5:3", "EB208", "write `key: value`"),
        (_NEEDED + "print: {page: [[[[[[[a]]]]]]]}", "5:21", "EB208", "see `edition schema`"),
        (_NEEDED + f"description: {'x' * 66_000}", "2:1", "EB208", "move long texts"),
        (_NEEDED + "slug: Кот", "5:7", "EB209", "write at most 48"),
        (_NEEDED + f"slug: {'x' * 49}", "5:7", "EB209", "write at most 48"),
        (_NEEDED + "notes: {brackets: al}", "5:19", "EB209", "did you mean all?"),
        (_NEEDED + "notes: {by: me}", "5:13", "EB209", "known here: author, translator, editor"),
        (_NEEDED + "notes: {policy: {gloss: footnot}}", "5:25", "EB209", "did you mean footnote?"),
        (_NEEDED + "notes: {policy: {gloss: keep}}", "5:25", "EB209", "known here: footnote"),
        (_NEEDED + "translator: Аidar", "5:1", "EB211", "type the name again"),
        ("title: Foo: bar\nauthor: A\nlanguage: en", "2:11", "EB202", "a text that holds a colon stands in quotes"),
        ('title: "Foo\nauthor: A\nlanguage: en', "4:13", "EB202", "look at this line"),
        ("title: T\n\tauthor: A\nlanguage: en", "3:1", "EB202", "indent with spaces"),
        ("title: T\nauthor: A\nrights: [all] wrongs", "4:15", "EB202", "a text that begins with one of"),
        ("title: T\nauthor: A\nrights: @home", "4:9", "EB202", "a text that begins with one of"),
        ("just words", "2:1", "EB205", "write keys with their values (title: …)"),
    ],
)
def test_every_slip_has_its_place_and_next_step(keys: str, place: str, code: str, hint: str) -> None:
    found = [one for one in _said(keys) if one[1] == code]
    assert [(one[0], one[1]) for one in found] == [(place, code)]
    assert found[0][2].startswith(hint)


def test_all_slips_are_said_at_once() -> None:
    codes = [code for _place, code, _hint in _said("titel: T\nlanguage: xx\nslug: Кот\nedition: {date: x}")]
    assert codes == ["EB203", "EB204", "EB204", "EB207", "EB209", "EB206"]


def test_an_empty_header_lacks_every_key() -> None:
    assert [code for _place, code, _hint in _said("")] == ["EB204", "EB204", "EB204"]


@pytest.mark.parametrize(
    "data", [b"Words alone.\n", b"\n---\ntitle: T\n---\n", b"# Title\n", b"----\ntitle: T\n----\n"]
)
def test_no_front_matter(data: bytes) -> None:
    outcome = read_bytes(data)
    assert outcome.value is None
    assert [(str(one.location), one.code) for one in outcome.diagnostics] == [("a.md:1:1", "EB201")]


def test_front_matter_without_end() -> None:
    (finding,) = read_bytes(b"---\ntitle: T\n").diagnostics
    assert (str(finding.location), finding.code) == ("a.md:1:1", "EB202")


@pytest.mark.parametrize("end", ["---", "...", "---  "])
def test_ends_of_front_matter(end: str) -> None:
    assert read_text("Text.", f"--- \n{_NEEDED}{end}\n").diagnostics == ()


@pytest.mark.parametrize(
    ("keys", "place"),
    [
        ("acknowledgements: Thanks [into]{sic=xx}", "5:26"),
        ("acknowledgements: 'It''s [into]{sic=xx}'", "5:26"),
        ('acknowledgements: "It [into]{sic=\\"x\\"}"', "5:23"),
        ('acknowledgements: "\\"It\\" [into]{sic=\\"x\\"} \\u00e9"', "5:27"),
        ("acknowledgements:\n  - Photos\n  - Thanks [into]{sic=xx}", "7:12"),
        ("acknowledgements: [Photos, 'Thanks [into]{sic=xx}']", "5:36"),
        ("headnote: |\n  One.\n\n  Two [into]{sic=xx}.", "8:7"),
        ("headnote: |\n  One\n    and [into]{sic=xx}.", "7:9"),
        ("headnote: >-\n  One\n  two [into]{sic=xx}\n  three.", "7:7"),
        ("headnote: One\n  two [into]{sic=xx}\n  three.", "6:7"),
        ("headnote: One\n\n  two\n  and [into]{sic=xx}.", "8:7"),
        ('headnote: "One\n\n  two\n  [into]{sic=xx}."', "8:3"),
        ("rights: “I don’t [into]{sic=xx}”", "5:18"),
        ("subtitle: A [into]{sic=xx}", "5:13"),
    ],
)
def test_corrections_in_prose_have_their_place(keys: str, place: str) -> None:
    front_matter = _front_matter(_NEEDED + keys)
    prose = (*front_matter.acknowledgements, *front_matter.headnote, *front_matter.rights, front_matter.subtitle)
    corrections = [one for run in prose for one in walk_inlines(run) if isinstance(one, Correction)]
    assert [f"{one.location.line}:{one.location.column}" for one in corrections] == [place]


@pytest.mark.parametrize("prose", ["They [were] there", "an [open one", "a closed] one", "[a [b] c]", "[1] and [x]"])
def test_brackets_in_front_matter_are_characters(prose: str) -> None:
    front_matter = _front_matter(f"{_NEEDED}headnote: {prose!r}")
    assert [show(one) for one in front_matter.headnote] == [prose]


def test_edition_yaml_of_a_folder() -> None:
    outcome = read_folder(("b/edition.yaml", f"---\n{_NEEDED}slug: Кот\n"), ("b/1.md", "Text [one].\n"))
    assert [(str(one.location), one.code) for one in outcome.diagnostics] == [("b/edition.yaml:5:7", "EB209")]


def test_front_matter_in_a_chapter() -> None:
    outcome = read_folder(("b/edition.yaml", _NEEDED), ("b/1.md", "Text\n"), ("b/2.md", f"---\n{_NEEDED}---\nText\n"))
    assert [(str(one.location), one.code) for one in outcome.diagnostics] == [("b/2.md:1:1", "EB210")]


@pytest.mark.parametrize("call", ["a[^x]", "a^[inline]"])
def test_front_matter_calls_no_note(call: str) -> None:
    for key in ("title", "headnote"):
        keys = {"title": "T", "author": "A", "language": "en", key: call}
        header = "".join(f"{name}: {value}\n" for name, value in keys.items())
        outcome = read_text("Words[^x].\n\n[^x]: n\n", f"---\n{header}---\n")
        assert [one.code for one in outcome.diagnostics] == ["EB214"]


@pytest.mark.parametrize("wish", [".gloss", ".footnote", ".note by=editor", "by=translator", "lemma=one"])
@pytest.mark.parametrize("key", ["title", "subtitle", "headnote", "rights"])
def test_a_bracket_that_asks_to_be_a_note_is_refused(key: str, wish: str) -> None:
    keys = {"title": "T", "author": "A", "language": "en", key: f"One [two]{{{wish}}}"}
    header = "".join(f"{name}: {value}\n" for name, value in keys.items())
    outcome = read_text("Words.\n", f"---\n{header}---\n")
    assert [one.code for one in outcome.diagnostics] == ["EB214"]


AS_IT_STANDS = ("", "{.inline}", "{.supplied}", "{.gap}", "{.correct}", "{.gloss .inline}")


@pytest.mark.parametrize("wish", AS_IT_STANDS)
def test_a_bracket_of_a_title_is_printed_as_it_stands(wish: str) -> None:
    outcome = read_text("Words.\n", f"---\ntitle: One [two]{wish}\nauthor: A\nlanguage: en\n---\n")
    assert outcome.value is not None, outcome.diagnostics
    assert show(outcome.value.front_matter.title) == "One [two]"


@pytest.mark.parametrize("title", ["[[]]", "['', ~]", "[~]", '[" "]'])
def test_a_list_of_nothing_is_no_title(title: str) -> None:
    outcome = read_text("Words.\n", f"---\ntitle: {title}\nauthor: A\nlanguage: en\n---\n")
    assert [one.code for one in outcome.diagnostics] == ["EB204"]


@pytest.mark.parametrize("title", ["[[A]]", "[A, [B]]", "[{}]"])
def test_a_list_in_a_list_is_no_title(title: str) -> None:
    outcome = read_text("Words.\n", f"---\ntitle: {title}\nauthor: A\nlanguage: en\n---\n")
    assert [one.code for one in outcome.diagnostics] == ["EB205"]


@pytest.mark.parametrize("title", ['"\\u00ad"', '"\\u200e"', '"![](x.png)"'])
def test_a_title_that_nobody_sees_is_missing(title: str) -> None:
    outcome = read_text("Words.\n", f"---\ntitle: {title}\nauthor: A\nlanguage: en\n---\n")
    assert ("EB204", 2) in [(one.code, one.location.line) for one in outcome.diagnostics if one.location]


def test_a_title_of_two_parts_keeps_a_space_between() -> None:
    outcome = read_text("Words.\n", "---\ntitle: [one, two]\nauthor: A\nlanguage: en\n---\n")
    assert outcome.value is not None
    assert show(outcome.value.front_matter.title) == "one two"


@pytest.mark.parametrize("key", ["title", "subtitle"])
def test_a_title_fits_a_title_page(key: str) -> None:
    keys = {"title": "T", "author": "A", "language": "en"}
    for length, codes in ((1000, []), (1001, ["EB205"])):
        header = "".join(f"{name}: {value}\n" for name, value in {**keys, key: "x" * length}.items())
        assert [one.code for one in read_text("Words.\n", f"---\n{header}---\n").diagnostics] == codes


def test_a_tab_before_a_key_is_named() -> None:
    (finding,) = read_text("W\n", "---\ntitle: T\nauthor: A\nlanguage: en\nwritten:\n\tdate: 2022\n---\n").diagnostics
    assert (finding.code, "spaces, not with tabs" in finding.hint) == ("EB202", True)


def test_edition_yaml_may_be_fenced_on_both_sides() -> None:
    outcome = read_folder(("edition.yaml", "---\ntitle: T\nauthor: A\nlanguage: en\n---\n"), ("1.md", "Words.\n"))
    assert outcome.value is not None
    assert outcome.diagnostics == ()


def test_an_escape_of_no_character_is_refused() -> None:
    header = '---\ntitle: T\nauthor: A\nlanguage: en\nrights: "a\\ufffe"\n---\n'
    assert [one.code for one in read_text("W\n", header).diagnostics] == ["EB103"]
