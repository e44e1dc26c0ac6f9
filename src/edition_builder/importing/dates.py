"""Dates in a text, with the year that a weekday and the rest of the text give to one that states none."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from pkgutil import get_data

from msgspec import Struct

__all__ = ["FoundDate", "find_dates"]

_YEAR = re.compile(r"(?<![\d.])(1[5-9]\d\d|20\d\d)(?![\d])")
_ISO = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
_NUMBERS = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")


class FoundDate(Struct, frozen=True):
    """A date: as in ISO 8601, where it stands in the line, and how its year is known ("" if it is stated)."""

    iso: str
    start: int
    end: int
    inferred: str = ""


class _Names(Struct, frozen=True):
    months: dict[str, int]
    days: dict[str, int]


@lru_cache(maxsize=1)
def _names() -> _Names:
    months: dict[str, int] = {}
    days: dict[str, int] = {}
    for line in (get_data(__package__ or "", "words/months.txt") or b"").decode().splitlines():
        tag, _, names = line.partition(" ")
        if line and not line.startswith(";"):
            table, offset = (days, 0) if tag.startswith("@") else (months, 1)
            for place, forms in enumerate(names.split("|"), start=offset):
                table.update(dict.fromkeys(forms.split(","), place))
    return _Names(months, days)


@lru_cache(maxsize=1)
def _pattern() -> re.Pattern[str]:
    """A day and a month in either order, perhaps with a weekday before and a year behind."""
    months = "|".join(sorted(map(re.escape, _names().months), key=len, reverse=True))
    days = "|".join(sorted(map(re.escape, _names().days), key=len, reverse=True))
    day = r"(?P<{}>[0-3]?\d)(?:st|nd|rd|th|er|º|-го|-е)?\.?"
    return re.compile(
        rf"(?:\b(?P<weekday>{days})(?:\s+the)?,?\s+(?:den\s+|le\s+)?)?"
        rf"(?:\b{day.format('d1')}\s+(?:of\s+|de\s+)?(?P<m1>{months})\b\.?|\b(?P<m2>{months})\s+{day.format('d2')}(?!\d))"
        rf"(?:,?\s+(?:de\s+|del\s+)?(?P<year>1[5-9]\d\d|20\d\d)(?!\d))?",
        re.IGNORECASE,
    )


def find_dates(line: str, text: str) -> Iterator[FoundDate]:
    """The dates of a line, in order; those without a year only if ``text`` gives one."""
    for found in _ISO.finditer(line):
        yield from _stated((found[1], found[2], found[3]), found)
    for found in _NUMBERS.finditer(line):
        yield from _stated((found[3], found[2], found[1]), found)
    for found in _pattern().finditer(line):
        month = _names().months[(found["m1"] or found["m2"]).lower()]
        day = found["d1"] or found["d2"]
        if found["year"]:
            yield from _stated((found["year"], str(month), day), found)
        else:
            yield from _inferred(month, int(day), (found["weekday"] or "").lower(), found, text)


def _stated(numbers: tuple[str, str, str], found: re.Match[str]) -> Iterator[FoundDate]:
    try:
        iso = date(*(int(number) for number in numbers)).isoformat()
    except ValueError:
        return
    yield FoundDate(iso, found.start(), found.end())


def _inferred(month: int, day: int, weekday: str, found: re.Match[str], text: str) -> Iterator[FoundDate]:
    """The year of the text that fits: stated beside the same month first, then the latest one."""
    for years, why in (
        (_years_beside(month, text), "the text names this month with the year"),
        (_years(text), "the text names the year"),
    ):
        fitting = [year for year in years if _fits(year, month, day, weekday)]
        if fitting:
            agreed = f"{why} {fitting[0]}" + (", and the day of the week agrees" if weekday else "")
            yield FoundDate(date(fitting[0], month, day).isoformat(), found.start(), found.end(), agreed)
            return


@lru_cache(maxsize=12)
def _years_beside(month: int, text: str) -> tuple[int, ...]:
    """The years that a text names with a month, latest first."""
    months = "|".join(re.escape(name) for name, number in _names().months.items() if number == month)
    found = re.findall(rf"(?:{months})\.?,?\s+(?:de\s+)?(1[5-9]\d\d|20\d\d)(?!\d)", text, re.IGNORECASE)
    return tuple(sorted(map(int, set(found)), reverse=True))


@lru_cache(maxsize=1)
def _years(text: str) -> tuple[int, ...]:
    """The years that a text names, latest first."""
    return tuple(sorted(map(int, set(_YEAR.findall(text))), reverse=True))


def _fits(year: int, month: int, day: int, weekday: str) -> bool:
    try:
        return not weekday or date(year, month, day).weekday() == _names().days[weekday]
    except ValueError:
        return False
