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

from edition_builder.model.document import Blocks, CodeBlock, child_blocks, own_inlines, plain_text
from edition_builder.model.edition import Edition

__all__ = ["canonical", "canonical_streams", "check_phrase", "hash_streams", "visible_text"]

# Latin and Armenian presentation ligatures (U+FB00-FB06, FB13-FB17): compatibility forms that a font or a PDF's text
# layer may put for their letters. No other compatibility form is touched: ² is not 2.
_LIGATURES = {
    code: unicodedata.normalize("NFKC", chr(code)) for code in (*range(0xFB00, 0xFB07), *range(0xFB13, 0xFB18))
}
# Hyphens that mark a break or a join, not dashes. The soft hyphen is a format character too.
_HYPHENS = dict.fromkeys((0x2D, 0xAD, 0x2010, 0x2011))
_WORD_BITS = 11
_PHRASE_WORDS = 7


@lru_cache(maxsize=1)
def _removed() -> re.Pattern[str]:
    """White space and format characters (general category Cf), compiled once; hyphens go by table."""
    candidates = (*range(0x600, 0x10000), 0x110BD, *range(0xE0001, 0xE0080))
    formats = "".join(chr(code) for code in candidates if unicodedata.category(chr(code)) == "Cf")
    return re.compile(rf"[\s\u00ad{formats}]+")


def canonical(text: str) -> str:
    """The canonical form of running text.

    NFC is applied last too, because removing a joiner may bring combining marks together with their base.
    """
    if text.isascii():
        return "".join(text.split()).replace("-", "")
    undone = unicodedata.normalize("NFC", text).translate(_LIGATURES | _HYPHENS)
    return unicodedata.normalize("NFC", _removed().sub("", undone))


def visible_text(blocks: Blocks) -> Iterator[str]:
    """The characters of blocks in reading order: one string for each run of inlines."""
    for block in blocks:
        if isinstance(block, CodeBlock):
            yield block.value
        yield from map(plain_text, own_inlines(block))
        yield from visible_text(tuple(child_blocks(block)))


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
