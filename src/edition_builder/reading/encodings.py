"""Name the encoding that bytes look like, so that a refusal can say how to convert them.

Only a name for a message: nothing is ever decoded with a guess.
"""

from __future__ import annotations

__all__ = ["is_mostly_utf8", "is_wide", "name_encoding", "name_foreign_file"]

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32LE"),
    (b"\x00\x00\xfe\xff", "UTF-32BE"),
    (b"\xff\xfe", "UTF-16LE"),
    (b"\xfe\xff", "UTF-16BE"),
)
# What people mean to copy the text from, by the first bytes of such files.
_FOREIGN = (
    (b"PK\x03\x04", "a Word or OpenDocument file (or a zip)"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"%PDF-", "a PDF"),
    (b"{\\rtf", "a Rich Text file"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
)
# The ten most frequent letters of Russian, Ukrainian, Bulgarian and Kazakh prose, small: they are about half of it.
_FREQUENT = frozenset("оеаинтсрвл")
_LETTERS = frozenset(chr(code) for code in range(ord("А"), ord("я") + 1))  # tells apart what shares the small ones
_CYRILLIC = (
    ("cp1251", "WINDOWS-1251"),
    ("koi8_r", "KOI8-R"),
    ("cp866", "CP866"),
    ("mac_cyrillic", "MACCYRILLIC"),
    ("iso8859_5", "ISO-8859-5"),
)
_SAMPLE = 100_000  # bytes
_LAST_ASCII = 0x7F
_LAST_WIDE_HIGH = 0x06  # the high byte of Latin, Greek, Cyrillic, Hebrew and Arabic letters is at most this


def name_encoding(data: bytes) -> str:
    """The name that ``iconv`` uses for what these bytes look like, or "" if they look like nothing known."""
    for mark, name in _MARKS:
        if data.startswith(mark):
            return name
    sample = data[:_SAMPLE]
    return _name_wide(sample) or _name_cyrillic(sample) or _name_western(sample)


def name_foreign_file(data: bytes) -> str:
    """What a file is that is no text at all, in words, or ""."""
    return next((name for mark, name in _FOREIGN if data.startswith(mark)), "")


def is_mostly_utf8(data: bytes) -> bool:
    """Whether bytes are UTF-8 but for a few: letters of it are there, and ten times as many as bytes that are none."""
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    return sum(sign > "\x7f" for sign in text) - bad > 10 * bad


def is_wide(data: bytes) -> bool:
    """Whether text that is sound UTF-8 is rather UTF-16: Latin letters with a zero byte before or after each."""
    return b"\0" in data and bool(_name_wide(data[:_SAMPLE]))


def _name_wide(sample: bytes) -> str:
    """UTF-16 without its mark: every other byte of Latin or Cyrillic text is one of a few small numbers."""
    half = len(sample) // 2
    high_second = sum(byte <= _LAST_WIDE_HIGH for byte in sample[1::2])
    high_first = sum(byte <= _LAST_WIDE_HIGH for byte in sample[0::2])
    if half and high_second > 0.8 * half > high_first:
        return "UTF-16LE"
    if half and high_first > 0.8 * half > high_second:
        return "UTF-16BE"
    return ""


def _name_cyrillic(sample: bytes) -> str:
    """The Cyrillic code page in which the bytes above 127 make the most frequent small letters."""
    high = bytes(byte for byte in sample if byte > _LAST_ASCII)
    best, _letters, name = max(_score(high.decode(codec, "replace"), label) for codec, label in _CYRILLIC)
    return name if high and best > 0.35 * len(high) else ""


def _score(text: str, label: str) -> tuple[int, int, str]:
    """How many letters are frequent ones, and how many are Russian at all."""
    return sum(letter in _FREQUENT for letter in text), sum(letter in _LETTERS for letter in text), label


def _name_western(sample: bytes) -> str:
    """Windows-1252: few bytes above 127, all of them assigned there."""
    high = bytes(byte for byte in sample if byte > _LAST_ASCII)
    unassigned = any(byte in high for byte in b"\x81\x8d\x8f\x90\x9d")
    return "WINDOWS-1252" if high and not unassigned and len(high) < 0.2 * len(sample) else ""
