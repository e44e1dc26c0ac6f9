"""Ace's report becomes our findings. Ace itself is a Node program with a browser: a stand-in speaks for it here."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from edition_builder.checking.ace import ace_findings, ace_program

REPORT = {
    "assertions": [
        {
            "earl:testSubject": {"url": "text-1.xhtml"},
            "assertions": [
                {
                    "earl:test": {
                        "earl:impact": "critical",
                        "dct:title": "image-alt",
                        "dct:description": "Ensures <img> elements have alternate text",
                    },
                    "earl:result": {"earl:outcome": "fail"},
                },
                {"earl:test": {"dct:title": "passed"}, "earl:result": {"earl:outcome": "pass"}},
            ],
        },
        {"earl:testSubject": {"url": "nav.xhtml"}, "assertions": []},
    ]
}


@pytest.fixture
def speak(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the search path; the program in it prints what ``report`` holds."""
    program = tmp_path / "ace-cli"
    program.write_text(f"#!/bin/sh\n/bin/cat {tmp_path}/report\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path / "report"


def test_a_violation_is_a_finding_with_rule_and_document(speak: Path) -> None:
    speak.write_text(json.dumps(REPORT))
    (found,) = ace_findings("a.epub", b"book")
    assert (found.code, found.message) == (
        "EB608",
        "a.epub: Ace: critical image-alt: Ensures <img> elements have alternate text (text-1.xhtml)",
    )


def test_no_violation(speak: Path) -> None:
    speak.write_text(json.dumps({"assertions": []}))
    assert ace_findings("a.epub", b"book") == ()


def test_a_book_that_ace_cannot_open(speak: Path) -> None:
    speak.write_text("no report, sorry")
    (found,) = ace_findings("a.epub", b"book")
    assert (found.code, "no report" in found.message) == ("EB609", True)


def test_not_installed_is_said_with_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    (found,) = ace_findings("a.epub", b"book")
    assert (found.code, "npm install" in found.hint) == ("EB609", True)


def test_a_program_of_the_working_folder_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "node_modules/.bin/ace-cli"
    program.parent.mkdir(parents=True)
    program.touch(0o755)
    monkeypatch.setenv("PATH", "/nowhere")
    monkeypatch.chdir(tmp_path)
    assert ace_program() == str(program)
