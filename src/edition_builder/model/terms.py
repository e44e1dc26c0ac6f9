"""The edition's own words ("Contents", "Translated by …") in its language; the table is data beside this module."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pkgutil import get_data

from msgspec import Struct
from msgspec.structs import fields

__all__ = ["Terms", "terms_for", "written_date"]


class Terms(Struct, frozen=True):
    """Phrases that the tool itself puts into a book. ``{…}`` are filled by ``str.format``.

    ``months`` are as they stand beside a day; ``months_alone`` as they stand without one, empty where that is the same.
    """

    language: str
    by: str
    translated_by: str
    translated_from_by: str
    edited_by: str
    cover: str
    cover_alternative: str
    title_page: str
    contents: str
    text: str
    imprint: str
    colophon: str
    notes: str
    note: str
    note_call: str
    back_to_text: str
    glossary: str
    headnote: str
    about_the_file: str
    full_stop: str
    months: tuple[str, ...]
    day_date: str
    month_date: str
    written: str
    written_in: str
    original_title: str
    original_source: str
    rights: str
    see_also: str
    acknowledgements: str
    corrections: str
    correction: str
    correction_place: str
    correction_place_chapter: str
    key_translator: str
    key_editor: str
    key_author: str
    key_inline: str
    key_dropped: str
    responsibility_author: str
    responsibility_translator: str
    responsibility_editor: str
    how_to_cite: str
    edition_number: str
    text_hash: str
    check_phrase: str
    check_phrase_use: str
    accessibility_summary: str
    links: str
    day_and_night: str
    larger_text: str
    pass_on: str
    pass_on_page: str
    pass_on_site: str
    pass_on_how: str
    catalogue: str
    by_title: str
    by_author: str
    by_language: str
    by_date: str
    in_other_languages: str
    undated: str
    autonym: str
    downloads: str
    opens_epub: str
    opens_pdf: str
    opens_html: str
    opens_txt: str
    kilobytes: str
    previous_page: str
    next_page: str
    how_to_open: str
    opens_phone: str
    opens_booklet: str
    opens_handout: str
    opens_large_print: str
    opens_qr: str
    opens_poster: str
    unpack_zip: str
    sums_use: str
    copy_messages: str
    qr_use: str
    qr_test: str
    qr_parity: str
    booklet_print: str
    booklet_fold: str
    booklet_groups: str
    booklet_sheet: str
    copy_and_pass_on: str
    poster_cut: str
    poster_codes: str
    months_alone: tuple[str, ...] = ()


@lru_cache(maxsize=8)
def terms_for(language: str) -> Terms:
    """The phrases for a BCP 47 tag: the exact tag, else its primary subtag, else English."""
    table = json.loads((get_data("edition_builder.model", "terms.json") or b"").decode())
    primary = language.split("-")[0].lower()
    chosen = language if language in table else primary if primary in table else "en"
    months = {key: tuple(table[chosen].get(key, ())) for key in ("months", "months_alone")}
    merged = {**table["en"], **table[chosen], "language": chosen, **months}
    return Terms(**{field.name: merged[field.name] for field in fields(Terms)})


def written_date(terms: Terms, iso: str) -> str:
    """A year, month or day of ISO 8601 in the language of the edition; as it came if it is something else.

    Where a language has no month names in the table the ISO form stays: it is never wrong.
    """
    numbers = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", iso)
    if not numbers or not numbers[2] or not terms.months:
        return iso
    place = int(numbers[2]) - 1
    if not numbers[3]:
        return terms.month_date.format(month=(terms.months_alone or terms.months)[place], year=numbers[1])
    return terms.day_date.format(day=int(numbers[3]), month=terms.months[place], year=numbers[1])
