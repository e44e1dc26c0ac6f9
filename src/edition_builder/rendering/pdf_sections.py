"""Pages of one PDF put among those of another, their tags as a section of its tree (ISO 32000-1, 14.7)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Name, Pdf

__all__ = ["add_section"]


def add_section(pdf: Pdf, own: Pdf, *, in_front: bool = False) -> None:
    """Put all pages of a tagged document without links behind those of another, or in front of them.

    Args:
        pdf: the document that grows.
        own: the document whose pages are taken over.
        in_front: before the others, and read before them.
    """
    places = range(len(own.pages)) if in_front else range(len(pdf.pages), len(pdf.pages) + len(own.pages))
    for place, page in zip(places, list(own.pages), strict=True):
        pdf.pages.insert(place, page)
    added: list[Any] = [pdf.pages[place].obj for place in places]
    root, document = pdf.Root.StructTreeRoot, pdf.Root.StructTreeRoot.K[0]
    section = pdf.copy_foreign(own.Root.StructTreeRoot.K[0])
    section.S, section.P, section.Pg = Name.Sect, document, added[0]
    document.K = Array([section, *document.K] if in_front else [*document.K, section])
    owners: dict[tuple[int, int], dict[int, Any]] = {page.objgen: {} for page in added}
    _find_owners(section, added[0].objgen, owners)
    nums: list[Any] = list(root.ParentTree.Nums)
    key = max((int(number) for number in nums[::2]), default=-1) + 1
    for number, one in enumerate(added, start=key):
        marks = owners[one.objgen]
        one.StructParents = number
        nums += [number, Array([marks.get(mark) for mark in range(max(marks, default=-1) + 1)])]
    root.ParentTree.Nums = Array(nums)


def _find_owners(element: Any, page: tuple[int, int], owners: dict[tuple[int, int], dict[int, Any]]) -> None:
    """The element that owns each piece of marked content, by page and number."""
    page = element.Pg.objgen if Name.Pg in element else page
    for kid in element.get(Name.K, ()):
        if isinstance(kid, int):
            owners[page][kid] = element
        else:
            _find_owners(kid, page, owners)
