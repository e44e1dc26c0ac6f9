"""The EPUB: what is in it, what it says, in what order, and that it is the same everywhere."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile

import pytest
from lxml import etree
from msgspec.structs import replace

from edition_builder.checking.epub import check
from edition_builder.model.document import Figure, Picture
from edition_builder.model.edition import Contributor, Edition, Imprint, Role
from edition_builder.model.rendition import Rendition, StyleFolder
from edition_builder.model.terms import terms_for
from edition_builder.rendering.epub import render
from editions import (
    HERE,
    call,
    chapter,
    edition,
    glossary_edition,
    heading,
    inlines,
    note,
    paragraph,
    sample_edition,
    sealed,
)

ROOT = Path(__file__).resolve().parents[2]
FACES = ("Regular", "Italic", "Bold")
NAMES = ("epub.css", "epub-rtl.css", *(f"fonts/GentiumBookPlus-{face}.ttf" for face in FACES))
STYLES = StyleFolder(tuple((name, (ROOT / "styles" / name).read_bytes()) for name in NAMES))
PLAIN = replace(sample_edition(), cover=False)


def opened(one: Edition) -> ZipFile:
    return ZipFile(BytesIO(render(one, STYLES).files[0].data))


def entry(one: Edition, name: str) -> str:
    return opened(one).read(name).decode()


def package(one: Edition) -> etree._Element:
    return etree.fromstring(entry(one, "content.opf"))


def said(one: Edition, name: str) -> list[str]:
    """The texts of the Dublin Core elements or metas of this name."""
    root = package(one)
    core = [element.text or "" for element in root.iter(f"{{http://purl.org/dc/elements/1.1/}}{name}")]
    return core or [meta.text or "" for meta in root.iter("{*}meta") if meta.get("property") == name]


def refined(one: Edition, name: str) -> list[tuple[str, str]]:
    """What is refined, and the value, for each refinement of this name."""
    root = package(one)
    texts = {f"#{element.get('id')}": element.text or "" for element in root.iter() if element.get("id")}
    metas = [meta for meta in root.iter("{*}meta") if meta.get("property") == name]
    return [(texts[meta.get("refines") or ""], meta.text or "") for meta in metas]


def links(page: str) -> list[tuple[str, str]]:
    return re.findall(r'<a(?: epub:type="[a-z]+")? href="([^"]+)">([^<]+)</a>', page)


# ---------------------------------------------------------------- the file


def test_the_file_has_the_name_of_the_edition() -> None:
    rendition = render(PLAIN, STYLES)
    assert (rendition.format, [file.name for file in rendition.files]) == ("epub", ["sample.epub"])


def test_the_file_type_stands_first_and_can_be_read_without_unpacking() -> None:
    data = render(PLAIN, STYLES).files[0].data
    assert data[30:58] == b"mimetypeapplication/epub+zip"


def test_entries_are_in_order_and_tell_nothing() -> None:
    infos = opened(sample_edition()).infolist()
    names = [info.filename for info in infos[1:]]
    assert names == sorted(names)
    assert all(re.fullmatch(r"META-INF/container\.xml|[a-z0-9._-]+", name) for name in names)
    assert {(info.date_time, info.create_system, info.external_attr, info.extra) for info in infos} == {
        ((1980, 1, 1, 0, 0, 0), 0, 0x20, b"")
    }


def test_pictures_are_not_compressed_twice() -> None:
    infos = opened(sample_edition()).infolist()
    stored = {info.filename for info in infos if info.compress_type == ZIP_STORED}
    assert stored == {"mimetype", "cover.png", "img-001.png"}


# ---------------------------------------------------------------- what it says


def test_identifier_and_time_are_given_and_not_made() -> None:
    assert said(PLAIN, "identifier") == [PLAIN.metadata.identifier]
    assert said(PLAIN, "dcterms:modified") == ["2022-01-11T00:00:00Z"]
    assert package(PLAIN).get("unique-identifier") == "id"
    assert f'content="{PLAIN.metadata.identifier}" name="dtb:uid"' in entry(PLAIN, "toc.ncx")


def test_an_author_is_a_creator_and_a_translator_a_contributor_with_every_role() -> None:
    assert (said(PLAIN, "creator"), said(PLAIN, "contributor")) == (["Anonymous Witness"], ["PS"])
    assert refined(PLAIN, "role") == [("Anonymous Witness", "aut"), ("PS", "trl"), ("PS", "wac")]


def test_a_sorting_name_only_where_the_manuscript_gives_one() -> None:
    people = (
        Contributor("Anna Ahmatova", "Ahmatova, Anna", (Role.AUTHOR,)),
        Contributor("QT", "", (Role.EDITOR,)),
    )
    one = replace(PLAIN, metadata=replace(PLAIN.metadata, contributors=people))
    assert refined(one, "file-as") == [("Anna Ahmatova", "Ahmatova, Anna")]
    assert refined(one, "role") == [("Anna Ahmatova", "aut"), ("QT", "edt")]


def test_a_subtitle_is_told_from_the_title() -> None:
    assert refined(PLAIN, "title-type") == [("Six days & a half", "main"), ("A <short> account", "subtitle")]
    bare = replace(PLAIN, metadata=replace(PLAIN.metadata, subtitle=""))
    assert (said(bare, "title"), refined(bare, "title-type")) == (["Six days & a half"], [])


def test_what_is_given_is_said() -> None:
    one = replace(PLAIN, metadata=replace(PLAIN.metadata, source="a messenger group"))
    found = [said(one, name) for name in ("date", "description", "subject", "rights", "source")]
    assert found == [
        ["2022-01-11"],
        ["A text with everything in it."],
        ["Testimony"],
        ["Copy these texts."],
        ["a messenger group"],
    ]
    assert check(render(one, STYLES), one) == ()


def test_what_is_not_given_is_not_said() -> None:
    bare = replace(PLAIN.metadata, description="", subjects=(), rights="", date="1980-01-01")
    one = replace(PLAIN, metadata=bare)
    assert [said(one, name) for name in ("description", "subject", "rights", "date", "publisher", "source")] == [[]] * 6
    assert "generator" not in entry(one, "content.opf")


def test_accessibility_is_stated_as_far_as_it_holds() -> None:
    assert said(PLAIN, "dcterms:conformsTo") == ["EPUB Accessibility 1.1 - WCAG 2.2 Level AA"]
    assert said(PLAIN, "schema:accessMode") == ["textual", "visual"]
    assert said(PLAIN, "schema:accessModeSufficient") == ["textual"]
    assert "alternativeText" in said(PLAIN, "schema:accessibilityFeature")
    assert said(PLAIN, "schema:accessibilityHazard") == ["none"]
    assert said(PLAIN, "schema:accessibilitySummary") == [PLAIN.terms.accessibility_summary]


def test_a_picture_without_description_withdraws_the_claim() -> None:
    bare = Figure(Picture("img-001.png", " ", HERE), (), HERE)
    one = replace(edition(chapter(1, paragraph("a"), bare)), cover=False, pictures=PLAIN.pictures)
    assert said(one, "dcterms:conformsTo") == []
    assert said(one, "schema:accessModeSufficient") == ["textual,visual"]
    assert "alternativeText" not in said(one, "schema:accessibilityFeature")
    assert check(render(one, STYLES), one) == ()


def test_a_text_without_pictures_or_headings_claims_neither() -> None:
    one = replace(edition(chapter(1, paragraph("a"))), cover=False)
    assert said(one, "schema:accessMode") == ["textual"]
    assert {"alternativeText", "structuralNavigation"}.isdisjoint(said(one, "schema:accessibilityFeature"))


# ---------------------------------------------------------------- order and ways through


def test_the_order_of_reading() -> None:
    order = [item.get("idref") for item in package(sample_edition()).iter("{*}itemref")]
    assert order == ["cover", "front", "nav", "text-1", "text-2", "text-3"]
    alone = edition(chapter(1, paragraph("a")))
    assert [item.get("idref") for item in package(alone).iter("{*}itemref")] == ["cover", "front", "text-1"]


def test_files_of_many_chapters_are_in_order_by_name() -> None:
    one = edition(*(chapter(number, heading(1, f"C{number}", f"section-{number}")) for number in range(1, 13)))
    texts = [name for name in opened(one).namelist() if name.startswith("text-")]
    assert (texts[0], texts[-1], len(texts)) == ("text-01.xhtml", "text-12.xhtml", 12)


def test_contents_name_every_heading_in_its_place_for_new_and_old_readers() -> None:
    expected = [
        ("front.xhtml#headnote", "Headnote"),
        ("text-1.xhtml", "The first evening"),
        ("text-2.xhtml", "The second day"),
        ("text-2.xhtml#what-we-carried", "What we carried"),
        ("text-3.xhtml", "A letter"),
        ("text-3.xhtml#imprint", "About this edition"),
        ("text-3.xhtml#about-the-file", "About the digital text"),
        ("text-3.xhtml#colophon", "Colophon"),
    ]
    assert links(entry(PLAIN, "nav.xhtml").partition("landmarks")[0]) == expected
    table = etree.fromstring(entry(PLAIN, "toc.ncx"))
    found = [
        (point.find("{*}content").get("src"), point.findtext("{*}navLabel/{*}text"))  # type: ignore[union-attr]
        for point in table.iter("{*}navPoint")
    ]
    assert found == expected
    assert 'content="2" name="dtb:depth"' in entry(PLAIN, "toc.ncx")


def test_a_level_that_is_skipped_opens_one_step() -> None:
    one = edition(
        chapter(1, heading(2, "Two", "section-1"), heading(4, "Four", "section-2"), heading(3, "Three", "section-3"))
    )
    page = "".join(entry(one, "nav.xhtml").split())
    assert (
        '>Two</a><ol><li><ahref="text-1.xhtml#section-2">Four</a></li><li><ahref="text-1.xhtml#section-3">Three' in page
    )


def test_a_text_without_headings_has_contents_all_the_same() -> None:
    one = edition(chapter(1, paragraph("a")))
    assert links(entry(one, "nav.xhtml"))[0] == ("text-1.xhtml", "Sample")
    two = edition(chapter(1, paragraph("a")), chapter(2, paragraph("b")))
    assert [label for _, label in links(entry(two, "nav.xhtml"))[:2]] == ["Text 1", "Text 2"]


def test_a_manuscript_that_says_nothing_of_itself_has_no_entry_for_it() -> None:
    bare = sealed(replace(PLAIN, imprint=Imprint("About this edition", ())))
    assert "imprint" not in entry(bare, "nav.xhtml")
    assert check(render(bare, STYLES), bare) == ()


def test_landmarks_and_guide_name_the_same_places() -> None:
    page = entry(sample_edition(), "nav.xhtml").partition("landmarks")[2]
    marks = re.findall(r'epub:type="([a-z]+)" href="([^"]+)"', page)
    assert marks == [
        ("cover", "cover.xhtml"), ("titlepage", "front.xhtml"), ("toc", "nav.xhtml"), ("bodymatter", "text-1.xhtml"),
    ]  # fmt: skip
    guide = [(one.get("type"), one.get("href")) for one in package(sample_edition()).iter("{*}reference")]
    assert guide == [
        ("cover", "cover.xhtml"), ("title-page", "front.xhtml"), ("toc", "nav.xhtml"), ("text", "text-1.xhtml"),
    ]  # fmt: skip


# ---------------------------------------------------------------- the documents


def test_a_note_stands_in_the_file_of_its_call() -> None:
    for number, names in ((1, {"note-1", "note-2", "note-3"}), (2, {"note-4", "note-5"})):
        page = entry(PLAIN, f"text-{number}.xhtml")
        assert set(re.findall(r'role="doc-noteref" epub:type="noteref"[^>]*>', page))
        assert set(re.findall(r'<aside id="([^"]+)" class="footnote"', page)) == names
        assert set(re.findall(r'href="#(note-\d)"', page)) == names


def test_a_link_to_another_chapter_names_its_file() -> None:
    assert '<a href="text-2.xhtml#the-second-day">' in entry(PLAIN, "text-1.xhtml")


def test_the_title_page_says_who_and_what() -> None:
    page = entry(PLAIN, "front.xhtml")
    assert "<h1>Six days &amp; <em>a half</em></h1>" in page
    assert re.findall(r'<p class="(\w+)">', page)[:4] == ["author", "subtitle", "credit", "credit"]


def test_the_cover_has_its_words_as_alternative_text() -> None:
    page = entry(sample_edition(), "cover.xhtml")
    assert '<img src="cover.png" alt="Cover: Six days &amp; a half, by Anonymous Witness" role="doc-cover"/>' in page
    covers = [one for one in package(sample_edition()).iter("{*}item") if one.get("properties") == "cover-image"]
    assert [one.get("id") for one in covers] == ["cover-image"]
    assert '<meta name="cover" content="cover-image"/>' in entry(sample_edition(), "content.opf")


def test_a_cover_that_is_refused_leaves_no_trace() -> None:
    assert not [name for name in opened(PLAIN).namelist() if "cover" in name]
    assert "cover" not in entry(PLAIN, "content.opf") + entry(PLAIN, "nav.xhtml")


def test_words_of_the_tool_carry_their_language_where_it_is_another() -> None:
    one = replace(edition(chapter(1, paragraph("a"))), terms=terms_for("en"))
    foreign = replace(one, metadata=replace(one.metadata, language="tlh"))
    assert '<h1 lang="en" xml:lang="en">Contents</h1>' in entry(foreign, "nav.xhtml")


def test_from_right_to_left() -> None:
    one = edition(chapter(1, paragraph("متن")), language="ar", direction="rtl")
    page = etree.fromstring(opened(one).read("text-1.xhtml"))
    assert (page.get("lang"), page.get("dir")) == ("ar", "rtl")
    root = package(one)
    assert (root.get("dir"), next(root.iter("{*}spine")).get("page-progression-direction")) == ("rtl", "rtl")
    assert "padding-right" in entry(one, "style.css")
    assert "padding-right" not in entry(PLAIN, "style.css")


def test_the_style_sheet_leaves_the_reader_what_is_the_readers() -> None:
    sheet = entry(PLAIN, "style.css")
    assert "/*" not in sheet
    assert not re.search(r"font-family|color|background|justify|@|!important|px", sheet)
    assert not re.search(r"(?:^|\})(?:html|body)\b", sheet)
    assert "h1 + p," in sheet


@pytest.mark.parametrize("one", [PLAIN, sample_edition()], ids=["without cover", "with cover"])
def test_the_check_passes(one: Edition) -> None:
    assert check(render(one, STYLES), one) == ()


# ---------------------------------------------------------------- law 3


def digest_of(rendition: Rendition) -> str:
    return hashlib.sha256(rendition.files[0].data).hexdigest()


@pytest.mark.parametrize(
    "world",
    [
        {"TZ": "Asia/Kolkata", "LC_ALL": "C", "PYTHONHASHSEED": "1"},
        {"TZ": "America/St_Johns", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "USER": "anna", "HOME": "/nowhere"},
    ],
    ids=["one", "other"],
)
def test_the_same_bytes_in_another_world(world: dict[str, str], tmp_path: Path) -> None:
    script = (
        "import sys; from pathlib import Path; sys.path[:0] = sys.argv[1:3]; from editions import sample_edition;"
        "from edition_builder.model.rendition import StyleFolder; from edition_builder.rendering.epub import render;"
        "import hashlib; styles = StyleFolder(tuple((n, (Path(sys.argv[3]) / n).read_bytes()) for n in sys.argv[4:]));"
        "print(hashlib.sha256(render(sample_edition(), styles).files[0].data).hexdigest())"
    )
    command = [sys.executable, "-c", script, str(ROOT / "src"), str(ROOT / "tests"), str(ROOT / "styles"), *NAMES]
    done = subprocess.run(
        command, cwd=tmp_path, env={"PATH": os.environ["PATH"], **world}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == digest_of(render(sample_edition(), STYLES))


def test_many_notes_and_chapters_pass_the_check() -> None:
    one = sealed(
        edition(
            *(
                chapter(
                    number,
                    heading(1, f"Chapter {number}", f"section-{number}"),
                    paragraph("Words", call(number), " go on."),
                    notes=(note(number, "1", paragraph("a note of its own"), lemma="Words"),),
                )
                for number in range(1, 31)
            ),
            headnote=(paragraph("Before ", *inlines("everything")),),
        )
    )
    assert check(render(one, STYLES), one) == ()


def test_the_glossary_stands_in_the_contents_and_leads_to_the_calls_in_every_file() -> None:
    one = glossary_edition()
    page = entry(one, "text-3.xhtml")
    section = page.split('<section id="glossary" epub:type="glossary" role="doc-glossary"')[1].split("</section>")[0]
    targets = [f"text-{number}.xhtml#call-note-{note}" for number, note in ((1, 2), (2, 5), (2, 4), (1, 1))]
    assert re.findall(r'<p><strong><a href="([^"]+)">', section) == targets
    assert '<a href="text-3.xhtml#glossary">Glossary</a>' in entry(one, "nav.xhtml")
    assert check(render(one, STYLES), one) == ()
    assert "glossary" not in entry(PLAIN, "text-3.xhtml")
