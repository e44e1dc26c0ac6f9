"""``library.yaml``: what an archive says of itself."""

from __future__ import annotations

import pytest

from edition_builder.model.library import LibraryHeader
from edition_builder.model.manuscript import SourceFile
from edition_builder.reading.library_header import read_library_header


def read(text: str) -> tuple[LibraryHeader | None, list[str]]:
    outcome = read_library_header(SourceFile("library.yaml", text.encode()))
    return outcome.value, [str(one.location) + " " + one.code for one in outcome.diagnostics]


def test_title_language_and_a_paragraph() -> None:
    text = 'title: "Voices: 1991"\nlanguage: ru\nabout: Copy\n  and pass on.\n'
    assert read(text) == (LibraryHeader("Voices: 1991", "ru", "Copy and pass on."), [])


@pytest.mark.parametrize("text", ["", "# only its presence\n", "title:\n"])
def test_a_file_that_says_nothing_is_a_header_too(text: str) -> None:
    assert read(text) == (LibraryHeader(), [])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("titel: A", "library.yaml:1:1 EB203"),
        ("title: A\nlanguage: ?? no", "library.yaml:2:11 EB207"),
        ("title: [", "library.yaml:2:1 EB202"),
        ("words", "library.yaml:1:1 EB205"),
    ],
)
def test_what_is_wrong_is_said_with_its_place(text: str, said: str) -> None:
    value, found = read(text)
    assert value is None
    assert found == [said]
