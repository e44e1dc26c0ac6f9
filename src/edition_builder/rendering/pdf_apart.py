"""A part of a book laid out by itself: what it must be told of the others, and whether it can do without more.

The margins of its pages (folios, running heads) are made later, when the numbers of the pages are known; so no number
that depends on other parts goes into the layout. Lines of the contents are given the numbers that they print.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import weasyprint.layout as engine
from msgspec import Struct
from weasyprint.css.targets import TargetCollector, TargetLookupItem
from weasyprint.formatting_structure.build import build_formatting_structure
from weasyprint.layout import page as page_layout
from weasyprint.layout.background import layout_backgrounds

__all__ = ["Apart", "Place", "begin_apart", "is_alone", "margins"]

_make_margin_boxes, _set_page_styles = engine.make_margin_boxes, page_layout.set_page_type_computed_styles


class Apart(Struct, frozen=True):
    """What a part is told: the page numbers of places in other parts, by their anchors."""

    places: Mapping[str, int]


class _Elsewhere:
    """A place in another part, as the engine's counters see it."""

    def __init__(self, number: int) -> None:
        self.cached_counter_values = {"page": [number]}


class _Places(TargetCollector):  # type: ignore[misc] # the engine has no types
    """The places that the content of a part asks for, and whether one of them could not be told."""

    all_known = True

    def lookup_target(self, *arguments: Any) -> Any:
        """As the engine does it."""
        item = super().lookup_target(*arguments)
        self.all_known = self.all_known and item.state != "undefined"
        return item


def begin_apart(context: Any, apart: Apart) -> None:
    """Make a layout of the engine, which has not begun yet, one of a part."""
    context.margins_later = True
    context.target_collector.__class__ = _Places
    for name, number in apart.places.items():
        place = TargetLookupItem("up-to-date")
        place.target_box = _Elsewhere(number)
        context.target_collector.target_lookup_items.setdefault(name, place)


def _margins_unless_later(context: Any, page: Any, state: Any) -> Iterator[Any]:
    """The margin boxes of a page, unless they are made later."""
    return iter(()) if getattr(context, "margins_later", False) else _make_margin_boxes(context, page, state)


def _set_styles(page_type: Any, html: Any, style_for: Any) -> None:
    """Compute the styles of a page and its margins, once for all pages that the same rules of a style sheet meet.

    The engine does it for each page, as each is of a kind of its own by its number.
    """
    selectors = (one for sheet, *_ in style_for._sheets for _rule, several, _ in sheet.page_rules for one in several)
    met = tuple(style_for._page_type_match(kind, page_type) for _specificity, _pseudo, kind in selectors)
    known = style_for.__dict__.setdefault("styles_of_pages", {})
    computed = style_for.get_computed_styles()
    if met not in known:
        _set_page_styles(page_type, html, style_for)
        known[met] = [(pseudo, style) for (element, pseudo), style in computed.items() if element == page_type]
    for pseudo, style in known[met]:
        computed[page_type, pseudo] = style


engine.make_margin_boxes, page_layout.set_page_type_computed_styles = _margins_unless_later, _set_styles


def is_alone(context: Any, pages: list[Any]) -> bool:
    """Whether the pages of a part are the same whatever stands before and after it.

    They are not where a style sheet prints the numbers of pages in the text, or draws a frame around each page.
    """
    collector = context.target_collector
    counts = any(item.missing_counters for item in collector.counter_lookup_items.values())
    framed = any(page._page_box.style[f"border_{side}_width"] for page in pages for side in ("top", "right", "left"))
    return collector.all_known and not counts and not framed


class Place(Struct, frozen=True):
    """Where a page stands in the book, as its margins show it.

    ``number`` counts from 1, ``is_right`` says on which side of a spread. ``name`` is that of the page in the style
    sheet, ``groups`` the runs of pages of one name that it is in, with its number there from 0. ``strings`` are the
    named strings that its content sets (CSS Generated Content for Paged Media, 1.1), each with its values in order.
    """

    number: int
    is_right: bool
    is_blank: bool
    name: str | None
    groups: tuple[tuple[str, int], ...]
    strings: tuple[tuple[str, tuple[str, ...]], ...]


def margins(html: Any, context: Any, places: tuple[Place, ...], total: int) -> Iterator[Any]:
    """Pages with nothing on them but what stands in their margins and behind their text.

    Args:
        html: a document with the style sheet of the book and an empty body.
        context: what its pages are made with.
        places: the pages; those in front of the first tell the strings that are in force there.
        total: of the pages in the book.
    """
    style_for, images = context.style_for, context.get_image_from_uri
    root = build_formatting_structure(
        html.etree_element, style_for, images, html.base_url, context.target_collector, context.counter_style, []
    )
    context.rendered_notes = []
    for turn, place in enumerate(places, start=1):
        for name, values in place.strings:
            context.string_set[name][turn] = list(values)
        side = "right" if place.is_right else "left"
        kind = page_layout.PageType(side, place.is_blank, place.name, place.number - 1, place.groups)
        _set_styles(kind, html, style_for)
        state: Any = ([0], {"page": [place.number - 1], "pages": [total]}, [{"pages"}], [])
        changes = {"content_changed": False, "pages_wanted": False, "anchors": [], "content_lookups": []}
        context.page_maker = [(None, None, None, state, changes)]
        page, _, _ = page_layout.make_page(context, root, kind, None, 1, state)
        context.current_page = turn
        page.children = (page.children[0], *_make_margin_boxes(context, page, state))
        layout_backgrounds(page, images)
        yield page
