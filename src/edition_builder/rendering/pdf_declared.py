"""The engine's C declarations, parsed beforehand: to parse them at each start takes a tenth of a leaflet's time.

WeasyPrint hands 470 lines of C to cffi when it is loaded, and cffi reads them with a parser in Python, and all names
of types again for each kind of value that is made. ``engine_declarations.json`` has what cffi makes of these lines and
of ours for a module that is compiled (https://cffi.readthedocs.io/en/stable/cdef.html, "out-of-line, ABI level"), for
one text of the engine, named by its hash. Any other text is parsed as ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from importlib import import_module
from pkgutil import get_data
from typing import Any

import cffi
import msgspec
from msgspec import Struct

__all__ = ["OWN", "Declarations", "declare_ours", "declared_beforehand"]

# What we ask of the same libraries beside the engine.
OWN = """
    FcConfig * FcConfigCreate(void);
    PangoFontDescription * pango_font_description_from_string (const char *str);
    hb_font_t * hb_font_create (hb_face_t *face);
    void hb_font_destroy (hb_font_t *font);
    void hb_font_get_glyph_h_advances (hb_font_t *font, unsigned int count, const hb_codepoint_t *first_glyph,
        unsigned int glyph_stride, int32_t *first_advance, unsigned int advance_stride);
"""
_BYTES = "latin-1"  # a character for each byte


class Declarations(Struct, frozen=True):
    """The arguments that cffi writes for ``_cffi_backend.FFI``, bytes as text; ``of`` is the hash of what they say."""

    of: str
    version: int
    types: str
    globals: tuple[tuple[str, int], ...]
    struct_unions: tuple[tuple[str, ...], ...]
    enums: tuple[str, ...]
    typenames: tuple[str, ...]


class _Declared:
    """What stands for ``cffi.FFI``: it is told one text, and then does all that one does."""

    def cdef(self, text: str) -> None:
        """Take the declarations of a text and ours."""
        ffi = _known(text) or _parsed(text)
        self.__dict__.update((name, getattr(ffi, name)) for name in dir(ffi) if not name.startswith("__"))


@contextmanager
def declared_beforehand() -> Iterator[None]:
    """Whoever makes an ``FFI`` of cffi meanwhile has one that knows the engine's declarations and ours."""
    real = cffi.FFI
    cffi.FFI = _Declared
    try:
        yield
    finally:
        cffi.FFI = real


def declare_ours(ffi: Any) -> None:
    """Tell an FFI of our declarations, if the engine was loaded by somebody else before, and it knows its own alone."""
    if not isinstance(ffi, _Declared):
        ffi.cdef(OWN, override=True)


def _known(text: str) -> Any:
    """An FFI of the declarations that were parsed beforehand; None for another text, or another cffi."""
    known = msgspec.json.decode(get_data(__package__, "engine_declarations.json") or b"", type=Declarations)
    if known.of != sha256((text + OWN).encode()).hexdigest():
        return None
    try:
        return import_module("_cffi_backend").FFI(
            "engine_declarations",
            _version=known.version,
            _types=known.types.encode(_BYTES),
            _globals=tuple(part for name, value in known.globals for part in (name.encode(_BYTES), value)),
            _struct_unions=tuple(tuple(part.encode(_BYTES) for part in one) for one in known.struct_unions),
            _enums=tuple(one.encode(_BYTES) for one in known.enums),
            _typenames=tuple(one.encode(_BYTES) for one in known.typenames),
        )
    except ImportError:  # what cffi raises for a version that it does not know
        return None


def _parsed(text: str) -> Any:
    """An FFI that has parsed a text and ours."""
    ffi = cffi.api.FFI()
    ffi.cdef(text)
    declare_ours(ffi)
    return ffi
