"""What reading hands to editing: front matter, blocks with positions, the author's notes, clean pictures."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import Protocol

from msgspec import Struct, field

from edition_builder.diagnostics import Location
from edition_builder.model.document import Action, Blocks, BracketClass, Hand, Inlines
from edition_builder.model.printing import PrintSettings

__all__ = [
    "AuthorNote",
    "BracketPreset",
    "CoverPicture",
    "FrontMatter",
    "LoadedPictures",
    "Manuscript",
    "NotePolicy",
    "Original",
    "Person",
    "PictureBox",
    "PictureFile",
    "PictureRefusal",
    "PictureSource",
    "SourceFile",
    "Sources",
    "Written",
]


class BracketPreset(StrEnum):
    """``notes.brackets``: how brackets are read where no rule of language decides."""

    AUTO = "auto"
    ALL = "all"
    NONE = "none"


class SourceFile(Struct, frozen=True):
    """One file as loaded: ``path`` is shown in diagnostics, ``data`` are its bytes."""

    path: str
    data: bytes


class PictureRefusal(Struct, frozen=True):
    """Why a picture was not handed over: a code of ``codes.CODES``, the reason and the next step."""

    code: str
    message: str
    hint: str


class PictureSource(Protocol):
    """Where the bytes of pictures come from: the disk (``project.py``) or memory (tests)."""

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """The bytes behind an address as it is written in the text file of that path, or why there are none."""


class LoadedPictures(Struct, frozen=True):
    """Pictures that are in memory already: ``(path of the text, address)`` with the bytes, or why there are none."""

    files: tuple[tuple[tuple[str, str], bytes | PictureRefusal], ...] = ()

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """The bytes behind an address, or EB501."""
        for known, data in self.files:
            if known == (text_path, address):
                return data
        return PictureRefusal("EB501", f"there is no picture {address}", "check the name, or take the picture out")


class Sources(Struct, frozen=True):
    """Everything a manuscript consists of, loaded once by ``project.py``.

    ``texts`` holds the manuscript file, or ``edition.yaml`` first and then the chapters in order. Pictures are asked
    for by the address that stands in a text, because only reading the text says which are needed.
    """

    texts: tuple[SourceFile, ...]
    pictures: PictureSource = LoadedPictures()


class Person(Struct, frozen=True):
    """A name as it is printed, with what the manuscript says of the person."""

    name: str
    sort: str = ""
    role: str = ""
    about: str = ""
    pseudonym: bool = False


class Original(Struct, frozen=True):
    """The work that was translated: its title, language (BCP 47), source and date, each "" if not said."""

    title: str = ""
    language: str = ""
    source: str = ""
    date: str = ""


class Written(Struct, frozen=True):
    """When and where the text was written; ``date`` may be a year, a month or a day as in ISO 8601, or ""."""

    date: str = ""
    place: str = ""


class NotePolicy(Struct, frozen=True):
    """``notes:`` of the front matter. ``hands`` maps a hand to an action (dropping a whole layer by responsibility).

    ``rejoin``: the halves of a sentence that a note set as a block cut in two become one paragraph again.
    ``glossary``: the words that notes explain are listed once more at the back.
    """

    brackets: BracketPreset = BracketPreset.AUTO
    by: Hand | None = None
    classes: tuple[tuple[BracketClass, Action], ...] = ()
    hands: tuple[tuple[Hand, Action], ...] = ()
    rejoin: bool = False
    glossary: bool = False


class PictureFile(Struct, frozen=True):
    """A picture drawn afresh from pixels: no metadata, no colour profile, a neutral ``name``. Size in pixels."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


class CoverPicture(Struct, frozen=True):
    """The picture on a cover and what it shows, in words."""

    file: PictureFile
    alternative: str = ""


class FrontMatter(Struct, frozen=True):
    """The keys of ``docs/manuscript.md``. Prose keys are inlines, because they may hold emphasis and corrections."""

    title: Inlines
    language: str
    authors: tuple[Person, ...]
    subtitle: Inlines = ()
    translators: tuple[Person, ...] = ()
    editors: tuple[Person, ...] = ()
    original: Original | None = None
    written: Written | None = None
    headnote: tuple[Inlines, ...] = ()
    acknowledgements: tuple[Inlines, ...] = ()
    see_also: tuple[Inlines, ...] = ()
    rights: tuple[Inlines, ...] = ()
    edition_date: date | None = None
    edition_number: str = ""
    identifier: str = ""
    slug: str = ""
    description: str = ""
    subjects: tuple[str, ...] = ()
    cover: bool = True
    cover_picture: CoverPicture | None = None
    discreet: bool = False
    notes: NotePolicy = field(default_factory=NotePolicy)
    formats: tuple[str, ...] = ()
    print_settings: PrintSettings = field(default_factory=PrintSettings)
    location: Location = Location("")


class AuthorNote(Struct, frozen=True):
    """The body of ``[^label]``."""

    label: str
    blocks: Blocks
    location: Location


class PictureBox(Struct, frozen=True):
    """A part of a picture, in pixels from the upper left corner of the upright picture."""

    left: int
    top: int
    width: int
    height: int


class Manuscript(Struct, frozen=True):
    """A manuscript as read; brackets are still open."""

    front_matter: FrontMatter
    blocks: Blocks
    author_notes: tuple[AuthorNote, ...] = ()
    pictures: tuple[PictureFile, ...] = ()
