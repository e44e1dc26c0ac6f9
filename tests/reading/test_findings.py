"""Findings: in order, once each, never without end."""

from __future__ import annotations

from edition_builder.diagnostics import Location
from edition_builder.reading.findings import MOST_OF_A_CODE, Findings


def test_findings_come_by_file_and_place() -> None:
    findings = Findings()
    for path, line, column in (("b", 2, 1), ("a", 1, 1), ("b", 1, 9), ("b", 1, 2)):
        findings.add("EB401", "x", Location(path, line, column), "y")
    assert [str(one.location) for one in findings.in_order()] == ["b:1:2", "b:1:9", "b:2:1", "a:1:1"]


def test_nothing_is_said_twice() -> None:
    findings = Findings()
    for _ in range(2):
        findings.add("EB401", "x", Location("a", 1, 1), "y")
    assert len(findings.in_order()) == 1
    assert (findings.says("EB401"), findings.says("EB402")) == (True, False)


def test_a_flood_ends_with_a_word_about_the_rest() -> None:
    findings = Findings()
    for line in range(1, 1000):
        findings.add("EB401", "x", Location("a", line, 1), "y")
    said = findings.in_order()
    assert len(said) == MOST_OF_A_CODE
    assert said[-1].message == "x (there are more of these; they are not listed)"
