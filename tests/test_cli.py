"""The command line's own part: every way out has its exit code and its words, and none is a traceback."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition_builder.cli import main
from edition_builder.console import count_line, show_diagnostics, show_error
from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.errors import EditionError, ExitCode, ToolMissing
from edition_builder.formats import DEFAULT_FORMATS, FORMATS

HEADER = "---\ntitle: T\nauthor: A\nlanguage: en\nnotes: {brackets: all, by: translator}\n---\n\n"
TEXT = f"{HEADER}The karabets [guards] came.\n"


@pytest.fixture(autouse=True)
def manuscript(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with one manuscript."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(TEXT, encoding="utf-8")
    return tmp_path


def failing(problem: BaseException, monkeypatch: pytest.MonkeyPatch) -> None:
    """The next build ends in an exception."""

    def fail(*_: object, **__: object) -> None:
        raise problem

    monkeypatch.setattr("edition_builder.production.edit", fail)


@pytest.mark.parametrize(
    ("problem", "code", "words"),
    [
        (KeyboardInterrupt(), 130, "error: stopped\n  hint: nothing is half done"),
        (
            ZeroDivisionError("secret"),
            ExitCode.DEFECT,
            "error: a fault in the tool itself: ZeroDivisionError\n  hint: ",
        ),
        (ToolMissing("no pages", "install it"), ExitCode.TOOL_MISSING, "error: no pages\n  hint: install it\n"),
        (EditionError("no hint"), ExitCode.DEFECT, "error: no hint\n"),
        (OSError(28, "No space left", "x.txt"), ExitCode.CANNOT_WRITE, "error: x.txt: No space left\n  hint: "),
        (BrokenPipeError(), ExitCode.DONE, ""),
    ],
)
def test_every_way_out_is_said(
    problem: BaseException,
    code: int,
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    failing(problem, monkeypatch)
    assert main(["build", "a.md", "--format", "txt"]) == code
    said = capsys.readouterr().err
    assert said.startswith(words)
    assert "secret" not in said


def test_debug_shows_where_the_tool_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    failing(ZeroDivisionError(), monkeypatch)
    with pytest.raises(ZeroDivisionError):
        main(["build", "a.md", "--debug"])


def test_notes_are_listed_for_people_and_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["notes", "a.md"]) == ExitCode.DONE
    assert "karabets" in capsys.readouterr().out
    assert main(["notes", "a.md", "--json"]) == ExitCode.DONE
    assert [row["lemma"] for row in json.loads(capsys.readouterr().out)] == ["karabets"]


def test_notes_of_a_text_with_errors_are_not_listed(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (manuscript / "a.md").write_text("no front matter [x]\n", encoding="utf-8")
    assert main(["notes", "a.md"]) == ExitCode.MANUSCRIPT
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith("a.md:1:1: error EB201: ")


def test_formats_are_listed_with_a_star_for_the_usual_ones(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["formats"]) == ExitCode.DONE
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) >= len(FORMATS)
    starred = {line.split()[1] for line in lines if line.startswith("*")}
    assert starred == set(DEFAULT_FORMATS)


OWN = "---\ntitle: T\nauthor: A\nlanguage: en\nprint: {formats: {pocket: {page: a6}}}\n---\n\nWords.\n"


def test_formats_of_a_manuscripts_own_are_listed_and_made(manuscript: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (manuscript / "own.md").write_text(OWN, encoding="utf-8")
    assert main(["formats", "own.md"]) == ExitCode.DONE
    assert capsys.readouterr().out.splitlines()[-1].split()[:2] == ["pocket", "NAME-pocket.pdf"]
    assert main(["build", "own.md", "--format", "pocket"]) == ExitCode.DONE
    assert capsys.readouterr().out == "dist/t-pocket.pdf\n"
    assert main(["build", "a.md", "--format", "pocket"]) == ExitCode.USAGE
    assert "there is no format 'pocket'" in capsys.readouterr().err
    assert main(["build", "own.md", "--format", "poket"]) == ExitCode.USAGE
    assert "did you mean pocket?" in capsys.readouterr().err


def test_the_paper_for_copies_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "a.md", "--format", "handout,booklet,txt", "--copies", "30"]) == ExitCode.DONE
    said = capsys.readouterr().err.splitlines()
    assert said == [
        "dist/t-booklet.pdf: 1 sheet of paper printed on both sides; 30 copies take 30 sheets",
        "dist/t-handout.pdf: 1 sheet of paper printed on both sides; 30 copies take 30 sheets",
    ]
    assert main(["build", "a.md", "--format", "handout", "--json"]) == ExitCode.DONE
    (row,) = json.loads(capsys.readouterr().out)
    assert row["sheets"] == {"dist/t-handout.pdf": 1}


def test_copies_are_one_at_least(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["build", "a.md", "--format", "txt", "--copies", "0"]) == ExitCode.USAGE
    assert "0 copies cannot be made" in capsys.readouterr().err


def test_check_speaks_to_programs(capsys: pytest.CaptureFixture[str]) -> None:
    main(["build", "a.md", "--format", "txt"])
    capsys.readouterr()
    assert main(["check", "a.md", "dist/t.txt", "--json"]) == ExitCode.DONE
    rows = json.loads(capsys.readouterr().out)
    assert [(row["file"], row["diagnostics"]) for row in rows] == [("a.md", []), ("dist/t.txt", [])]


FOUND = (
    Diagnostic("EB401", "open", Location("a.md", 3, 4), "close it"),
    Diagnostic("EB201", "none", None),
    Diagnostic("EB203", "unknown", Location("a.md")),
)


def test_findings_are_counted() -> None:
    assert count_line(FOUND) == "2 errors, 1 warning"
    assert count_line(FOUND[:1]) == "1 warning"
    assert count_line(()) == ""


def test_colour_is_for_terminals_and_for_those_who_want_it(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    show_diagnostics(FOUND)
    plain = capsys.readouterr().err
    assert plain == "a.md:3:4: warning EB401: open\n  hint: close it\nerror EB201: none\na.md: error EB203: unknown\n"
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    show_diagnostics(FOUND)
    show_error(EditionError("x", "y"))
    coloured = capsys.readouterr().err
    assert "\033[31merror\033[0m EB201" in coloured
    assert "\033[33mwarning\033[0m EB401" in coloured
    monkeypatch.setenv("NO_COLOR", "1")
    show_diagnostics(FOUND)
    assert capsys.readouterr().err == plain
