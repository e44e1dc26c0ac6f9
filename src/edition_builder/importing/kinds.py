"""What a file is, by its first bytes and not by its name; each kind names its reader, which is loaded on use."""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec import Struct

from edition_builder.importing.blocks import ImportFile, Text
from edition_builder.importing.decoding import Decoded

__all__ = ["READERS", "Refusal", "kind_of", "load_packed_reader", "load_text_reader"]

TextReader = Callable[[Decoded, frozenset[str]], Text]
PackedReader = Callable[[bytes, frozenset[str]], "Text | Refusal"]

READERS = {
    "docx": "edition_builder.importing.docx:read_docx",
    "epub": "edition_builder.importing.epub:read_epub",
    "odt": "edition_builder.importing.odt:read_odt",
    "mhtml": "edition_builder.importing.mhtml:read_mhtml",
    "plain": "edition_builder.importing.plain:read_plain",
    "html": "edition_builder.importing.page:read_page",
    "markdown": "edition_builder.importing.markdown:read_markdown",
}
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf|\xff\xfe|\xfe\xff)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html|head|body)\b",
    re.I | re.S,
)
# A page with its pictures in one file (RFC 2557): headers of mail, one of which says that parts belong together.
_SAVED_WHOLE = re.compile(rb"(?:[A-Za-z-]+:[^\n]*\n(?:[ \t][^\n]*\n)*)*?content-type:\s*multipart/related\b", re.I)
_HEADED = re.compile(rb"(?:\xef\xbb\xbf)?---[ \t]*\r?\n[\w-]+:")
_SAVE_AS = "open it in the program that made it, and save it as DOCX or as plain text (UTF-8)"
# First bytes of files that hold no text that could be taken over, with what to do.
_REFUSED = (
    (b"%PDF-", "a PDF", "copy the text out of it and import that: edition import - reads what is pasted"),
    (
        b"\xd0\xcf\x11\xe0",
        "an old Word file, or one with a password",
        "open it in Word or LibreOffice and save it as DOCX, without password",
    ),
    (
        b"{\\rtf",
        "a Rich Text file",
        "open it in Word, LibreOffice or the program that made it, and save it as .docx or .odt",
    ),
    (
        b"bplist00",
        "a web archive of Safari",
        "save the page there as HTML, or copy its text: edition import - reads it",
    ),
    (b"\x89PNG", "a picture", "type the text, or have it read by a program for OCR first"),
    (b"\xff\xd8\xff", "a picture", "type the text, or have it read by a program for OCR first"),
    (b"GIF8", "a picture", "type the text, or have it read by a program for OCR first"),
    (b"Rar!", "an archive", "unpack it and import the text in it"),
    (b"7z\xbc\xaf", "an archive", "unpack it and import the text in it"),
    (b"\x1f\x8b", "an archive", "unpack it and import the text in it"),
    (b"\x7fELF", "a program", "name the file with the text"),
    (b"MZ", "a program", "name the file with the text"),
    (b"SQLite format 3", "a database", "name the file with the text"),
)


class Refusal(Struct, frozen=True):
    """Why a file is not imported: a code of ``codes.CODES``, the reason, the next step."""

    code: str
    message: str
    hint: str


_OTHER_XML = (
    (b"<FictionBook", Refusal("EB901", "this is an FB2 book, which cannot be imported", "turn it into an EPUB first")),
    (b"<office:document", Refusal("EB901", "this is a flat OpenDocument file, which cannot be imported", _SAVE_AS)),
    (b"<w:wordDocument", Refusal("EB901", "this is a Word file of 2003, which cannot be imported", _SAVE_AS)),
    (b"<pkg:package", Refusal("EB901", "this is a flat Word file, which cannot be imported", _SAVE_AS)),
)


def kind_of(file: ImportFile) -> str | Refusal:
    """The name of a file's kind (a key of ``READERS``), or why it is none that can be imported."""
    for mark, what, hint in _REFUSED:
        if file.data.startswith(mark) and (mark != b"MZ" or b"\0" in file.data[:200]):
            return Refusal("EB901", f"this is {what}, which cannot be imported", hint)
    if file.data.startswith(b"PK"):
        return _packed(file)
    if not file.data.strip():
        return Refusal("EB912", "the file is empty", "look whether it was saved; name another one")
    if _SAVED_WHOLE.match(file.data[:4_000]):
        return "mhtml"
    if _HTML.match(file.data[:10_000].replace(b"\0", b"")):
        return "html"
    xml = next((refusal for mark, refusal in _OTHER_XML if mark in file.data[:4_000]), None)
    if xml and file.data[:200].lstrip(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return xml
    named = file.name.lower().endswith((".md", ".markdown"))
    return "markdown" if named or _HEADED.match(file.data) else "plain"


def _packed(file: ImportFile) -> str | Refusal:
    """A zip: EPUB and ODT by their first member, DOCX by a member's name; they stand in the bytes as they are."""
    start, named = file.data[:200], file.name.lower()
    if b"application/epub+zip" in start or named.endswith(".epub"):
        return "epub"
    if b"application/vnd.oasis.opendocument.text" in start or named.endswith((".odt", ".ott")):
        return "odt"
    if b"word/document" in file.data or named.endswith(".docx"):
        return "docx"
    what = "an OpenDocument file without text" if b"opendocument" in start else "a zip that holds no text known here"
    return Refusal("EB901", f"this is {what}, which cannot be imported", _SAVE_AS)


def load_text_reader(kind: str) -> TextReader:
    """The reader of a kind that is decoded first."""
    return cast(TextReader, _load(kind))


def load_packed_reader(kind: str) -> PackedReader:
    """The reader of a kind that is packed."""
    return cast(PackedReader, _load(kind))


def _load(kind: str) -> object:
    module, _, name = READERS[kind].partition(":")
    return getattr(import_module(module), name)
