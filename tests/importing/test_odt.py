"""OpenDocument texts: notes, stress, lists, tables and pictures kept; comments and deletions told and never leaked."""

# ruff: noqa: E501 -- XML as programs write it
from __future__ import annotations

from pathlib import Path

import pytest

from editions import png
from imports import accounted, body, header, imported, left_out, manuscript, words
from packed_files import open_document, packed

STYLES = (
    '<style:style style:name="P1" style:parent-style-name="Quotations"/>'
    '<style:style style:name="T1"><style:text-properties fo:font-style="italic"/></style:style>'
    '<style:style style:name="T2"><style:text-properties fo:font-weight="bold"/></style:style>'
)
NOTE = '<text:note text:note-class="footnote"><text:note-citation>1</text:note-citation><text:note-body><text:p>The square of the <text:span text:style-name="T2">Republic</text:span>.</text:p><text:p>Once Brezhnev.</text:p></text:note-body></text:note>'
TEXT = f"""<text:p text:style-name="Title">A night in the square</text:p><text:p>By Anna Kern</text:p>
<text:h text:outline-level="2">The evening</text:h>
<text:p>We stood <text:span text:style-name="T1">all night</text:span> in the square{NOTE}, and<text:s text:c="3"/>nobody slept.</text:p>
<text:p text:style-name="P1">They told us to go home.</text:p>
<text:list><text:list-item><text:p>bread</text:p></text:list-item><text:list-item><text:p>water</text:p></text:list-item></text:list>
<text:p>one line<text:line-break/>and another</text:p>
<table:table><table:table-row><table:table-cell><text:p>day</text:p></table:table-cell><table:table-cell><text:p>dead</text:p></table:table-cell></table:table-row><table:table-row><table:table-cell><text:p>5</text:p></table:table-cell><table:table-cell><text:p>seven</text:p></table:table-cell></table:table-row></table:table>
<text:p><draw:frame><draw:image xlink:href="Pictures/a.png"/><svg:desc>The square at night</svg:desc></draw:frame></text:p>
"""
BODY = """## The evening

We stood *all night* in the square[^1], and nobody slept.

> They told us to go home.

- bread
- water

one line\\
and another

| day | dead |
|---|---|
| 5 | seven |

![The square at night](images/out-001.png)

[^1]: The square of the **Republic**.

    Once Brezhnev."""
TRACKED = (
    "<text:tracked-changes><text:changed-region><text:deletion><office:change-info><dc:creator>SECRET</dc:creator>"
    "</office:change-info><text:p>SECRET DELETION</text:p></text:deletion></text:changed-region></text:tracked-changes>"
    "<text:p>They came home.<office:annotation><dc:creator>SECRET</dc:creator><text:p>SECRET COMMENT</text:p></office:annotation></text:p>"
    "<text:p>And slept.</text:p>"
)


def test_an_open_document(tmp_path: Path) -> None:
    result = imported(tmp_path, open_document(TEXT, STYLES, **{"Pictures/a.png": png()}), name="a.odt")
    assert body(tmp_path) == BODY
    assert (header(tmp_path)["title"], header(tmp_path)["author"]) == ("A night in the square", "Anna Kern")
    assert [path.name for path in result.paths] == ["out.md", "out.left-out.txt", "out-001.png"]


def test_every_word_is_accounted_for(tmp_path: Path) -> None:
    imported(tmp_path, open_document(TEXT, STYLES), name="a.odt")
    source = "A night in the square By Anna Kern The evening We stood all night in the square and nobody slept The square of the Republic Once Brezhnev They told us to go home bread water one line and another day dead 5 seven"
    assert not words(source) - accounted(tmp_path)
    assert left_out(tmp_path) == "By Anna Kern"


def test_comments_and_changes_are_told_and_never_leaked(tmp_path: Path) -> None:
    result = imported(tmp_path, open_document(TRACKED, **{"meta.xml": "<m>SECRET</m>"}), name="a.odt")
    assert body(tmp_path) == "They came home.\n\nAnd slept."
    said = next(one for one in result.diagnostics if one.code == "EB907")
    assert said.message.startswith("1 comments and 1 tracked changes")
    assert "SECRET" not in manuscript(tmp_path) + left_out(tmp_path) + str(result.diagnostics) + str(result.summary)


def test_contents_and_running_heads_are_left_out(tmp_path: Path) -> None:
    contents = "<text:table-of-content><text:index-body><text:p>The evening 1</text:p></text:index-body></text:table-of-content>"
    heads = "<style:header><text:p>Draft of Tuesday</text:p></style:header><style:footer><text:p>Draft of Tuesday</text:p></style:footer>"
    imported(tmp_path, open_document(f"{contents}<text:p>We came at nine.</text:p>", heads=heads), name="a.odt")
    assert body(tmp_path) == "We came at nine."
    assert left_out(tmp_path) == "Draft of Tuesday\nThe evening 1"


XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
KIND = "application/vnd.oasis.opendocument.text"
SOUND = open_document("<text:p>Words.</text:p>")
UNSAFE = {
    "bomb": (packed({"mimetype": KIND, "content.xml": "<a>" + " " * 90_000_000 + "</a>"}), "EB902"),
    "leads up": (packed({"mimetype": KIND, "content.xml": "<a/>", "../x": ""}), "EB902"),
    "password": (open_document("", **{"META-INF/manifest.xml": "<m><encryption-data/></m>"}), "EB902"),
    "entity": (packed({"mimetype": KIND, "content.xml": XXE}, stored=True), "EB903"),
    "cut off": (SOUND[: len(SOUND) // 2], "EB903"),
    "no text": (packed({"mimetype": KIND, "a": "b"}, stored=True), "EB903"),
    "empty": (open_document("<text:p/>"), "EB912"),
}


@pytest.mark.parametrize("name", list(UNSAFE))
def test_an_unsafe_or_broken_one_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, code = UNSAFE[name]
    result = imported(tmp_path, data, name="a.odt")
    assert ([one.code for one in result.diagnostics], result.paths) == ([code], ())
    assert list(tmp_path.iterdir()) == []
