"""What one output wants from the shared serialiser, as data: a renderer makes its ``Dialect`` and passes it on.

Use ``dialect(edition, picture_address)`` and ``dataclasses.replace`` for the choices that differ.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from unicodedata import normalize

from msgspec import Struct, field

from edition_builder.model.document import Link, NoteCall
from edition_builder.model.edition import Edition, Note
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.terms import Terms

__all__ = ["Dialect", "attribute", "dialect", "escape", "language_attributes", "term_language"]


def _same_file(identifier: str) -> str:
    """The address of an id where everything stands in one file."""
    return f"#{identifier}"


class Dialect(Struct, frozen=True):
    """The choices of one output; the defaults are XHTML for e-book readers.

    ``picture_address`` gives the ``src`` for a picture's neutral name, ``address_of`` the ``href`` for the id of a
    heading (an EPUB spreads them over files). ``epub_types`` adds ``epub:type`` and ``xml:lang``; the page must then
    declare the ``epub`` prefix. ``heading_shift`` is added to the level of every heading (at most ``h6``).
    ``call_marks`` stand around the mark of a call, for outputs that set calls on the line. ``empty_end`` closes ``br``,
    ``hr`` and ``img``; ``note_element`` is what a note is made of; ``scrolling_tables`` puts tables into boxes that
    a thumb or the arrow keys can move. ``call``, where given, makes the markup at the place of a call in the stead of
    the link: print puts the whole note there. ``link``, where given, makes the markup of a link to the world from the
    link and the markup of its words.
    """

    terms: Terms
    language: str
    notes: Mapping[str, Note]
    pictures: Mapping[str, PictureFile]
    picture_address: Callable[[str], str]
    address_of: Callable[[str], str] = _same_file
    epub_types: bool = False
    heading_shift: int = 0
    call_marks: tuple[str, str] = ("", "")
    empty_end: str = "/>"
    note_element: str = "aside"
    scrolling_tables: bool = False
    call: Callable[[NoteCall], str] | None = field(default=None)
    link: Callable[[Link, str], str] | None = field(default=None)


def dialect(edition: Edition, picture_address: Callable[[str], str]) -> Dialect:
    """The plain dialect of one edition: one file, no EPUB attributes, calls as links."""
    return Dialect(
        terms=edition.terms,
        language=edition.metadata.language,
        notes={note.identifier: note for note in edition.notes},
        pictures={picture.name: picture for picture in edition.pictures},
        picture_address=picture_address,
    )


def escape(text: str) -> str:
    """Characters as XML text in normalisation form C (W3C, Character Model: Normalization).

    By hand, because it is several times as fast as the functions that quote too.
    """
    text = normalize("NFC", text)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    return text.replace(">", "&gt;") if ">" in text else text


def attribute(text: str) -> str:
    """Characters as the value of an attribute in double quotes."""
    return escape(text).replace('"', "&quot;")


def language_attributes(language: str, choices: Dialect) -> str:
    """``lang`` with a leading space, beside it ``xml:lang`` in an EPUB; "" for no language."""
    if not language:
        return ""
    value = attribute(language)
    return f' lang="{value}" xml:lang="{value}"' if choices.epub_types else f' lang="{value}"'


def term_language(choices: Dialect) -> str:
    """The language attribute for the tool's own phrases, needed where the edition's language has no phrases yet."""
    same = choices.terms.language.split("-")[0] == choices.language.split("-")[0].lower()
    return "" if same else language_attributes(choices.terms.language, choices)
