"""The sentence of the house as code: what is asked for is made, or somebody is told why not."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from edition_builder import making
from edition_builder.errors import ExitCode
from edition_builder.formats import FORMATS, load_renderer
from edition_builder.model.building import BuildSettings
from edition_builder.model.rendition import Rendition, RenditionFile
from edition_builder.pipeline import build, make_edition

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


def test_a_file_that_names_a_folder_of_this_computer_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = tmp_path / "a.md"
    manuscript.write_text("---\ntitle: A\nauthor: B\nlanguage: en\n---\n\nThey came.\n", encoding="utf-8")
    made = load_renderer(FORMATS[0])

    def telling(*arguments: Any) -> Rendition:
        one = made(*arguments)
        return Rendition(one.format, (RenditionFile(one.files[0].name, one.files[0].data + b"/home/zugvogel"),))

    monkeypatch.setattr(making, "machine_paths", lambda: ("/home/zugvogel",))
    monkeypatch.setattr(making, "load_renderer", lambda _: telling)
    monkeypatch.setattr(making, "load_checker", lambda _: lambda *_: ())
    result = build(manuscript, BuildSettings(tmp_path / "out", formats=("epub",)))
    assert [one.code for one in result.diagnostics] == ["EB606"]
    assert result.exit_code is ExitCode.CHECK_FAILED
    assert not (tmp_path / "out").exists()


def test_a_folder_that_the_manuscript_itself_names_may_stand_in_the_text(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    manuscript = tmp_path / "a.md"
    text = "---\ntitle: A\nauthor: B\nlanguage: en\n---\n\nThey looked into /home/zugvogel first.\n"
    manuscript.write_text(text, encoding="utf-8")
    monkeypatch.setattr(making, "machine_paths", lambda: ("/home/zugvogel",))
    result = build(manuscript, BuildSettings(tmp_path / "out", formats=("txt", "epub")))
    assert result.diagnostics == ()
    assert result.exit_code is ExitCode.DONE
