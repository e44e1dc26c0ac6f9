"""Links taken out for a printing press: PDF/X allows no annotation on the page (ISO 15930-7, 6.17)."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, String

__all__ = ["unlink"]


def unlink(pdf: Pdf) -> None:
    """Take every link off its page; its words stay in the tag tree as a span that still says where it led.

    The span's ID is ``to:TARGET:NUMBER``.
    """
    _Tree().unlink(pdf.Root.StructTreeRoot.K[0])
    for page in pdf.pages:
        if Name.Annots in page:
            del page[Name.Annots]
    pages = len(pdf.pages)
    nums = pdf.Root.StructTreeRoot.ParentTree.Nums
    kept = [part for at in range(0, len(nums), 2) if int(nums[at]) < pages for part in (nums[at], nums[at + 1])]
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(kept)


class _Tree:
    """The tag tree while links are taken out, counted so that each span has an ID of its own."""

    def __init__(self) -> None:
        self._count = 0

    def unlink(self, element: Any) -> None:
        """Take the links out of an element."""
        kids = element.get(Name.K, ())
        for kid in kids:
            if isinstance(kid, Dictionary) and kid.get(Name.Type) == Name.OBJR:
                self._count += 1
                element.S = Name.Span
                element.ID = String(f"to:{_target(kid.Obj)}:{self._count}")
            elif not isinstance(kid, int):
                self.unlink(kid)
        element.K = Array([kid for kid in kids if isinstance(kid, int) or kid.get(Name.Type) != Name.OBJR])


def _target(annotation: Any) -> str:
    """The name that a link leads to."""
    action = annotation.get(Name.A)
    return str(annotation.get(Name.Dest, action.get(Name.D) if action is not None else ""))
