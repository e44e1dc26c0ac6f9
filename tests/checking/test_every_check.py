"""No check stands untested: every code that a module of the checking room can say is provoked by a damage to a file.

The tests named here damage a good file in one way and expect the code; a code that none of them expects, a module
without a row, or a row without its module fails.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from edition_builder.codes import CODES

ROOT = Path(__file__).resolve().parents[2]
ROOM = ROOT / "src/edition_builder/checking"
CODE = re.compile(r"EB\d{3}")

# Module → the tests that damage what it looks at.
SHOWN_BY: dict[str, tuple[str, ...]] = {
    "ace": ("test_ace",),
    "calls": ("test_calls", "test_html", "test_txt"),
    "epub": ("test_epub",),
    "epub_container": ("test_epub",),
    "epub_metadata": ("test_epub",),
    "epub_navigation": ("test_epub",),
    "epub_package": ("test_epub",),
    "epubcheck": ("test_epubcheck",),
    "fonts": ("test_fonts",),
    "found_text": ("../test_verifying",),
    "leaks": ("test_leaks", "test_html"),
    "links": ("test_links", "test_html"),
    "markup": ("test_markup", "test_html"),
    "messages": ("test_messages",),
    "pdf": ("test_pdf", "test_pdf_print"),
    "pdf_booklet": ("test_pdf_booklet",),
    "pdf_poster": ("test_pdf_poster",),
    "pdf_print": ("test_pdf_print",),
    "pdf_silence": ("test_pdf",),
    "files": ("test_files",),
    "forbidden": ("test_forbidden",),
    "pages": ("test_pages",),
    "qr": ("test_qr",),
    "screen_pages": ("test_html", "test_site"),
    "sums": ("test_sums",),
    "sheets": ("../test_project",),
    "site": ("test_site",),
    "txt": ("test_txt", "../test_receiving"),
    "words": ("test_words",),
    "folder_leaks": ("test_leak_audit",),
    "office_leaks": ("test_leak_audit",),
    "picture_leaks": ("test_leak_audit",),
    "traces": ("test_traces",),
    "zips": ("test_zips",),
}


def codes_in(source: str) -> set[str]:
    """The codes that stand in a source as strings; those in docstrings and comments do not count."""
    tree = ast.parse(source)
    told = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    strings = (node for node in ast.walk(tree) if isinstance(node, ast.Constant) and node not in told)
    return {one for node in strings if isinstance(node.value, str) for one in CODE.findall(node.value)}


def expected(name: str) -> set[str]:
    return codes_in((Path(__file__).parent / f"{name}.py").read_text(encoding="utf-8"))


def said(module: str) -> set[str]:
    return codes_in((ROOM / f"{module}.py").read_text(encoding="utf-8"))


@pytest.mark.parametrize("module", SHOWN_BY)
def test_each_code_of_a_module_is_provoked(module: str) -> None:
    shown = {code for test in SHOWN_BY[module] for code in expected(test)}
    assert said(module) - shown == set()


def test_every_module_that_says_something_has_a_row() -> None:
    assert {path.stem for path in ROOM.glob("*.py") if said(path.stem)} == set(SHOWN_BY)


def test_every_code_of_the_table_is_expected_by_a_test_somewhere() -> None:
    about = ("test_codes.py", "test_docs.py", Path(__file__).name)  # these speak of codes and provoke none
    tests = [path for path in (ROOT / "tests").rglob("test_*.py") if path.name not in about]
    shown = {code for path in tests for code in codes_in(path.read_text(encoding="utf-8"))}
    assert set(CODES) - shown == set()


def test_a_code_in_a_comment_or_docstring_is_not_expected() -> None:
    source = '"""EB601"""\ndef f() -> None:\n    """EB602"""\n    assert g() == ["EB603"]  # EB604\n'
    assert codes_in(source) == {"EB603"}
