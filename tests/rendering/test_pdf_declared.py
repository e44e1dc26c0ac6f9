"""The engine's C declarations that were parsed beforehand are those of the engine that is installed."""

from __future__ import annotations

import subprocess
import sys

import cffi
import msgspec
import pytest

import declarations
from edition_builder.rendering.pdf_declared import Declarations, declared_beforehand


def test_the_file_has_what_cffi_makes_of_the_engines_text_and_ours() -> None:
    kept = msgspec.json.decode(declarations.FILE.read_bytes(), type=Declarations)
    assert kept == declarations.declarations(declarations.engine_text()), "make declarations writes it anew"


def test_the_engine_was_loaded_without_parsing() -> None:
    assert _parsers_of("import edition_builder.rendering.pdf") == []


def test_where_somebody_loaded_the_engine_before_it_has_parsed_and_learns_ours() -> None:
    assert _parsers_of("import weasyprint, edition_builder.rendering.pdf") == ["cffi.cparser", "pycparser"]


def _parsers_of(start: str) -> list[str]:
    """Make a leaflet's font list in a new process that starts in this way; the parsers that were loaded for it."""
    call = "from weasyprint.text.ffi import ffi, fontconfig; fontconfig.FcConfigDestroy(fontconfig.FcConfigCreate())"
    say = "import sys; print(*sorted({'cffi.cparser', 'pycparser'} & sys.modules.keys()))"
    done = subprocess.run(
        [sys.executable, "-c", f"{start}\n{call}\n{say}"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    "text", [declarations.engine_text(), declarations.engine_text() + "typedef int later_t;"], ids=["known", "other"]
)
def test_kinds_of_values_are_the_same_parsed_or_not(text: str) -> None:
    real = cffi.FFI
    with declared_beforehand():
        ffi = cffi.FFI()
        ffi.cdef(text)
    assert cffi.FFI is real
    parsed = cffi.FFI()
    parsed.cdef(text)
    for kind in ("PangoRectangle", "PangoLogAttr", "hb_codepoint_t[3]", "PangoFcFontMap *", "PangoEllipsizeMode"):
        assert ffi.sizeof(kind) == parsed.sizeof(kind), kind
    fields = [[(name, field.offset, field.bitshift, field.bitsize) for name, field in one.typeof("PangoLogAttr").fields]
              for one in (ffi, parsed)]  # fmt: skip
    assert fields[0] == fields[1]
    assert ffi.typeof("hb_face_t *").kind == "pointer"


def test_another_text_is_parsed() -> None:
    with declared_beforehand():
        ffi = cffi.FFI()
        ffi.cdef(declarations.engine_text() + "typedef struct { int one; } later_t;")
    assert ffi.new("later_t *", {"one": 7}).one == 7


def test_a_cffi_that_does_not_know_this_version_parses(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise ImportError("cffi module 'engine_declarations' has unknown version 0x2601")

    monkeypatch.setattr("_cffi_backend.FFI", refuse)
    with declared_beforehand():
        ffi = cffi.FFI()
        ffi.cdef(declarations.engine_text())
    assert isinstance(ffi.new("int *", 3), cffi.FFI.CData)
    assert ffi.sizeof("PangoRectangle") == 16
