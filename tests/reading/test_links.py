"""Links: to the world as written, to headings by their ids, nowhere else."""

from __future__ import annotations

import pytest

from edition_builder.model.document import Link
from manuscripts import every_inline, read, read_folder, read_line, read_text, said

_HEADER = ("b/edition.yaml", "title: T\nauthor: A\nlanguage: en\n")


def _targets(text: str) -> list[str]:
    return [one.target for one in every_inline(read(text).blocks) if isinstance(one, Link)]


@pytest.mark.parametrize(
    "target",
    ["https://a.b/c?d=e&f#g", "http://ä.рф/ü%20x", "mailto:a@b.c", "tel:+7123", "urn:isbn:123"],
)
def test_addresses_are_kept_as_written(target: str) -> None:
    assert _targets(f"[x]({target})") == [target]
    assert said(read_text(f"[x]({target})")) == []


@pytest.mark.parametrize(
    "target",
    ["javascript:alert(1)", "JaVaScRiPt:x", "file:///etc/passwd", "data:text/html,x", "//host/x", "vbscript:x"],
)
def test_addresses_that_could_harm_leave_their_words(target: str) -> None:
    assert read_line(f"see [the words]({target}).") == "see the words."
    assert said(read_text(f"see [the words]({target}).")) == ["1:5 EB309"]


def test_headings_are_linked_by_their_anchor() -> None:
    text = "# One\n\n# The *second* day!\n\n# Wednesday [5 January]\n\n[a](#one) [b](#the-second-day) "
    assert _targets(text + "[c](#wednesday) [d](#wednesday-5-january)") == [
        "#section-1",
        "#section-2",
        "#section-3",
        "#section-3",
    ]


def test_headings_of_one_name_are_numbered() -> None:
    assert _targets("# A\n\n# A\n\n[x](#a) [y](#a-1)") == ["#section-1", "#section-2"]


@pytest.mark.parametrize(
    ("written", "hint"),
    [
        ("# Morning\n\n[x](#mornin)", "did you mean morning?"),
        ("# Morning\n\n[x](other.md)", "link to a heading"),
        ("# Morning\n\n[armed forces](they)", "link to a heading (#heading); if the round brackets are text"),
    ],
)
def test_links_to_nowhere(written: str, hint: str) -> None:
    outcome = read_text(written)
    assert said(outcome) == ["3:1 EB306"]
    assert outcome.diagnostics[0].hint.startswith(hint)


def test_a_link_without_any_heading() -> None:
    assert read_text("[x](#a)").diagnostics[0].hint == "there is no heading to link to there"


def test_links_between_files() -> None:
    outcome = read_folder(
        _HEADER,
        ("b/01.md", "# Intro\n\n[a](02.md) [b](02.md#intro) [c](#intro) [d](#only)\n"),
        ("b/02 x.md", "[e](01.md#intro)^[see [f](02.md#only)]\n"),
        ("b/02.md", "# Intro\n\n# Only\n"),
    )
    assert outcome.value is not None
    assert outcome.diagnostics == ()
    targets = [one.target for one in every_inline(outcome.value.blocks) if isinstance(one, Link)]
    assert targets == ["#section-2", "#section-2", "#section-1", "#section-3", "#section-1"]
    (note,) = outcome.value.author_notes
    assert [one.target for one in every_inline(note.blocks) if isinstance(one, Link)] == ["#section-3"]


def test_links_between_files_that_are_wrong() -> None:
    outcome = read_folder(_HEADER, ("b/01.md", "# A\n\n[a](03.md) [b](02.md#b)\n"), ("b/02.md", "# C\n"))
    assert [(str(one.location), one.code) for one in outcome.diagnostics] == [
        ("b/01.md:3:1", "EB306"),
        ("b/01.md:3:12", "EB306"),
    ]
