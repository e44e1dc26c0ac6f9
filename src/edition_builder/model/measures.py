"""Measures that more than one room or format needs, as data. Found by setting pages and looking at them.

The cover is one design in two techniques: drawn as a picture for EPUB, set as a front page in print. Fractions are of
the page, sizes in points on an A5 page; both follow from one table, so the two covers are the same.
"""

from __future__ import annotations

from msgspec import Struct

__all__ = ["A5", "COVER", "POINTS_PER_MM", "CoverLine", "CoverMeasures", "PageSize"]

POINTS_PER_MM = 72 / 25.4


class PageSize(Struct, frozen=True):
    """A trimmed page."""

    width_mm: float
    height_mm: float

    @property
    def width_pt(self) -> float:
        """The width in points."""
        return self.width_mm * POINTS_PER_MM

    @property
    def height_pt(self) -> float:
        """The height in points."""
        return self.height_mm * POINTS_PER_MM


class CoverLine(Struct, frozen=True):
    """How a kind of line is set: face (a file of ``styles/fonts``), size and line distance in points."""

    face: str
    size_pt: float
    leading_pt: float


class CoverMeasures(Struct, frozen=True):
    """Where things stand on a cover. Positions are fractions of the height, counted from the top.

    Where there is a picture it has the room from ``picture_top`` to ``picture_bottom``, or to the subtitle, and the
    title ends at ``title_bottom``. ``title_sizes`` gives the size in points by the number of characters: the first
    row whose limit is not exceeded. ``longest_word_pt`` divided by (characters of the longest word × .56) caps the
    size, so that no word is cut.
    """

    side_margin: float
    author: CoverLine
    author_top: float
    rule_at: float
    rule_pt: float
    title_face: str
    title_top: float
    title_leading: float
    title_bottom: float
    picture_top: float
    picture_bottom: float
    title_sizes: tuple[tuple[int, float], ...]
    title_smallest_pt: float
    longest_word_pt: float
    subtitle: CoverLine
    subtitle_bottom: float
    hairline_at: float
    hairline_pt: float
    credits: CoverLine
    credits_top: float
    credits_bottom: float

    def title_size_pt(self, title: str) -> float:
        """The largest size for a title, before it is measured against the page."""
        by_length = next((size for limit, size in self.title_sizes if len(title) <= limit), self.title_smallest_pt)
        longest = max(map(len, title.split()), default=1)
        return min(by_length, max(self.title_smallest_pt, self.longest_word_pt / (longest * 0.56)))


A5 = PageSize(148, 210)

COVER = CoverMeasures(
    side_margin=1 / 9,
    author=CoverLine("fonts/GentiumBookPlus-Regular.ttf", 14, 18),
    author_top=0.10,
    rule_at=0.25,
    rule_pt=2.5,
    title_face="fonts/GentiumBookPlus-Bold.ttf",
    title_top=0.286,
    title_leading=1.16,
    title_bottom=0.445,
    picture_top=0.47,
    picture_bottom=0.8,
    title_sizes=((18, 46), (40, 36), (80, 30), (140, 24), (260, 18)),
    title_smallest_pt=13,
    longest_word_pt=320,
    subtitle=CoverLine("fonts/GentiumBookPlus-Italic.ttf", 13, 17),
    subtitle_bottom=0.80,
    hairline_at=0.85,
    hairline_pt=0.6,
    credits=CoverLine("fonts/GentiumBookPlus-Regular.ttf", 10.5, 13.5),
    credits_top=0.875,
    credits_bottom=0.965,
)
