"""Bytes to text, whatever the encoding: marks and UTF-8 first, a guess that is said where neither helps."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator

from charset_normalizer import from_bytes
from msgspec import Struct

__all__ = ["Decoded", "declared_encoding", "decode"]

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "UTF-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32", "UTF-32"),
    (codecs.BOM_UTF16_LE, "utf-16", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16", "UTF-16"),
)
_SAMPLE = 200_000  # bytes that are looked at; a text is in one encoding from end to end
_LAST_WIDE_HIGH = 0x06  # high byte of Latin, Greek, Cyrillic, Hebrew and Arabic letters
_LAST_ASCII = 127
_CUT_LETTER = 2  # bytes of a letter that the end of the sample cuts
_NAMES = {
    "cp1251": "windows-1251",
    "cp1252": "windows-1252",
    "cp1250": "windows-1250",
    "cp1254": "windows-1254",
    "cp1256": "windows-1256",
    "cp1253": "windows-1253",
    "koi8_r": "KOI8-R",
    "koi8_u": "KOI8-U",
    "cp1125": "cp866",
    "mac_cyrillic": "MacCyrillic",
    "shift_jis": "Shift_JIS",
    "gb18030": "GB18030",
    "euc_jp": "EUC-JP",
}
_DECLARED = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?([A-Za-z0-9_-]+)""", re.IGNORECASE)
_KANA = re.compile("[\u3040-\u30ff]")
_EAST_ASIAN = frozenset(
    {"cp949", "euc_kr", "johab", "big5", "gb18030", "gb2312", "gbk", "cp932", "shift_jis", "euc_jp"}
)
_CYRILLIC = ("cp1251", "koi8_r", "cp866", "mac_cyrillic", "iso8859_5")
_FREQUENT = frozenset("оеаинтсрвл")
# Signs that never stand inside a word: where windows-1252 puts them there, the text is in another code page.
_SIGN_IN_WORD = re.compile(r"(?<=[^\W\d_])[¹²³¿£¥¯±¶º¼½¾¢¦¬](?=[^\W\d_])|(?<=[^\W\d_])[³¹¿](?!\w)")
_TURKISH = re.compile("[þðý]")


class Decoded(Struct, frozen=True):
    """A text, the name of its encoding, and whether the name is a guess."""

    text: str
    encoding: str
    guessed: bool = False


def declared_encoding(data: bytes) -> str:
    """The encoding that a page declares in its first bytes (``<meta charset>``), "" for none or one that is unknown."""
    found = _DECLARED.search(data[:4096])
    try:
        return codecs.lookup(found[1].decode()).name if found else ""
    except LookupError:
        return ""


def decode(data: bytes, named: str = "", declared: str = "") -> Decoded | None:
    """The text of bytes.

    Args:
        data: the whole file.
        named: the encoding, if the user names it.
        declared: the one that the file itself names; it is believed if the bytes allow it.

    Returns:
        None if the bytes are no text in the encoding named, or in any that is known here.
    """
    if named:
        text = _try(data, named)
        return None if text is None else Decoded(text.removeprefix("\ufeff"), codecs.lookup(named).name)
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            text = _try(data, codec)
            return None if text is None else Decoded(text, name)
    wide = _wide(data[:_SAMPLE])
    text = _try(data, wide or "utf-8")
    if text is not None:
        return Decoded(text, wide.upper() or "UTF-8", guessed=bool(wide))
    declared_text = _try(data, declared) if declared else None
    if declared_text is not None:
        return Decoded(declared_text, _NAMES.get(declared, declared))
    return None if b"\0" in data else _guess(data)


def _try(data: bytes, codec: str) -> str | None:
    """The text, or None if these bytes are none in that encoding; never a replacement character."""
    try:
        return data.decode(codec)
    except (UnicodeDecodeError, LookupError):
        return None


def _wide(sample: bytes) -> str:
    """UTF-16 without its mark: zero bytes are in the text, and every other byte is one of a few small numbers."""
    half = len(sample) // 2
    if not half or b"\0" not in sample:
        return ""
    second = sum(byte <= _LAST_WIDE_HIGH for byte in sample[1::2])
    first = sum(byte <= _LAST_WIDE_HIGH for byte in sample[0::2])
    if second > 0.8 * half > first:
        return "utf-16le"
    return "utf-16be" if first > 0.8 * half > second else ""


def _guess(data: bytes) -> Decoded | None:
    """The text in the most likely of the old code pages."""
    for codec in _candidates(data[:_SAMPLE]):
        text = _try(data, codec)
        if text is not None:
            return Decoded(text, _NAMES.get(codec, codec.replace("_", "-")), guessed=True)
    return None


def _candidates(sample: bytes) -> Iterator[str]:
    """Encodings to try, best first."""
    for test in _TESTS:
        codec = test(sample)
        if codec:
            yield codec
    best = from_bytes(sample).best()
    found = best.encoding if best else ""
    if found in _EAST_ASIAN or (found and not found.startswith(("cp125", "iso8859", "latin", "mac"))):
        yield found
    yield from _western(sample, found)
    if found:
        yield found


def _cyrillic(sample: bytes) -> str:
    """The Cyrillic code page in which the bytes above 127 make the ten most frequent small letters of Russian."""
    high = bytes(byte for byte in sample if byte > _LAST_ASCII)
    counted = [(sum(letter in _FREQUENT for letter in high.decode(codec, "replace")), codec) for codec in _CYRILLIC]
    best, codec = max(counted, key=lambda one: one[0])
    return codec if high and best > 0.35 * len(high) else ""


def _japanese(sample: bytes) -> str:
    """The Japanese encoding that gives kana, as every Japanese sentence has."""
    for codec in ("shift_jis", "euc_jp"):
        text = sample.decode(codec, "ignore")
        beyond = sum(not letter.isascii() for letter in text)
        lost = len(sample) - len(text.encode(codec, "ignore"))
        if beyond and lost <= _CUT_LETTER and len(_KANA.findall(text)) > 0.25 * beyond:
            return codec
    return ""


_TESTS: tuple[Callable[[bytes], str], ...] = (_cyrillic, _japanese)


def _western(sample: bytes, found: str) -> Iterator[str]:
    """windows-1252, unless it puts signs into words: then the code page that was found (Central European, Turkish)."""
    if found in ("cp1253", "cp1255", "cp1256", "cp1251", "cp1257", "iso8859_6", "iso8859_7", "iso8859_8"):
        yield found
    text = _try(sample, "cp1252")
    if text is None:
        return
    if _SIGN_IN_WORD.search(text):
        yield "cp1250"
    elif len(_TURKISH.findall(text)) > 0.3 * sum(letter.isalpha() and not letter.isascii() for letter in text):
        yield "cp1254"
    yield "cp1252"
