"""Bytes to text: UTF-8 or a refusal that says what the bytes look like, line ends made equal, stray characters named.

Which characters are refused follows Unicode 16, section 23 (controls and noncharacters); ``invisible`` has the rest.
"""

from __future__ import annotations

import re
import shlex
from functools import lru_cache
from itertools import islice
from typing import NamedTuple

from edition_builder.diagnostics import Location
from edition_builder.model.beyond_ascii import beyond_ascii
from edition_builder.model.manuscript import SourceFile
from edition_builder.reading.encodings import is_mostly_utf8, is_wide, name_encoding, name_foreign_file
from edition_builder.reading.findings import Findings

__all__ = ["SourceText", "read_source"]

_MOST_CONTROLS_SHOWN = 10  # a file of another kind holds thousands; ten places are enough to see it


class SourceText(NamedTuple):
    """A file as text: lines end in LF, ``lines`` are without their ends."""

    path: str
    text: str
    lines: tuple[str, ...]


def read_source(file: SourceFile, findings: Findings) -> SourceText | None:
    """Decode a file, or say why that cannot be done.

    Args:
        file: the bytes as loaded.
        findings: receives EB101 (no text at all), EB102 (not UTF-8) and EB103 (control characters).

    Returns:
        The text without byte order mark, or None if the bytes are not UTF-8.
    """
    foreign = name_foreign_file(file.data)
    if foreign:
        hint = "open it in the program that made it, and save or copy the text as plain text (UTF-8) into a .md file"
        findings.add("EB101", f"this is {foreign}, not plain text", Location(file.path), hint)
        return None
    try:
        text = file.data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        _refuse_encoding(file, error.start, findings)
        return None
    if is_wide(file.data):
        _refuse_encoding(file, file.data.index(b"\0"), findings)
        return None
    text = _equal_line_ends(text)
    source = SourceText(file.path, text, tuple(text.split("\n")))
    if _may_hold_controls(source, file.data):
        _check_controls(source, findings)
    return source


def _equal_line_ends(text: str) -> str:
    """CR, CRLF, NEL, U+2028 and U+2029 become LF, and a line of blanks of any kind becomes one of spaces.

    A line that holds nothing but no-break spaces is how web pages part paragraphs; Markdown would not see it as blank.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.isascii():
        return text
    text = text.replace("\x85", "\n").replace("\u2028", "\n").replace("\u2029", "\n\n")
    return _blank_line().sub(lambda found: " " * len(found[0]), text)


@lru_cache(maxsize=1)
def _blank_line() -> re.Pattern[str]:
    return re.compile(r"^[ \t]*[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000][^\S\n]*$", re.MULTILINE)


# Bytes that are neither C0 (but tab, line feed and carriage return) nor DEL; then C1 and the noncharacters in UTF-8.
_NO_C0 = b"\t\n\r" + bytes(range(0x20, 0x7F)) + bytes(range(0x80, 0x100))
_BEYOND = (rb"\xc2[\x80-\x84\x86-\x9f]", rb"\xef\xb7[\x90-\xaf]", rb"\xef\xbf[\xbe\xbf]")
_BEYOND_PLANES = rb"[\xf0-\xf4][\x8f\x9f\xaf\xbf]\xbf[\xbe\xbf]"


@lru_cache(maxsize=1)
def _control() -> re.Pattern[str]:
    """The same characters in a decoded text."""
    planes = "".join(f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0, 0x110000, 0x10000))
    return re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef{planes}]")


def _may_hold_controls(source: SourceText, data: bytes) -> bool:
    """A quick look: bytes are searched many times faster than text, and printable characters hold none."""
    if data.translate(None, _NO_C0):
        return True
    if beyond_ascii(source.text).isprintable():
        return False
    return any(re.search(form, data) for form in (*_BEYOND, _BEYOND_PLANES))


def _check_controls(source: SourceText, findings: Findings) -> None:
    """EB103 for each control character or noncharacter, up to a number."""
    for found in islice(_control().finditer(source.text), _MOST_CONTROLS_SHOWN):
        line = source.text.count("\n", 0, found.start()) + 1
        column = found.start() - source.text.rfind("\n", 0, found.start())
        findings.add(
            "EB103",
            f"the character U+{ord(found[0]):04X} cannot be read or printed",
            Location(source.path, line, column),
            "delete it; it is invisible in most editors, so retype the words around it",
        )


def _refuse_encoding(file: SourceFile, offset: int, findings: Findings) -> None:
    """EB102 with the place of the first bad byte and the command that converts the file."""
    before = file.data[:offset]
    line = before.count(b"\n") + 1
    column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
    byte = f"byte {offset + 1} (0x{file.data[offset]:02X}) is not UTF-8"
    looks, step = _encoding_advice(file)
    findings.add("EB102", f"{byte}; {looks}", Location(file.path, line, column), step)


def _encoding_advice(file: SourceFile) -> tuple[str, str]:
    """What the bytes look like, and what to do."""
    if is_mostly_utf8(file.data):
        return "the rest of the file is", "letters are damaged here: delete what stands at this place and type it again"
    name = name_encoding(file.data)
    if not name:
        return "its encoding is not one that is recognised", "open it in the program it is from and save it as UTF-8"
    command = f"iconv -f {name} -t UTF-8 {shlex.quote(file.path)} > utf-8.md"
    return f"it looks like {name}", f"save the file as UTF-8 in the editor, or run: {command}"
