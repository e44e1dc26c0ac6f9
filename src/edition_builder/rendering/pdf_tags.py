"""Tags of notes: WeasyPrint calls a footnote NonStruct, a screen reader wants Note (ISO 14289-1, 7.9)."""

from __future__ import annotations

from pikepdf import Name, Pdf, String

__all__ = ["tag_notes"]


def tag_notes(pdf: Pdf) -> None:
    """Give every footnote the tag Note and an identifier of its own.

    The engine puts the notes of a page into an element beside the page's content, the only one of its kind there.
    """
    number = 0
    for area in pdf.Root.StructTreeRoot.K[0].K:
        if area.S != Name.NonStruct:
            continue
        for note in area.K:
            number += 1
            note.S = Name.Note
            note.ID = String(f"note-{number}")
