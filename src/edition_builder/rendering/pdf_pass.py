"""The last pass over a PDF: what it says about itself, and how it is written.

WeasyPrint names itself and its version in two places and leaves notes untagged. Afterwards the file says what the
manuscript says and nothing else, and is written in one deterministic way: no dates, an identifier computed from the
content.
"""

from __future__ import annotations

from io import BytesIO

from pikepdf import Array, Dictionary, Name, ObjectStreamMode, Pdf, Stream, String

from edition_builder.model.edition import Edition, Role
from edition_builder.model.printing import Standard
from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.pdf_boxes import set_boxes
from edition_builder.rendering.pdf_font_names import quieten
from edition_builder.rendering.pdf_marks import Piece
from edition_builder.rendering.pdf_standard import conform, metadata_packet
from edition_builder.rendering.pdf_tags import tidy_tags

__all__ = ["completed", "describe", "finished", "flatten", "written"]

_VERSIONS = {Standard.PDF_X_4: "1.6"}  # the newest that PDF/X-4 is made of; else the engine's own
_EMPTY_TEXT, _NO_TEXT = b"> <>", b"> <2060>"  # U+2060: no width, no break, no effect on letters


def finished(data: bytes, pieces: tuple[tuple[Piece, ...], ...], edition: Edition, styles: StyleFolder) -> bytes:
    """The PDF with the manuscript's own metadata, its tags in order, pages labelled, bytes reproducible.

    Boxes, colours and the rest follow the edition's print settings. ``pieces`` tells for each page what its marked
    content stands for, in the order of the marks.
    """
    with Pdf.open(BytesIO(data)) as pdf:
        tidy_tags(pdf, pieces, edition.metadata.language)
        flatten(pdf)
        return completed(pdf, edition, styles)


def completed(pdf: Pdf, edition: Edition, styles: StyleFolder) -> bytes:
    """A PDF whose pages and tags are in order, with all that is said of the file as a whole."""
    describe(pdf, edition)
    _name_all_glyphs(pdf)
    quieten(pdf)
    set_boxes(pdf, edition.print_settings)
    conform(pdf, edition, styles)
    return written(pdf, _VERSIONS.get(edition.print_settings.standard, ""))


def written(pdf: Pdf, version: str = "") -> bytes:
    """The bytes of a PDF, always the same for the same content; ``version`` is one that a standard asks for."""
    stream = BytesIO()
    pdf.save(
        stream,
        deterministic_id=True,
        object_stream_mode=ObjectStreamMode.generate,
        fix_metadata_version=False,
        recompress_flate=False,
        force_version=version,
    )
    return stream.getvalue()


def describe(pdf: Pdf, edition: Edition) -> None:
    """Document information, XMP, labels and reading direction; Producer, Creator and dates are left out."""
    metadata = edition.metadata
    authors = metadata.names(Role.AUTHOR)
    for key in list(pdf.docinfo.keys()):
        del pdf.docinfo[key]
    pdf.docinfo[Name.Title] = String(metadata.title)
    if authors:
        pdf.docinfo[Name.Author] = String(", ".join(authors))
    xmp = metadata_packet(edition)
    pdf.Root.Metadata = pdf.make_indirect(Stream(pdf, xmp, Type=Name.Metadata, Subtype=Name.XML))
    pdf.Root.PageLabels = Dictionary(Nums=Array([0, Dictionary(S=Name.D)]))
    if metadata.direction == "rtl":
        pdf.Root.ViewerPreferences.Direction = Name.R2L


def flatten(pdf: Pdf) -> None:
    """Take the mark of a transparency group off forms.

    The engine puts even a plain rule into one, and a group without a colour space of its own turns black ink into
    four (measured with Ghostscript's inkcov).
    """
    for thing in pdf.objects:
        if isinstance(thing, Stream) and thing.get(Name.Subtype) == Name.Form and Name.Group in thing:
            del thing[Name.Group]


def _name_all_glyphs(pdf: Pdf) -> None:
    """Give the later glyphs of a cluster a text that is none.

    In scripts that stack letters the engine gives the text of a cluster to its first glyph and an empty one to the
    others, which the form of the table forbids (ISO 32000-1, 9.10.3). ActualText has the words in any case.
    """
    for thing in pdf.objects:
        if isinstance(thing, Dictionary) and Name.ToUnicode in thing:
            table = thing.ToUnicode.read_bytes()
            if _EMPTY_TEXT in table:
                thing.ToUnicode.write(table.replace(_EMPTY_TEXT, _NO_TEXT))
