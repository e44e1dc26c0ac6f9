"""PRINT_FORMATS: the formats that are set like the book page with other measures, a row of data each.

The values and where they come from: ``docs/typography.md``. What a row does not say (where headings stand, what the
foot of a page shows) is in the style sheet that it names, read after ``print.css``.
"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from edition_builder.model.canonical import visible_text
from edition_builder.model.document import Action
from edition_builder.model.edition import Edition, Note
from edition_builder.model.measures import PageSize
from edition_builder.model.printing import (
    LEAST_MARGIN,
    SHEETS,
    Margins,
    OwnFormat,
    PrintedLinks,
    PrintSettings,
    default_margins,
)

__all__ = [
    "BOOK_PAGE",
    "PRINT_FORMATS",
    "TAKEN",
    "Notes",
    "PrintFormat",
    "in_format",
    "own_row",
    "print_format",
    "settings_in",
]


class Notes(Struct, frozen=True):
    """How notes at the foot are set: size and line distance in points."""

    size: float
    leading: float


class PrintFormat(Struct, frozen=True):
    """How a format is printed. Lengths are millimetres, sizes points.

    ``page`` is None for the sheet that is in the printer, ``margins`` None for what the manuscript says. ``leading``
    and ``notes`` are None where ``print.css`` has them, in proportion to the size. ``faces`` are the beginnings of the
    names of font files that are needed beside the book's. ``hyphenated`` lets lines be justified and words be broken
    where the language has patterns. ``has_head`` puts title and names over the first lines instead of on pages of
    their own, and imprint and colophon behind the text. ``on_sheets`` says that it fills the sheets of a copier: their
    number is told, and pictures lose their colours. ``longest_note`` is how many characters a note at the foot
    has at most, 0 for any number. ``scale`` is how much larger it is set than its sheet is written for.
    """

    name: str
    sheet: str = ""
    page: PageSize | None = None
    margins: Margins | None = None
    size: float = 10.5
    leading: float | None = None
    notes: Notes | None = None
    columns: int = 1
    gap: float = 0
    faces: tuple[str, ...] = ()
    hyphenated: bool = True
    has_cover: bool = False
    has_head: bool = False
    on_sheets: bool = False
    longest_note: int = 0
    scale: float = 1

    @property
    def note_scale(self) -> float:
        """How much larger than in proportion to the text notes are set."""
        return 1 if self.notes is None else self.notes.size / (_BOOK_NOTES * self.size)


LARGE_PRINT = "large-print"
_BOOK_NOTES = 8.5 / 10.5  # of the text's size
BOOK_PAGE = PrintFormat("pdf", has_cover=True)
PRINT_FORMATS: tuple[PrintFormat, ...] = (
    BOOK_PAGE,
    PrintFormat(
        "phone",
        "print-phone.css",
        page=PageSize(90, 160),
        margins=Margins(top=9, bottom=10, inner=6, outer=6),
        size=12.5,
        leading=17,
        notes=Notes(10.5, 13.5),
    ),
    PrintFormat(
        "handout",
        "print-handout.css",
        margins=Margins(top=14, bottom=15, inner=15, outer=15),
        size=9.5,
        leading=12.25,
        notes=Notes(8.5, 10.5),
        columns=2,
        gap=7,
        faces=("GentiumPlus-",),
        has_head=True,
        on_sheets=True,
    ),
    PrintFormat(
        LARGE_PRINT,
        "print-large-print.css",
        margins=Margins(top=25.4, bottom=25.4, inner=28.8, outer=28.8),
        size=18,
        leading=27,
        notes=Notes(18, 24),
        faces=("NotoSans-",),
        hyphenated=False,
        longest_note=3 * 44,  # three lines
    ),
)


# Names that no manuscript can give to a format of its own: those of the tool's formats, now and later.
TAKEN = frozenset(
    (
        *("epub", "pdf", "booklet", "phone", "handout", "large-print", "poster", "html", "site", "txt", "messages"),
        *("qr", "qr-dense", "pack", "manifest", "catalogue", "audio", "all", "none"),
    )
)


_USUAL = PrintSettings()


def print_format(name: str, settings: PrintSettings = _USUAL) -> PrintFormat:
    """The row of a format, of the manuscript's own too; that of the book page for one that has none."""
    own = next((one for one in settings.formats if one.name == name), None)
    if own is not None:
        return own_row(own, settings)
    row = next((row for row in PRINT_FORMATS if row.name == name), BOOK_PAGE)
    return _resized(row, settings.large_print) if row.name == LARGE_PRINT else row


def own_row(own: OwnFormat, settings: PrintSettings) -> PrintFormat:
    """The row that a manuscript's own format is like, with its measures.

    What it does not say is as in the format that it is like; for the book page, as ``print`` has it.
    """
    row = print_format(own.like, settings)
    if row is BOOK_PAGE:
        row = replace(row, page=settings.page, margins=settings.margins, size=settings.size)
    usual, size = row.page or SHEETS[settings.paper], own.size or row.size
    page = own.page or usual
    if row.sheet and row.margins:
        follows = _in_proportion(row.margins, page, usual)
    else:
        follows = settings.margins if own.page is None and own.size is None else default_margins(page, size)
    return replace(_resized(row, size), name=own.name, page=page, margins=own.margins or follows)


def _in_proportion(margins: Margins, page: PageSize, usual: PageSize) -> Margins:
    """Margins that stand to a page as those of a format to its usual one, and that a printer can leave white."""
    across, down = page.width_mm / usual.width_mm, page.height_mm / usual.height_mm
    sides = (margins.top * down, margins.bottom * down, margins.inner * across, margins.outer * across)
    return Margins(*(max(LEAST_MARGIN, round(side, 2)) for side in sides))


def _resized(row: PrintFormat, size: float) -> PrintFormat:
    """A row in another size of type, with all that goes with it."""
    times = size / row.size
    if times == 1:
        return row
    notes = row.notes and Notes(row.notes.size * times, row.notes.leading * times)
    leading = row.leading and row.leading * times
    return replace(row, size=size, leading=leading, notes=notes, gap=row.gap * times, scale=row.scale * times)


def in_format(edition: Edition, row: PrintFormat) -> Edition:
    """The edition with the print settings of a format, and its long notes at the end where the format wants that.

    It is as it is for the book page.
    """
    settings = settings_in(edition.print_settings, row)
    if settings is edition.print_settings:
        return edition
    return _with_long_notes_at_the_end(replace(edition, print_settings=settings), row.longest_note)


def _with_long_notes_at_the_end(edition: Edition, longest: int) -> Edition:
    """The edition with footnotes of more than ``longest`` characters as endnotes, unless two have one mark."""
    long = [note for note in edition.notes if longest and _length(note) > longest]
    if len({note.mark for note in long}) < len(long):
        return edition
    moved = {note.identifier: replace(note, action=Action.ENDNOTE) for note in long}
    chapters = (
        replace(chapter, notes=tuple(moved.get(note.identifier, note) for note in chapter.notes))
        for chapter in edition.chapters
    )
    return replace(edition, chapters=tuple(chapters)) if moved else edition


def _length(note: Note) -> int:
    """The characters of a note with its lemma."""
    return len(note.lemma) + sum(map(len, visible_text(note.blocks)))


def settings_in(asked: PrintSettings, row: PrintFormat) -> PrintSettings:
    """The settings as a format has them; as they are for the book page.

    Such a file is read on a screen or copied at home: bleed, marks and the standard of a press are the book page's
    alone. Its margins have no room for codes, so addresses that would print as codes stand in brackets.
    """
    if row.margins is None:
        return asked
    links = PrintedLinks.BRACKETS if asked.links is PrintedLinks.QR else asked.links
    return PrintSettings(
        page=row.page or SHEETS[asked.paper],
        margins=row.margins,
        size=row.size,
        links=links,
        paper=asked.paper,
        large_print=asked.large_print,
        formats=asked.formats,
    )
