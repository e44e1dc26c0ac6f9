"""The words of a PDF as its tags order them: own reading of content streams and ToUnicode tables.

What a program finds that follows the standard (ISO 32000-1, 9.10 and 14.7): the text of marked content is its
ActualText, else what ToUnicode says of its glyphs. Nothing here knows how the file was made.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from pikepdf import Array, Name, Page, Pdf, String, parse_content_stream

__all__ = ["Element", "TaggedText", "named_places", "read_tagged_text"]

_OPERATORS = "BDC BMC EMC Tf Tj TJ Do INLINE IMAGE"
_CODES = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")
_CODE_DIGITS = 4  # two bytes a glyph, as in every composite font of Identity encoding


@dataclass(frozen=True, slots=True)
class Element:
    """An element of the tag tree: its tag, identifier, kids (elements and text), page and the name it links to."""

    tag: str
    identifier: str
    page: int
    target: str
    kids: tuple[Element | str, ...]

    def walk(self) -> Iterator[Element]:
        """This element and all inside, parents first."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Element):
                yield from kid.walk()


@dataclass(frozen=True, slots=True)
class TaggedText:
    """The tag tree with its text.

    ``untagged`` counts the pieces of content that are in no element, ``drawn`` the things that each page shows.
    """

    root: Element
    untagged: int
    drawn: tuple[int, ...]


@dataclass(slots=True)
class _PageText:
    """What one page shows: text by the number of its mark, and how many things were drawn in all."""

    pieces: dict[int, str] = field(default_factory=dict)
    drawn: int = 0


def read_tagged_text(pdf: Pdf) -> TaggedText | None:
    """The text of a document in the order of its tags; None if it has no tag tree."""
    if Name.StructTreeRoot not in pdf.Root:
        return None
    tables: dict[tuple[int, int], dict[str, str]] = {}
    pages = [_page_text(page, tables) for page in pdf.pages]
    numbers = {page.objgen: number for number, page in enumerate(pdf.pages)}
    used: set[tuple[int, int]] = set()
    tops = pdf.Root.StructTreeRoot.K
    kids = tuple(_element(top, 0, (pages, numbers, used)) for top in (tops if isinstance(tops, Array) else [tops]))
    untagged = sum((number, mark) not in used for number, page in enumerate(pages) for mark in page.pieces)
    return TaggedText(Element("", "", 0, "", kids), untagged, tuple(page.drawn for page in pages))


def named_places(pdf: Pdf) -> frozenset[str]:
    """The names that links may lead to (ISO 32000-1, 12.3.2.3)."""
    names = pdf.Root.get(Name.Names)
    tree = names.get(Name.Dests) if names is not None else None
    return frozenset(_tree_names(tree)) if tree is not None else frozenset()


def _tree_names(node: Any) -> Iterator[str]:
    """The keys of a name tree."""
    pairs = node.get(Name.Names, Array())
    yield from (str(pairs[at]) for at in range(0, len(pairs), 2))
    for kid in node.get(Name.Kids, Array()):
        yield from _tree_names(kid)


_Context = tuple[list[_PageText], dict[tuple[int, int], int], set[tuple[int, int]]]


def _element(element: Any, page: int, context: _Context) -> Element:
    """An element with everything in it."""
    pages, numbers, used = context
    if Name.Pg in element:
        page = numbers.get(element.Pg.objgen, page)
    kids: list[Element | str] = []
    target = ""
    content = element.get(Name.K, ())
    for kid in content if isinstance(content, Array) else (content,):
        if isinstance(kid, int):
            used.add((page, kid))
            kids.append(pages[page].pieces.get(kid, ""))
        elif kid.get(Name.Type) == Name.OBJR:
            target = _destination(kid.Obj)
        else:
            kids.append(_element(kid, page, context))
    return Element(str(element.S)[1:], str(element.get(Name.ID, "")), page, target, tuple(kids))


def _destination(annotation: Any) -> str:
    """The name that a link leads to, "" for none."""
    action = annotation.get(Name.A)
    destination = annotation.get(Name.Dest, action.get(Name.D) if action is not None else None)
    return str(destination) if isinstance(destination, (String, str)) else ""


def _page_text(page: Page, tables: dict[tuple[int, int], dict[str, str]]) -> _PageText:
    """Run through the content of a page. ``tables`` keeps what is known of fonts from page to page."""
    found = _PageText()
    fonts = page.Resources.get(Name.Font, {}) if Name.Resources in page else {}
    table: dict[str, str] = {}
    open_marks: list[tuple[int | None, str | None]] = []
    for operands, operator in parse_content_stream(page, _OPERATORS):
        match str(operator):
            case "BDC" | "BMC":
                open_marks.append(_mark(operands))
                _add(found, open_marks, open_marks[-1][1] or "")
            case "EMC":
                open_marks.pop()
            case "Tf":
                table = _font_table(fonts.get(str(operands[0])), tables)
            case "Tj" | "TJ":
                found.drawn += 1
                if not any(actual for _, actual in open_marks):
                    _add(found, open_marks, _shown(operands[0], table))
            case _:
                found.drawn += 1
    return found


def _add(found: _PageText, open_marks: list[tuple[int | None, str | None]], text: str) -> None:
    """Text belongs to the innermost mark with a number."""
    for number, _ in reversed(open_marks):
        if number is not None:
            found.pieces[number] = found.pieces.get(number, "") + text
            return


def _mark(operands: Any) -> tuple[int | None, str | None]:
    """The number of a mark and its ActualText, each None if it has none."""
    properties = operands[1] if len(operands) > 1 else None
    if properties is None or isinstance(properties, Name):
        return None, None
    actual = properties.get(Name.ActualText)
    number = properties.get(Name.MCID)
    return None if number is None else int(number), None if actual is None else str(actual)


def _shown(operand: Any, table: dict[str, str]) -> str:
    """The characters of a string or an array of strings and distances."""
    strings = operand if isinstance(operand, Array) else (operand,)
    digits = "".join(bytes(one).hex() for one in strings if isinstance(one, (String, bytes)))
    return "".join(table.get(digits[at : at + _CODE_DIGITS], "\ufffd") for at in range(0, len(digits), _CODE_DIGITS))


def _font_table(font: Any, tables: dict[tuple[int, int], dict[str, str]]) -> dict[str, str]:
    """What each glyph of a font stands for, by its code in hexadecimal digits."""
    if font is None or Name.ToUnicode not in font:
        return {}
    if font.objgen not in tables:
        source = font.ToUnicode.read_bytes()
        tables[font.objgen] = {
            code.decode().lower(): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
            for code, text in _CODES.findall(_blocks(source))
        }
    return tables[font.objgen]


def _blocks(source: bytes) -> bytes:
    """The parts of a ToUnicode table that map single codes."""
    return b"\n".join(re.findall(rb"beginbfchar(.*?)endbfchar", source, re.DOTALL))
