"""Golden cases: what is made of small manuscripts, as text. ``pytest --update-golden`` renews it; read the diff."""

from __future__ import annotations

import shutil
from functools import cache
from pathlib import Path

import pytest

from books import styles
from edition_builder.diagnostics import has_errors
from edition_builder.formats import FORMATS, Format
from edition_builder.making import make_renditions
from edition_builder.model.building import BuildSettings
from edition_builder.model.channels import USUAL_CHANNEL
from edition_builder.pipeline import make_edition
from edition_builder.project import find_manuscripts
from golden_dump import dump

HERE = Path(__file__).parent
CASES = sorted(path.parent.name for path in HERE.glob("*/manuscript"))
EVERY_FORMAT = pytest.mark.parametrize("row", FORMATS, ids=lambda row: row.name)


@cache
def renditions(case: str) -> dict[str, dict[str, str]]:
    """Format → name of file → readable text; what was said of the manuscript as a format of its own."""
    (manuscript,) = find_manuscripts(HERE / case / "manuscript")
    made = make_edition(manuscript, BuildSettings(output=Path()))
    assert made.value is not None, made.diagnostics
    done = make_renditions(made.value[0], styles(), FORMATS, USUAL_CHANNEL)
    assert not has_errors(done.diagnostics)
    said = "".join(f"{one}\n" for one in made.diagnostics + done.diagnostics).replace(f"{HERE.as_posix()}/", "")
    return {one.format: dump(one) for one in done.value or ()} | {"said": {"said.txt": said}}


def stored(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def store(folder: Path, files: dict[str, str]) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


@pytest.mark.parametrize("name", [*(row.name for row in FORMATS), "said"])
@pytest.mark.parametrize("case", CASES)  # the next to the function changes last: all of a case one after another
def test_what_is_made_is_what_was_seen_and_found_good(case: str, name: str, request: pytest.FixtureRequest) -> None:
    found = renditions(case)[name]
    expected = HERE / case / "expected" / name
    if request.config.getoption("--update-golden"):
        store(expected, found)
    assert found == stored(expected), "if this was meant: pytest --update-golden tests/golden, and read the diff"


@pytest.mark.parametrize("case", CASES)
def test_nothing_is_stored_that_is_not_made(case: str, request: pytest.FixtureRequest) -> None:
    if request.config.getoption("--update-golden"):
        pytest.skip("other tests are writing there now")
    kept = {path.name for path in (HERE / case / "expected").iterdir()}
    assert kept == {*(row.name for row in FORMATS), "said"}


@EVERY_FORMAT
def test_every_format_can_be_read_in_a_diff(row: Format) -> None:
    texts = renditions("plain")[row.name]
    assert "snow" in "".join(texts.values())


def test_there_is_a_case_for_everything_that_a_page_can_hold() -> None:
    assert set(CASES) >= {"plain", "everything", "notes", "verse", "tables", "arabic", "kazakh", "glossary"}
