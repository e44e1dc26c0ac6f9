"""Fonts have every character of an edition, before a page is set: a box in the stead of a letter loses a word."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO

from fontTools.ttLib import TTFont, TTLibError

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.model.document import Blocks, CodeBlock, own_inlines, plain_text, walk_blocks
from edition_builder.model.edition import Edition
from edition_builder.model.rendition import StyleFolder

__all__ = ["missing_glyphs"]

# Variation selectors and tag characters choose a form of the character before them; fonts need no glyph for them.
_INVISIBLE_CATEGORIES = ("Cc", "Cf", "Zl", "Zp", "Zs")
_SELECTORS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_MOST_REPORTED = 20
# Where an open font of a script is found, for those that are not among ours: first word of the Unicode name, font.
_OPEN_FONTS = {
    "CJK": "NotoSerifSC-Regular.otf",
    "HANGUL": "NotoSerifKR-Regular.otf",
    "TIBETAN": "NotoSerifTibetan-Regular.ttf",
    "GUJARATI": "NotoSerifGujarati-Regular.ttf",
    "GURMUKHI": "NotoSerifGurmukhi-Regular.ttf",
    "KANNADA": "NotoSerifKannada-Regular.ttf",
    "MALAYALAM": "NotoSerifMalayalam-Regular.ttf",
    "TELUGU": "NotoSerifTelugu-Regular.ttf",
    "ORIYA": "NotoSansOriya-Regular.ttf",
    "LAO": "NotoSerifLao-Regular.ttf",
    "SYRIAC": "NotoSansSyriac-Regular.ttf",
    "THAANA": "NotoSansThaana-Regular.ttf",
    "MONGOLIAN": "NotoSansMongolian-Regular.ttf",
    "TIFINAGH": "NotoSansTifinagh-Regular.ttf",
    "NKO": "NotoSansNKo-Regular.ttf",
    "CHEROKEE": "NotoSansCherokee-Regular.ttf",
    "CANADIAN": "NotoSansCanadianAboriginal-Regular.ttf",
    "MATHEMATICAL": "NotoSansMath-Regular.ttf",
}
_OTHER_FONT = "NotoSansSymbols2-Regular.ttf or another font of the Noto family"


def missing_glyphs(edition: Edition, styles: StyleFolder) -> tuple[Diagnostic, ...]:
    """Characters that no font of the style folder has: EB506 for each, with its first place; EB508 for a bad font.

    Fonts are opened one by one until every character has been found, so a text in Latin or Cyrillic opens one.
    """
    places = _places(edition)
    wanted = set(places)
    faults = []
    for name, data in _likely_first(styles):
        if not wanted:
            break
        characters = _characters(data)
        if characters is None:
            faults.append(_bad_font(name))
        else:
            wanted -= {one for one in wanted if _has(characters, one)}
    missing = sorted(wanted, key=lambda one: (places[one] is None, places[one] or Location(""), one))
    return (*faults, *(_missing(one, places[one]) for one in missing[:_MOST_REPORTED]))


def _likely_first(styles: StyleFolder) -> Iterator[tuple[str, bytes]]:
    """The fonts, the family for Latin, Greek and Cyrillic in front."""
    return styles.fonts(lambda name: ("Gentium" not in name, "Regular" not in name))


def _places(edition: Edition) -> dict[str, Location | None]:
    """Every printed character that needs a glyph, with the first block that has it."""
    places: dict[str, Location | None] = {}
    seen: set[str] = set()
    for text, location in _printed(edition):
        for character in sorted(set(text) - seen):
            seen.add(character)
            if _needs_glyph(character):
                places[character] = location
    return places


def _printed(edition: Edition) -> Iterator[tuple[str, Location | None]]:
    """Everything that is printed, the text first because its places help most."""
    for chapter in edition.chapters:
        yield from _blocks(chapter.blocks)
    for note in edition.notes:
        yield note.lemma + note.mark + note.responsibility, note.location
        yield from _blocks(note.blocks)
    front = next((block.location for block in edition.imprint.blocks), None)
    matter = (edition.imprint.blocks, edition.glossary, edition.about_the_file, edition.colophon.blocks)
    for blocks in (edition.headnote, *matter):
        yield from _blocks(blocks)
    yield plain_text(edition.title) + plain_text(edition.subtitle), front
    yield "".join((*edition.authors, *edition.credits, edition.imprint.heading, edition.colophon.heading)), front


def _blocks(blocks: Blocks) -> Iterator[tuple[str, Location | None]]:
    """The text of blocks, each with its own place."""
    for block in walk_blocks(blocks):
        verbatim = block.value if isinstance(block, CodeBlock) else ""
        yield verbatim + "".join(map(plain_text, own_inlines(block))), block.location


def _needs_glyph(character: str) -> bool:
    """Whether a character is drawn."""
    return unicodedata.category(character) not in _INVISIBLE_CATEGORIES and ord(character) not in _SELECTORS


@lru_cache(maxsize=64)
def _characters(data: bytes) -> frozenset[int] | None:
    """The characters of a font file, or None if it is none."""
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            return frozenset(font.getBestCmap() or ())
    except (TTLibError, AssertionError, KeyError, ValueError, IndexError):
        return None


def _has(known: frozenset[int], character: str) -> bool:
    """Whether a font can draw a character: as one glyph, or as the parts that the engine puts together."""
    return ord(character) in known or all(ord(part) in known for part in unicodedata.normalize("NFD", character))


def _missing(character: str, location: Location | None) -> Diagnostic:
    """What to say of one character."""
    name = unicodedata.name(character, "a character without a name")
    font = _OPEN_FONTS.get(name.split()[0], _OTHER_FONT)
    return Diagnostic(
        "EB506",
        f"no font has “{character}” (U+{ord(character):04X}, {name.lower()})",
        location,
        f"put a font that has it into styles/fonts/, for instance {font} (open, from fonts.google.com/noto), "
        "or write the character in another way",
    )


def _bad_font(name: str) -> Diagnostic:
    """What to say of a file that is no font."""
    return Diagnostic(
        "EB508",
        "this is not a font that can be used",
        Location(f"styles/{name}"),
        "take it away, or get it anew as .ttf or .otf",
    )
