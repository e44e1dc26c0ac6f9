"""Who and when an edition is: slug, identifier, date, direction.

Everything comes from the manuscript and nothing from the machine.
"""

from __future__ import annotations

import re
import uuid
from datetime import UTC, date, datetime
from importlib import import_module

from edition_builder.model.document import plain_text
from edition_builder.model.manuscript import FrontMatter, Person

__all__ = ["direction", "edition_date", "identifier", "slug"]

SLUG_LENGTH = 48  # characters; FAT32 and old messengers are at ease with it
FALLBACK_DATE = date(1980, 1, 1)  # the first day a zip entry can carry (APPNOTE 6.3.10, section 4.4.6)
# Name space of our UUIDv5 identifiers (RFC 9562, section 5.5): itself the UUIDv5 of "edition-builder" in the name
# space of URLs.
NAMESPACE = uuid.UUID("e7642f61-fd18-5902-a414-4c64df3c1af9")
# Names that Windows keeps for devices, with any suffix (Microsoft: "Naming Files, Paths, and Namespaces").
_RESERVED = re.compile(r"con|prn|aux|nul|com\d|lpt\d")
# Languages written from right to left by default, and scripts that are (CLDR "characterOrder", ISO 15924).
_RTL_LANGUAGES = frozenset(["ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi"])
_RTL_SCRIPTS = frozenset(["adlm", "arab", "hebr", "mand", "nkoo", "rohg", "samr", "syrc", "thaa"])


def slug(front_matter: FrontMatter, text_hash: str) -> str:
    """The file name without suffix: as given, else the title in ``[a-z0-9-]``, cut at a word to at most 48."""
    if front_matter.slug:
        return front_matter.slug
    title = re.sub("['’`]", "", plain_text(front_matter.title))
    words = re.findall(r"[a-z0-9]+", _transliterated(title).lower())
    chosen = ""
    for word in words:
        longer = f"{chosen}-{word}" if chosen else word
        if len(longer) > SLUG_LENGTH:
            break
        chosen = longer
    chosen = chosen or (words[0][:SLUG_LENGTH] if words else f"book-{text_hash[:8]}")
    return f"book-{chosen}" if _RESERVED.fullmatch(chosen) else chosen


def _transliterated(title: str) -> str:
    """The title in ASCII letters; the tables are loaded only for titles that need them (5 ms)."""
    return title if title.isascii() else str(import_module("anyascii").anyascii(title))


def identifier(front_matter: FrontMatter) -> str:
    """The identifier as given, else a UUIDv5 of title, author, language and translator as a URN."""
    if front_matter.identifier:
        return front_matter.identifier
    parts = (plain_text(front_matter.title), _names(front_matter.authors), front_matter.language)
    name = "\n".join((*parts, _names(front_matter.translators)))
    return f"urn:uuid:{uuid.uuid5(NAMESPACE, name)}"


def edition_date(front_matter: FrontMatter, source_date_epoch: int | None) -> date:
    """The date of the edition: ``edition.date``, else SOURCE_DATE_EPOCH, else ``written.date``, else 1980-01-01.

    Args:
        front_matter: the keys of the manuscript.
        source_date_epoch: seconds since 1970 in UTC, as reproducible-builds.org defines the variable, or None.
    """
    if front_matter.edition_date:
        return front_matter.edition_date
    if source_date_epoch is not None:
        return datetime.fromtimestamp(source_date_epoch, tz=UTC).date()
    return _first_day(front_matter.written.date if front_matter.written else "")


def direction(language: str) -> str:
    """Say "rtl" or "ltr" for a BCP 47 tag: by its script subtag if it has one, else by its language."""
    subtags = language.lower().split("-")
    scripts = [subtag for subtag in subtags[1:] if re.fullmatch("[a-z]{4}", subtag)]
    right_to_left = scripts[0] in _RTL_SCRIPTS if scripts else subtags[0] in _RTL_LANGUAGES
    return "rtl" if right_to_left else "ltr"


def _names(people: tuple[Person, ...]) -> str:
    """The printed names, in order."""
    return "; ".join(person.name for person in people)


def _first_day(written: str) -> date:
    """The first day of a year, month or day as in ISO 8601; the fallback date for anything else."""
    numbers = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", written)
    if not numbers:
        return FALLBACK_DATE
    year, month, day = (int(number or 1) for number in numbers.groups())
    return max(date(year, month, day), FALLBACK_DATE) if year else FALLBACK_DATE
