"""The foot of the page: the notes stay with their calls, and long ones go on behind those that begin.

WeasyPrint's own layout sends notes on to make room for a line, lets no note begin while a longer one goes on, forgets
what an unchanged page hands over, and measures all notes of a page again for each.
"""

from __future__ import annotations

from math import inf
from typing import Any

from weasyprint.formatting_structure.build import create_anonymous_boxes
from weasyprint.layout import LayoutContext
from weasyprint.layout.block import block_level_layout

__all__ = ["CONTINUED", "BookLayout"]

CONTINUED = "continued"  # the class of the parts of a long note after its first


class _KeptNotes(list[Any]):
    """The notes of a page, which look like none to the one place that would send them on to make room for a line.

    ``weasyprint/layout/block.py`` asks whether a page has notes there and nowhere else; it then goes on as for a page
    without, and breaks before the paragraph.
    """

    def __bool__(self) -> bool:
        return False


def _goes_on(note: Any) -> bool:
    """Whether a note is a later part of a long one."""
    return CONTINUED in (note.element.get("class") or "").split()


class BookLayout(LayoutContext):  # type: ignore[misc]
    """A layout whose notes stay on the page of their call (trap T2 of docs/typography.md)."""

    _note_heights: dict[tuple[int, float], float]
    _carrying: set[int]
    _come_over: set[int]
    _made_room: bool

    @classmethod
    def take_over(cls, context: Any) -> None:
        """Make a layout of the engine, which has not begun yet, one of a book."""
        names = ("current_page_footnotes", "footnotes", "reported_footnotes")
        notes, waiting, reported = (context.__dict__.pop(name) for name in names)
        context.__class__ = cls
        context._note_heights = {}
        context._carrying = set()
        context.reported_footnotes = reported
        context.current_page_footnotes = notes
        context.footnotes = waiting

    @property
    def footnotes(self) -> list[Any]:
        """The notes that no page has yet."""
        return self._waiting_notes

    @footnotes.setter
    def footnotes(self, notes: list[Any]) -> None:
        """Begin a pass over the pages, which the engine does by setting this.

        From the second pass on it makes those pages anew that have changed, and forgets what an unchanged one hands
        over to the next: the end of a long note would be lost. Pages that hand notes over are made anew each time.
        """
        self._waiting_notes = notes
        pages = self.__dict__.get("page_maker", ())[:-1]  # the last row is what would come after the last page
        for number in self._carrying:
            if number < len(pages):
                pages[number][-1]["content_changed"] = True

    @property
    def reported_footnotes(self) -> list[Any]:
        """The notes that go on to the next page.

        Right after a note has found room by sending parts of a longer one on, the engine asks whether any are, and
        would send the note after them: that one time the answer is none.
        """
        if self._made_room:
            self._made_room = False
            return []
        return self._reported_notes

    @reported_footnotes.setter
    def reported_footnotes(self, notes: list[Any]) -> None:
        self._made_room = False
        self._come_over = {id(note) for note in self.__dict__.get("_reported_notes", ())}
        self._reported_notes: list[Any] = notes

    def layout_footnote(self, footnote: Any) -> bool:
        """Put a note at the foot of the page; whether it finds no room.

        One that begins there comes before the parts of longer ones that can go on to the next page. Notes that come
        over from the page before do so in their order: the engine would forget what one of them sends on.
        """
        self._made_room = False
        overflow = bool(super().layout_footnote(footnote))
        if _goes_on(footnote) or id(footnote) in self._come_over:
            return overflow
        sent: list[Any] = []
        while overflow and (parts := [one for one in self._kept_notes if _goes_on(one)]):
            self._kept_notes.remove(parts[-1])
            sent.insert(0, parts[-1])
            overflow = self._update_footnote_area()
        if sent:
            self._reported_notes[:0] = sent
            self._carrying |= {self.current_page - 1, self.current_page}
        self._made_room = not overflow and bool(self._reported_notes) and all(map(_goes_on, self._reported_notes))
        return overflow

    def report_footnote(self, footnote: Any) -> None:
        """Move a note on to the next page, and remember both pages."""
        self._made_room = False
        super().report_footnote(footnote)
        self._carrying |= {self.current_page - 1, self.current_page}

    @property
    def current_page_footnotes(self) -> list[Any]:
        """The notes at the foot of the page that is being filled."""
        return self._kept_notes

    @current_page_footnotes.setter
    def current_page_footnotes(self, notes: list[Any]) -> None:
        self._kept_notes: list[Any] = _KeptNotes(notes)

    def _update_footnote_area(self) -> bool:
        """Give the notes of the page their room; whether they want more than they may have (``max-height``).

        A note is measured once. The engine measures all notes of a page again for each, which takes minutes where
        there are dozens a page, and keeps room for a rule when the last note has gone.
        """
        area = self.current_footnote_area
        if area.height != "auto" and not self.in_column:
            self.page_bottom += area.margin_height()
        area.children = list(self._kept_notes)
        if not area.children:
            area.height = "auto"
            return False
        needed = sum(self._note_height(note) for note in area.children)
        area.height = min(needed, area.max_height)
        if not self.in_column:
            self.page_bottom -= area.margin_height()
        return bool(needed > area.height)

    def _note_height(self, note: Any) -> float:
        """The height of a note in the measure of the page, in CSS pixels."""
        area = self.current_footnote_area
        key = (id(note), area.width)
        if key not in self._note_heights:
            probe = create_anonymous_boxes(area.copy_with_children([note]).deepcopy())
            laid = block_level_layout(self, probe, -inf, None, area.page)[0]
            self._note_heights[key] = laid.children[0].margin_height()
        return self._note_heights[key]
