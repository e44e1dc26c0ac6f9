"""The edition: one text, decided and complete, which every rendition shows in its own way."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field

from edition_builder.diagnostics import Location
from edition_builder.model.document import Action, Blocks, BracketClass, Hand, Heading, Inlines
from edition_builder.model.manuscript import CoverPicture, Original, PictureFile, Written
from edition_builder.model.printing import PrintSettings
from edition_builder.model.terms import Terms

__all__ = [
    "Chapter",
    "Contributor",
    "CorrectionEntry",
    "CoverPicture",
    "Decision",
    "Edition",
    "Imprint",
    "Metadata",
    "Note",
    "Role",
    "Series",
]


class Role(StrEnum):
    """MARC relator codes of the people named in an edition."""

    AUTHOR = "aut"
    TRANSLATOR = "trl"
    EDITOR = "edt"
    WRITER_OF_ADDED_COMMENTARY = "wac"


class Series(StrEnum):
    """The two series of notes, which never share a mark: symbols for the author's, numbers for the others."""

    AUTHOR = "author"
    EDITORIAL = "editorial"


class Contributor(Struct, frozen=True):
    """A person with the roles the edition credits, the printed name first."""

    name: str
    sort: str
    roles: tuple[Role, ...]


class Metadata(Struct, frozen=True):
    """What the files say of themselves, all of it from the manuscript.

    ``date`` is the edition date as ``YYYY-MM-DD`` (never the clock), ``identifier`` a URN, ``slug`` the file name
    without suffix, ``direction`` "ltr" or "rtl", ``source`` where the original came from. Strings that were prose are
    plain here, without note calls.
    """

    title: str
    subtitle: str
    language: str
    direction: str
    contributors: tuple[Contributor, ...]
    identifier: str
    slug: str
    date: str
    description: str = ""
    subjects: tuple[str, ...] = ()
    rights: str = ""
    original_language: str = ""
    source: str = ""

    def names(self, role: Role) -> tuple[str, ...]:
        """The printed names of everyone with this role, in order."""
        return tuple(person.name for person in self.contributors if role in person.roles)


class Note(Struct, frozen=True):
    """A note of the edition.

    ``mark`` is what is printed as its call ("3" or "†"), unique within its chapter. ``lemma`` are the words it serves,
    "" for an author's note. ``responsibility`` is the mark printed after the note ("Tr.", "Прим. пер."), "" where the
    edition has one hand only. ``label`` is what was stripped from the start of the bracket ("Tr.: "),
    ``trailing_label`` what was stripped from its end (" — Tr."); both are kept for law 2. ``action`` is FOOTNOTE or
    ENDNOTE.
    """

    identifier: str
    series: Series
    mark: str
    blocks: Blocks
    lemma: str
    by: Hand
    location: Location
    responsibility: str = ""
    bracket_class: BracketClass | None = None
    label: str = ""
    action: Action = Action.FOOTNOTE
    trailing_label: str = ""


class Chapter(Struct, frozen=True):
    """A part of the body that starts a page and, in EPUB, a file. ``heading`` is also the first of ``blocks``.

    ``identifier`` is "chapter-1" and so on. ``notes`` are those called here, in the order of their calls.
    """

    identifier: str
    heading: Heading | None
    blocks: Blocks
    notes: tuple[Note, ...] = ()


class CorrectionEntry(Struct, frozen=True):
    """A recorded correction: what is printed, what the source had, and where."""

    printed: str
    sic: str
    location: Location


class Decision(Struct, frozen=True):
    """What was decided about one bracket: a row of the ledger (``edition notes``).

    ``text`` is the content without the outer brackets and without a stripped label; ``rule`` names the rule that
    fired; ``lemma`` is "" where none is known.
    """

    location: Location
    text: str
    bracket_class: BracketClass
    rule: str
    lemma: str
    by: Hand
    action: Action


class Imprint(Struct, frozen=True):
    """Words around the text, ready to be set: a heading (may be "") and blocks."""

    heading: str
    blocks: Blocks


class Edition(Struct, frozen=True):
    """Everything a renderer may use. ``text_hash`` is 64 hexadecimal digits, ``check_phrase`` seven words.

    ``discreet``: the metadata are neutral on purpose, and pictures are shown in grey. ``original`` and ``written`` are
    what the manuscript says of the work that was translated and of when and where the text was written.

    ``title`` and ``subtitle`` are the title page's lines; ``credits`` the lines below ("Translated by PS").
    ``headnote`` stands before the first chapter and belongs to the text; ``imprint``, ``glossary``,
    ``about_the_file`` and ``colophon`` do not. ``glossary`` holds a paragraph for each word, () for none.
    """

    metadata: Metadata
    terms: Terms
    title: Inlines
    subtitle: Inlines
    authors: tuple[str, ...]
    credits: tuple[str, ...]
    headnote: Blocks
    chapters: tuple[Chapter, ...]
    imprint: Imprint
    colophon: Imprint
    glossary: Blocks = ()
    about_the_file: Blocks = ()
    pictures: tuple[PictureFile, ...] = ()
    corrections: tuple[CorrectionEntry, ...] = ()
    decisions: tuple[Decision, ...] = ()
    cover: bool = True
    cover_picture: CoverPicture | None = None
    text_hash: str = ""
    check_phrase: tuple[str, ...] = ()
    print_settings: PrintSettings = field(default_factory=PrintSettings)
    discreet: bool = False
    original: Original | None = None
    written: Written | None = None

    @property
    def notes(self) -> tuple[Note, ...]:
        """Every note in the order of the calls."""
        return tuple(note for chapter in self.chapters for note in chapter.notes)
