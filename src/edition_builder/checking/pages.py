"""What is asked before pages are set: has a font every letter, may words of the language be broken."""

from __future__ import annotations

import pyphen

from edition_builder.checking.fonts import missing_glyphs
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.edition import Edition
from edition_builder.model.printing import SHEETS
from edition_builder.model.rendition import StyleFolder

__all__ = ["fitness", "not_hyphenated"]

_LEAST_PT = 8  # small print in a book; testimony is read in bad light
# Scripts in which no word is ever broken with a hyphen, or there are no spaces between words: by their languages.
_NEVER = frozenset(
    (
        *("am", "ti", "ar", "ckb", "fa", "ps", "sd", "ug", "ur", "dv", "he", "yi"),
        *("bo", "dz", "km", "lo", "my", "th", "ja", "ko", "yue", "zh"),
    )
)


def fitness(edition: Edition, styles: StyleFolder) -> tuple[Diagnostic, ...]:
    """EB506 and EB508 for letters and fonts, EB515 where lines will not be justified."""
    return (*missing_glyphs(edition, styles), *not_hyphenated(edition))


def booklet_fitness(edition: Edition, _styles: StyleFolder) -> tuple[Diagnostic, ...]:
    """EB518 where the pages of the book become too small to be read."""
    settings = edition.print_settings
    paper, page = SHEETS[settings.paper], settings.page
    scale = min(1, paper.height_mm / 2 / page.width_mm, paper.width_mm / page.height_mm)
    size = settings.size * scale
    if scale == 1 or size >= _LEAST_PT:
        return ()
    said = f"the pages are made smaller to fit half a sheet: type of {settings.size:g} pt prints in {size:.1f} pt"
    hint = "for the booklet choose a smaller page (print: {page: a5}), or larger type"
    return (Diagnostic("EB518", said, None, hint),)


def not_hyphenated(edition: Edition) -> tuple[Diagnostic, ...]:
    """EB515 where there are no patterns for the language, though its words are broken elsewhere."""
    language = edition.metadata.language
    if language.split("-")[0].lower() in _NEVER or pyphen.language_fallback(language.replace("-", "_")):
        return ()
    said = f"there are no hyphenation patterns for {language}: the pages of the PDF are set with a ragged right edge"
    return (Diagnostic("EB515", said, None, "nothing is wrong; other formats are not concerned"),)
