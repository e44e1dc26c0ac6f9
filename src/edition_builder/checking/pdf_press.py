"""PDF/X-4 by our own reading of ISO 15930-7: no certified preflight is to be had. docs/formats.md lists the rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Dictionary, Name, Pdf, Stream

__all__ = ["press_faults"]

_INKS = 4
_CLASS, _SPACE = slice(12, 16), slice(16, 20)  # in the header of a profile (ICC.1:2004-10, 7.2)
_SCREEN = re.compile(rb"(?<![\w/])(?:rg|RG)\b|/DeviceRGB\s+(?:cs|CS)\b")
_DATES = (b"CreateDate", b"ModifyDate", b"MetadataDate")


def press_faults(pdf: Pdf, packet: bytes, day: str) -> Iterator[str]:
    """What PDF/X-4 forbids or asks for, and is not so."""
    if pdf.pdf_version > "1.6":
        yield f"is PDF {pdf.pdf_version}; PDF/X-4 ends at 1.6"
    if Name.ID not in pdf.trailer:
        yield "has no identifier"
    if str(pdf.docinfo.get(Name.Trapped, "")) != "/False" or b"<pdf:Trapped>False<" not in packet:
        yield "does not say whether it is trapped"
    for name in _DATES:
        if b"<xmp:%s>%sT00:00:00Z<" % (name, day.encode()) not in packet:
            yield f"does not give the edition's date as its {name.decode()}"
    if any(Name.Annots in page.obj for page in pdf.pages):
        yield "has links or other annotations on its pages"
    yield from _intent_faults(pdf)
    yield from _object_faults(pdf)


def _intent_faults(pdf: Pdf) -> Iterator[str]:
    """An output intent that is missing, doubled, or whose profile is of no printing press."""
    intents = [one for one in pdf.Root.get(Name.OutputIntents, ()) if one.get(Name.S) == "/GTS_PDFX"]
    if len(intents) != 1:
        yield f"has {len(intents)} output intents and needs one"
        return
    if Name.DestOutputProfile not in intents[0] or not str(intents[0].get(Name.OutputConditionIdentifier, "")):
        yield "has an output intent without a profile or a name"
        return
    profile = intents[0].DestOutputProfile
    header = profile.read_bytes()[:128]
    if header[_CLASS] != b"prtr" or header[_SPACE] != b"CMYK" or int(profile.get(Name.N, 0)) != _INKS:
        yield "has an output intent whose profile is none of a press with four inks"


def _object_faults(pdf: Pdf) -> Iterator[str]:
    """Colours of screens, transparency and other things a press cannot print as they are, each said once."""
    found = {what for thing in pdf.objects if isinstance(thing, Dictionary | Stream) for what in _thing_faults(thing)}
    streams = (thing for thing in pdf.objects if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Form)
    if any(_SCREEN.search(page.Contents.read_bytes()) for page in _single(pdf)) or any(
        _SCREEN.search(one.read_bytes()) for one in streams
    ):
        found.add("paints in colours of screens (DeviceRGB)")
    yield from sorted(found)


def _single(pdf: Pdf) -> Iterator[Any]:
    """Pages with their content in one stream."""
    for page in pdf.pages:
        if Name.Contents in page.obj:
            page.contents_coalesce()
            yield page


def _thing_faults(thing: Any) -> Iterator[str]:
    """What one object has that PDF/X-4, or this edition's, may not have."""
    if "/Group" in thing or str(thing.get(Name.SMask, "/None")) != "/None":
        yield "has transparency"
    if any(key in thing and _below_one(thing[key]) for key in ("/ca", "/CA")):
        yield "has transparency"
    if str(thing.get("/BM", "/Normal")) not in ("/Normal", "/Compatible"):
        yield "has transparency"
    if thing.get(Name.Subtype) == Name.Image and thing.get(Name.ColorSpace) not in ("/DeviceGray", "/DeviceCMYK"):
        yield "has a picture that is in neither grey nor four inks"
    if any(key in thing for key in ("/TR", "/HTP", "/OPI", "/Alternates")):
        yield "has transfer functions, halftones, OPI or alternate pictures"


def _below_one(value: Any) -> bool:
    """Whether an opacity is one that lets something through; a form's /CA may be no number."""
    try:
        return float(value) < 1
    except (TypeError, ValueError):
        return False
