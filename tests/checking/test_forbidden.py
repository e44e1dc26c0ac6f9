"""A private list is kept: its words are found in any spelling, and never shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition_builder.checking.forbidden import find_forbidden, read_forbidden
from edition_builder.cli import main
from edition_builder.diagnostics import Location
from edition_builder.errors import ExitCode
from edition_builder.model.edition import Edition
from made import edition_of
from manuscript_strategies import Draft

HEADER = "---\ntitle: A night\nauthor: A. K.\nlanguage: en\n"


def edition(body: str, more: str = "") -> Edition:
    return edition_of(Draft((("a.md", f"{HEADER}{more}---\n\n{body}\n".encode()),)))[1]


def lines(text: Edition, words: str) -> list[str]:
    found = find_forbidden(text, read_forbidden(words), Location("a.md", 1, 1))
    assert {one.code for one in found} <= {"EB516"}
    return [str(one.location) for one in found]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("Ivanov", "Ivanov came."),
        ("Ivanov", "They asked Иванову about it."),
        ("Иванов", "IVANOVA came."),
        ("Ann Ivanov", "We met Анну Иванову there."),
        ("ivanov", "Iva*nov* came."),
        ("+7 (701) 123-45-67", "Call 77011234567 now."),
        ("7701", "Call +7 701 123 45 67 now."),
        ("Lesnaja 12  # where they live", "at Lesnaja 12, second floor"),
        ("O'Brien", "Mrs OBrien said so."),
        ("李明", "李明来了。"),
    ],
)
def test_a_word_is_found_in_any_spelling(entry: str, text: str) -> None:
    assert lines(edition(text), entry) == ["a.md:7:1"]


@pytest.mark.parametrize(
    ("entry", "text"),
    [
        ("Ivanov", "Pivanov came."),
        ("Anna Ivanov", "Anna came, and later Ivanov."),
        ("# Ivanov", "Ivanov came."),
        ("", "Ivanov came."),
        ("7701", "Call 12377 01."),
    ],
)
def test_other_words_are_let_through(entry: str, text: str) -> None:
    assert lines(edition(text), entry) == []


@pytest.mark.parametrize(
    ("body", "more"),
    [
        ("Text[^a].\n\n[^a]: Petrova said so.", ""),
        ("A guard [Petrova] came.", "notes: {brackets: all, by: translator}\n"),
        ("# Petrova", ""),
        ("> Petrova", ""),
        ("| a |\n|---|\n| Petrova |", ""),
        ("[words](https://example.org/petrova)", ""),
        ("Words.", "subtitle: Petrova\n"),
        ("Words.", "translator: Petrova\n"),
        ("Words.", "author-x: y\n".replace("author-x: y", "description: Petrova")),
        ("Words.", "subjects: [petrova]\n"),
        ("Words.", "slug: petrova-1\n"),
        ("Words.", "rights: Petrova\n"),
        ("Words.", "headnote: Petrova\n"),
        ("Words.", "see-also: Petrova\n"),
        ("The [right]{sic=petrova} word.", ""),
    ],
)
def test_every_part_of_an_edition_is_looked_at(body: str, more: str) -> None:
    assert lines(edition(body, more), "Петров") != []


def test_what_no_file_will_hold_is_allowed() -> None:
    text = edition("A guard [Petrova]{.drop} came.", "notes: {brackets: all, by: translator}\n")
    assert lines(text, "Petrov") == []


@pytest.mark.parametrize("entry", ["ab", "7", "Ли"])
def test_an_entry_that_is_everywhere_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match="2"):
        read_forbidden(f"Ivanov\n{entry}\n")


def test_the_build_stops_with_the_place_and_without_the_word(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"{HEADER}---\n\nMaria Petrova [a friend] came.\n", encoding="utf-8")
    (tmp_path / "list").write_text("# mine\nпетров\n", encoding="utf-8")
    for command in (["build", "a.md", "--format", "txt"], ["check", "a.md"]):
        assert main([*command, "--forbidden", "list"]) == ExitCode.MANUSCRIPT
        said = capsys.readouterr()
        assert "a.md:7:1: error EB516: a forbidden word is here (line 2 of the list)" in said.err
        assert "petrov" not in (said.err + said.out).casefold()
    assert not any((tmp_path / "dist").glob("**/*"))
    assert main(["build", "a.md", "--format", "txt"]) == ExitCode.DONE
    (tmp_path / "list").write_text("x\n", encoding="utf-8")
    assert main(["build", "a.md", "--forbidden", "list"]) == ExitCode.USAGE
    assert "line 1 of the list of forbidden words is too short" in capsys.readouterr().err
    (tmp_path / "list").write_bytes(b"\xcf\xe5\xf2\xf0\xee\xe2")
    assert main(["build", "a.md", "--forbidden", "list"]) == ExitCode.USAGE
    assert main(["build", "a.md", "--forbidden", "none"]) == ExitCode.USAGE
