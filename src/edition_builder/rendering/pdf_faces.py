"""The fonts of a book that is drawn in parts: each part tells which glyphs it shows, and each face is embedded once.

A part is drawn without its fonts. The glyphs of all parts together are what the engine cuts a face down to, as it
does for a book in one piece.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

import pydyf
import weasyprint.pdf as engine
from msgspec import Struct
from weasyprint import DEFAULT_OPTIONS
from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, harfbuzz, pango
from weasyprint.text.fonts import get_pango_font_key

__all__ = ["Face", "Withheld", "faces_of", "font_file"]


class Face(Struct, frozen=True):
    """A face as a part shows it.

    ``name`` is how content calls it, ``description`` what Pango finds it by, ``size`` that of its first letters in CSS
    pixels; ``widths`` and ``letters`` are those of each glyph. ``is_plain`` says that it has every letter, and each in
    one width only.
    """

    name: str
    description: bytes
    size: float
    widths: dict[int, int]
    letters: dict[int, str]
    is_plain: bool


def _widths(face: Any, count: int, units: int) -> dict[int, int]:
    """The widths of all glyphs in thousandths of the size, as the face has them (ISO 32000-1, 9.7.4.3).

    The engine takes each from the first text that shows the glyph, whose size rounds it.
    """
    font = ffi.gc(harfbuzz.hb_font_create(face), harfbuzz.hb_font_destroy)
    glyphs, advances = ffi.new("hb_codepoint_t[]", list(range(1, count))), ffi.new("int32_t[]", count - 1)
    harfbuzz.hb_font_get_glyph_h_advances(font, count - 1, glyphs, 4, advances, 4)
    return {glyph: round(width * 1000 / units) for glyph, width in enumerate(list(advances), start=1)}


class _Described(fonts.Font):  # type: ignore[misc] # the engine has no types
    """A font of the engine that remembers what it is found by, and knows the widths of its glyphs."""

    def __init__(self, pango_font: Any, description: Any, font_size: float) -> None:
        self.described = ffi.string(pango.pango_font_description_to_string(description))
        super().__init__(pango_font, description, font_size)
        self.is_plain = not (self.bitmap or "fvar" in self.tables)
        if self.is_plain:
            self.widths = _widths(self.hb_face, self.glyph_count, self.upem)


def _with_known_widths(file: Any, found: Any, *more: Any) -> Any:
    """The dictionary of fonts as the engine builds it, from the widths of glyphs that are shown."""
    for one in found.values():
        one.widths = _of_shown(one)
    return _build_fonts(file, found, *more)


def _of_shown(font: Any) -> dict[int, int]:
    return {
        glyph: width
        for glyph, width in font.widths.items()
        if glyph in font.to_unicode or not (glyph and font.is_plain)
    }


_build_fonts = fonts.build_fonts_dictionary
stream.Font, engine.build_fonts_dictionary = _Described, _with_known_widths


class Withheld(dict[object, Any]):
    """The fonts of a document, which are not written into its file."""

    def values(self) -> Any:
        """None, to the one who would write them."""
        return ()

    def faces(self) -> tuple[Face, ...]:
        """What was shown, in the order of the first letters."""
        return tuple(
            Face(
                one.hash,
                one.described,
                float(one.font_size),
                _of_shown(one),
                one.to_unicode,
                one.is_plain and not one.missing,
            )
            for _key, one in self.items()
        )


def faces_of(parts: Iterable[tuple[Face, ...]]) -> tuple[Face, ...]:
    """The faces of all parts, each with the glyphs of all."""
    found: dict[str, Face] = {}
    for face in (face for part in parts for face in part):
        first = found.setdefault(face.name, Face(face.name, face.description, face.size, {}, {}, face.is_plain))
        for glyph in face.letters.keys() - first.letters.keys():
            first.letters[glyph] = face.letters[glyph]
        first.widths.update(face.widths)
    return tuple(found.values())


def font_file(faces: tuple[Face, ...], font_map: Any) -> bytes:
    """A PDF without pages whose catalogue has the dictionary of fonts as ``Fonts``.

    Raises:
        LookupError: Pango finds another font than the parts were set in.
    """
    pdf = pydyf.PDF()
    options = {**DEFAULT_OPTIONS, "pdf_version": "1.7"}
    found = {face.name: font for face, font in zip(faces, _found(faces, font_map), strict=True)}
    dictionary = _build_fonts(pdf, found, True, True, options)
    pdf.add_object(dictionary)
    pdf.catalog["Fonts"] = dictionary.reference
    data = BytesIO()
    pdf.write(data, version="1.7", compress=True)
    return data.getvalue()


def _found(faces: tuple[Face, ...], font_map: Any) -> Iterator[Any]:
    """The fonts of the engine for faces."""
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    for face in faces:
        wanted = ffi.gc(pango.pango_font_description_from_string(face.description), pango.pango_font_description_free)
        pango.pango_font_description_set_absolute_size(wanted, face.size * TO_UNITS)
        loaded = pango.pango_font_map_load_font(font_map, context, wanted)
        _key, description, size = get_pango_font_key(loaded)
        font: Any = _Described(loaded, description, size)
        font.held = ffi.gc(loaded, gobject.g_object_unref)  # as long as the font is
        if font.hash != face.name:
            raise LookupError(face.name)
        font.widths, font.to_unicode = face.widths, face.letters
        yield font
