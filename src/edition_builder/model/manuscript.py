"""What reading hands to editing: front matter, blocks with positions, the author's notes, clean pictures."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Protocol

from edition_builder.diagnostics import Location
from edition_builder.model.document import Action, Blocks, BracketClass, Hand, Inlines

__all__ = [
    "AuthorNote",
    "BracketPreset",
    "FrontMatter",
    "LoadedPictures",
    "Manuscript",
    "NotePolicy",
    "Original",
    "Person",
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


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One file as loaded: ``path`` is shown in diagnostics, ``data`` are its bytes."""

    path: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PictureRefusal:
    """Why a picture was not handed over: a code of ``codes.CODES``, the reason and the next step."""

    code: str
    message: str
    hint: str


class PictureSource(Protocol):
    """Where the bytes of pictures come from: the disk (``project.py``) or memory (tests)."""

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """The bytes behind an address as it is written in the text file of that path, or why there are none."""


@dataclass(frozen=True, slots=True)
class LoadedPictures:
    """Pictures that are in memory already: ``(path of the text, address)`` with the bytes."""

    files: tuple[tuple[tuple[str, str], bytes], ...] = ()

    def picture(self, text_path: str, address: str) -> bytes | PictureRefusal:
        """The bytes behind an address, or EB501."""
        for known, data in self.files:
            if known == (text_path, address):
                return data
        return PictureRefusal("EB501", f"there is no picture {address}", "check the name, or take the picture out")


@dataclass(frozen=True, slots=True)
class Sources:
    """Everything a manuscript consists of, loaded once by ``project.py``.

    ``texts`` holds the manuscript file, or ``edition.yaml`` first and then the chapters in order. Pictures are asked
    for by the address that stands in a text, because only reading the text says which are needed.
    """

    texts: tuple[SourceFile, ...]
    pictures: PictureSource = LoadedPictures()


@dataclass(frozen=True, slots=True)
class Person:
    """A name as it is printed, with what the manuscript says of the person."""

    name: str
    sort: str = ""
    role: str = ""
    about: str = ""
    pseudonym: bool = False


@dataclass(frozen=True, slots=True)
class Original:
    """The work that was translated: its title, language (BCP 47), source and date, each "" if not said."""

    title: str = ""
    language: str = ""
    source: str = ""
    date: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """When and where the text was written; ``date`` may be a year, a month or a day as in ISO 8601, or ""."""

    date: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class NotePolicy:
    """``notes:`` of the front matter. ``hands`` maps a hand to an action (dropping a whole layer by responsibility)."""

    brackets: BracketPreset = BracketPreset.AUTO
    by: Hand | None = None
    classes: tuple[tuple[BracketClass, Action], ...] = ()
    hands: tuple[tuple[Hand, Action], ...] = ()


@dataclass(frozen=True, slots=True)
class FrontMatter:
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
    notes: NotePolicy = field(default_factory=NotePolicy)
    formats: tuple[str, ...] = ()
    location: Location = Location("")


@dataclass(frozen=True, slots=True)
class AuthorNote:
    """The body of ``[^label]``."""

    label: str
    blocks: Blocks
    location: Location


@dataclass(frozen=True, slots=True)
class PictureFile:
    """A picture drawn afresh from pixels: no metadata, no colour profile, a neutral ``name``. Size in pixels."""

    name: str
    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A manuscript as read; brackets are still open."""

    front_matter: FrontMatter
    blocks: Blocks
    author_notes: tuple[AuthorNote, ...] = ()
    pictures: tuple[PictureFile, ...] = ()
