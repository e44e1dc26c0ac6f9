"""Parse the C declarations of the PDF engine beforehand: ``make lock`` writes what ``pdf_declared.py`` reads.

The text stands in ``weasyprint/text/ffi.py``, in the one call of ``ffi.cdef``.
"""

from __future__ import annotations

import ast
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import cffi
import msgspec

from edition_builder.rendering.pdf_declared import OWN, Declarations

__all__ = ["declarations", "engine_text", "main"]

FILE = Path(__file__).resolve().parent.parent / "src/edition_builder/rendering/engine_declarations.json"


def main() -> None:
    """Write the declarations of the engine that is installed here."""
    FILE.write_bytes(msgspec.json.format(msgspec.json.encode(declarations(engine_text())), indent=1) + b"\n")


def engine_text() -> str:
    """What the engine hands to ``ffi.cdef``, read from its source without loading it."""
    spec = find_spec("weasyprint")
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise SystemExit("WeasyPrint is not installed here")
    tree = ast.parse((Path(folders[0]) / "text" / "ffi.py").read_text(encoding="utf-8"))
    calls = [one for one in ast.walk(tree) if isinstance(one, ast.Call) and ast.unparse(one.func) == "ffi.cdef"]
    (text,) = (ast.literal_eval(argument) for call in calls for argument in call.args)
    return str(text)


def declarations(text: str) -> Declarations:
    """What cffi writes of these declarations and ours for a compiled module."""
    ffi = cffi.FFI()
    ffi.cdef(text)
    ffi.cdef(OWN, override=True)
    ffi.set_source("engine_declarations", None)
    with TemporaryDirectory() as folder:
        file = Path(folder) / "engine_declarations.py"
        ffi.emit_python_code(str(file))
        given = _arguments(file.read_text(encoding="ascii"))
    names = given["_globals"]
    return Declarations(
        of=sha256((text + OWN).encode()).hexdigest(),
        version=given["_version"],
        types=_text(given["_types"]),
        globals=tuple((_text(name), value) for name, value in zip(names[::2], names[1::2], strict=True)),
        struct_unions=tuple(tuple(map(_text, one)) for one in given["_struct_unions"]),
        enums=tuple(map(_text, given["_enums"])),
        typenames=tuple(map(_text, given["_typenames"])),
    )


def _arguments(source: str) -> dict[str, Any]:
    """The named arguments in the module that cffi wrote: it makes an FFI of literals and does nothing else."""
    (call,) = (one for one in ast.walk(ast.parse(source)) if isinstance(one, ast.Call))
    return {one.arg: ast.literal_eval(one.value) for one in call.keywords if one.arg}


def _text(data: bytes) -> str:
    """A character for each byte."""
    return data.decode("latin-1")


if __name__ == "__main__":
    main()
