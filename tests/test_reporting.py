"""What builds came to, for people and for programs."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.errors import ExitCode
from edition_builder.pipeline import BuildResult
from edition_builder.progress import Progress
from edition_builder.reporting import InJson, InLines

WARNING = Diagnostic("EB107", "something invisible", Location("a.md", 3, 1))
GOOD = BuildResult((Path("dist/a.txt"),), (WARNING,), ExitCode.DONE, "a", ((Path("dist/a.txt"), 2),))
BAD = BuildResult((), (Diagnostic("EB201", "no front matter", Location("b.md", 1, 1)),), ExitCode.MANUSCRIPT)


def test_people_get_paths_on_stdout_and_the_rest_on_stderr(capsys: pytest.CaptureFixture[str]) -> None:
    report = InLines(Progress(2), several=True, copies=3)
    report.add(Path("a.md"), GOOD)
    report.add(Path("b.md"), BAD)
    assert report.end() is ExitCode.MANUSCRIPT
    out, err = capsys.readouterr()
    assert out == "dist/a.txt\n"
    assert "a.md:3:1: warning EB107: something invisible\n" in err
    assert "dist/a.txt: 2 sheets of paper printed on both sides; 3 copies take 6 sheets\n" in err
    assert "nothing was written for b.md: 1 error\n" in err
    assert err.endswith("failed: b.md\n")
    assert "with warnings        1\n" in err


def test_a_run_that_ended_before_its_first_manuscript_has_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    assert InLines(Progress(2), several=True, copies=1).end() is ExitCode.DONE
    assert capsys.readouterr().err == ""


def test_one_manuscript_needs_no_table(capsys: pytest.CaptureFixture[str]) -> None:
    report = InLines(Progress(1), several=False, copies=1)
    report.add(Path("b.md"), BAD)
    assert report.end() is ExitCode.MANUSCRIPT
    assert capsys.readouterr().err.endswith("\nnothing was written: 1 error\n")


def test_of_many_that_failed_some_are_named_and_the_rest_is_counted(capsys: pytest.CaptureFixture[str]) -> None:
    report = InLines(Progress(25), several=True, copies=1, lists=False)
    for number in range(25):
        report.add(Path(f"{number}.md"), BAD)
    report.add(Path("a.md"), GOOD, unchanged=True)
    report.end()
    out, err = capsys.readouterr()
    assert out == ""
    assert "failed: 19.md\nfailed: and 5 more\n" in err
    assert "unchanged            1\n" in err


def test_programs_get_one_list_however_many_there_are(capsys: pytest.CaptureFixture[str]) -> None:
    report = InJson()
    report.add(Path("a.md"), GOOD, unchanged=True)
    report.add(Path("b.md"), BAD)
    assert report.end() is ExitCode.MANUSCRIPT
    first, second = json.loads(capsys.readouterr().out)
    assert first["files"] == ["dist/a.txt"]
    assert (first["manuscript"], first["unchanged"], second["unchanged"]) == ("a.md", True, False)
    assert [one["code"] for one in second["diagnostics"]] == ["EB201"]
    assert InJson().end() is ExitCode.DONE
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ((("book/1.md", BAD), ("book/2.md", BAD)), True),
        ((("book/1.md", BAD), ("book/2.md", BAD), ("book/3.md", GOOD)), True),
        ((("book/1.md", BAD), ("book/2.md", GOOD)), False),
        ((("one/1.md", BAD), ("two/2.md", BAD)), False),
    ],
)
def test_files_without_front_matter_may_be_chapters(
    results: tuple[tuple[str, BuildResult], ...], said: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    report = InLines(Progress(len(results)), several=True, copies=1)
    for name, result in results:
        report.add(Path(name), result)
    report.end()
    hint = (
        "if these files are chapters of one book, put a file edition.yaml with title, author and language into book\n"
    )
    assert capsys.readouterr().err.endswith(hint) is said
