"""Long books for tests, and what can be seen on the pages of one: the same whether it was set in parts or in one."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from itertools import product
from typing import Any

import pypdfium2
import pytest
from msgspec.structs import replace
from pikepdf import Dictionary, Name, Pdf
from PIL import Image

from edition_builder.checking.pdf_text import Element, read_tagged_text
from edition_builder.model.edition import Chapter, Edition
from edition_builder.rendering import pdf, pdf_cuts
from editions import call, chapter, edition, glossary_edition, heading, note, paragraph, sealed

__all__ = ["cut_everywhere", "facts", "letters", "long_edition", "misplaced", "never_cut", "pictures_of", "with_parts"]

_NEAR = 0.05  # points
_SENTENCE = "We stood in the square and waited for the others who had gone before us through the snow of that night. "


def cut_everywhere(patch: pytest.MonkeyPatch) -> None:
    """Make every section of every book a part."""
    patch.setattr(pdf_cuts, "_LONG", 0)
    patch.setattr(pdf_cuts, "_MOST", 0)


def never_cut(patch: pytest.MonkeyPatch) -> None:
    """Lay every book out in one piece."""
    patch.setattr(pdf, "in_parts", lambda *_: None)


def long_edition(*, runs_over: bool = True) -> Edition:
    """The sample, and chapters of several pages; a long note at the end of one goes on in the next."""
    whole = glossary_edition()
    further = [_prose(number, 8 + 5 * number) for number in range(4, 8)]
    if runs_over:
        further[1] = _with_long_note(further[1])
    return sealed(replace(whole, chapters=(*whole.chapters, *further)))


def with_parts() -> Edition:
    """Chapters under the titles of parts."""
    first, second = (_prose(number, 20) for number in (1, 2))
    title = heading(1, "The first part", "part-1")
    lower = replace(first, blocks=(title, replace_level(first.blocks[0]), *first.blocks[1:]), heading=title)
    under = replace(second, blocks=(replace_level(second.blocks[0]), *second.blocks[1:]))
    return edition(lower, replace(under, heading=under.blocks[0]))


def replace_level(block: Any) -> Any:
    """A heading one level lower."""
    return replace(block, level=2)


def _prose(number: int, sentences: int) -> Chapter:
    """Paragraphs, one of them with a note."""
    first = 10 * number
    paragraphs = [paragraph(_SENTENCE * 4) for _ in range(sentences // 4)]
    with_note = paragraph("That evening", call(first), " it began. ", _SENTENCE)
    notes = (note(first, "1", paragraph("Of 4 January."), lemma="evening"),)
    return chapter(
        number, heading(1, f"Chapter {number}", f"chapter-{number}-head"), with_note, *paragraphs, notes=notes
    )


def _with_long_note(one: Chapter) -> Chapter:
    """A chapter whose last words call a note of two pages."""
    number = 10 * int(one.identifier.removeprefix("chapter-")) + 1
    blocks = (*one.blocks, paragraph("And so it ended", call(number), "."))
    last = note(number, "2", *(paragraph(_SENTENCE * 5) for _ in range(12)), lemma="ended")
    return replace(one, blocks=blocks, notes=(*one.notes, last))


Letter = tuple[str, tuple[float, ...]]


def letters(data: bytes) -> list[list[Letter]]:
    """The characters of each page with their boxes in points.

    Signs for line ends have no boxes, and what a hyphen at one is read as depends on what was drawn before it.
    """
    return [list(_letters(page.get_textpage())) for page in pypdfium2.PdfDocument(data)]


def _letters(page: Any) -> Iterator[Letter]:
    for place in range(page.count_chars()):
        letter = page.get_text_range(place, 1)
        if letter not in "\r\n\ufffe\u2010-":
            yield letter, page.get_charbox(place)


def misplaced(page: list[Letter], other: list[Letter]) -> list[Letter]:
    """The characters of a page that another does not have at the same place, to a twentieth of a point."""
    left: dict[tuple[str, int, int], list[tuple[float, ...]]] = {}
    for letter, box in other:
        left.setdefault((letter, round(box[0]), round(box[1])), []).append(box)
    return [one for one in page if not _taken(one, left)] + [("", box) for boxes in left.values() for box in boxes]


def _taken(one: Letter, left: dict[tuple[str, int, int], list[tuple[float, ...]]]) -> bool:
    """Whether a character is among those that are left, which it leaves then."""
    letter, box = one
    for across, down in product((0, -1, 1), repeat=2):
        boxes = left.get((letter, round(box[0]) + across, round(box[1]) + down), [])
        near = next(
            (other for other in boxes if all(abs(a - b) <= _NEAR for a, b in zip(box, other, strict=True))), None
        )
        if near:
            boxes.remove(near)
            return True
    return False


def pictures_of(data: bytes) -> list[Image.Image]:
    """Each page as it looks."""
    return [page.render(scale=2).to_pil() for page in pypdfium2.PdfDocument(data)]


def facts(data: bytes) -> dict[str, object]:
    """What else a reader finds: boxes, links, places, outline, tags, fonts."""
    with Pdf.open(BytesIO(data)) as book:
        numbers = {page.obj.objgen: number for number, page in enumerate(book.pages)}
        text = read_tagged_text(book)
        assert text is not None
        return {
            "boxes": [[_points(page[key]) for key in ("/MediaBox", "/TrimBox", "/BleedBox")] for page in book.pages],
            "links": [sorted(_link(link) for link in page.get(Name.Annots, ())) for page in book.pages],
            "places": _places(book, numbers),
            "outline": list(_outline(book.Root.Outlines.First, 0, numbers)),
            "tags": _tags(text.root),
            "drawn": [bool(number) for number in text.drawn],
            "fonts": sorted(_fonts(book)),
            "labels": str(book.Root.PageLabels),
            "language": (str(book.Root.Lang), str(book.Root.ViewerPreferences), str(book.Root.MarkInfo)),
        }


def _points(box: Any) -> tuple[float, ...]:
    return tuple(round(float(side), 2) for side in box)


def _link(link: Any) -> tuple[str, tuple[float, ...]]:
    return str(link.get(Name.Dest, link.get(Name.A))), _points(link.Rect)


def _places(book: Pdf, numbers: dict[Any, int]) -> dict[str, tuple[object, ...]]:
    found: Any = book.Root.Names.Dests.Names
    pairs = ((found[at], found[at + 1]) for at in range(0, len(found), 2))
    return {str(name): (numbers[place[0].objgen], *_points([place[2], place[3]])) for name, place in pairs}


def _outline(item: Any, depth: int, numbers: dict[Any, int]) -> Iterator[tuple[object, ...]]:
    while item is not None:
        place = item.Dest
        yield (
            depth,
            str(item.Title),
            numbers[place[0].objgen],
            *_points([place[2], place[3]]),
            int(item.get("/Count", 0)),
        )
        if Name.First in item:
            yield from _outline(item.First, depth + 1, numbers)
        item = item.get(Name.Next)


def _tags(element: Element) -> tuple[object, ...]:
    """An element with all inside; the identifiers of cells are of no matter."""
    name = "" if element.tag in ("TH", "TD") else element.identifier
    kids = tuple(kid if isinstance(kid, str) else _tags(kid) for kid in element.kids)
    return element.tag, name, element.page, element.target, kids


def _fonts(book: Pdf) -> Iterator[tuple[str, int]]:
    for thing in book.objects:
        if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.FontDescriptor:
            yield str(thing.FontName), len(thing.FontFile2.read_bytes())
