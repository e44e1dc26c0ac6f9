"""Traces of a machine anywhere in a file: its paths, and what pictures and fonts inside say of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from urllib.parse import quote

from edition_builder.checking.picture_leaks import picture_leaks
from edition_builder.checking.views import views
from edition_builder.diagnostics import Diagnostic

__all__ = ["find_traces"]

_FONTS = (b"\x00\x01\x00\x00", b"OTTO", b"true", b"wOFF", b"wOF2")  # how TrueType, OpenType and WOFF files begin
_STEP = "please report it with this line: no file that is built may hold it"


def find_traces(name: str, data: bytes, paths: Iterable[str]) -> tuple[Diagnostic, ...]:
    """EB606 for each path of this machine, each picture that is not pixels alone, each font that tells who made it.

    Args:
        name: the file's name, for the finding.
        data: its bytes; zips, streams of a PDF and pictures in a page are looked into.
        paths: folders of this machine, such as the home of who uses it.
    """
    forms = {path: tuple(_forms(path)) for path in paths}
    return tuple(
        Diagnostic("EB606", f"{name}: {said}", None, _STEP)
        for said in dict.fromkeys(said for label, view in views(name, data) for said in _said(label, view, forms))
    )


def _said(label: str, view: bytes, forms: dict[str, tuple[bytes, ...]]) -> Iterator[str]:
    """What one view of a file gives away; the path itself is not repeated."""
    if any(form in view for one in forms.values() for form in one):
        yield "holds a path of this computer"
    for leak in picture_leaks(view):
        yield f"a picture in it holds {leak}" if label else leak
    if view.startswith(_FONTS):
        for leak in import_module("edition_builder.checking.fonts_told").font_leaks(view):
            yield f"a font in it says {leak}"


def _forms(path: str) -> Iterator[bytes]:
    """A path as text in the encodings that files use, and as an address has it."""
    for coding in ("utf-8", "utf-16-le", "utf-16-be"):
        yield path.encode(coding, "surrogateescape" if coding == "utf-8" else "replace")
    yield quote(path, errors="replace").encode()
