"""Canonical text, text hash and check phrase, as specified in ``docs/canonical-text.md``.

Stream 1 is the headnote and the body blocks in order; stream 2 the text of each note in the order of the calls. Both
are NFC, ligatures undone, without white space, hyphens and format characters; punctuation stays. Renderers are
checked against it, and anyone can recompute it from a file in hand.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pkgutil import get_data

from edition_builder.model.beyond_ascii import beyond_ascii
from edition_builder.model.document import Blocks, CodeBlock, child_blocks, own_inlines, plain_text
from edition_builder.model.edition import Edition

__all__ = ["canonical", "canonical_streams", "check_phrase", "hash_streams", "visible_text"]

# Latin and Armenian presentation ligatures (U+FB00-FB06, FB13-FB17): compatibility forms that a font or a PDF's text
# layer may put for their letters. No other compatibility form is touched: ² is not 2.
_LIGATURES = {
    chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
}
# Hyphens that mark a break or a join, not dashes, and the format characters (general category Cf) of Unicode 16 by
# number: Python's own table differs from version to version, the text hash must not. U+002D goes by itself.
_REMOVED = (
    "\u00ad\u2010\u2011\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
_BLANKS_AND_HYPHEN = b" \t\n\v\f\r\x1c\x1d\x1e\x1f-"  # ASCII white space as ``str.split`` knows it
_BEYOND_THE_BMP = "\U00010000-\U0010ffff"
_WORD_BITS = 11
_PHRASE_WORDS = 7


@lru_cache(maxsize=1)
def _removed_or_undone() -> re.Pattern[str]:
    """One character that goes, or a ligature; compiled once and only if a text may hold one."""
    return re.compile(f"[{_REMOVED}{''.join(_LIGATURES)}]")


@lru_cache(maxsize=1)
def _suspect() -> re.Pattern[str]:
    """The same, and all beyond the Basic Multilingual Plane.

    ``re`` has a table for the characters of that plane, and tries the ranges above it one after another at each
    character: many of them take four times as long as one.
    """
    return re.compile(f"[{_REMOVED}{''.join(_LIGATURES)}{_BEYOND_THE_BMP}]")


def canonical(text: str) -> str:
    """The canonical form of running text.

    White space and U+002D go first: bytes are taken out many times faster than any pattern finds characters, and what
    is below 0x80 in UTF-8 is that character (RFC 3629, section 3). Splitting finds the white space beyond ASCII. NFC
    comes last, because what was removed may have stood between a letter and its mark.
    """
    data = text.encode(errors="surrogatepass").translate(None, _BLANKS_AND_HYPHEN)
    if data.isascii():
        return data.decode()
    joined = "".join(data.decode(errors="surrogatepass").split())
    if _suspect().search(beyond_ascii(joined)):
        joined = _removed_or_undone().sub(lambda found: _LIGATURES.get(found[0], ""), joined)
    return unicodedata.normalize("NFC", joined)


def visible_text(blocks: Blocks) -> Iterator[str]:
    """The characters of blocks in reading order: one string for each run of inlines."""
    for block in blocks:
        if isinstance(block, CodeBlock):
            yield block.value
        yield from map(plain_text, own_inlines(block))
        children = child_blocks(block)
        if children:
            yield from visible_text(children)


def canonical_streams(edition: Edition) -> tuple[str, str]:
    """Stream 1 (headnote and body) and stream 2 (notes) of an edition."""
    body = [*visible_text(edition.headnote)]
    for chapter in edition.chapters:
        body.extend(visible_text(chapter.blocks))
    notes = [text for note in edition.notes for text in visible_text(note.blocks)]
    return canonical(" ".join(body)), canonical(" ".join(notes))


def hash_streams(body: str, notes: str) -> str:
    """The text hash: SHA-256 over stream 1, U+000A, stream 2 in UTF-8; 64 hexadecimal digits."""
    return hashlib.sha256(f"{body}\n{notes}".encode()).hexdigest()


def check_phrase(text_hash: str) -> tuple[str, ...]:
    """Seven words for the first 77 bits of a text hash, eleven bits a word, from the BIP-39 English word list."""
    words = (get_data("edition_builder.model", "bip39-english.txt") or b"").decode().split()
    bits = int(text_hash, 16) >> (256 - _WORD_BITS * _PHRASE_WORDS)
    places = range(_PHRASE_WORDS - 1, -1, -1)
    return tuple(words[(bits >> (_WORD_BITS * place)) & (2**_WORD_BITS - 1)] for place in places)
