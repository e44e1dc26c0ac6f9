"""Whether a PDF can go to a printer as it is: boxes, what its standard asks for, black text, pixels of its pictures.

No certified preflight for PDF/X is to be had, so PDF/X-4 is checked by our own reading of ISO 15930-7; docs/formats.md
lists these rules. PDF/A and PDF/UA are judged by other programs in the tests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby
from typing import Any

from pikepdf import Name, Pdf

from edition_builder.checking.pdf_painting import Painted, Shown, is_black, paint_of
from edition_builder.checking.pdf_press import press_faults
from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.model.document import Figure, Picture, own_inlines, walk_blocks, walk_inlines
from edition_builder.model.edition import Edition
from edition_builder.model.measures import POINTS_PER_MM
from edition_builder.model.printing import Marks, PrintSettings, Standard

__all__ = ["check_print", "conformance_faults"]

_TOLERANCE_PT = 0.1
_ENOUGH_PER_INCH = 300
_PART = re.compile(rb"<pdfaid:part>(\d)</pdfaid:part>\s*<pdfaid:conformance>(\w)</pdfaid:conformance>")
_PRESS = re.compile(rb"<pdfxid:GTS_PDFXVersion>([^<]*)<")
_DECLARED = {Standard.PDF_A_2A: "2A", Standard.PDF_A_3U: "3U", Standard.PDF_X_4: "PDF/X-4"}


def check_print(pdf: Pdf, edition: Edition) -> tuple[Diagnostic, ...]:
    """EB611 for text in colours, EB612 for coarse pictures."""
    painted = list(paint_of(pdf))
    return (*_colours(painted), *_coarse(painted, edition))


def conformance_faults(pdf: Pdf, edition: Edition) -> Iterator[str]:
    """Where boxes or the standard are not those that the edition asks for (EB613)."""
    yield from _box_faults(pdf, edition.print_settings)
    standard = edition.print_settings.standard
    packet = pdf.Root.Metadata.read_bytes() if Name.Metadata in pdf.Root else b""
    part, press = _PART.search(packet), _PRESS.search(packet)
    declared = (press[1] if press else b"".join(part.groups()) if part else b"").decode()
    if declared != _DECLARED.get(standard, ""):
        yield f"declares {declared or 'no standard for archives or printers'} and should be {standard}"
    if standard is Standard.PDF_X_4:
        yield from press_faults(pdf, packet, edition.metadata.date)


def _box_faults(pdf: Pdf, settings: PrintSettings) -> Iterator[str]:
    """Boxes that are not those of the page, its bleed and its marks, or do not lie within one another."""
    for number, page in enumerate(pdf.pages, start=1):
        trim, media = _box(page, "TrimBox"), _box(page, "MediaBox")
        bleed = _box(page, "BleedBox") or trim
        if not trim:
            yield f"page {number} has no TrimBox"
            continue
        size = (settings.page.width_pt, settings.page.height_pt)
        if not _near((trim[2] - trim[0], trim[3] - trim[1]), size):
            yield f"page {number} is cut to another size than the manuscript's"
        around = settings.bleed * POINTS_PER_MM
        if not _near(_edges(trim, bleed), (around,) * 4):
            yield f"page {number} has another bleed than the manuscript's"
        room = min(_edges(bleed, media))
        if room < -_TOLERANCE_PT or (settings.marks is Marks.CROP and room <= 0):
            yield f"page {number} has no room around it for its bleed and marks"


def _box(page: Any, name: str) -> tuple[float, ...]:
    return tuple(float(side) for side in page.obj.get("/" + name, ()))


def _edges(inner: tuple[float, ...], outer: tuple[float, ...]) -> tuple[float, ...]:
    """What an outer box has more on each side."""
    return (inner[0] - outer[0], inner[1] - outer[1], outer[2] - inner[2], outer[3] - inner[3])


def _near(found: tuple[float, ...], wanted: tuple[float, ...]) -> bool:
    return all(abs(one - other) <= _TOLERANCE_PT for one, other in zip(found, wanted, strict=True))


def _colours(painted: list[Painted]) -> Iterator[Diagnostic]:
    """EB611, once, with the pages."""
    pages = [number for number, one in enumerate(painted, start=1) if not all(map(is_black, one.text))]
    if pages:
        named = ", ".join(map(str, pages[:5])) + (" and others" if len(pages) > 5 else "")  # noqa: PLR2004
        yield Diagnostic(
            "EB611",
            f"text on page {named} is in a colour and prints from several plates",
            None,
            "in custom.css write black as device-cmyk(0 0 0 1), or take the colour out; for a screen it does no harm",
        )


def _coarse(painted: list[Painted], edition: Edition) -> Iterator[Diagnostic]:
    """EB612 at each picture that has too few pixels for the size it prints at."""
    shown = [picture for one in painted for picture in one.pictures]
    for place, alternative, least in _places(shown, edition):
        if least.per_inch < _ENOUGH_PER_INCH:
            millimetres = least.width / least.per_inch * 25.4
            wanted = -(-least.width * _ENOUGH_PER_INCH // least.per_inch)
            yield Diagnostic(
                "EB612",
                f"the picture “{alternative[:40]}” prints with {least.per_inch:.0f} pixels an inch "
                f"({least.width} on {millimetres:.0f} mm)",
                place,
                f"for a good print use one that is at least {wanted:.0f} pixels wide; on screens it is good enough",
            )


def _places(shown: list[Shown], edition: Edition) -> Iterator[tuple[Location, str, Shown]]:
    """Place and words of each picture of the edition, with the largest print of it.

    Nothing in the file names a picture. Those of one size in pixels appear in the order of their first use, in the
    file as in the edition.
    """
    printed: dict[tuple[int, int], list[Shown]] = {}
    for _, prints in groupby(sorted(shown, key=lambda one: one.objgen), key=lambda one: one.objgen):
        least = min(prints, key=lambda one: one.per_inch)
        printed.setdefault((least.width, least.height), []).append(least)
    by_name = {picture.name: picture for picture in edition.pictures}
    seen = set()
    for name, place, alternative in _used(edition):
        size = (by_name[name].width, by_name[name].height) if name in by_name else (0, 0)
        if name not in seen and printed.get(size):
            seen.add(name)
            yield place, alternative, printed[size].pop(0)


def _used(edition: Edition) -> Iterator[tuple[str, Location, str]]:
    """Name, place and description of every picture that text and notes show."""
    texts = [edition.headnote, *(chapter.blocks for chapter in edition.chapters)]
    texts += [note.blocks for note in edition.notes]
    for block in (block for blocks in texts for block in walk_blocks(blocks)):
        runs = ((block.picture,),) if isinstance(block, Figure) else own_inlines(block)
        for picture in (inline for run in runs for inline in walk_inlines(run) if isinstance(inline, Picture)):
            yield picture.name, picture.location, picture.alternative
