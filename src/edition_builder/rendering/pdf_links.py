"""Links on paper, as ``print: {links: …}`` chooses: in brackets, as notes of a series of their own, as codes.

Notes of links are marked by capital letters, which no other series uses. A code is a QR code (ISO/IEC 18004) of the
address in UTF-8, drawn as vectors in black ink alone; its modules are ``_MODULE_MM`` wide, or as narrow as
``_NARROWEST_MM`` (four dots of a printer with 300 dpi) where the margin asks for it. An address that is too long
even for that stands in brackets.
"""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator
from itertools import count

import segno

from edition_builder.model.document import Link, plain_text
from edition_builder.model.printing import PrintedLinks, PrintSettings
from edition_builder.rendering.dialect import attribute, escape

__all__ = ["CODE", "LINK_NOTE", "code_svg", "outer_links", "series_mark"]

LINK_NOTE = "link."  # begins the ids of these notes; no anchor of a heading holds a full stop
CODE = "code."  # begins the ids of codes
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_MODULE_MM, _NARROWEST_MM = 0.4, 0.34
_QUIET = 4  # modules of white around a code (ISO/IEC 18004, 9.1)
_FROM_EDGE_MM = 3  # a printer at home leaves that much of the sheet white


def outer_links(settings: PrintSettings) -> Callable[[Link, str], str] | None:
    """What makes the markup of a link to the world from the link and its words; None for an address in brackets.

    Links are counted, so each text needs one of its own.
    """
    match settings.links:
        case PrintedLinks.BRACKETS:
            return None
        case PrintedLinks.NONE:
            return lambda _link, content: content
        case PrintedLinks.NOTE:
            numbers = count(1)
            return lambda link, content: _with_note(link, content, next(numbers))
        case PrintedLinks.QR:
            room = settings.margins.outer - _FROM_EDGE_MM
            codes = count(1)
            return lambda link, content: _with_code(link, content, room, next(codes))


def series_mark(number: int) -> str:
    """A to Z, then AA, AB and so on."""
    mark = ""
    while number:
        number, place = divmod(number - 1, len(_LETTERS))
        mark = _LETTERS[place] + mark
    return mark


def _with_note(link: Link, content: str, number: int) -> str:
    """The words, a call and its note: an address, which is no word of the text and none of a note of the edition."""
    if _says_its_address(link):
        return content
    name, mark = f"{LINK_NOTE}{number}", series_mark(number)
    return (
        f'{content}<a class="call" id="call-{name}" href="#{name}">{mark}</a>'
        f'<span class="footnote" id="{name}"><a class="number" href="#call-{name}">{mark}</a> '
        f'<span class="address">{escape(link.target)}</span></span>'
    )


def _with_code(link: Link, content: str, room_mm: float, number: int) -> str:
    """The words and a code in the outer margin, and the address for a page that has no room for one more code.

    The layout gives the codes of a page their side and moves them apart.
    """
    address = "" if _says_its_address(link) else f'<span class="address"> ({escape(link.target)})</span>'
    code = segno.make_qr(link.target.encode(), error="m", mode="byte", boost_error=True)
    modules = code.symbol_size(border=_QUIET)[0]
    module_mm = min(_MODULE_MM, room_mm / modules)
    if module_mm < _NARROWEST_MM:
        return content + address
    side = modules * module_mm
    picture = base64.b64encode(code_svg(code).encode()).decode()
    image = (
        f'<img src="data:image/svg+xml;base64,{picture}" alt="{attribute(link.target)}" '
        f'style="width: {side:.2f}mm; height: {side:.2f}mm">'
    )
    return f'{content}<span class="code" id="{CODE}{number}">{image}</span>{address}'


def code_svg(code: segno.QRCode) -> str:
    """A code as SVG in modules, black ink alone: a rectangle for each run of dark modules in a row."""
    side = code.symbol_size(border=_QUIET)[0]
    runs = "".join(f"M{left} {top}h{width}v1h-{width}z" for top, left, width in _runs(code))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path fill="device-cmyk(0 0 0 1)" d="{runs}"/></svg>'
    )


def _runs(code: segno.QRCode) -> Iterator[tuple[int, int, int]]:
    """Row, column and length of each run of dark modules."""
    for top, row in enumerate(code.matrix_iter(border=_QUIET)):
        left = 0
        cells = [*row, 0]
        for place, dark in enumerate(cells):
            if not dark:
                if place > left:
                    yield top, left, place - left
                left = place + 1


def _says_its_address(link: Link) -> bool:
    """Whether the words are the address itself."""
    return plain_text(link.content).strip() in {link.target, link.target.removeprefix("mailto:")}
