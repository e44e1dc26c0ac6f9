"""A made file alone: dispatched by its suffix, judged by its form."""

from __future__ import annotations

from pathlib import Path

import pytest

from edition_builder.checking import files
from edition_builder.checking.files import check_file, installed_validators
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.epub import render as render_epub
from edition_builder.rendering.html import render as render_html
from edition_builder.rendering.txt import render as render_txt
from editions import chapter, edition, paragraph

FOLDER = Path(__file__).resolve().parents[2] / "styles"
STYLES = StyleFolder(tuple((name, (FOLDER / name).read_bytes()) for name in ("epub.css", "html.css")))
TEXT = edition(chapter(1, paragraph("Words.")))


@pytest.fixture(autouse=True)
def no_judges(monkeypatch: pytest.MonkeyPatch) -> None:
    """The judges of others have tests of their own and take seconds."""
    monkeypatch.setitem(files._CHECKS, ".epub", files._CHECKS[".epub"][:1])


@pytest.mark.parametrize("render", [render_epub, render_html, render_txt], ids=["epub", "html", "txt"])
def test_what_the_tool_makes_is_sound(render: object) -> None:
    assert callable(render)
    file = render(TEXT, STYLES).files[0]
    assert check_file(f"dist/{file.name}", file.data) == ()


@pytest.mark.parametrize("suffix", ["epub", "html", "txt", "pdf"])
def test_damage_is_said_with_the_name_of_the_file_and_what_to_do(suffix: str) -> None:
    (found,) = check_file(f"/some/where/book.{suffix.upper()}", b"\xff\xfe nothing")
    assert (found.code, found.message.partition(":")[0]) == ("EB605", f"book.{suffix.upper()}")
    assert "ask for it again" in found.hint


def test_a_book_of_another_program_tells_when_it_was_made() -> None:
    file = render_html(TEXT, STYLES).files[0]
    assert [one.code for one in check_file("a.html", file.data.replace(b"<title>", b"<!-- x --><title>"))] == ["EB606"]


def test_an_unknown_kind_of_file_is_nobodys_business() -> None:
    assert check_file("book.azw3", b"anything") == ()


def test_the_judges_that_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "epubcheck_jar", lambda: Path("epubcheck.jar"))
    monkeypatch.setattr(files, "ace_program", lambda: None)
    assert installed_validators() == ("EPUBCheck",)
