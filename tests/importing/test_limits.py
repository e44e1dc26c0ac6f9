"""More text than a person wrote is refused with the reason; a page near the limit is not."""

from __future__ import annotations

from pathlib import Path

import pytest

from imports import imported
from packed_files import open_document, paragraph, word_file

SENTENCE = "Nobody knew what would happen in the morning. "
PAGE = "<!DOCTYPE html><html><head><title>A night</title></head><body><h1>A night</h1>{}</body></html>"
TOO_MUCH = {
    "bytes": (SENTENCE * 70_000, "larger than 3 MB"),
    "paragraph": (SENTENCE * 5_000, "a paragraph has"),
    "paragraphs": ("a\n\n" * 20_001, "20001 paragraphs"),
    "brackets": ("\n\n".join([SENTENCE + "[a note] " * 100] * 201), "20100 brackets"),
    "marks": ("\n\n".join(["* _ ` " * 5_000] * 15), "more than 200000 signs"),
    "tags": (PAGE.format("<i>" * 120_001), "more than 120000 tags"),
}


@pytest.mark.parametrize("name", list(TOO_MUCH))
def test_too_much_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, message = TOO_MUCH[name]
    result = imported(tmp_path, data)
    assert [one.code for one in result.diagnostics] == ["EB105"]
    assert message in result.diagnostics[0].message
    assert list(tmp_path.iterdir()) == []


def test_pictures_in_a_page_do_not_count(tmp_path: Path) -> None:
    picture = f'<img src="data:image/png;base64,{"A" * 3_000_000}">'
    assert imported(tmp_path, PAGE.format(f"<p>{SENTENCE * 20}</p>{picture}")).paths


def test_a_thousand_opening_brackets_take_no_time(tmp_path: Path) -> None:
    """Each would be read to the end of its paragraph, and further ones in it; the end is not there."""
    assert imported(tmp_path, PAGE.format(f"<p>{'[ ' * 5_000}</p>" * 3 + f"<p>{SENTENCE}</p>")).paths


PARTS = b'MIME-Version: 1.0\nContent-Type: multipart/related; boundary="b"\n\n'
TOO_MUCH_PACKED = {
    "paragraphs.docx": (word_file("".join(paragraph(str(n)) for n in range(20_001))), "20001 paragraphs"),
    "bytes.docx": (
        word_file("".join(paragraph(" ".join(str(n * k % 9973) for k in range(80))) for n in range(9_500))),
        "larger than 3 MB",
    ),
    "paragraphs.odt": (open_document("<text:p>a</text:p>" * 20_001), "20001 paragraphs"),
    "spans.odt": (open_document("<text:p>" + "<text:span>a</text:span>" * 300_001 + "</text:p>"), "300000 pieces"),
    "bytes.mhtml": (PARTS + b"\n" * 12_000_000, "larger than 12 MB"),
}


@pytest.mark.parametrize("name", list(TOO_MUCH_PACKED))
def test_too_much_in_a_packed_file_is_refused_before_it_is_read(tmp_path: Path, name: str) -> None:
    data, message = TOO_MUCH_PACKED[name]
    result = imported(tmp_path, data, name=name)
    assert [one.code for one in result.diagnostics] == ["EB105"]
    assert message in result.diagnostics[0].message
    assert list(tmp_path.iterdir()) == []
