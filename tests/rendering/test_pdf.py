"""The PDF as a whole: conformance, the same bytes everywhere, fonts, colours, and notes on the pages of their calls."""

from __future__ import annotations

import hashlib
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import page
import pytest
from msgspec.structs import replace
from pikepdf import Name, Page, parse_content_stream

from books import book, lines, opened, sample_book, styles
from edition_builder.checking.pdf import check
from edition_builder.errors import UsageError
from edition_builder.model.document import Block, Emphasis, Link, NoteCall, Quotation, Strong
from edition_builder.model.edition import Edition, Note
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.pdf import render
from editions import HERE, call, chapter, edition, glossary_edition, heading, inlines, note, paragraph, sample_edition

WORDS = (
    "the",
    "people",
    "came",
    "out",
    "into",
    "the",
    "streets",
    "and",
    "stood",
    "in",
    "silence",
    "while",
    "snow",
    "fell",
)

SCRIPT = """
import sys
sys.path.insert(0, sys.argv[1])
import hashlib
from books import sample_book
print(hashlib.sha256(sample_book().files[0].data).hexdigest())
"""


def running_text(words: int, start: int = 0) -> str:
    return " ".join(WORDS[(start + number * 7) % len(WORDS)] for number in range(words))


def pages_of(data: bytes) -> int:
    with opened(data) as pdf:
        return len(pdf.pages)


def assert_conforms(data: bytes, folder: Path) -> None:
    file = folder / "book.pdf"
    file.write_bytes(data)
    report = page.validate_pdf(str(file), profile="ua1")
    assert report.is_compliant, report.failures


def test_the_book_is_one_file_under_the_name_of_the_edition() -> None:
    assert [file.name for file in sample_book().files] == ["sample.pdf"]
    assert sample_book().format == "pdf"


def test_it_conforms_to_pdf_ua_1(tmp_path: Path) -> None:
    assert_conforms(sample_book().files[0].data, tmp_path)


@pytest.mark.parametrize(
    ("language", "direction", "text"),
    [
        ("ar", "rtl", "يولد جميع الناس أحرارًا متساوين في الكرامة والحقوق"),
        ("hi", "ltr", "सभी मनुष्यों को गौरव और अधिकारों के मामले में जन्मजात स्वतन्त्रता"),
        ("ja", "ltr", "すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。"),
        ("kk", "ltr", "Барлық адамдар тумысынан азат және қадір-қасиеті мен құқықтары тең болып дүниеге келеді"),
        ("my", "ltr", "လူတိုင်းသည် တူညီ လွတ်လပ်သော ဂုဏ်သိက္ခာဖြင့် လည်းကောင်း"),
        ("he", "rtl", "כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם"),
        ("ka", "ltr", "ყველა ადამიანი იბადება თავისუფალი და თანასწორი თავისი ღირსებითა და უფლებებით"),
    ],
)
def test_any_script_is_set_tagged_and_found_again(language: str, direction: str, text: str, tmp_path: Path) -> None:
    one = edition(chapter(1, paragraph(f"{text}. " * 12)), language=language, direction=direction)
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    assert_conforms(rendition.files[0].data, tmp_path)


def test_the_bytes_are_the_same_in_another_world(tmp_path: Path) -> None:
    tests = Path(__file__).resolve().parents[1]
    worlds = (
        {"TZ": "Asia/Almaty", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "1"},
        {
            "TZ": "America/Lima",
            "LC_ALL": "POSIX",
            "PYTHONHASHSEED": "2",
            "HOME": str(tmp_path),
            "TMPDIR": str(tmp_path),
        },
    )
    known = {hashlib.sha256(sample_book().files[0].data).hexdigest()}
    for number, world in enumerate(worlds):
        folder = tmp_path / str(number)
        folder.mkdir()
        command = [sys.executable, "-c", SCRIPT, str(tests)]
        environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join(sys.path), **world}
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
        known.add(done.stdout.strip())
    assert len(known) == 1


def test_the_engine_has_nothing_to_complain_of(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.getLogger("weasyprint")
    logger.addHandler(caplog.handler)
    try:
        book(sample_edition())
    finally:
        logger.removeHandler(caplog.handler)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING] == []


def fonts_of(data: bytes) -> set[str]:
    with opened(data) as pdf:
        return {str(font.BaseFont)[8:] for one in pdf.pages for font in one.Resources.Font.values()}


def test_only_our_own_fonts_are_used_whatever_the_machine_has() -> None:
    for text in ("Plain, *emoji* 😀 or not", "☃ and 中文 and སྐད"):
        found = fonts_of(book(edition(chapter(1, paragraph(text)))))
        assert found
        assert all(name.startswith(("Gentium", "Noto", "Padauk", "BIZ", "Droid")) for name in found), found


def test_emphasis_has_its_own_faces() -> None:
    found = fonts_of(sample_book().files[0].data)
    assert any("Italic" in name for name in found)
    assert any("Bold" in name for name in found)


def colours(sheet: Page) -> Iterator[tuple[str, list[str]]]:
    """Operators that set a colour or a colour space, with what they set."""
    for one in parse_content_stream(sheet, "rg RG g G k K cs CS sc SC scn SCN"):
        yield str(one.operator), [str(part) for part in one.operands]


def test_text_is_black_ink_and_nothing_else() -> None:
    one = edition(
        chapter(1, heading(1, "Black", "black"), paragraph("Text", call(1)), notes=(note(1, "1", paragraph("n")),))
    )
    with opened(book(one)) as pdf:
        for sheet in pdf.pages:
            for operator, operands in colours(sheet):
                assert (operator.lower(), operands) in (("cs", ["/DeviceCMYK"]), ("scn", ["0", "0", "0", "1"]))


def test_no_form_is_a_transparency_group() -> None:
    with opened(sample_book().files[0].data) as pdf:
        forms = [one for one in pdf.objects if hasattr(one, "get") and one.get(Name.Subtype) == Name.Form]
        assert forms
        assert all(Name.Group not in form for form in forms)


def test_the_page_is_a5() -> None:
    with opened(sample_book().files[0].data) as pdf:
        for sheet in pdf.pages:
            assert [round(float(side)) for side in sheet.MediaBox] == [0, 0, 420, 595]


def test_a_style_sheet_cannot_make_it_fetch() -> None:
    own = ("custom.css", b"body { background: url(https://example.org/x.png) }")
    with pytest.raises(UsageError, match=r"example\.org"):
        render(sample_edition(), StyleFolder((*styles().files, own)))


def test_a_projects_own_sheet_has_the_last_word() -> None:
    own = ("custom.css", b"@page { size: 100mm 150mm }")
    with opened(render(sample_edition(), StyleFolder((*styles().files, own))).files[0].data) as pdf:
        assert round(float(pdf.pages[0].MediaBox[2])) == 283


def dense(notes: int, words: int) -> Edition:
    """An edition with many notes in both series, some calls in quotations."""
    blocks: list[Block] = []
    made: list[Note] = []
    for number in range(1, notes + 1):
        made.append(note(number, str(number), paragraph(running_text(words, number) + "."), author=number % 3 == 0))
        one = paragraph(
            running_text(20 + number % 23, number), call(number), " " + running_text(number % 31, number) + "."
        )
        blocks.append(Quotation((one,), HERE) if number % 5 == 0 else one)
    return edition(chapter(1, heading(1, "Dense", "dense"), *blocks, notes=tuple(made)))


@pytest.mark.parametrize(("notes", "words"), [(60, 6), (24, 60)])
def test_every_note_begins_on_the_page_of_its_call(notes: int, words: int) -> None:
    one = dense(notes, words)
    assert check(render(one, styles()), one) == ()


def test_a_note_longer_than_a_page_goes_on_to_the_next() -> None:
    long = note(1, "1", paragraph("Every sentence of it is kept. " * 400))
    one = edition(chapter(1, paragraph("Word", call(1), ". ", "And the text goes on. " * 60), notes=(long,)))
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    assert pages_of(rendition.files[0].data) > 5


def test_the_end_of_a_long_note_is_kept_where_contents_make_pages_twice() -> None:
    long = note(1, "1", paragraph("Every sentence of it is kept. " * 300))
    first = chapter(1, heading(1, "First", "first"), paragraph("And the text goes on. " * 60))
    last = chapter(2, heading(1, "Second", "second"), paragraph("Word", call(1), "."), notes=(long,))
    one = edition(first, last)
    assert check(render(one, styles()), one) == ()


def test_a_short_word_in_a_note_is_not_broken_at_the_end_of_a_line() -> None:
    sentence = (
        "Brother telephoned from the hospital and said that the administration had forbidden visitors. "
        "We wrote down what we remembered, one after another, so."
    )
    one = replace(note(1, "5", paragraph(sentence)), responsibility="Tr.", lemma="asked")
    pages = lines(edition(chapter(1, paragraph("word", call(1), "."), notes=(one,))))
    assert "—\xa0Tr." in [line for page in pages for line in page]


def test_dozens_of_notes_in_one_line_take_no_more_pages_than_they_fill() -> None:
    calls: list[str | NoteCall] = [part for number in range(1, 61) for part in ("a", call(number), " ")]
    notes = tuple(note(number, str(number), paragraph("b")) for number in range(1, 61))
    one = edition(chapter(1, paragraph(*calls), notes=notes))
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    assert pages_of(rendition.files[0].data) <= 8


def outline(data: bytes) -> Iterator[str]:
    with opened(data) as pdf, pdf.open_outline() as tree:
        yield from (str(item.title) for item in tree.root)


def test_bookmarks_name_the_chapters_without_their_note_calls() -> None:
    top = list(outline(sample_book().files[0].data))
    assert top == ["Contents", "The first evening", "The second day", "A letter", "Notes", "Colophon"]
    called = edition(
        chapter(
            1, replace(heading(1, "x", "x"), content=inlines("Chapter", call(1))), notes=(note(1, "1", paragraph("n")),)
        )
    )
    assert "Chapter" in list(outline(book(called)))


def test_latin_words_in_a_line_from_right_to_left_keep_their_stop() -> None:
    one = edition(chapter(1, paragraph("They left (all of them). 12.")), language="ar", direction="rtl")
    assert check(render(one, styles()), one) == ()


def test_a_book_that_runs_from_right_to_left_is_bound_on_the_right() -> None:
    one = edition(chapter(1, paragraph("يولد جميع الناس")), language="ar", direction="rtl")
    with opened(book(one)) as pdf:
        assert pdf.Root.ViewerPreferences.Direction == Name.R2L


def test_the_longest_title_stays_on_its_page() -> None:
    title = "A true and particular relation of the events " * 9
    one = edition(chapter(1, paragraph("Text.")))
    one = replace(one, title=inlines(title), metadata=replace(one.metadata, title=title))
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    assert pages_of(rendition.files[0].data) == 4


MISSING = "raise OSError('cannot load library libpango')"


def test_without_pango_it_names_the_command_that_installs_it(tmp_path: Path) -> None:
    (tmp_path / "weasyprint.py").write_text(MISSING)
    code = (
        "from edition_builder.errors import ToolMissing\n"
        "try:\n    import edition_builder.rendering.pdf\n"
        "except ToolMissing as error:\n    print(int(error.exit_code), error.hint)\n"
    )
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": os.pathsep.join((str(tmp_path), *sys.path))}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    assert re.match(r"3 install them: (sudo (apt-get|dnf) install|sudo pacman -S|brew install) .*pango", done.stdout)


def test_the_glossary_stands_on_a_page_before_the_colophon_and_leads_to_the_calls() -> None:
    one = glossary_edition()
    assert [fault.code for fault in check(render(one, styles()), one)] == ["EB612"]
    with opened(book(one)) as pdf:
        links = [str(link.A.D if Name.A in link else link.Dest) for link in pdf.pages[-2].Annots]
    assert links == ["call-note-2", "call-note-5", "call-note-4", "call-note-1"]


def test_stressed_words_in_a_link_are_part_of_the_one_link(tmp_path: Path) -> None:
    stressed = Link("#two", inlines("see ", Strong(inlines("the second")), " part"), HERE)
    whole = Link("#two", inlines(Emphasis(inlines("the second"))), HERE)
    one = edition(chapter(1, paragraph("One, ", stressed, ", and ", whole, ".")), chapter(2, heading(1, "Two", "two")))
    data = book(one)
    assert_conforms(data, tmp_path)
    with opened(data) as pdf:
        links = [note for sheet in pdf.pages for note in sheet.get(Name.Annots, ())]
        assert [str(link.A.D if Name.A in link else link.Dest) for link in links] == ["two", "two"]
    assert check(render(one, styles()), one) == ()
