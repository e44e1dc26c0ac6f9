"""Embedded fonts say nothing of who made them: names, numbers and dates go, what draws the letters stays.

A PDF finds a font by its own dictionaries and needs no table of names in it (ISO 32000-1, table 126). What is left is
the family and the licence. A font that somebody drew or changed at home may hold that person's name otherwise, and
the hour.
"""

from __future__ import annotations

from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError
from pikepdf import Dictionary, Name, Pdf, Stream

__all__ = ["quieten"]

# Name identifiers of OpenType's table ``name``: family, subfamily, licence, its address.
_KEPT = frozenset((1, 2, 13, 14))
_NOT_FOR_DRAWING = ("DSIG", "FFTM", "PfEd", "meta", "TSI0", "TSI1", "TSI2", "TSI3", "TSI5", "TSIV", "SVG ")
_NO_DATE = 2_398_377_600  # 1980-01-01 in seconds since 1904, as the table ``head`` counts
_CFF_SAYS = ("version", "Notice", "Copyright", "FullName", "FamilyName", "Weight")
_UNREADABLE = (TTLibError, AssertionError, AttributeError, KeyError, ValueError, IndexError)


def quieten(pdf: Pdf) -> None:
    """Take what a PDF's fonts tell beside family, licence and drawings out of them."""
    for thing in list(pdf.objects):
        if isinstance(thing, Dictionary) and thing.get(Name.Type) == Name.FontDescriptor:
            for key in (Name.FontFile2, Name.FontFile3):
                program = thing.get(key)
                if isinstance(program, Stream):
                    _quieten(program)


def _quieten(stream: Stream) -> None:
    data = _quiet(stream.read_bytes())
    stream.write(data)
    if Name.Length1 in stream:
        stream.Length1 = len(data)


def _quiet(data: bytes) -> bytes:
    """A font file with few names and no dates; as it is where it is none that can be read (a bare CFF)."""
    try:
        with TTFont(BytesIO(data), lazy=True, recalcBBoxes=False, recalcTimestamp=False) as font:
            for table in _NOT_FOR_DRAWING:
                if table in font:
                    del font[table]
            if "name" in font:
                font["name"].names = [one for one in font["name"].names if one.nameID in _KEPT]
            font["head"].created = font["head"].modified = _NO_DATE
            if "CFF " in font:
                said = font["CFF "].cff.topDictIndex[0].rawDict
                for key in _CFF_SAYS:
                    said.pop(key, None)
            made = BytesIO()
            font.save(made, reorderTables=False)
    except _UNREADABLE:
        return data
    return made.getvalue()
