"""After an edit in one chapter of a long book only its part is set again, and the file is that of a clean build."""

from __future__ import annotations

from pathlib import Path

import pytest
from msgspec.structs import replace

from edition_builder import making, production
from edition_builder.cache import usage
from edition_builder.kept_tasks import KeptTasks
from edition_builder.model.building import BuildSettings, Made
from edition_builder.project import load_manuscript, load_styles
from whole_books import cut_everywhere

HEADER = "title: A long night\nauthor: Anna K.\nlanguage: en\nnotes: {brackets: all, by: translator}\n"
SENTENCE = "We stood in the square [the old one] and waited for those who had gone before us. "
USUAL = BuildSettings(output=Path("dist"), formats=("pdf",), cache=Path("kept"))


@pytest.fixture
def done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """A working folder with a book of three chapters, each a part; the names of tasks that are really done."""
    monkeypatch.chdir(tmp_path)
    cut_everywhere(monkeypatch)
    Path("book").mkdir()
    Path("book/edition.yaml").write_text(HEADER, encoding="utf-8")
    for number in range(1, 4):
        Path(f"book/{number}.md").write_text(f"# Chapter {number}\n\n{SENTENCE * 30}\n", encoding="utf-8")
    names: list[str] = []
    real = KeptTasks._keep

    def keep(self: KeptTasks, key: str, result: object, decoder: object) -> None:
        names.append(type(result).__name__)
        real(self, key, result, decoder)  # type: ignore[arg-type] # the decoder of whatever task it was

    monkeypatch.setattr(KeptTasks, "_keep", keep)
    return names


def build(settings: BuildSettings = USUAL) -> Made:
    made = production.made(load_manuscript(Path("book")), load_styles(None), settings)
    assert made.diagnostics == ()
    return made


def test_only_the_part_that_changed_is_set_again_and_the_bytes_are_those_of_a_clean_build(done: list[str]) -> None:
    first = build()
    assert first.renditions == build(replace(USUAL, cache=None)).renditions
    assert done.count("SetPart") >= 4  # the front, three chapters
    done.clear()
    chapter = Path("book/2.md")
    chapter.write_text(chapter.read_text(encoding="utf-8").replace("waited", "looked", 1), encoding="utf-8")
    second = build()
    assert done == ["SetPart", "SetPart"]  # the chapter, and the colophon with its check phrase
    assert second.renditions == build(replace(USUAL, cache=None)).renditions
    assert second.renditions != first.renditions
    done.clear()
    assert build() == second
    assert done == []


@pytest.mark.parametrize("private", ["discreet: true\n", ""])
def test_no_part_of_what_is_private_is_kept(done: list[str], private: str) -> None:
    Path("book/edition.yaml").write_text(f"{HEADER}{private}", encoding="utf-8")
    build(replace(USUAL, discreet=not private))
    assert (done, usage(Path("kept")).entries) == ([], 0)


def test_parts_are_kept_by_other_processes_too(done: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "_LONG", 0)
    here = build(replace(USUAL, cache=None))
    assert build(replace(USUAL, jobs=2)).renditions == here.renditions
    assert build(replace(USUAL, jobs=2)).renditions == here.renditions
    assert done.count("SetPart") >= 4


def grown(done: list[str], row: str) -> tuple[int, Made]:
    """Build a book, let its second chapter grow by some pages and build it again: margins set anew, what was made."""
    settings = replace(USUAL, formats=(row,))
    build(settings)
    assert done.count("SetMargins") == 5  # the front, three chapters, the colophon
    done.clear()
    chapter = Path("book/2.md")
    chapter.write_text(chapter.read_text(encoding="utf-8") + f"\n{SENTENCE * 60}\n", encoding="utf-8")
    made = build(settings)
    return done.count("SetMargins"), made


def test_a_chapter_that_grows_changes_the_margins_behind_it(done: list[str]) -> None:
    margins, made = grown(done, "pdf")
    assert margins == 3
    assert made.renditions == build(replace(USUAL, cache=None)).renditions


def test_where_a_page_says_how_many_there_are_a_chapter_that_grows_changes_all_margins(done: list[str]) -> None:
    assert grown(done, "phone")[0] == 5
