"""What a page paints: the colour of its text and the size of its pictures, from the operators of its content.

Operators and graphics state: ISO 32000-1, 8.4, 8.6.8, 8.8, 9.4.3.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct
from pikepdf import Array, Matrix, Name, Page, Pdf, parse_content_stream

__all__ = ["Painted", "Shown", "is_black", "paint_of"]

Colour = tuple[float, ...]
_SETS_COLOUR = re.compile(rb"\s(?:rg|RG|g|G|k|K|scn?|SCN?)\b")
_OPERANDS = re.compile(rb"(?:(?:\d+\.?\d*|\.\d+)\s+){1,4}\Z")
_ROOM_OF_OPERANDS = 100  # bytes
_NUMBERS = frozenset(("g", "rg", "k", "sc", "scn"))
_SHOW = frozenset(("Tj", "TJ", "'", '"'))
_POINTS_PER_INCH = 72
_DEEPEST = 8  # forms within forms


class Shown(Struct, frozen=True):
    """A picture on a page: which object it is, its pixels, and how many of them come to an inch."""

    objgen: tuple[int, int]
    width: int
    height: int
    per_inch: float


class Painted(Struct, frozen=True):
    """What one page paints: the fills that its text has, and its pictures."""

    text: frozenset[Colour]
    pictures: tuple[Shown, ...]


class _State(Struct):
    """The part of the graphics state that is followed."""

    matrix: Matrix
    fill: Colour = (0.0,)


def is_black(colour: Colour) -> bool:
    """Whether a fill prints from the black plate alone, or not at all."""
    return len(colour) == 1 or (len(colour) == 4 and not any(colour[:3]))  # noqa: PLR2004 - four inks


def paint_of(pdf: Pdf) -> Iterator[Painted]:
    """What each page paints.

    A page without pictures and without any colour but black is not read operator by operator: most are of this kind.
    """
    forms: dict[tuple[int, int], bool] = {}
    for page in pdf.pages:
        if _is_plain(page, _resources(page), forms):
            yield Painted(frozenset(), ())
        else:
            reader = _Reader()
            reader.read(page, _resources(page), _State(Matrix()), 0)
            yield Painted(frozenset(reader.text), tuple(reader.pictures))


def _resources(page: Page) -> Any:
    return page.obj.get(Name.Resources, {})


def _is_plain(content: Any, resources: Any, forms: dict[tuple[int, int], bool]) -> bool:
    """Whether content sets black alone and shows no picture."""
    data = _bytes(content)
    if not all(map(is_black, _colours(data))):
        return False
    for name in set(re.findall(rb"(/\S+)\s+Do\b", data)):
        thing = resources.get(Name.XObject, {}).get(name.decode("latin-1"))
        if thing is None or thing.get(Name.Subtype) == Name.Image:
            return False
        if thing.objgen not in forms:
            forms[thing.objgen] = True
            forms[thing.objgen] = _is_plain(thing, thing.get(Name.Resources, resources), forms)
        if not forms[thing.objgen]:
            return False
    return True


def _colours(data: bytes) -> Iterator[Colour]:
    """Every colour that operators set.

    The operators are looked for and then their operands, because most digits of a page are glyphs.
    """
    for found in _SETS_COLOUR.finditer(data):
        end = found.start() + 1
        operands = _OPERANDS.search(data, max(0, end - _ROOM_OF_OPERANDS), end)
        if operands:
            yield tuple(map(float, operands[0].split()))


def _bytes(content: Any) -> bytes:
    """The operators of a page or a form."""
    if isinstance(content, Page):
        contents: Any = content.obj.get(Name.Contents, Array())
        streams = contents if isinstance(contents, Array) else (contents,)
        return b"\n".join(stream.read_bytes() for stream in streams)
    data: bytes = content.read_bytes()
    return data


class _Reader:
    """Follows the operators of one page."""

    def __init__(self) -> None:
        self.text: set[Colour] = set()
        self.pictures: list[Shown] = []

    def read(self, content: Any, resources: Any, state: _State, depth: int) -> None:
        """Follow the operators of a page or a form from a state on."""
        saved: list[_State] = []
        for one in parse_content_stream(content):
            operator = str(one.operator)
            if operator == "q":
                saved.append(_State(state.matrix, state.fill))
            elif operator == "Q" and saved:
                state = saved.pop()
            elif operator == "cm":
                state.matrix = Matrix(*map(float, one.operands)) @ state.matrix
            elif operator in _NUMBERS:
                state.fill = tuple(float(part) for part in one.operands if not isinstance(part, Name))
            elif operator in _SHOW:
                self.text.add(state.fill)
            elif operator == "Do" and depth < _DEEPEST:
                self._show(resources.get(Name.XObject, {}).get(one.operands[0]), resources, state, depth)

    def _show(self, thing: Any, resources: Any, state: _State, depth: int) -> None:
        """Note a picture, or follow a form."""
        if thing is None:
            return
        if thing.get(Name.Subtype) == Name.Image:
            self.pictures.append(_shown(thing, state.matrix))
        elif thing.get(Name.Subtype) == Name.Form:
            own = Matrix(*(float(part) for part in thing.get(Name.Matrix, (1, 0, 0, 1, 0, 0))))
            inside = _State(own @ state.matrix, state.fill)
            self.read(thing, thing.get(Name.Resources, resources), inside, depth + 1)


def _shown(picture: Any, matrix: Matrix) -> Shown:
    """A picture with its pixels an inch, the fewer of those along and across."""
    width, height = int(picture.Width), int(picture.Height)
    across = (matrix.a**2 + matrix.b**2) ** 0.5
    down = (matrix.c**2 + matrix.d**2) ** 0.5
    per_inch = min(width / max(across, 1e-6), height / max(down, 1e-6)) * _POINTS_PER_INCH
    return Shown(picture.objgen, width, height, per_inch)
