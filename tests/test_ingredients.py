"""What decides the bytes beside the manuscript: whatever of it changes makes another mark."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from edition_builder import ingredients
from edition_builder.ingredients import system_mark
from worlds import said_with_hash_seeds


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A small tool with styles, a folder of packages and one of libraries, instead of the real ones."""
    for name in ("src/tool/a.py", "src/tool/words/b.json", "styles/print.css", "site/pango-1.0.dist-info/RECORD"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "ld.so.cache").write_text("x")
    monkeypatch.setattr(ingredients, "__file__", str(tmp_path / "src/tool/ingredients.py"))
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), str(tmp_path / "none")])
    monkeypatch.setattr(ingredients, "_LIBRARY_PLACES", (str(tmp_path / "ld.so.cache"),))
    yield tmp_path
    system_mark.cache_clear()


def mark() -> str:
    system_mark.cache_clear()
    return system_mark()


def test_the_mark_is_the_same_in_another_process() -> None:
    script = "from edition_builder.ingredients import system_mark; print(system_mark())"
    found = said_with_hash_seeds(script)
    assert len(found) == 1


def test_nothing_changed_is_the_same(tool: Path) -> None:
    before = mark()
    (tool / "src/tool/__pycache__").mkdir()
    (tool / "src/tool/__pycache__/a.pyc").write_text("x")
    (tool / "letter.txt").write_text("x")
    assert mark() == before


@pytest.mark.parametrize(
    "name", ["src/tool/a.py", "src/tool/words/b.json", "styles/print.css", "ld.so.cache", "src/tool/new.py"]
)
def test_a_file_that_is_written_anew_makes_another_mark(tool: Path, name: str) -> None:
    before = mark()
    (tool / name).write_text("y")
    os.utime(tool / name, ns=(0, 10**18))  # a clock that is coarse would show no time between
    assert mark() != before


def test_another_version_of_a_package_makes_another_mark(tool: Path) -> None:
    before = mark()
    (tool / "site/pango-1.0.dist-info").rename(tool / "site/pango-1.1.dist-info")
    assert mark() != before


def test_a_package_more_makes_another_mark(tool: Path) -> None:
    before = mark()
    (tool / "site/hyphens-1.0.dist-info").mkdir()
    assert mark() != before


def test_another_python_makes_another_mark(tool: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tool.exists()
    before = mark()
    monkeypatch.setattr(sys, "version", "4.0")
    assert mark() != before


@pytest.mark.parametrize("name", ["LD_LIBRARY_PATH", "FREETYPE_PROPERTIES", "PANGOCAIRO_BACKEND"])
def test_a_variable_that_libraries_read_makes_another_mark(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = mark()
    monkeypatch.setenv(name, "x")
    assert mark() != before
    monkeypatch.delenv(name)
    monkeypatch.setenv("MAIL", "x")
    assert mark() == before
    system_mark.cache_clear()
