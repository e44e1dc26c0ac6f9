"""The table of codes and the page that explains it say the same, both ways."""

from __future__ import annotations

import re
from pathlib import Path

from edition_builder.codes import CODES
from edition_builder.diagnostics import DiagnosticKey
from edition_builder.errors import ExitCode

PAGE = (Path(__file__).resolve().parent.parent / "docs" / "diagnostics.md").read_text(encoding="utf-8")
ENTRY = re.compile(r"^### (EB\d{3}): (.+)\n\*(Error|Warning|Notice)\.\* (.+(?:\n.+)*)$", re.MULTILINE)
LEAST_WORDS = 12


def entries() -> dict[str, tuple[str, str, str]]:
    """Code → title, severity and explanation, as the page has them."""
    return {found[1]: (found[2], found[3].lower(), found[4]) for found in ENTRY.finditer(PAGE)}


def test_every_code_is_explained_under_its_title_and_severity() -> None:
    documented = {code: (title, severity) for code, (title, severity, _) in entries().items()}
    assert documented == {code: (row.title, str(row.severity)) for code, row in CODES.items()}


def test_codes_are_explained_in_order_and_once() -> None:
    headings = re.findall(r"^### (EB\d{3})", PAGE, re.MULTILINE)
    assert headings == sorted(set(headings))
    assert len(headings) == len(CODES)


def test_every_explanation_says_more_than_the_title() -> None:
    assert [code for code, (_, _, words) in entries().items() if len(words.split()) < LEAST_WORDS] == []


def test_every_exit_code_has_a_row() -> None:
    rows = re.findall(r"^\| (\d) \|", PAGE, re.MULTILINE)
    assert [int(row) for row in rows] == [int(code) for code in ExitCode]


def test_the_keys_of_json_are_named_in_order() -> None:
    sentence = PAGE.split("with the keys ", 1)[1].split(".", 1)[0]
    assert re.findall(r"`(\w+)`", sentence) == list(DiagnosticKey)
