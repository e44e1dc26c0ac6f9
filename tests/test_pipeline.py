"""The sentence of the house as code: what is asked for is made, or somebody is told why not."""

from __future__ import annotations

from pathlib import Path

from edition_builder.pipeline import BuildSettings, build_all, make_edition

HEADER = "---\ntitle: A title\nauthor: An author\nlanguage: en\n{more}---\n\nWords.\n"


def made(folder: Path, more: str, formats: tuple[str, ...] = ()) -> tuple[list[str], list[str]]:
    """The formats settled on and the codes of what was said."""
    manuscript = folder / "a.md"
    manuscript.write_text(HEADER.format(more=more), encoding="utf-8")
    outcome = make_edition(manuscript, BuildSettings(folder, formats))
    rows = outcome.value[1] if outcome.value else ()
    return [row.name for row in rows], [one.code for one in outcome.diagnostics]


def test_the_usual_formats_are_made_where_nobody_asks(tmp_path: Path) -> None:
    assert made(tmp_path, "") == (["epub", "pdf", "html", "txt"], [])


def test_a_manuscript_may_name_its_formats_and_the_command_overrules_it(tmp_path: Path) -> None:
    assert made(tmp_path, "formats: [txt, epub]\n") == (["epub", "txt"], [])
    assert made(tmp_path, "formats: [txt, epub]\n", ("html",)) == (["html"], [])


def test_a_format_that_there_is_not_is_said_and_not_left_out_in_silence(tmp_path: Path) -> None:
    assert made(tmp_path, "formats: [epub, htmll]\n") == ([], ["EB209"])


OWN = "print: {formats: {pocket: {page: a6, size: 9pt}}}\n"


def test_a_format_of_the_manuscripts_own_is_made_like_any_other(tmp_path: Path) -> None:
    assert made(tmp_path, OWN, ("pocket", "txt")) == (["txt", "pocket"], [])
    assert made(tmp_path, OWN + "formats: [pocket]\n") == (["pocket"], [])
    assert made(tmp_path, OWN + "formats: [pockt]\n") == ([], ["EB209"])
    assert made(tmp_path, "", ("pocket",)) == ([], ["EB209"])


def test_two_manuscripts_of_one_name_do_not_write_over_each_other(tmp_path: Path) -> None:
    manuscripts = [tmp_path / "a.md", tmp_path / "b.md"]
    for number, manuscript in enumerate(manuscripts):
        manuscript.write_text(HEADER.format(more="") + f"{number}\n", encoding="utf-8")
    first, second = build_all(manuscripts, BuildSettings(tmp_path / "dist", ("txt",)))
    assert [path.name for path in first.paths] == ["a-title.txt"]
    assert second.paths == ()
    assert [one.code for one in second.diagnostics] == ["EB701"]
    assert "a.md" in second.diagnostics[0].message
    assert "Words. 0\n" in first.paths[0].read_text(encoding="utf-8")
