"""Check the booklet: fold its sheets, turn the leaves, and read the book that comes of it.

The sheets are folded here as paper is, and what lies on each half is read from the drawing itself. The pages in the
order in which a hand turns them are then a book again, and are checked as one: words, notes, fonts, silence.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

from msgspec import Struct
from msgspec.structs import replace
from pikepdf import Array, Dictionary, Matrix, Name, Page, Pdf, PdfError, Rectangle, parse_content_stream

from edition_builder.checking.pdf import check_book
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.edition import Edition
from edition_builder.model.imposition import sheets_for, signatures
from edition_builder.model.printing import SHEETS, Marks, PrintSettings, Standard
from edition_builder.model.rendition import Rendition

__all__ = ["check", "unfold"]

_TOLERANCE_PT = 0.1


class _Half(Struct, frozen=True):
    """What lies on one half of a side: a page as a form."""

    form: Any
    is_left: bool


class _Fault(Exception):
    """Sheets that do not fold into a book."""


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """Sheets of the right size; each page on its half of one; and the folded book, checked as a book."""
    file = rendition.files[0]
    settings = edition.print_settings
    try:
        with Pdf.open(BytesIO(file.data)) as pdf:
            unfold(pdf, edition)
            book = replace(settings, bleed=0, marks=Marks.NONE, standard=Standard.PDF_UA_1)
            return check_book(rendition, pdf, replace(edition, print_settings=book))
    except _Fault as fault:
        return (Diagnostic("EB613", f"{file.name}: {fault}", None, TOOL_FAULT),)
    except PdfError as error:
        return (Diagnostic("EB605", f"{file.name}: cannot be opened again ({error})", None, TOOL_FAULT),)


def unfold(pdf: Pdf, edition: Edition) -> None:
    """Put the pages of the book in the place of the sheets of its booklet, each tag where its page is."""
    settings, right_to_left = edition.print_settings, edition.metadata.direction == "rtl"
    if Name.StructTreeRoot not in pdf.Root:
        raise _Fault("has no tags")
    document = pdf.Root.StructTreeRoot.K[0]
    if settings.booklet.instruction:
        own = pdf.pages[0].objgen
        document.K = Array([kid for kid in document.K if Name.Pg not in kid or kid.Pg.objgen != own])
        del pdf.pages[:2]
    sides = [tuple(_halves(page, number, settings)) for number, page in enumerate(pdf.pages, start=1)]
    forms = _folded(sides, settings.booklet.signature, right_to_left)
    sheets = len(pdf.pages)
    for form in forms:
        pdf.pages.append(_as_page(form))
    pages = {form.objgen: page.obj for form, page in zip(forms, list(pdf.pages)[sheets:], strict=True)}
    del pdf.pages[:sheets]
    _place(document, pages)


def _halves(sheet: Page, number: int, settings: PrintSettings) -> Iterator[_Half]:
    """The pages that a side of a sheet paints."""
    paper = SHEETS[settings.paper]
    box = Rectangle(*(float(side) for side in sheet.mediabox))
    if abs(box.width - paper.height_pt) > _TOLERANCE_PT or abs(box.height - paper.width_pt) > _TOLERANCE_PT:
        raise _Fault(f"side {number} has another size than the manuscript's paper")
    matrix, kept = Matrix(), list[Matrix]()
    for step in parse_content_stream(sheet):
        operands: Any = step.operands
        match str(step.operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = Matrix(*(float(one) for one in operands)) @ matrix
            case "Do":
                form: Any = sheet.Resources.XObject[operands[0]]
                left, bottom, right, top = (float(one) for one in form.BBox)
                reach = matrix.transform(Rectangle(left, bottom, right, top))
                yield _Half(form, _is_left(reach, box, number))


def _is_left(page: Rectangle, sheet: Rectangle, number: int) -> bool:
    """On which half a page lies; it may reach neither over the fold nor over the edge."""
    fold = sheet.llx + sheet.width / 2
    inside = (
        min(page.llx - sheet.llx, page.lly - sheet.lly, sheet.urx - page.urx, sheet.ury - page.ury) >= -_TOLERANCE_PT
    )
    if not inside or page.llx + _TOLERANCE_PT < fold < page.urx - _TOLERANCE_PT:
        raise _Fault(f"a page on side {number} reaches over the fold or the edge")
    return bool(page.urx <= fold + _TOLERANCE_PT)


def _folded(sides: list[tuple[_Half, ...]], most: int, right_to_left: bool) -> list[Any]:
    """The forms in the order in which leaves are turned: each signature folded once, its sheets in one another."""
    count = sum(map(len, sides))
    if len(sides) != 2 * sheets_for(count) or any(len({half.is_left for half in side}) < len(side) for side in sides):
        raise _Fault(f"{count} pages on {len(sides)} sides are no booklet")
    turned: list[Any] = []
    start = 0
    for sheets in signatures(count, most):
        fronts, backs = sides[start : start + 2 * sheets : 2], sides[start + 1 : start + 2 * sheets : 2]
        start += 2 * sheets
        for front, back in zip(fronts, backs, strict=True):
            turned += [_at(front, right_to_left), _at(back, not right_to_left)]
        for front, back in zip(fronts[::-1], backs[::-1], strict=True):
            turned += [_at(back, right_to_left), _at(front, not right_to_left)]
    forms = turned[:count]
    if None in forms or len({form.objgen for form in forms}) < count:
        raise _Fault("a page stands twice, or a blank one before the end")
    return forms


def _at(side: tuple[_Half, ...], left: bool) -> Any:
    """The form on a half of a side, None for a blank."""
    return next((half.form for half in side if half.is_left is left), None)


def _as_page(form: Any) -> Page:
    """A form as the page that it was."""
    return Page(
        Dictionary(
            Type=Name.Page,
            MediaBox=form.BBox,
            TrimBox=form.BBox,
            Resources=form.get(Name.Resources, Dictionary()),
            Contents=form,
        )
    )


def _place(element: Any, pages: dict[tuple[int, int], Any]) -> Any:
    """Give the marked content of an element its page, and the element the page of its first."""
    kids, own = [], None
    for kid in element.get(Name.K, ()):
        page = None
        if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.MCR:
            page = pages.get(kid.Stm.objgen) if Name.Stm in kid else None
            if page is None:
                raise _Fault("a tag belongs to no page")
            kids.append(int(kid.MCID))
        else:
            if isinstance(kid, Dictionary):
                page = _place(kid, pages)
            kids.append(kid)
        own = page if own is None else own
    element.K = Array(kids)
    if own is not None:
        element.Pg = own
    return own
