"""What a page of a PDF shows: text by the number of its mark, read from content streams and ToUnicode tables.

The text of marked content is its ActualText, else what ToUnicode says of its glyphs (ISO 32000-1, 9.10 and 14.9.4).
Strings of glyphs are read in hexadecimal digits, as fonts of two-byte codes have them; a stream that writes them
otherwise shows as lost words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from pikepdf import Array, Dictionary, Name, Object, Page

__all__ = [
    "FontTables",
    "PageText",
    "content_of",
    "forms_of",
    "read_content",
    "read_form",
    "read_page",
    "resources_of",
    "table_of",
]

FontTables = dict[tuple[int, int], dict[int, str]]

_LITERAL = rb"\((?:\\.|[^\\)])*\)"
_DIGITS = rb"<[0-9A-Fa-f\s]*>"
_TOKEN = re.compile(
    rb"/\w+\s+(?:(?P<properties><<(?:" + _LITERAL + rb"|" + _DIGITS + rb"|[^()<>])*>>)\s*BDC|BMC)(?P<begin>)\b"
    rb"|(?P<end>\bEMC\b)"
    rb"|(?P<font>(?P<name>/[^\s/]+)\s+[\d.+-]+\s+Tf\b)"
    rb"|(?P<show>(?P<strings>\[[^\]]*\]|" + _DIGITS + rb")\s*T[jJ]\b)"
    rb"|(?P<picture>/\S+\s+Do\b)",
    re.DOTALL,
)
_STRING = re.compile(rb"<([0-9A-Fa-f]+)>")
_NUMBER = re.compile(rb"/MCID\s+(\d+)")
_ACTUAL = re.compile(rb"/ActualText\s*(" + _LITERAL + rb"|" + _DIGITS + rb")", re.DOTALL)
_BLOCKS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
_CODES = re.compile(rb"<([0-9a-fA-F]+)>\s*<([0-9a-fA-F]*)>")


class PageText(Struct):
    """What one page shows: text by the number of its mark, and how many things were drawn in all."""

    pieces: dict[int, str] = field(default_factory=dict)
    drawn: int = 0

    def add(self, number: int | None, text: str) -> None:
        """Text belongs to a mark; what is in none is an artifact."""
        if number is not None:
            self.pieces[number] = self.pieces.get(number, "") + text


def read_page(page: Page, tables: FontTables) -> PageText:
    """Run through the content of a page. ``tables`` keeps what is known of fonts from page to page."""
    return read_content(content_of(page), _Fonts(page.get(Name.Resources, {}), tables))


def read_form(form: Any, tables: FontTables) -> PageText:
    """Run through the content of a form, as through that of a page."""
    return read_content(form.read_bytes(), _Fonts(form.get(Name.Resources, {}), tables))


def forms_of(*pages: Page) -> Iterator[Any]:
    """The forms that pages may paint, each once."""
    seen: set[tuple[int, int]] = set()
    for resources in resources_of(*pages):
        for thing in resources.get(Name.XObject, {}).values():
            if thing.objgen not in seen and thing.get(Name.Subtype) == Name.Form:
                seen.add(thing.objgen)
                yield thing


def resources_of(*things: Any) -> Iterator[Any]:
    """What pages or forms paint with, each dictionary once: the pages of a long book share them."""
    seen: set[tuple[int, int]] = set()
    for thing in things:
        resources: Any = thing.get(Name.Resources, Dictionary())
        if not resources.is_indirect or resources.objgen not in seen:
            seen.add(resources.objgen)
            yield resources


def read_content(content: bytes, fonts: Mapping[bytes, dict[int, str]]) -> PageText:
    """Run through the operators of a page.

    Args:
        content: the operators.
        fonts: what the glyphs of its fonts stand for, by the name that a font is called by there; every name has some.
    """
    found = PageText()
    table: dict[int, str] = _Table()
    marks = _Marks()
    for token in _TOKEN.finditer(content):
        match token.lastgroup:
            case "begin":
                marks.open(token["properties"] or b"")
                found.add(marks.number, marks.actual)
            case "end":
                marks.close()
            case "font":
                table = fonts[token["name"]]
            case "show":
                found.drawn += 1
                found.add(None if marks.text_is_known else marks.number, _shown(token["strings"], table))
            case _:
                found.drawn += 1
    return found


class _Marks:
    """The marks that are open, innermost last, each with its number and its ActualText."""

    def __init__(self) -> None:
        self._open: list[tuple[int | None, str | None]] = []
        self.text_is_known = False  # by a mark that is open and says its text itself

    def open(self, properties: bytes) -> None:
        """Open a mark by its property list; one without a number belongs to the mark around it."""
        number = _NUMBER.search(properties)
        actual = _ACTUAL.search(properties)
        text = str(Object.parse(actual[1])) if actual else None
        self._open.append((int(number[1]) if number else self.number, text))
        self.text_is_known = self.text_is_known or text is not None

    def close(self) -> None:
        """Close the innermost mark."""
        if self._open:
            self._open.pop()
            self.text_is_known = any(text is not None for _, text in self._open)

    @property
    def number(self) -> int | None:
        """The number of the innermost mark, None where there is none."""
        return self._open[-1][0] if self._open else None

    @property
    def actual(self) -> str:
        """The ActualText of the innermost mark, "" for none."""
        return (self._open[-1][1] or "") if self._open else ""


def content_of(page: Page) -> bytes:
    """The content streams of a page as one."""
    contents = page.obj.get(Name.Contents, Array())
    streams = contents if isinstance(contents, Array) else (contents,)
    return b"\n".join(stream.read_bytes() for stream in streams)


def _shown(strings: bytes, table: dict[int, str]) -> str:
    """The characters of strings of glyphs, two bytes each."""
    codes = bytes.fromhex(b"".join(_STRING.findall(strings)).decode())
    units = codes[: len(codes) // 2 * 2].decode("utf-16-be", "surrogatepass")
    if len(units) * 2 + 1 < len(codes):  # two numbers of glyphs that are one letter in UTF-16
        return "".join([table[high << 8 | low] for high, low in zip(codes[::2], codes[1::2], strict=False)])
    return units.translate(table)


class _Fonts(dict[bytes, dict[int, str]]):
    """What the glyphs of a page's fonts stand for, by the name that its content calls a font by."""

    def __init__(self, resources: Any, tables: FontTables) -> None:
        super().__init__()
        self._fonts: Any = resources.get(Name.Font, {})
        self._tables = tables

    def __missing__(self, name: bytes) -> dict[int, str]:
        self[name] = _table(self._fonts.get(name.decode("latin-1")), self._tables)
        return self[name]


class _Table(dict[int, str]):
    """What each glyph of a font stands for; U+FFFD for one that the font does not explain."""

    def __missing__(self, code: int) -> str:
        return "\ufffd"


def _table(font: Any, tables: FontTables) -> dict[int, str]:
    """The ToUnicode table of a font, read once."""
    if font is None or Name.ToUnicode not in font:
        return _Table()
    if font.objgen not in tables:
        tables[font.objgen] = table_of(font.ToUnicode.read_bytes())
    return tables[font.objgen]


def table_of(says: bytes) -> dict[int, str]:
    """What each glyph stands for, from a ToUnicode table; U+FFFD for every other."""
    pairs = _CODES.findall(b"\n".join(_BLOCKS.findall(says)))
    return _Table((int(code, 16), bytes.fromhex(text.decode()).decode("utf-16-be", "replace")) for code, text in pairs)
