"""Check the plain text: read back by its layout alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping

from edition_builder.checking.calls import Called, Piece, check_call_places, text_of
from edition_builder.checking.found_text import FoundText, found, nothing_found
from edition_builder.checking.txt_parts import TextChapter, read_parts
from edition_builder.checking.words import TOOL_FAULT, check_words
from edition_builder.diagnostics import Diagnostic, Outcome
from edition_builder.model.canonical import canonical
from edition_builder.model.edition import Chapter, Edition
from edition_builder.model.rendition import Rendition

__all__ = ["check", "check_alone", "check_phrase_alone", "find_text"]

_BLANKS = (" ", "\t")


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """Encoding and line ends, words, notes and their calls, check phrase."""
    file = rendition.files[0]
    fault = _bytes_fault(file.data)
    if fault:
        return (Diagnostic("EB605", f"{file.name}: {fault}", None, TOOL_FAULT),)
    parts = read_parts(file.data.decode())
    if parts is None or len(parts[1]) != len(edition.chapters) + bool(edition.headnote):
        return (Diagnostic("EB605", f"{file.name}: its parts are not those of the edition", None, TOOL_FAULT),)
    header, text, colophon = parts
    findings = _check_text(file.name, text, edition)
    phrase = " ".join(edition.check_phrase)
    if phrase in header and phrase in colophon:
        return findings
    return (*findings, Diagnostic("EB601", f"{file.name}: the check phrase is not in its place", None, TOOL_FAULT))


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """What can be said of a file without knowing what it should hold: encoding and line ends."""
    fault = _bytes_fault(data)
    return (Diagnostic("EB605", f"{name}: {fault}", None, TOOL_FAULT),) if fault else ()


def check_phrase_alone(name: str, text: str) -> tuple[Diagnostic, ...]:
    """Whether a plain text has the check phrase that it names: then it is the text that somebody else sent."""
    found_here = find_text(name, text.encode()).value
    header = (read_parts(text) or ("",))[0]
    if found_here and found_here.phrase in header:
        return ()
    hint = "do not pass it on; get it again from somebody else"
    return (Diagnostic("EB806", f"{name} is not the text that its check phrase stands for", None, hint),)


def find_text(name: str, data: bytes) -> Outcome[FoundText]:
    """The text of a plain text file, also of one that an editor saved again; EB811 if it is not laid out as ours."""
    try:
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError:
        text = ""
    parts = read_parts(text)
    if parts is None:
        return Outcome(None, (nothing_found(name),))
    _, chapters, colophon = parts
    body = [piece for chapter in chapters for piece in chapter.pieces]
    notes = [piece for chapter in chapters for note in chapter.notes for piece in note.pieces]
    return found(name, body, notes, colophon)


def _bytes_fault(data: bytes) -> str:
    """What is wrong with encoding or line ends, "" for nothing."""
    try:
        text = data.decode()
    except UnicodeDecodeError:
        return "not UTF-8"
    faults = (
        (text.startswith("\ufeff"), "a byte order mark"),
        ("\r" in text, "a carriage return"),
        (not text.endswith("\n") or text.endswith("\n\n"), "not one line end at the end"),
        (text.endswith(_BLANKS) or any(f"{blank}\n" in text for blank in _BLANKS), "blanks at the end of a line"),
    )
    return next((what for is_so, what in faults if is_so), "")


def _check_text(name: str, text: tuple[TextChapter, ...], edition: Edition) -> tuple[Diagnostic, ...]:
    """Notes, words, places of the calls: the first that fails is said, because the others follow from it."""
    chapters = text[bool(edition.headnote) :]
    faults = [
        fault for one, other in zip(chapters, edition.chapters, strict=True) for fault in _note_faults(one, other)
    ]
    if faults:
        return tuple(Diagnostic("EB602", f"{name}: {fault}", None, TOOL_FAULT) for fault in faults)
    front = text[0].pieces if edition.headnote else ()
    pairs = tuple(zip(chapters, edition.chapters, strict=True))
    names = [{note.mark: note.identifier for note in other.notes} for _, other in pairs]
    body = [*front, *(piece for (one, _), own in zip(pairs, names, strict=True) for piece in _named(one.pieces, own))]
    notes = [
        piece
        for (one, _), own in zip(pairs, names, strict=True)
        for note in one.notes
        for piece in _named(note.pieces, own)
    ]
    checks: tuple[Callable[[], tuple[Diagnostic, ...]], ...] = (
        lambda: check_words(name, (canonical(text_of(body)), canonical(text_of(notes))), edition),
        lambda: check_call_places(name, body, notes, edition),
    )
    return next((found for one in checks if (found := one())), ())


def _named(pieces: tuple[Piece, ...], names: Mapping[str, str]) -> Iterator[Piece]:
    """The pieces with each call naming its note; ``names`` are those of a chapter by their marks."""
    for piece in pieces:
        yield Called(names[piece.note]) if isinstance(piece, Called) else piece


def _note_faults(found: TextChapter, chapter: Chapter) -> Iterator[str]:
    """Notes of a chapter that are lost, strange, doubled, or that nothing calls."""
    wanted = dict.fromkeys(note.mark for note in chapter.notes)
    marks = Counter(note.mark for note in found.notes)
    everything = (*found.pieces, *(piece for note in found.notes for piece in note.pieces))
    called = {piece.note for piece in everything if isinstance(piece, Called)}
    for mark in wanted:
        if not marks[mark]:
            yield f"note {mark} of {chapter.identifier} is lost"
        elif mark not in called:
            yield f"nothing calls note {mark} of {chapter.identifier}"
    for mark, times in marks.items():
        if mark not in wanted or times > 1:
            yield f"note {mark} of {chapter.identifier} is not one note of the edition"
