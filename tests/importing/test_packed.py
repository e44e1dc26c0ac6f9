"""Word files and EPUBs: notes kept, comments and changes told and not leaked, unsafe archives refused in one line."""

# ruff: noqa: E501 -- XML as programs write it
from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from imports import accounted, body, header, imported, left_out, manuscript, words
from packed_files import book, packed, paragraph, word_file

NOTE = '<w:r><w:footnoteReference w:id="2"/></w:r>'
FOOTNOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{paragraph("By train, from Rivne.")}</w:footnote>'
)
TRACKED = (
    '<w:p><w:r><w:t xml:space="preserve">They </w:t></w:r><w:ins w:id="1" w:author="SECRET EDITOR" w:date="2020-01-01T00:00:00Z">'
    '<w:r><w:t>came</w:t></w:r></w:ins><w:del w:id="2" w:author="SECRET EDITOR"><w:r><w:delText>SECRET DELETION</w:delText></w:r></w:del>'
    '<w:r><w:t xml:space="preserve"> home.</w:t></w:r></w:p>'
)
COMMENTS = f'<w:comment w:id="0" w:author="SECRET EDITOR">{paragraph("SECRET COMMENT")}</w:comment>'


def test_a_word_file(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Title"><w:name w:val="Title"/></w:style><w:style w:type="paragraph" w:styleId="H1"><w:name w:val="heading 1"/></w:style>'
    content = (
        paragraph("A night at the station", "Title")
        + paragraph("By Anna Kern")
        + f'<w:p><w:r><w:t>We came at nine.</w:t></w:r>{NOTE}<w:r><w:t xml:space="preserve"> The </w:t></w:r><w:r><w:rPr><w:i/></w:rPr><w:t>provodnik</w:t></w:r><w:r><w:t xml:space="preserve"> [guard] slept.</w:t></w:r></w:p>'
        + paragraph("The morning", "H1")
        + paragraph("It was 5 * 3 in the *morning*, and all was still.")
    )
    imported(tmp_path, word_file(content, footnotes=FOOTNOTES, styles=styles), name="a.docx")
    assert header(tmp_path)["title"] == "A night at the station"
    assert header(tmp_path)["author"] == "Anna Kern"
    assert body(tmp_path) == (
        "We came at nine.[^1] The *provodnik* [guard] slept.\n\n# The morning\n\n"
        "It was 5 \\* 3 in the \\*morning\\*, and all was still.\n\n[^1]: By train, from Rivne."
    )


def test_the_style_for_the_author(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:styleId="Author"><w:name w:val="Author"/></w:style>'
    imported(
        tmp_path,
        word_file(paragraph("Anna Kern", "Author") + paragraph("We came at nine."), styles=styles),
        name="a.docx",
    )
    assert header(tmp_path)["author"] == "Anna Kern"
    assert (body(tmp_path), left_out(tmp_path)) == ("We came at nine.", "Anna Kern")


def test_comments_and_changes_are_told_and_never_leaked(tmp_path: Path) -> None:
    result = imported(tmp_path, word_file(TRACKED + paragraph("And slept."), comments=COMMENTS), name="a.docx")
    assert body(tmp_path) == "They came home.\n\nAnd slept."
    said = next(one for one in result.diagnostics if one.code == "EB907")
    assert said.message.startswith("1 comments and 2 tracked changes")
    everything = manuscript(tmp_path) + left_out(tmp_path) + str(result.diagnostics) + str(result.summary)
    assert "SECRET" not in everything


def test_running_heads_of_a_word_file_are_left_out(tmp_path: Path) -> None:
    data = word_file(paragraph("We came at nine, and the guard slept."), header=paragraph("Draft of Tuesday"))
    members = {name: zipfile.ZipFile(BytesIO(data)).read(name) for name in zipfile.ZipFile(BytesIO(data)).namelist()}
    members["word/header1.xml"] = members.pop("word/header.xml")
    imported(tmp_path, packed(members), name="a.docx")
    assert left_out(tmp_path) == "Draft of Tuesday"
    assert accounted(tmp_path) == words("We came at nine, and the guard slept. Draft of Tuesday")


PAGES = {
    "nav.xhtml": '<nav epub:type="toc"><ol><li>Contents</li></ol></nav>',
    "one.xhtml": '<section><h1>First</h1><p>We came.<sup><a epub:type="noteref" href="notes.xhtml#n1" id="c1">1</a></sup></p><p>It <em>snowed</em>.<a id="x"/> All night.</p></section>',
    "two.xhtml": "<h1>Second</h1><p>We slept.&nbsp;Well.</p>",
    "notes.xhtml": '<aside epub:type="footnote" id="n1"><p><a href="one.xhtml#c1">1</a> By train.</p></aside>',
}
METADATA = '<dc:title>A night</dc:title><dc:language>en</dc:language><dc:creator>Anna Kern</dc:creator><dc:contributor id="t">M. L.</dc:contributor><meta refines="#t" property="role" scheme="marc:relators">trl</meta>'


def test_an_epub(tmp_path: Path) -> None:
    imported(tmp_path, book(PAGES, METADATA), name="a.epub")
    assert (
        body(tmp_path)
        == "# First\n\nWe came.[^1]\n\nIt *snowed*. All night.\n\n# Second\n\nWe slept.\u00a0Well.\n\n[^1]: By train."
    )
    assert {key: header(tmp_path)[key] for key in ("title", "author", "translator", "language")} == {
        "title": "A night",
        "author": "Anna Kern",
        "translator": "M. L.",
        "language": "en",
    }
    assert left_out(tmp_path) == "Contents"


def renamed(name: str) -> bytes:
    """A Word file with one more member of this name."""
    members = {"word/document.xml": "<a/>", name: "x"}
    return packed(members)


def linked() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
        entry = zipfile.ZipInfo("word/link")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    return stream.getvalue()


def overlapping() -> bytes:
    """Two entries of the table of contents that point at the same data."""
    data = bytearray(packed({"word/document.xml": "<a/>" * 9, "word/zzzzzzzz.xml": "<b/>" * 9}))
    second = data.rindex(b"PK\x01\x02")
    data[second + 42 : second + 46] = (0).to_bytes(4, "little")
    return bytes(data)


def encrypted() -> bytes:
    data = bytearray(packed({"word/document.xml": "<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    return bytes(data)


BOMB = packed({"word/document.xml": "<a>" + " " * 90_000_000 + "</a>"})
XXE = '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><a>&x;</a>'
SOUND = word_file(paragraph("Words."))
UNSAFE = {
    "bomb": (BOMB, "EB902"),
    "many entries": (packed({"word/document.xml": "", **{f"{n}": "" for n in range(2100)}}), "EB902"),
    "leads up": (renamed("../../evil.txt"), "EB902"),
    "absolute": (renamed("/etc/evil"), "EB902"),
    "drive": (renamed("C:evil"), "EB902"),
    "case": (renamed("WORD/document.XML"), "EB902"),
    "link": (linked(), "EB902"),
    "overlap": (overlapping(), "EB902"),
    "encrypted": (encrypted(), "EB902"),
    "entity": (packed({"word/document.xml": XXE}), "EB903"),
    "cut off": (SOUND[: len(SOUND) // 2], "EB903"),
    "tail only": (SOUND[:-40], "EB903"),
    "no document": (packed({"word/document2.xml": "<a/>"}), "EB903"),
    "broken xml": (packed({"word/document.xml": "<a><b></a>"}), "EB903"),
    "epub without package": (packed({"mimetype": "application/epub+zip", "a": "b"}, stored=True), "EB903"),
    "epub with entity": (book({"a.xhtml": "<p>x</p>"}, **{"META-INF/container.xml": XXE}), "EB903"),
}


@pytest.mark.parametrize("name", list(UNSAFE))
def test_an_unsafe_or_broken_archive_is_refused_in_one_line(tmp_path: Path, name: str) -> None:
    data, code = UNSAFE[name]
    result = imported(tmp_path, data, name="a.docx")
    assert ([one.code for one in result.diagnostics], result.paths) == ([code], ())
    assert list(tmp_path.iterdir()) == []
