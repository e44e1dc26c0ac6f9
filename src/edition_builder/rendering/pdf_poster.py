"""The poster: one page for a wall, with the beginning of the text as large and as much of it as fits.

What fits is not computed but tried: beginnings of the text are set, by halving, until the longest is found that leaves
the foot of the page free. A beginning that ends with a paragraph is preferred to a slightly longer one that does not.
"""

from __future__ import annotations

from bisect import bisect_left
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from unicodedata import east_asian_width

from msgspec.structs import replace

from edition_builder.model.document import (
    Blocks,
    Heading,
    Picture,
    own_inlines,
    plain_text,
    walk_blocks,
    walk_inlines,
)
from edition_builder.model.edition import Edition
from edition_builder.model.posters import CUT_SIZES, MOST_CHARACTERS, WHOLE_SIZES, poster_row
from edition_builder.model.print_formats import in_format
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.dialect import Dialect, dialect, escape, term_language
from edition_builder.rendering.pdf_engine import EditionFonts, laid_out
from edition_builder.rendering.pdf_fonts import needed_fonts
from edition_builder.rendering.pdf_marks import drawn
from edition_builder.rendering.pdf_measures import page_style
from edition_builder.rendering.pdf_page import PICTURE_SCHEME, ready_for_print, script_classes
from edition_builder.rendering.pdf_pass import finished
from edition_builder.rendering.picture_sizes import paper_limits, with_fitting_pictures
from edition_builder.rendering.poster_beginnings import Beginning, beginnings
from edition_builder.rendering.poster_codes import PosterCodes, poster_codes
from edition_builder.rendering.templates import page
from edition_builder.rendering.xhtml import blocks_markup
from edition_builder.rendering.xhtml_inlines import inlines_markup
from edition_builder.rendering.xhtml_notes import headnote_markup

__all__ = ["render"]

_PARTS = frozenset(("head", "excerpt", "foot"))
_ENDS_WELL = 0.87  # of the longest beginning that fits; a paragraph that ends behind it is preferred
_AIR_PT = 10  # between text and foot, at least
_PX_PER_PT = 96 / 72
# Widths of a title, and of its longest word, in letters, that a class of the style sheet bears.
_TITLE_CLASSES = ((36, 18, "large"), (80, 22, ""), (170, 30, "long"), (330, 40, "longer"))


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """The poster, ``SLUG-poster.pdf``: PDF/UA-1, one page, black and grey.

    Raises:
        KeyError: the plain text was not made before, or a style sheet is in neither style folder.
    """
    text = order.rendition("txt").files[0].data.decode().strip("\n")
    parts = beginnings(edition, MOST_CHARACTERS)
    codes = poster_codes(edition, text, poster_row(edition.print_settings).scale)
    shown = _with_own_pictures(edition, parts)
    with TemporaryDirectory(prefix="edition-") as folder:
        wall = _Wall(shown, codes, styles)
        document = wall.hung(
            parts, EditionFonts(needed_fonts(wall.markup(parts[-1:], CUT_SIZES[0]), styles), Path(folder))
        )
        data, pieces = drawn(document)
    finished_data = finished(data, pieces, in_format(edition, poster_row(edition.print_settings)), styles)
    return Rendition("poster", (RenditionFile(f"{edition.metadata.slug}-poster.pdf", finished_data),))


def _with_own_pictures(edition: Edition, parts: tuple[Beginning, ...]) -> Edition:
    """The edition with those pictures alone that the poster can show, grey and no larger than it prints them."""
    blocks = walk_blocks((*parts[-1].headnote, *parts[-1].blocks)) if parts else ()
    runs = (run for block in blocks for run in own_inlines(block))
    names = {one.name for run in runs for one in walk_inlines(run) if isinstance(one, Picture)}
    own = replace(edition, pictures=tuple(one for one in edition.pictures if one.name in names))
    limits = paper_limits(in_format(own, poster_row(own.print_settings)), grey=True)
    return with_fitting_pictures(own, limits)


class _Wall:
    """A poster while it is tried what it holds."""

    def __init__(self, edition: Edition, codes: PosterCodes, styles: StyleFolder) -> None:
        self._edition = edition
        self._codes = codes
        self._styles = styles
        self._pictures = {PICTURE_SCHEME + picture.name: picture.data for picture in edition.pictures}

    def hung(self, parts: tuple[Beginning, ...], fonts: EditionFonts) -> Any:
        """The laid-out page with the most of the text that it holds: all of it as large as may be, else a beginning."""
        if parts and parts[-1].whole:
            for size in WHOLE_SIZES:
                document = self._set(parts[-1:], size, fonts)
                if _fits(document) and (size == WHOLE_SIZES[-1] or not _breaks_verse(document)):
                    return document
        for size in CUT_SIZES:
            room = bisect_left(range(len(parts)), True, key=partial(self._is_too_much, parts, size, fonts))
            if room:
                return self._set((_best(parts[:room]),), size, fonts)
        return self._set((), CUT_SIZES[0], fonts)

    def _is_too_much(self, parts: tuple[Beginning, ...], size: float, fonts: EditionFonts, at: int) -> bool:
        """Whether the beginning with this number does not fit."""
        return not _fits(self._set(parts[at : at + 1], size, fonts))

    def _set(self, part: tuple[Beginning, ...], size: float, fonts: EditionFonts) -> Any:
        """The page with one beginning, or none, in a size that is given for A4."""
        return laid_out(self.markup(part, size), self._pictures, fonts, {})

    def markup(self, part: tuple[Beginning, ...], size: float) -> str:
        """The page as HTML."""
        edition, row = self._edition, poster_row(self._edition.print_settings, size)
        mirrored = ("print-rtl.css",) if edition.metadata.direction == "rtl" else ()
        choices = _choices(edition)
        return page(
            "poster",
            language=edition.metadata.language,
            direction=edition.metadata.direction,
            classes=" ".join(script_classes(edition)),
            name=edition.metadata.title,
            style=page_style(in_format(edition, row).print_settings, self._styles, *mirrored, row=row),
            height=in_format(edition, row).print_settings.text_height - 0.1,
            terms=edition.terms,
            terms_language=term_language(choices),
            authors=edition.authors,
            title=inlines_markup(edition.title, choices),
            title_class=_title_class(plain_text(edition.title)),
            subtitle=inlines_markup(edition.subtitle, choices),
            credits=edition.credits,
            excerpt="".join(_excerpt(one, choices) for one in part),
            cut=_cut(edition) if part and not part[0].whole else "",
            codes=self._codes,
            phrase=" ".join(edition.check_phrase),
        )


def _cut(edition: Edition) -> str:
    """The markup that says that more follows elsewhere; the files' name stays on one line."""
    name = f'<span class="name">{escape(edition.metadata.slug)}</span>'
    return escape(edition.terms.poster_cut).format(name=name)


def _choices(edition: Edition) -> Dialect:
    """How the text is written on a wall: without the calls of notes that do not hang there."""
    top = min((one.level for one in walk_blocks(_body(edition)) if isinstance(one, Heading)), default=1)
    plain = dialect(edition, lambda name: PICTURE_SCHEME + name)
    return replace(plain, heading_shift=2 - top, call=lambda _call: "", link=lambda _link, content: content)


def _body(edition: Edition) -> Blocks:
    return tuple(block for chapter in edition.chapters for block in chapter.blocks)


def _excerpt(part: Beginning, choices: Dialect) -> str:
    """The markup of a beginning."""
    body = f'<div class="text">\n{blocks_markup(part.blocks, choices)}\n</div>' if part.blocks else ""
    return ready_for_print(headnote_markup(part.headnote, choices) + body)


def _best(fitting: tuple[Beginning, ...]) -> Beginning:
    """The longest of them, or one not much shorter that ends with a paragraph."""
    longest = fitting[-1]
    well = [one for one in fitting if one.ends_block and one.characters >= longest.characters * _ENDS_WELL]
    return well[-1] if well else longest


def _fits(document: Any) -> bool:
    """Whether everything stands on one page, and the text ends above its foot."""
    if len(document.pages) > 1:
        return False
    boxes: dict[str, Any] = {}
    for box in document.pages[0]._page_box.descendants(placeholders=True):
        if box.element is not None and box.element.get("class") in _PARTS:
            boxes.setdefault(box.element.get("class"), box)
    above = boxes.get("excerpt", boxes["head"])
    return "foot" in boxes and bool(
        above.position_y + above.margin_height() + _AIR_PT * _PX_PER_PT <= boxes["foot"].position_y
    )


def _breaks_verse(document: Any) -> bool:
    """Whether a line of verse goes on below itself."""
    return any(
        sum(type(kid).__name__ == "LineBox" for kid in box.children) > 1
        for box in document.pages[0]._page_box.descendants(placeholders=True)
        if box.element is not None and str(box.element.get("class")).startswith("line") and hasattr(box, "children")
    )


def _title_class(title: str) -> str:
    """How large a title is set: by its width, and so that its longest word stays whole. Full-width letters are two."""
    longest = max(map(_width, title.split()), default=0)
    for letters, word, name in _TITLE_CLASSES:
        if _width(title) <= letters and (longest <= word or longest == _width(title)):
            return name
    return "longest"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)
