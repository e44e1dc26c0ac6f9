"""What a PDF may not load, run or tell: the PDF row of the list in ``docs/threats.md``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from edition_builder.checking.pdf_content import forms_of, resources_of
from edition_builder.model.edition import Metadata, Role
from edition_builder.model.printing import Standard

__all__ = ["find_leaks", "foreign_fonts", "said_too_much"]

# Keys and action types that load, run or carry something (ISO 32000-1, 7.11.4, 12.6, 13).
_ACTIVE_KEYS = frozenset(
    "/" + key
    for key in (
        *("JS", "JavaScript", "AA", "OpenAction", "EmbeddedFiles", "EmbeddedFile", "AF", "EF", "URI", "RichMedia"),
        *("RichMediaContent", "3DD", "Movie", "Sound", "AcroForm", "XFA", "OCProperties", "Collection", "FS"),
    )
)
_ACTIVE_TYPES = frozenset(
    "/" + name
    for name in (
        *("Launch", "URI", "GoToR", "GoToE", "SubmitForm", "ImportData", "JavaScript", "RichMediaExecute", "Rendition"),
        *("Movie", "Sound", "Hide", "ResetForm", "FileAttachment", "Filespec"),
    )
)
_TELLING_KEYS = frozenset(
    ("/PieceInfo", "/Thumb", "/LastModified", "/CreationDate", "/ModDate", "/Producer", "/Creator")
)
_DAY = re.compile(r"D:\d{8}000000Z")
_XMP_ELEMENTS = {"dc:title", "dc:creator", "dc:language"}
_XMP_OF_A_STANDARD = {
    Standard.PDF_UA_1: {"pdfuaid:part"},
    Standard.PDF_A_2A: {"pdfuaid:part", "pdfaid:part", "pdfaid:conformance"},
    Standard.PDF_A_3U: {"pdfuaid:part", "pdfaid:part", "pdfaid:conformance"},
    Standard.PDF_X_4: {
        *("pdfxid:GTS_PDFXVersion", "xmp:CreateDate", "xmp:ModifyDate", "xmp:MetadataDate", "pdf:Trapped"),
        *("xmpMM:DocumentID", "xmpMM:VersionID", "xmpMM:RenditionClass"),
    },
}
# How PDF/A wants an unusual property explained; the explanation of pdfuaid is always the same (xmp.j2).
_XMP_EXPLAINED = re.compile(r"^pdfa(?:Extension|Schema|Property):")
_XMP_NAME = re.compile(r"<([A-Za-z]+:[A-Za-z_]+)|\s((?:xmp|pdf|xmpMM|photoshop|xmpRights):[A-Za-z]+)=")
_XMP_FRAME = re.compile(r"^(?:rdf|x):")
_SUBSET = re.compile(r"^/?[A-Z]{6}\+")


def find_leaks(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """Code and finding for everything active (EB604) and everything that tells of a machine (EB606).

    The information dictionary may hold a day, as PDF/X wants it; a time of day would be a machine's.
    """
    info = pdf.trailer.get(Name.Info)
    days = {info.objgen} if info is not None and all(map(_DAY.fullmatch, _dates(info))) else set()
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and thing.objgen in days:
            continue
        yield from _leaks_in(thing)
    if any(_has_foreign_annotation(page) for page in pdf.pages):
        yield "EB604", "has an annotation that is no link inside the document"
    if "/Prev" in pdf.trailer:
        yield "EB606", "keeps earlier versions of itself"


def _dates(info: Any) -> Iterator[str]:
    """The dates of an information dictionary, and what else it should not hold."""
    yield from (str(value) for key, value in info.items() if key in _TELLING_KEYS)


def _leaks_in(thing: Any) -> Iterator[tuple[str, str]]:
    """What an object holds, and those directly inside it."""
    if isinstance(thing, Array):
        for one in thing:
            if isinstance(one, Array | Dictionary) and not one.is_indirect:
                yield from _leaks_in(one)
    if not isinstance(thing, Dictionary | Stream):
        return
    for key, value in thing.items():
        yield from _leaks_at(key, value)
        if isinstance(value, Array | Dictionary) and not value.is_indirect:
            yield from _leaks_in(value)


def _leaks_at(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """What one entry of a dictionary gives away by itself."""
    if key in _ACTIVE_KEYS:
        yield "EB604", f"has {key}, which loads, runs or carries something"
    if key in _TELLING_KEYS:
        yield "EB606", f"has {key}"
    if key in ("/S", "/Type", "/Subtype") and str(value) in _ACTIVE_TYPES:
        yield "EB604", f"has an action or object of type {value}"


def _has_foreign_annotation(page: Any) -> bool:
    """Whether a page has an annotation other than a link to a place of the document."""
    return any(
        str(one.Subtype) != "/Link" or (Name.Dest not in one and Name.A not in one) for one in page.get(Name.Annots, ())
    )


def said_too_much(pdf: Pdf, metadata: Metadata, standard: Standard) -> Iterator[str]:
    """Metadata that is not the manuscript's, or is missing: information dictionary, XMP, catalogue."""
    info = {key: str(value) for key, value in pdf.docinfo.items()}
    day = f"D:{metadata.date.replace('-', '')}000000Z"
    press = standard is Standard.PDF_X_4
    wanted = {
        "/Title": metadata.title,
        "/Author": ", ".join(metadata.names(Role.AUTHOR)),
        **({"/CreationDate": day, "/ModDate": day, "/Trapped": "/False"} if press else {}),
    }
    for key in sorted(info.keys() | wanted.keys()):
        if info.get(key, "") != wanted.get(key, ""):
            yield f"gives {key} as “{info.get(key, '')}”"
    if str(pdf.Root.get(Name.Lang, "")) != metadata.language:
        yield f"gives its language as “{pdf.Root.get(Name.Lang, '')}”"
    preferences = pdf.Root.get(Name.ViewerPreferences, Dictionary())
    if not preferences.get(Name.DisplayDocTitle):
        yield "does not show its title"
    yield from _said_in_xmp(pdf, standard)


def _said_in_xmp(pdf: Pdf, standard: Standard) -> Iterator[str]:
    """Properties of the XMP packet beyond title, author, language and what the standard asks for."""
    if Name.Metadata not in pdf.Root:
        yield "has no XMP metadata"
        return
    packet = pdf.Root.Metadata.read_bytes().decode("utf-8", "replace")
    names = {first or second for first, second in _XMP_NAME.findall(packet)}
    of_standard = _XMP_OF_A_STANDARD[standard]
    for name in sorted(names - _XMP_ELEMENTS - of_standard):
        explained = _XMP_EXPLAINED.match(name) and "pdfaid:part" in of_standard
        if not explained and not _XMP_FRAME.match(name):
            yield f"says {name} in its metadata"
    yield from (f"does not say {name} in its metadata" for name in sorted({*of_standard, "dc:title"} - names))


def foreign_fonts(pdf: Pdf) -> Iterator[str]:
    """Fonts whose program is not in the file as a subset, or whose glyphs have no text."""
    seen = set()
    for resources in resources_of(*pdf.pages, *forms_of(*pdf.pages)):
        for font in resources.get(Name.Font, Dictionary()).values():
            if font.objgen not in seen:
                seen.add(font.objgen)
                if not _is_whole(font):
                    yield str(font.get(Name.BaseFont, "?")).lstrip("/")


def _is_whole(font: Any) -> bool:
    """Whether a font is embedded as a subset and its text can be read."""
    descendants = font.get(Name.DescendantFonts, Array([font]))
    descriptor = descendants[0].get(Name.FontDescriptor, Dictionary())
    embedded = any(key in descriptor for key in ("/FontFile", "/FontFile2", "/FontFile3"))
    return bool(embedded and Name.ToUnicode in font and _SUBSET.match(str(font.get(Name.BaseFont, ""))))
