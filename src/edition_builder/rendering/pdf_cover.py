"""The cover as the front page of a printed book: set from the same layout as the picture in the EPUB.

It takes the place of the title page, because it says all that a title page says. Text is black ink alone.
"""

from __future__ import annotations

from edition_builder.model.edition import Edition
from edition_builder.model.measures import A5, COVER, PageSize
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.cover_layout import (
    HEIGHT_PX,
    MARGIN_PX,
    PX_PER_PT,
    WIDTH_PX,
    CoverLayout,
    CoverPart,
    Placed,
    Room,
    cover_layout,
)
from edition_builder.rendering.dialect import attribute, escape

__all__ = ["COVER_PICTURE", "front_page"]

COVER_PICTURE = "cover"  # its name beside those of the text's pictures


def front_page(edition: Edition, styles: StyleFolder, picture_address: str) -> str:
    """The markup of the front page, "" where the edition has no cover or no font for its title.

    Everything stands at a place of its own: fractions of the page, sizes to its scale.
    """
    layout = cover_layout(edition, styles, drawn=False) if edition.cover else None
    return _page(layout, edition, picture_address) if layout else ""


def _page(layout: CoverLayout, edition: Edition, picture_address: str) -> str:
    page = edition.print_settings.page
    size = f"width: {page.width_mm:.2f}mm; height: {page.height_mm:.2f}mm"
    rules = [_rule(COVER.rule_at, COVER.rule_pt, page)]
    if edition.credits:
        rules.append(_rule(COVER.hairline_at, COVER.hairline_pt, page))
    alternative = edition.cover_picture.alternative if edition.cover_picture else ""
    parts = (
        *(_block(placed, page, isolated=edition.metadata.direction == "rtl") for placed in layout.blocks),
        *rules,
        *([_picture(layout.picture, alternative, picture_address, page)] if layout.picture else []),
    )
    return f'<section class="front-page" style="{size}">\n' + "\n".join(parts) + "\n</section>"


def _scale(page: PageSize) -> float:
    """How much larger than on A5 type is set: nothing may leave the page in either direction."""
    return min(page.width_mm / A5.width_mm, page.height_mm / A5.height_mm)


def _block(placed: Placed, page: PageSize, *, isolated: bool) -> str:
    """Lines as they were measured; the title is the book's first heading.

    Where the page runs from right to left a line keeps its own direction, or the stop of "Anna K." would lead it
    (Unicode Bidirectional Algorithm, 2.4).
    """
    tag = "h1" if placed.part is CoverPart.TITLE else "p"
    scale = _scale(page) / PX_PER_PT
    block = placed.block
    style = (
        f"top: {_down(placed.top_px, page)}mm; {_sides(page)}; "
        f"font-size: {block.size_px * scale:.2f}pt; line-height: {block.leading_px * scale:.2f}pt"
    )
    lines = " <br>".join(escape(_isolate(line) if isolated else line) for line in block.lines)
    return f'<{tag} class="{placed.part}" style="{style}">{lines}</{tag}>'


def _isolate(line: str) -> str:
    """A line with Latin letters between FIRST STRONG ISOLATE and its end."""
    return f"\u2068{line}\u2069" if any("A" <= letter <= "z" for letter in line) else line


def _rule(at: float, thickness_pt: float, page: PageSize) -> str:
    """A rule over the measure."""
    thick = f"border-top: {thickness_pt * _scale(page):.2f}pt solid"
    return f'<div class="rule" style="top: {_down(at * HEIGHT_PX, page)}mm; {_sides(page)}; {thick}"></div>'


def _picture(room: Room, alternative: str, address: str, page: PageSize) -> str:
    """The picture in its room."""
    scale = _scale(page) * A5.width_mm / WIDTH_PX
    place = f"top: {_down(room.top_px, page)}mm; {_sides(page)}"
    size = f"width: {room.width_px * scale:.2f}mm; height: {room.height_px * scale:.2f}mm"
    image = f'<img src="{attribute(address)}" alt="{attribute(alternative)}" style="{size}">'
    return f'<figure style="{place}">{image}</figure>'


def _down(pixels: float, page: PageSize) -> str:
    return f"{pixels / HEIGHT_PX * page.height_mm:.2f}"


def _sides(page: PageSize) -> str:
    """The margins of the cover, left and right."""
    margin = f"{MARGIN_PX / WIDTH_PX * page.width_mm:.2f}mm"
    return f"left: {margin}; right: {margin}"
