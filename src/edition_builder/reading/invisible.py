"""Characters that nobody sees: bidirectional controls, zero-width characters, tag characters.

They can make a reader see other words than those that stand there (CVE-2021-42574, "Trojan Source"), or mark a copy so
that its way can be traced. In front matter they are refused; in the text only those that deceive are, the others are
counted.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from edition_builder.diagnostics import Location
from edition_builder.model.beyond_ascii import beyond_ascii
from edition_builder.reading.findings import Findings

__all__ = ["check_entity", "check_escaped", "check_invisible", "check_invisible_in_header"]

_OPENING = {"\u202a": "\u202c", "\u202b": "\u202c", "\u2066": "\u2069", "\u2067": "\u2069", "\u2068": "\u2069"}
_CLOSING = frozenset(_OPENING.values())
_OVERRIDES = frozenset("\u202d\u202e")
_FIRST_TAG, _LAST_TAG = "\U000e0000", "\U000e007f"
_LOST = "\ufffd"  # what programs write in the place of letters that they could not read
_BLACK_FLAG = "\U0001f3f4"  # the one character that tag characters may follow: flags of regions (UTS 51)


@lru_cache(maxsize=1)
def _suspects() -> re.Pattern[str]:
    """What is looked for. ZWNJ, ZWJ and the directional marks are letters of Persian, Hindi and others: not here."""
    signs = "\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f\U000e0000-\U000e007f\U000e0100-\U000e01ef"
    return re.compile(f"[{signs}]")


def _found(line: str) -> Iterator[re.Match[str]]:
    """The suspects in a line, without variation selectors that select something."""
    for found in _suspects().finditer(line):
        if not (_is_selector(found[0]) and _selects(line, found.start())):
            yield found


def _is_selector(sign: str) -> bool:
    return "\ufe00" <= sign <= "\ufe0f" or sign >= "\U000e0100"


def _selects(line: str, index: int) -> bool:
    """Whether a variation selector stands after what has variants: symbols, emoji, ideographs (UTS 37, UTS 51).

    After a letter, a blank or another selector it shows nothing and can hold a hidden byte.
    """
    kind = unicodedata.category(line[index - 1]) if index else "Zs"
    return kind[0] == "S" or kind in ("Lo", "Po", "Pd", "Nd")


def check_invisible(path: str, lines: Sequence[str], first: int, findings: Findings) -> None:
    """Look through a text.

    Args:
        path: of the file.
        lines: those of the text.
        first: the number of the first one in the file.
        findings: receives EB103 for overrides, unbalanced controls and tag characters, EB107 once for the others.
    """
    harmless: list[Location] = []
    lost: list[Location] = []
    signs = beyond_ascii("".join(lines))
    for number, line in enumerate(lines if _LOST in signs or _suspects().search(signs) else (), first):
        if line.isascii():
            continue
        if _suspects().search(line):
            harmless.extend(_check_line(Location(path, number), line, findings))
        lost.extend(Location(path, number, found.start() + 1) for found in re.finditer(_LOST, line))
    if lost:
        step = "look in the source which letters stood there, and type them"
        findings.add("EB110", f"{_count(lost, 'letter')} lost before this tool saw the text (U+FFFD)", lost[0], step)
    if harmless:
        findings.add(
            "EB107",
            f"{_count(harmless, 'invisible character')} in the text, the first one here",
            harmless[0],
            "they do no harm to the words, but can mark a copy: retype the places if they have no purpose",
        )


def _count(places: Sequence[Location], what: str) -> str:
    return f"{len(places)} {what}{'' if len(places) == 1 else 's'}"


def check_invisible_in_header(path: str, lines: Sequence[str], first: int, findings: Findings) -> None:
    """EB103 for each line of front matter with such a character; ``first`` is the number of the first line."""
    for number, line in enumerate(lines, first):
        found = None if line.isascii() else next(_found(line), None)
        if found:
            _refuse(Location(path, number, found.start() + 1), found[0], findings)


def check_escaped(text: str, place: Location, findings: Findings) -> None:
    """EB103 for the first character of an escape in front matter that would be refused as itself."""
    found = next((sign for sign in text if _suspects().match(sign) or _is_control(sign)), "\n")
    if found not in "\t\n":
        _refuse(place, found, findings)


def _is_control(sign: str) -> bool:
    """A control character or one that Unicode reserves as no character."""
    return unicodedata.category(sign) == "Cc" or ord(sign) & 0xFFFE == 0xFFFE or "\ufdd0" <= sign <= "\ufdef"  # noqa: PLR2004


def check_entity(text: str, written: str, place: Location, findings: Findings) -> None:
    """EB103 for an entity that deceives (``&#8238;``) or is no character (``&#7;``), EB107 for one that nobody sees."""
    if text == _LOST and written.lower().strip("&#x;").lstrip("0") not in ("fffd", "65533"):
        findings.add(
            "EB103", f"{written} is no character", place, "take it out, or write \\& if it is meant to be read"
        )
    elif text in _OVERRIDES or text in _OPENING or text in _CLOSING or _FIRST_TAG <= text <= _LAST_TAG:
        _refuse(place, text, findings)
    elif len(text) == 1 and (_suspects().match(text)):
        findings.add("EB107", f"{written} is invisible", place, "take it out if it has no purpose: it can mark a copy")


def _check_line(place: Location, line: str, findings: Findings) -> list[Location]:
    """Refuse what deceives in one line; return the places of the rest."""
    harmless: list[Location] = []
    open_controls: list[tuple[str, Location]] = []
    for found in _found(line):
        sign, here = found[0], Location(place.path, place.line, found.start() + 1)
        if _deceives(line, found.start()) or (sign in _CLOSING and not _closes(sign, open_controls)):
            _refuse(here, sign, findings)
        elif sign in _OPENING:
            open_controls.append((_OPENING[sign], here))
        elif not _FIRST_TAG <= sign <= _LAST_TAG:
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
    if not _FIRST_TAG <= sign <= _LAST_TAG:
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
