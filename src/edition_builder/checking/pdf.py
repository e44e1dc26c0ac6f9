"""Check the PDF: opened again, its words read through its tags and its text layer, its notes, fonts and silence.

Law 1 holds for the text layer: what can be searched and copied is the edition's text. Conformance to PDF/UA-1 is
judged by other programs in the tests (page-validation, veraPDF); what follows here is checked in every build.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import islice, pairwise

from pikepdf import Pdf, PdfError

from edition_builder.checking.calls import Called, Piece, check_call_places, text_of
from edition_builder.checking.found_text import FoundText, found, nothing_found
from edition_builder.checking.pdf_print import check_print, conformance_faults
from edition_builder.checking.pdf_silence import find_leaks, foreign_fonts, said_too_much
from edition_builder.checking.pdf_text import Element, TaggedText, named_places, read_tagged_text
from edition_builder.checking.words import TOOL_FAULT, check_words
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical
from edition_builder.model.document import Action, Link, own_inlines, plain_text, walk_blocks, walk_inlines
from edition_builder.model.edition import Edition
from edition_builder.model.print_formats import in_format, print_format
from edition_builder.model.printing import PrintedLinks
from edition_builder.model.rendition import Order, Rendition
from edition_builder.model.workshop import Workshop

__all__ = ["check", "check_alone", "check_book", "find_text"]

_USUAL = Order()
_BESIDE_THE_WORDS = frozenset(("Lbl", "Reference", "Quote"))
_BACK_OF_TITLE_PAGE = 2  # bare where a manuscript says nothing of itself
_LINK_NOTE = "link."  # begins the ids of notes that hold the address of a link
_STREAM = re.compile(r"stream <[^>]*>:? *")
_NO_ROOM = "begins after the page of its call: more notes are called there than the foot of a page holds"
_LESS = "call some of them in another paragraph, or make them endnotes"
# What a file that was harmed on its way sets off while its objects are read: they are not what they stand for.
_HARMED = (PdfError, ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError)
_PART = re.compile(r"-part-\d+$")


def check(rendition: Rendition, edition: Edition, order: Order = _USUAL) -> tuple[Diagnostic, ...]:
    """Words, notes on the pages of their calls and the way back, fonts, and that the file tells and loads nothing.

    The pages of a long book are read by the workshop of the order.
    """
    file = rendition.files[0]
    edition = in_format(edition, print_format(rendition.format, edition.print_settings))
    try:
        with Pdf.open(BytesIO(file.data)) as pdf:
            return check_book(rendition, pdf, edition, order.workshop)
    except PdfError as error:
        return (_fault("EB605", f"{file.name}: cannot be opened again ({_reason(error)})"),)


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """What can be said of a PDF without knowing what it should hold: fonts, tags, what it loads or tells."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            text = read_tagged_text(pdf)
            structure = _structure_faults(pdf, text)
            return tuple(_fault(code, f"{name}: {what}") for code, what in (*structure, *_general_faults(pdf)))
    except _HARMED as error:
        return (_fault("EB605", f"{name}: cannot be opened ({_reason(error)})"),)


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text of a PDF by its tags, its notes in the order of their calls; EB605, EB811."""
    try:
        with Pdf.open(BytesIO(data)) as pdf:
            text = read_tagged_text(pdf)
    except _HARMED as error:
        return Outcome(None, (_fault("EB605", f"{name}: cannot be opened ({_reason(error)})"),))
    if text is None:
        return Outcome(None, (nothing_found(name),))
    notes, body = _notes(text), [piece for article in _all(text, "Art") for piece in _pieces(article)]
    order = dict.fromkeys([*(one.note for one in body if isinstance(one, Called)), *notes])
    of_notes = [piece for note in order for part in notes.get(note, ()) for piece in _pieces(part)]
    return found(name, body, of_notes, "\n".join(_words(text.root)))


def check_book(
    rendition: Rendition, pdf: Pdf, edition: Edition, workshop: Workshop = _USUAL.workshop
) -> tuple[Diagnostic, ...]:
    """All checks; of those on the text the first that fails is said, because the others follow from it."""
    name, late = rendition.files[0].name, frozenset(rendition.late_notes)
    text = read_tagged_text(pdf, workshop)
    said = said_too_much(pdf, edition.metadata, edition.print_settings.standard)
    general = [*_structure_faults(pdf, text), *_general_faults(pdf), *(("EB606", what) for what in said)]
    general += _disorder(text) if text else ()
    general += [("EB613", what) for what in conformance_faults(pdf, edition)]
    faults = tuple(_fault(code, f"{name}: {what}") for code, what in general)
    faults += _late(edition, late, name)
    return faults + (_check_text(name, text, edition, late) if text else ()) + check_print(pdf, edition)


def _check_text(name: str, text: TaggedText, edition: Edition, late: frozenset[str]) -> tuple[Diagnostic, ...]:
    """Notes, words, places of the calls."""
    notes = _notes(text)
    body = [piece for article in _all(text, "Art") for piece in _pieces(article)]
    of_notes = [piece for note in edition.notes for part in notes.get(note.identifier, ()) for piece in _pieces(part)]
    checks: tuple[Callable[[], tuple[Diagnostic, ...]], ...] = (
        lambda: tuple(_fault("EB602", f"{name}: {what}") for what in _note_faults(text, notes, edition, late)),
        lambda: tuple(_fault("EB602", f"{name}: {what}") for what in _link_faults(text, edition, late)),
        lambda: check_words(name, (canonical(text_of(body)), canonical(text_of(of_notes))), edition),
        lambda: check_call_places(name, body, of_notes, edition),
    )
    return next((found for one in checks if (found := one())), ())


def _notes(text: TaggedText) -> dict[str, list[Element]]:
    """The parts of each note by the note's identifier."""
    notes: dict[str, list[Element]] = {}
    for note in _all(text, "Note"):
        if note.identifier.startswith(_LINK_NOTE):
            continue
        notes.setdefault(_PART.sub("", note.identifier), []).append(note)
    return notes


def _all(text: TaggedText, tag: str) -> Iterator[Element]:
    """Every element of a tag, in reading order."""
    return (element for element in text.root.walk() if element.tag == tag)


def _pieces(element: Element) -> Iterator[Piece]:
    """Words and calls inside an element, without numbers of notes and of lists, lemmas, addresses."""
    for kid in element.kids:
        if isinstance(kid, str):
            yield kid
        elif kid.target.startswith("note-"):
            yield Called(kid.target)
        elif kid.target.startswith(_LINK_NOTE):
            continue
        elif kid.tag not in _BESIDE_THE_WORDS and not kid.target.startswith("call-"):
            yield from _pieces(kid)


def _note_faults(
    text: TaggedText, notes: dict[str, list[Element]], edition: Edition, late: frozenset[str]
) -> Iterator[str]:
    """Notes that are lost, cannot be reached, do not lead back, or stand on another page than their call.

    Those for which the layout says that there is no room may begin on a page behind it.
    """
    calls: dict[str, int] = {}
    for link in text.root.walk():
        if link.target:
            calls.setdefault(link.target, link.page)
    wanted = {note.identifier: note.action for note in edition.notes}
    yield from (f"{name} is not a note of the edition" for name in notes if name not in wanted)
    for name, action in wanted.items():
        if name not in notes:
            yield f"{name} is lost"
        elif name not in calls:
            yield f"nothing calls {name}"
        elif not any(link.target == f"call-{name}" for link in notes[name][0].walk()):
            yield f"{name} does not lead back"
        elif action is Action.FOOTNOTE and not _in_place(notes[name][0].page, calls[name], name in late):
            yield f"{name} is called on page {calls[name] + 1} and begins on page {notes[name][0].page + 1}"


def _in_place(note: int, call: int, late: bool) -> bool:
    """Whether a note stands on the page of its call, or behind it where that page has no room for it."""
    return note == call or (late and note > call)


def _late(edition: Edition, late: frozenset[str], name: str) -> tuple[Diagnostic, ...]:
    """EB614 for each note of the edition, and each address, that begins behind the page of its call."""
    places = {note.identifier: note.location for note in edition.notes}
    marks = {note.identifier: f"note {note.mark}" for note in edition.notes}
    return tuple(
        Diagnostic("EB614", f"{name}: {marks.get(one, 'the address of a link')} {_NO_ROOM}", places.get(one), _LESS)
        for one in sorted(late, key=lambda one: (places.get(one) is None, places.get(one), one))
    )


def _link_faults(text: TaggedText, edition: Edition, late: frozenset[str]) -> Iterator[str]:
    """Addresses that print as notes: each there once, in order, on the page of its call and with the way back."""
    if edition.print_settings.links is not PrintedLinks.NOTE:
        return
    notes = [note for note in _all(text, "Note") if note.identifier.startswith(_LINK_NOTE)]
    said = [_address(note) for note in notes]
    wanted = ["".join(address.split()) for address in _addresses(edition)]
    if said != wanted:
        missing = next((one for one in wanted if one not in said), "in another order")
        yield f"the addresses of links are not those of the edition: {missing}"
    calls = {link.target: link.page for link in _all(text, "Link") if link.target.startswith(_LINK_NOTE)}
    for note in notes:
        if not _in_place(note.page, calls.get(note.identifier, sys.maxsize), note.identifier in late):
            yield f"{note.identifier} is not on the page of its call"
        if not any(link.target == f"call-{note.identifier}" for link in note.walk()):
            yield f"{note.identifier} does not lead back"


def _address(note: Element) -> str:
    """The address that a note holds, in one part for each of its lines."""
    parts = (part for one in note.walk() if one.tag == "Reference" for part in _words(one))
    return "".join("".join(parts).split())


def _addresses(edition: Edition) -> Iterator[str]:
    """The addresses of links to the world in headnote and text, where the words are not the address itself."""
    blocks = (block for part in (edition.headnote, *(one.blocks for one in edition.chapters)) for block in part)
    runs = (run for block in walk_blocks(tuple(blocks)) for run in own_inlines(block))
    for one in (inline for run in runs for inline in walk_inlines(run)):
        if isinstance(one, Link) and not one.target.startswith("#"):
            said = plain_text(one.content).strip()
            yield from (one.target,) if said not in (one.target, one.target.removeprefix("mailto:")) else ()


def _words(element: Element) -> Iterator[str]:
    """Everything that an element says."""
    for kid in element.kids:
        yield from (kid,) if isinstance(kid, str) else _words(kid)


def _structure_faults(pdf: Pdf, text: TaggedText | None) -> Iterator[tuple[str, str]]:
    """Pages without content, content without tags, links that lead nowhere."""
    if text is None:
        yield "EB605", "has no tags"
        return
    empty = (number for number, drawn in enumerate(text.drawn, start=1) if not drawn and number != _BACK_OF_TITLE_PAGE)
    yield from (("EB605", f"page {number} is empty") for number in empty)
    if text.untagged:
        yield "EB605", f"{text.untagged} pieces of text are in no tag"
    places = named_places(pdf)
    targets = sorted({element.target for element in text.root.walk() if element.target})
    yield from (("EB603", f"a link to {target} leads nowhere") for target in targets if target not in places)


def _disorder(text: TaggedText) -> Iterator[tuple[str, str]]:
    """Pages that do not stand in the order of what is read on them; notes may go on over pages."""
    pages = [number for top in text.root.kids if isinstance(top, Element) for number in _pages_read(top)]
    at = next((one for one, (before, page) in enumerate(pairwise(pages), start=1) if page < before), 0)
    if at:
        yield "EB613", f"page {pages[at] + 1} is read after page {pages[at - 1] + 1}"


def _pages_read(element: Element) -> Iterator[int]:
    """The page of each element that says something itself, in the order of reading, without notes.

    A row that goes on over pages counts where it begins: it is read cell by cell.
    """
    if element.tag == "Note":
        return
    if element.tag == "TR":
        yield from islice((page for kid in element.kids if isinstance(kid, Element) for page in _pages_read(kid)), 1)
        return
    if any(isinstance(kid, str) for kid in element.kids):
        yield element.page
    for kid in element.kids:
        if isinstance(kid, Element):
            yield from _pages_read(kid)


def _general_faults(pdf: Pdf) -> Iterator[tuple[str, str]]:
    """Fonts that are not in the file, and what a file may not hold."""
    yield from (("EB607", f"the font {font} is not embedded whole") for font in foreign_fonts(pdf))
    yield from find_leaks(pdf)


def _reason(error: Exception) -> str:
    """What the library says, without its name for bytes in memory, which is another one each time."""
    return _STREAM.sub("", str(error)) if isinstance(error, PdfError) else "its objects do not fit together"


def _fault(code: str, message: str) -> Diagnostic:
    """A fault of the tool."""
    return Diagnostic(code, message, None, TOOL_FAULT)
