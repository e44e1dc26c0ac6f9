"""The booklet: the pages of the book, as they were made before, on sheets to print, fold and staple.

Each page becomes a form that its sheet paints once, so nothing is laid out again. The tags stay, and read the pages
in the order of the book: marked content may lie in a form (ISO 32000-1, 14.7.4.2). Links and outline go: they are no
use on paper. The names of places stay, for the spans that say where links led.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Any

from msgspec.structs import replace
from pikepdf import Array, Dictionary, Name, Page, Pdf

from edition_builder.model.edition import Edition
from edition_builder.model.imposition import Side, imposed, sheets_for
from edition_builder.model.measures import POINTS_PER_MM
from edition_builder.model.printing import SHEETS, PrintSettings
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.pdf_instruction import put_in_front
from edition_builder.rendering.pdf_pass import describe, written
from edition_builder.rendering.pdf_unlinked import unlink

__all__ = ["render"]

_Places = Mapping[tuple[int, int], int]

_MARK_MM, _FROM_EDGE_MM = 6, 5  # printers leave some 4 mm white
_STAPLE_MM, _STAPLES_AT = 12, (0.25, 0.75)  # of the height
_OF_PAGES = (Name.Outlines, Name.PageMode, Name.OutputIntents)


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """The book of this build imposed on sheets, ``SLUG-booklet.pdf``.

    Raises:
        KeyError: the book was not made before.
    """
    settings, book = edition.print_settings, order.rendition("pdf")
    with Pdf.open(BytesIO(book.files[0].data)) as pdf:
        pages = len(pdf.pages)
        unlink(pdf)
        _Sheets(pdf, settings).impose(right_to_left=edition.metadata.direction == "rtl")
        describe(pdf, replace(edition, print_settings=PrintSettings()))
        pdf.Root.ViewerPreferences.Duplex = Name.DuplexFlipShortEdge
        pdf.Root.ViewerPreferences.PrintScaling = Name("/None")
        if settings.booklet.instruction:
            put_in_front(pdf, pages, edition, styles)
        data = written(pdf)
    file = RenditionFile(f"{edition.metadata.slug}-booklet.pdf", data)
    return Rendition("booklet", (file,), book.late_notes, sheets_for(pages))


class _Sheets:
    """The sheets of a booklet while its pages are put on them."""

    def __init__(self, pdf: Pdf, settings: PrintSettings) -> None:
        self._pdf = pdf
        self._settings = settings
        paper = SHEETS[settings.paper]
        self._width, self._height = paper.height_pt, paper.width_pt  # sheets lie on their side

    def impose(self, *, right_to_left: bool) -> None:
        """Put sheets in the place of the pages."""
        pages = list(self._pdf.pages)
        places = {page.obj.objgen: number for number, page in enumerate(pages)}
        forms = [self._form(page) for page in pages]
        sheets: dict[int, Any] = {}  # the side that each page stands on
        for side in imposed(len(pages), self._settings.booklet.signature, right_to_left=right_to_left):
            sheet = self._sheet(side, forms)
            sheets |= {number: sheet for number in (side.left, side.right) if number is not None}
        tags = _Retagging(places, [(sheets[number], form) for number, form in enumerate(forms)])
        root = self._pdf.Root.StructTreeRoot
        tags.retag(root.K[0])
        root.ParentTree.Nums = tags.parent_tree()
        if Name.Names in self._pdf.Root:
            names = self._pdf.Root.Names.Dests
            names.Names = Array([_on_sheet(one, sheets, places) for one in names.Names])
        del self._pdf.pages[: len(pages)]
        for key in _OF_PAGES:
            if key in self._pdf.Root:
                del self._pdf.Root[key]

    def _form(self, page: Any) -> Any:
        """A page, cut at its TrimBox, as a form with the page's marked content."""
        form = self._pdf.make_indirect(page.as_form_xobject())
        if Name.Group in form:
            del form[Name.Group]
        form.StructParents = page.StructParents
        del page.obj[Name.StructParents]
        return form

    def _sheet(self, side: Side, forms: list[Any]) -> Any:
        """A side of a sheet with its pages, as the last page of the document."""
        placed = [
            (number, is_left) for number, is_left in ((side.left, True), (side.right, False)) if number is not None
        ]
        drawing = [self._placed(f"/P{number + 1}", forms[number].BBox, is_left) for number, is_left in placed]
        if self._settings.booklet.marks:
            drawing += ["/Artifact BMC", *self._marks(side), "EMC"]
        box = Array([0, 0, round(self._width, 4), round(self._height, 4)])
        shown = {f"/P{number + 1}": forms[number] for number, _is_left in placed}
        sheet = Dictionary(
            Type=Name.Page,
            MediaBox=box,
            TrimBox=box,
            Resources=Dictionary(XObject=Dictionary(shown)),
            Contents=self._pdf.make_stream("\n".join(drawing).encode()),
        )
        self._pdf.pages.append(Page(sheet))
        return self._pdf.pages[-1].obj

    def _placed(self, name: str, box: Any, is_left: bool) -> str:
        """A page beside the fold, half way up; smaller only if it is larger than half a sheet."""
        left, bottom, right, top = (float(side) for side in box)
        half = self._width / 2
        scale = min(1, half / (right - left), self._height / (top - bottom))
        x = half - scale * (right if is_left else left)
        y = (self._height - scale * (top + bottom)) / 2
        return f"q {scale:.5g} 0 0 {scale:.5g} {x:.3f} {y:.3f} cm {name} Do Q"

    def _marks(self, side: Side) -> Iterator[str]:
        """Where to fold, at both edges of each side; where to staple, on the outside of each signature."""
        half, edge, mark = self._width / 2, _FROM_EDGE_MM * POINTS_PER_MM, _MARK_MM * POINTS_PER_MM
        lines = [(edge, edge + mark), (self._height - edge - mark, self._height - edge)]
        if side.is_outside:
            staple = _STAPLE_MM / 2 * POINTS_PER_MM
            lines += [(self._height * place - staple, self._height * place + staple) for place in _STAPLES_AT]
        yield "0.5 w 0 0 0 1 K"
        yield from (f"{half:.3f} {start:.3f} m {half:.3f} {end:.3f} l S" for start, end in lines)


def _on_sheet(one: Any, sheets: Mapping[int, Any], places: _Places) -> Any:
    """A name as it is; the place that stands beside it as the whole side of the sheet that its page is on."""
    return Array([sheets[places[one[0].objgen]], Name.Fit]) if isinstance(one, Array) else one


class _Retagging:
    """The tag tree while it learns on which sheet, and in which form there, its marked content stands."""

    def __init__(self, places: _Places, painted: list[tuple[Any, Any]]) -> None:
        """``places`` has the number of each page that there was, ``painted`` its sheet and its form."""
        self._places = places
        self._painted = painted
        self._owners: list[dict[int, Any]] = [{} for _ in painted]

    def retag(self, element: Any, page: int = 0) -> None:
        """Retag an element with all inside; ``page`` holds where it does not say one."""
        if Name.Pg in element:
            page = self._places[element.Pg.objgen]
            element.Pg = self._painted[page][0]
        kids = []
        for kid in element.get(Name.K, ()):
            if isinstance(kid, int):
                self._owners[page][kid] = element
                kids.append(Dictionary(Type=Name.MCR, Pg=self._painted[page][0], Stm=self._painted[page][1], MCID=kid))
            else:
                self.retag(kid, page)
                kids.append(kid)
        element.K = Array(kids)

    def parent_tree(self) -> Array:
        """The elements that own the marked content of each form, by its StructParents (ISO 32000-1, 14.7.4.4)."""
        nums: list[Any] = []
        for (_sheet, form), owners in zip(self._painted, self._owners, strict=True):
            nums += [form.StructParents, Array([owners.get(mark) for mark in range(max(owners, default=-1) + 1)])]
        return Array(nums)
