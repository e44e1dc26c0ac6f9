"""Characters that nobody sees: bidirectional controls, zero-width characters, tag characters.

They can make a reader see other words than those that stand there (CVE-2021-42574, "Trojan Source"), or mark a copy so
that its way can be traced. In front matter they are refused; in the text only those that deceive are, the others are
counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from edition_builder.diagnostics import Location
from edition_builder.reading.findings import Findings

__all__ = ["check_entity", "check_escaped", "check_invisible", "check_invisible_in_header"]

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSING = frozenset(_OPENING.values())
_OVERRIDES = frozenset("\u202d\u202e")
_FIRST_TAG = "\U000e0000"
_BLACK_FLAG = "\U0001f3f4"  # the one character that tag characters may follow: flags of regions (UTS 51)


@lru_cache(maxsize=1)
def _suspects() -> re.Pattern[str]:
    """What is looked for. ZWNJ, ZWJ and the directional marks are letters of Persian, Hindi and others: not here."""
    return re.compile("[\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\U000e0000-\U000e007f]")


def check_invisible(path: str, lines: Sequence[str], first: int, findings: Findings) -> None:
    """Look through a text.

    Args:
        path: of the file.
        lines: those of the text.
        first: the number of the first one in the file.
        findings: receives EB103 for overrides, unbalanced controls and tag characters, EB107 once for the others.
    """
    harmless: list[Location] = []
    for number, line in enumerate(lines, first):
        if not line.isascii() and _suspects().search(line):
            harmless.extend(_check_line(Location(path, number), line, findings))
    if harmless:
        findings.add(
            "EB107",
            f"{len(harmless)} invisible characters stand in the text, the first one here",
            harmless[0],
            "they do no harm to the words, but can mark a copy: retype the places if they have no purpose",
        )


def check_invisible_in_header(path: str, lines: Sequence[str], first: int, findings: Findings) -> None:
    """EB103 for each line of front matter with such a character; ``first`` is the number of the first line."""
    for number, line in enumerate(lines, first):
        found = None if line.isascii() else _suspects().search(line)
        if found:
            _refuse(Location(path, number, found.start() + 1), found[0], findings)


def check_escaped(text: str, place: Location, findings: Findings) -> None:
    """EB103 for the first character of an escape in front matter that would be refused as itself."""
    found = next((sign for sign in text if _suspects().match(sign) or unicodedata.category(sign) == "Cc"), "\n")
    if found not in "\t\n":
        _refuse(place, found, findings)


def check_entity(text: str, place: Location, findings: Findings) -> None:
    """EB103 for a directional control that is written as an entity (``&#8238;``)."""
    if text in _OVERRIDES or text in _OPENING or text in _CLOSING:
        _refuse(place, text, findings)


def _check_line(place: Location, line: str, findings: Findings) -> list[Location]:
    """Refuse what deceives in one line; return the places of the rest."""
    harmless: list[Location] = []
    open_controls: list[tuple[str, Location]] = []
    for found in _suspects().finditer(line):
        sign, here = found[0], Location(place.path, place.line, found.start() + 1)
        if _deceives(line, found.start()) or (sign in _CLOSING and not _closes(sign, open_controls)):
            _refuse(here, sign, findings)
        elif sign in _OPENING:
            open_controls.append((_OPENING[sign], here))
        elif sign < _FIRST_TAG:
            harmless.append(here)
    for _closing, here in open_controls:
        _refuse(here, line[here.column - 1], findings)
    return harmless


def _closes(sign: str, open_controls: list[tuple[str, Location]]) -> bool:
    """Close the innermost open control if this sign is its end."""
    if open_controls and open_controls[-1][0] == sign:
        open_controls.pop()
        return True
    return False


def _deceives(line: str, index: int) -> bool:
    """Overrides always; tag characters unless they spell a flag."""
    sign = line[index]
    if sign < _FIRST_TAG:
        return sign in _OVERRIDES
    start = index
    while start and "\U000e0020" <= line[start - 1] <= "\U000e007f":
        start -= 1
    return not start or line[start - 1] != _BLACK_FLAG


def _refuse(place: Location, sign: str, findings: Findings) -> None:
    findings.add(
        "EB103",
        f"the invisible character U+{ord(sign):04X} can change what readers see",
        place,
        "delete it: put the cursor there, delete both neighbours and type them again",
    )
