"""Colours as a standard wants them, in the operators of the pages (ISO 32000-1, 8.6.8).

The style sheet asks for black ink alone, and the engine writes that as DeviceCMYK. PDF/A allows it only under an
output intent of four inks; black as DeviceGray is the same ink under any intent. PDF/X-4 with an intent of four inks
allows no DeviceRGB, which a project's own style sheet may ask for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Struct
from pikepdf import (
    ContentStreamInstruction,
    Name,
    Operator,
    Pdf,
    Stream,
    parse_content_stream,
    unparse_content_stream,
)

__all__ = ["Colour", "Convert", "recolour"]


class Colour(Struct, frozen=True):
    """A colour by its components from 0 to 1: one is grey, three are sRGB, four are cyan, magenta, yellow, black."""

    parts: tuple[float, ...]


Convert = Callable[[Colour], Colour]
_SPACES = {"/DeviceGray": 1, "/DeviceRGB": 3, "/DeviceCMYK": 4}
_SHORT = frozenset(("g", "rg", "k", "G", "RG", "K"))
_OPERATORS = {1: "g", 3: "rg", 4: "k"}


def recolour(pdf: Pdf, convert: Convert) -> None:
    """Convert every colour that pages and forms set."""
    for page in pdf.pages:
        page.obj.Contents = pdf.make_stream(_recoloured(page, convert))
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Form:
            thing.write(_recoloured(thing, convert))


def _recoloured(content: Any, convert: Convert) -> bytes:
    """A content stream with its colours converted."""
    return unparse_content_stream(list(_instructions(content, convert)))


def _instructions(content: Any, convert: Convert) -> Iterator[Any]:
    """The operators of a content stream; a device space and a colour in it become one operator."""
    spaces = {False: 0, True: 0}  # components of the space that is current, for strokes and for fills
    for one in parse_content_stream(content):
        operator = str(one.operator)
        stroke = operator.isupper()
        if operator in ("cs", "CS"):
            spaces[stroke] = _SPACES.get(str(one.operands[0]), 0)
            if spaces[stroke]:
                continue
        elif operator in _SHORT or (operator.lower() in ("sc", "scn") and spaces[stroke] == len(one.operands)):
            yield _set(convert(_colour(one.operands)), stroke)
            continue
        yield one


def _colour(operands: Any) -> Colour:
    return Colour(tuple(float(part) for part in operands))


def _set(colour: Colour, stroke: bool) -> ContentStreamInstruction:
    """The operator that sets a colour."""
    operator = _OPERATORS[len(colour.parts)]
    return ContentStreamInstruction(
        [round(part, 4) for part in colour.parts], Operator(operator.upper() if stroke else operator)
    )
