"""A rendition as text that people can read in a diff: what stands in ``tests/golden/CASE/expected/FORMAT``.

Style sheets, fonts, covers and the places of letters are left out: they are tested elsewhere, and lines break
otherwise with another version of Pango.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode
from collections.abc import Iterator
from io import BytesIO
from typing import Any
from zipfile import ZipFile

from pikepdf import Name, NumberTree, OutlineItem, Page, Pdf

from camera import codes_on
from edition_builder.checking.pdf_content import forms_of
from edition_builder.checking.pdf_text import Element, read_tagged_text
from edition_builder.model.parity import read_parity_code
from edition_builder.model.rendition import Rendition, RenditionFile

__all__ = ["dump"]

_DATA = re.compile(r"data:([a-z/+-]+);base64,([A-Za-z0-9+/=]+)")
_STYLE = re.compile(r"(<style[^>]*>).*?(</style>)", re.DOTALL)
_TEXT = (".xhtml", ".opf", ".ncx", ".xml", "mimetype", ".html", ".txt")
_FAMILY = re.compile(r"^/?(?:[A-Z]{6}\+)?(.+?)(?:-(?:Medium|Ultra|Semi|Bold|Italic|Regular|Normal|Light|Heavy).*)?$")
_POINTS = 72 / 25.4  # in a millimetre


def dump(rendition: Rendition) -> dict[str, str]:
    """File name → readable text, for all files of a rendition."""
    if rendition.format.startswith("qr"):
        (file,) = rendition.files
        codes = (text if read_parity_code(text) is None else f"{text[:24]}…" for text in codes_on(file.data))
        return dict(_dumped(file)) | {f"{file.name}.codes.txt": "\n\n".join(codes) + "\n"}
    if rendition.format == "site":  # its downloads are dumped as what they are
        names = "".join(f"{file.name}\n" for file in rendition.files)
        pages = (file for file in rendition.files if b'rel="stylesheet"' in file.data)
        return {"files.txt": names} | {name: text for page in pages for name, text in _dumped(page)}
    return {name: text for file in rendition.files for name, text in _dumped(file)}


def _dumped(file: RenditionFile) -> Iterator[tuple[str, str]]:
    if file.name.endswith(".epub"):
        with ZipFile(BytesIO(file.data)) as opened:
            entries = [RenditionFile(info.filename, opened.read(info)) for info in opened.infolist()]
        yield "files.txt", "".join(f"{entry.name}\n" for entry in entries)
        yield from (one for entry in entries for one in _dumped(entry))
    elif file.name.endswith(".pdf"):
        yield f"{file.name}.txt", "\n".join(_pdf_lines(file.data)) + "\n"
    elif file.name.endswith(_TEXT):
        text = _STYLE.sub(r"\1…\2", file.data.decode())
        yield file.name, _DATA.sub(lambda found: f"data:{found[1]} {_digest(b64decode(found[2]))}", text)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()[:16]


def _pdf_lines(data: bytes) -> Iterator[str]:
    with Pdf.open(BytesIO(data)) as pdf:
        yield f"title {pdf.docinfo.get('/Title', '')}"
        yield f"author {pdf.docinfo.get('/Author', '')}"
        yield f"language {pdf.Root.get(Name.Lang, '')}"
        yield f"page {_sizes(pdf.pages[0])}"
        yield f"labels {', '.join(_labels(pdf))}"
        yield f"fonts {', '.join(sorted({name for page in pdf.pages for name in _fonts(page)}))}"
        yield "outline"
        with pdf.open_outline() as outline:
            yield from _outline_lines(outline.root, 1)
        yield "tags"
        text = read_tagged_text(pdf)
        if text is not None:
            yield from (line for kid in text.root.kids for line in _tag_lines(kid, 1))


def _sizes(page: Page) -> str:
    """Width and height of the sheet and of the trimmed page in millimetres."""
    boxes = ("media", page.mediabox), ("trim", page.trimbox)
    return ", ".join(
        f"{name} {float(box[2] - box[0]) / _POINTS:.1f} × {float(box[3] - box[1]) / _POINTS:.1f} mm"
        for name, box in boxes
    )


def _labels(pdf: Pdf) -> Iterator[str]:
    """The kinds of page numbers in their order; where each begins depends on how long the text runs."""
    if Name.PageLabels in pdf.Root:
        for _, label in NumberTree(pdf.Root.PageLabels).items():
            yield f"{label.get(Name.S, 'none')} from {label.get(Name.St, 1)}{label.get(Name.P, '')}"


def _fonts(page: Page) -> Iterator[str]:
    for thing in (page, *forms_of(page)):
        resources: Any = thing.get(Name.Resources, {})
        yield from (_family(font) for font in resources.get(Name.Font, {}).values())


def _family(font: Any) -> str:
    return _FAMILY.sub(r"\1", str(font.get(Name.BaseFont, "?")))


def _outline_lines(items: list[OutlineItem], depth: int) -> Iterator[str]:
    for item in items:
        yield f"{'  ' * depth}{item.title}"
        yield from _outline_lines(list(item.children), depth + 1)


def _tag_lines(kid: Element | str, depth: int) -> Iterator[str]:
    """An element a line with its words; pieces of words that lines have parted are put together."""
    if isinstance(kid, str):
        yield f"{'  ' * depth}“{kid}”"
        return
    about = [kid.tag, f"#{kid.identifier}" if kid.identifier else "", f"→ {kid.target}" if kid.target else ""]
    inside = list(_joined(kid.kids))
    alone = inside[0] if len(inside) == 1 and isinstance(inside[0], str) else ""
    yield "  " * depth + " ".join(part for part in (*about, f"“{alone}”" if alone else "") if part)
    if not alone:
        yield from (line for one in inside for line in _tag_lines(one, depth + 1))


def _joined(kids: tuple[Element | str, ...]) -> Iterator[Element | str]:
    """Runs of text as one, line after line; words that were broken at a hyphen whole.

    A line drops the space at its end, so there is one between any two pieces, also where the page has none.
    """
    text = ""
    for kid in kids:
        if isinstance(kid, str):
            gap = "" if not text or text.endswith(("\u2010", "-")) else " "
            text = text.removesuffix("\u2010") + gap + kid
            continue
        if text.strip():
            yield " ".join(text.split())
        text = ""
        yield kid
    if text.strip():
        yield " ".join(text.split())
