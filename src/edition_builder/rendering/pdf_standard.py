"""What a standard asks of the file as a whole: metadata, output intent, colours, pictures, annotations.

ISO 19005-2 and -3 (PDF/A-2, -3), ISO 14289-1 (PDF/UA-1), ISO 15930-7 (PDF/X-4). A file that is PDF/A is PDF/UA-1 too.
"""

from __future__ import annotations

import uuid
from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from edition_builder.model.edition import Edition, Role
from edition_builder.model.printing import Standard
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.pdf_colour import recolour
from edition_builder.rendering.pdf_pictures import convert_pictures
from edition_builder.rendering.pdf_profiles import OFFSET, SRGB, Profiles
from edition_builder.rendering.pdf_unlinked import unlink
from edition_builder.rendering.templates import page

__all__ = ["conform", "metadata_packet"]

_PRINTED = 4  # the flag of an annotation that is printed with its page (ISO 32000-1, 12.5.3)
_PDF_A = {Standard.PDF_A_2A: ("2", "A"), Standard.PDF_A_3U: ("3", "U")}
# A reader who has the name can look the condition up; the profile is inside all the same, as PDF/X-4 wants.
_PRESS = {
    "OutputConditionIdentifier": "FOGRA39",
    "OutputCondition": "Offset printing on coated paper, ISO 12647-2:2004/Amd 1, paper type 1 or 2",
    "RegistryName": "http://www.color.org",
    "Info": "Coated FOGRA39 (ISO 12647-2:2004)",
}
_SCREEN = {"OutputConditionIdentifier": "sRGB", "Info": "sRGB IEC61966-2.1"}


def metadata_packet(edition: Edition) -> bytes:
    """The XMP packet. Dates, where the standard wants some, are the edition's; the id follows from the text."""
    metadata, standard = edition.metadata, edition.print_settings.standard
    part, conformance = _PDF_A.get(standard, ("", ""))
    name = f"{metadata.identifier} {metadata.date} {edition.text_hash}"
    return page(
        "xmp",
        title=metadata.title,
        authors=metadata.names(Role.AUTHOR),
        language=metadata.language,
        part=part,
        conformance=conformance,
        press=standard is Standard.PDF_X_4,
        date=f"{metadata.date}T00:00:00Z",
        document=uuid.uuid5(uuid.NAMESPACE_URL, name).urn.removeprefix("urn:"),
    ).encode()


def conform(pdf: Pdf, edition: Edition, styles: StyleFolder) -> None:
    """Make a tagged PDF what the edition's standard asks for; PDF/UA-1 is what it is already."""
    standard = edition.print_settings.standard
    if standard is Standard.PDF_UA_1:
        return
    profiles = Profiles(styles)
    if standard is Standard.PDF_X_4:
        recolour(pdf, profiles.for_press)
        convert_pictures(pdf, profiles)
        unlink(pdf)
        _date(pdf, edition.metadata.date)
        _intend(pdf, "GTS_PDFX", _PRESS, styles.read(OFFSET))
    else:
        recolour(pdf, profiles.for_screen)
        _print_annotations(pdf)
        _intend(pdf, "GTS_PDFA1", _SCREEN, styles.read(SRGB))


def _intend(pdf: Pdf, kind: str, says: dict[str, str], profile: bytes) -> None:
    """The output intent with its profile."""
    inks = 4 if kind == "GTS_PDFX" else 3
    stream = pdf.make_indirect(Stream(pdf, profile, N=inks))
    words: dict[str, Any] = {key: String(value) for key, value in says.items()}
    intent = Dictionary(Type=Name.OutputIntent, S=Name("/" + kind), DestOutputProfile=stream, **words)
    pdf.Root.OutputIntents = Array([intent])


def _print_annotations(pdf: Pdf) -> None:
    """Mark links as printed with their page, which PDF/A wants of every annotation (ISO 19005-2, 6.3.2)."""
    for one in pdf.pages:
        for annotation in one.get(Name.Annots, ()):
            annotation.F = _PRINTED


def _date(pdf: Pdf, day: str) -> None:
    """The edition's date and the word on trapping in the information dictionary, as in the XMP."""
    moment = String(f"D:{day.replace('-', '')}000000Z")
    pdf.docinfo[Name.CreationDate] = moment
    pdf.docinfo[Name.ModDate] = moment
    pdf.docinfo[Name.Trapped] = Name("/False")
