"""Language tags (BCP 47, RFC 5646): well formed, and a language that exists where two letters name it.

Translators write country codes (``kz``, ``ua``) or names ("Russian") where tags belong; both get the right tag as hint.
"""

from __future__ import annotations

import re
from functools import lru_cache

from edition_builder.diagnostics import Location
from edition_builder.reading.findings import Findings

__all__ = ["check_language", "language_fault"]

# ISO 639-1 as kept by the Library of Congress, read November 2026.
_TWO_LETTERS = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en "
    "eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv "
    "ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne "
    "ng nl nn no nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss "
    "st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu"
)
_MEANT = {
    "kz": "kk", "ua": "uk", "cz": "cs", "jp": "ja", "cn": "zh", "gr": "el", "dk": "da", "ge": "ka",
    "ir": "fa", "us": "en-US", "gb": "en-GB", "iw": "he", "in": "id", "ji": "yi", "mo": "ro", "kazakh": "kk",
    "russian": "ru", "ukrainian": "uk", "belarusian": "be", "english": "en", "persian": "fa", "farsi": "fa",
    "arabic": "ar", "burmese": "my", "chinese": "zh", "french": "fr", "german": "de", "spanish": "es", "italian": "it",
    "polish": "pl", "turkish": "tr", "hebrew": "he", "japanese": "ja", "georgian": "ka", "armenian": "hy",
}  # fmt: skip


@lru_cache(maxsize=1)
def _well_formed() -> re.Pattern[str]:
    """RFC 5646, section 2.1, without the grandfathered tags: language, script, region, variants, extensions."""
    return re.compile(
        r"[a-z]{2,3}(-[a-z]{3}){0,3}(-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?(-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*"
        r"(-[a-wy-z0-9](-[a-z0-9]{2,8})+)*(-x(-[a-z0-9]{1,8})+)?",
        re.IGNORECASE | re.ASCII,
    )


@lru_cache(maxsize=64)
def language_fault(tag: str) -> str:
    """What to do about a tag that is none: the next step; "" if the tag is sound."""
    lower = tag.lower()
    if lower in _MEANT:
        return f"write {_MEANT[lower]}"
    if "_" in tag and not language_fault(tag.replace("_", "-")):
        return f"write {tag.replace('_', '-')}"
    primary = lower.split("-", maxsplit=1)[0]
    known = len(primary) != len("en") or primary in _TWO_LETTERS.split()
    if _well_formed().fullmatch(tag) and known:
        return ""
    return "write a language tag such as en, en-GB, ru, kk or kk-Latn"


def check_language(tag: str, place: Location, findings: Findings) -> bool:
    """Whether ``tag`` is a language tag; EB207 if not."""
    fault = language_fault(tag)
    if fault:
        findings.add("EB207", f"{tag!r} is not a language tag", place, fault)
    return not fault
