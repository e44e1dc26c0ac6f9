"""Checking the booklet: sheets that do not fold into the book are found, whatever is wrong with them."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from io import BytesIO

import pytest
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Pdf

from books import opened, styles
from edition_builder.checking.files import check_file
from edition_builder.checking.pdf_booklet import check
from edition_builder.model.edition import Edition
from edition_builder.model.printing import Booklet, Marks, Paper, PrintSettings, Standard
from edition_builder.model.rendition import Order, Rendition, RenditionFile
from edition_builder.rendering.pdf import render as render_book
from edition_builder.rendering.pdf_booklet import render
from editions import call, chapter, edition, heading, note, paragraph, sample_edition

TEXT = edition(
    *(
        chapter(
            number,
            heading(1, f"Chapter {number}", f"c-{number}"),
            paragraph(f"Word{number} " * 40, call(number), " end."),
            notes=(note(number, str(number), paragraph(f"Note {number}.")),),
        )
        for number in range(1, 7)
    )
)


@lru_cache(maxsize=8)
def made(one: Edition = TEXT) -> Rendition:
    return render(one, styles(), Order("", (render_book(one, styles()),)))


def codes(change: Callable[[Pdf], object], one: Edition = TEXT) -> list[str]:
    with opened(made(one).files[0].data) as pdf:
        change(pdf)
        stream = BytesIO()
        pdf.save(stream)
    damaged = Rendition("booklet", (RenditionFile("a-booklet.pdf", stream.getvalue()),))
    return [found.code for found in check(damaged, one)]


@pytest.mark.parametrize(
    "settings",
    [
        PrintSettings(),
        PrintSettings(paper=Paper.LETTER, booklet=Booklet(1, marks=True, instruction=True)),
        PrintSettings(bleed=3, marks=Marks.CROP, standard=Standard.PDF_X_4),
        PrintSettings(standard=Standard.PDF_A_2A, booklet=Booklet(3)),
    ],
)
def test_a_sound_booklet_passes(settings: PrintSettings) -> None:
    one = replace(sample_edition(), print_settings=settings)
    assert [found for found in check(made(one), one) if found.code != "EB612"] == []


def test_a_booklet_that_opens_at_its_right_edge_passes_and_one_bound_at_the_wrong_edge_does_not() -> None:
    wrong = replace(TEXT, metadata=replace(TEXT.metadata, direction="rtl"))
    right = made(wrong)
    assert check(right, wrong) == ()
    assert {found.code for found in check(made(), wrong)} == {"EB613"}


def swapped(pdf: Pdf) -> None:
    """The two pages of a side change places: each is drawn where the other was."""
    forms = pdf.pages[2].Resources.XObject
    first, second = list(forms.keys())
    forms[first], forms[second] = forms[second], forms[first]


def moved(pdf: Pdf) -> None:
    contents = pdf.pages[2].Contents
    contents.write(b"1 0 0 1 9 0 cm\n" + contents.read_bytes())


def doubled(pdf: Pdf) -> None:
    """A page stands in the place of another one."""
    one, other = (pdf.pages[number].Resources.XObject for number in (1, 2))
    one[next(iter(one.keys()))] = other[next(iter(other.keys()))]


def other_words(pdf: Pdf) -> None:
    """The drawing of a page without its last words."""
    for form in pdf.pages[3].Resources.XObject.values():
        drawing = form.read_bytes()
        form.write(drawing[: drawing.index(b"/MCID", len(drawing) // 2) - 40])


def outside_tags(pdf: Pdf) -> None:
    """A tag that says nothing of the form that it is in."""
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.StructElem:
            marks = [kid for kid in thing.K if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.MCR]
            for kid in marks:
                del kid[Name.Stm]


@pytest.mark.parametrize(
    "change",
    [
        swapped,
        moved,
        doubled,
        outside_tags,
        lambda pdf: pdf.pages.reverse(),
        lambda pdf: pdf.pages.insert(0, pdf.pages[3]),
        lambda pdf: pdf.pages.__delitem__(slice(2, 4)),
        lambda pdf: pdf.Root.__delitem__(Name.StructTreeRoot),
        lambda pdf: setattr(pdf.pages[0], "MediaBox", [0, 0, 595, 842]),
    ],
)
def test_sheets_that_do_not_fold_into_the_book_are_found(change: Callable[[Pdf], object]) -> None:
    assert "EB613" in codes(change)


def test_lost_words_are_found() -> None:
    assert {"EB601", "EB602"} & {*codes(other_words)}
    other = edition(*TEXT.chapters[:-1], chapter(6, heading(1, "Chapter 6", "c-6"), paragraph("Others.")))
    assert {found.code for found in check(made(), other)} <= {"EB601", "EB602"} != set()


def test_what_runs_or_tells_is_found_in_a_booklet_too() -> None:
    assert "EB604" in codes(lambda pdf: setattr(pdf.Root, "OpenAction", Dictionary(S=Name.JavaScript)))
    assert "EB606" in codes(lambda pdf: pdf.docinfo.__setitem__("/Producer", "somebody"))
    assert "EB607" in codes(foreign_font)


def foreign_font(pdf: Pdf) -> None:
    for thing in pdf.objects:
        if hasattr(thing, "keys") and Name.FontFile2 in thing:
            del thing[Name.FontFile2]


def test_a_file_that_is_no_pdf() -> None:
    torn = Rendition("booklet", (RenditionFile("a-booklet.pdf", b"%PDF-1.7 torn"),))
    assert [found.code for found in check(torn, TEXT)] == ["EB605"]


def test_a_booklet_from_somebody_can_be_checked_alone() -> None:
    data = made().files[0].data
    assert check_file("a-booklet.pdf", data) == ()
    with opened(data) as pdf:
        foreign_font(pdf)
        stream = BytesIO()
        pdf.save(stream)
    assert {found.code for found in check_file("a-booklet.pdf", stream.getvalue())} == {"EB607"}
