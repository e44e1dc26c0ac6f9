"""What a screen reader gets of a PDF: the tags in their order, with their words, languages and targets.

``tests/golden/spoken.txt`` is the whole of it for ``spoken.md``. A change there is a change for people who listen: read
it before you take it over.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pikepdf import Name, Pdf

from books import opened, styles
from edition_builder.checking.pdf import check
from edition_builder.checking.pdf_content import PageText, read_page
from edition_builder.editing.edition import edit
from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import LoadedPictures, SourceFile, Sources
from edition_builder.reading.manuscript import read_manuscript
from edition_builder.rendering.pdf import render
from editions import png

GOLDEN = Path(__file__).resolve().parents[1] / "golden"


def spoken_edition() -> Edition:
    text = SourceFile("spoken.md", (GOLDEN / "spoken.md").read_bytes())
    pictures = LoadedPictures(((("spoken.md", "bridge.png"), png(1300, 8)),))
    read = read_manuscript(Sources((text,), pictures))
    assert read.value is not None
    edited = edit(read.value)
    assert (read.diagnostics, edited.diagnostics) == ((), ())
    assert edited.value is not None
    return edited.value


def spoken(pdf: Pdf) -> str:
    """A line for each element: tag, language, target or description, and its words."""
    pages = [read_page(page, {}) for page in pdf.pages]
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    return "\n".join(_lines(pdf.Root.StructTreeRoot.K[0], 0, pages, numbers)) + "\n"


def _lines(element: Any, depth: int, pages: list[PageText], numbers: dict[Any, int]) -> Iterator[str]:
    number = numbers.get(element.Pg.objgen, 0) if Name.Pg in element else 0
    says = [str(element.S)[1:]]
    says += [f"lang={element.Lang}"] if Name.Lang in element else []
    says += [f"alt “{element.Alt}”"] if Name.Alt in element else []
    says += [f"#{element.ID}"] if Name.ID in element and str(element.S) != "/TH" else []
    for kid in element.K:
        if not isinstance(kid, int) and kid.get(Name.Type) == Name.OBJR:
            says.append(f"→ {kid.Obj.get(Name.Dest, '') or kid.Obj.A.D}")
    yield "  " * depth + " ".join(says)
    words = ""
    for kid in element.K:
        if isinstance(kid, int):
            words += pages[number].pieces.get(kid, "")
        elif kid.get(Name.Type) != Name.OBJR:
            yield from _said(words, depth)
            words = ""
            yield from _lines(kid, depth + 1, pages, numbers)
    yield from _said(words, depth)


def _said(words: str, depth: int) -> Iterator[str]:
    """The words of an element in one line."""
    if words:
        yield "  " * (depth + 1) + "| " + words.replace("\n", " ")


def test_who_listens_gets_everything_in_order_and_nothing_twice() -> None:
    one = spoken_edition()
    rendition = render(one, styles())
    assert check(rendition, one) == ()
    with opened(rendition.files[0].data) as pdf:
        assert spoken(pdf) == (GOLDEN / "spoken.txt").read_text(encoding="utf-8")


def test_page_labels_are_the_numbers_that_are_printed() -> None:
    with opened(render(spoken_edition(), styles()).files[0].data) as pdf:
        labels = pdf.Root.PageLabels.Nums
        assert (len(labels), int(labels[0]), str(labels[1].S)) == (2, 0, "/D")


def test_the_title_is_shown_in_place_of_the_name_of_the_file() -> None:
    with opened(render(spoken_edition(), styles()).files[0].data) as pdf:
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle) is True
        assert str(pdf.docinfo.Title) == "The night at the station"
        assert str(pdf.Root.Lang) == "en-GB"
