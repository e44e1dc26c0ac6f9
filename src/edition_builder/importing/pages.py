"""What scanned pages bring along: page numbers and running heads, which cut the text where a page ended."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from edition_builder.importing.blocks import LeftOut

__all__ = ["drop_pages"]

_NUMBER = re.compile(
    r"\s*[-–—\[(|~]*\s*(?:page|p\.|seite|s\.|стр\.|с\.|página|pág\.)?\s*(\d{1,4})\s*[-–—\])|~]*\s*", re.I
)
_HEAD = re.compile(r"\s*(?:(\d{1,4})\s{1,}(\S.{2,58}?)|(\S.{2,58}?)\s{1,}(\d{1,4}))\s*")
_FEWEST = 3  # of page numbers that follow each other, or of the same head: two may be chance
_STEP = 2  # from one page number to the next: a page with a picture has none
_SHARE = 5  # one page in five ends within a sentence, at least
_NEAR = 9  # lines around a page end that are looked at
_SENTENCE_END = re.compile(r"[.!?…:;»”\"')\]]\s*$")

Lines = list[tuple[int, str]]


def drop_pages(lines: Lines) -> tuple[Lines, tuple[LeftOut, ...]]:
    """The lines without page numbers and running heads, and what they were."""
    numbers = _rising(
        [(place, int(found[1])) for place, (_, line) in enumerate(lines) if (found := _NUMBER.fullmatch(line))]
    )
    heads = _heads(lines)
    numbers, heads = (found if _cut_sentences(lines, found, {*numbers, *heads}) else [] for found in (numbers, heads))
    if not numbers and not heads:
        return lines, ()
    reasons = {**dict.fromkeys(numbers, "page number"), **dict.fromkeys(heads, "running head")}
    left_out = tuple(LeftOut(lines[place][1].strip(), reasons[place], lines[place][0]) for place in sorted(reasons))
    return _closed(lines, set(reasons)), left_out


def _cut_sentences(lines: Lines, places: list[int], marks: set[int]) -> bool:
    """Whether enough of these lines stand in the middle of a sentence: numbers of chapters and articles do not."""
    cut = 0
    for place in places:
        before = _near(lines, range(place - 1, max(-1, place - _NEAR), -1), marks)
        after = _near(lines, range(place + 1, min(len(lines), place + _NEAR)), marks)
        cut += bool(before) and not _SENTENCE_END.search(before) and after.lstrip()[:1].islower()
    return cut * _SHARE >= len(places)


def _near(lines: Lines, places: range, marks: set[int]) -> str:
    """The first line of text at these places."""
    return next((lines[place][1] for place in places if lines[place][1].strip() and place not in marks), "")


def _rising(found: list[tuple[int, int]]) -> list[int]:
    """The places of numbers that rise by one or two each: a year or a count alone on a line does not."""
    runs: list[list[tuple[int, int]]] = []
    for place, number in found:
        if runs and 0 < number - runs[-1][-1][1] <= _STEP:
            runs[-1].append((place, number))
        else:
            runs.append([(place, number)])
    return [place for run in runs if len(run) >= _FEWEST for place, _ in run]


def _heads(lines: Lines) -> list[int]:
    """The places of lines that hold the same words each time and a number that rises."""
    found = [(place, head) for place, (_, line) in enumerate(lines) if (head := _HEAD.fullmatch(line))]
    words = Counter(_words(head) for _, head in found)
    places: list[int] = []
    for text in (text for text, count in words.items() if count >= _FEWEST):
        mine = [(place, int(head[1] or head[4])) for place, head in found if _words(head) == text]
        if all(one[1] < other[1] for one, other in pairwise(mine)):
            places += [place for place, _ in mine]
    return places


def _words(head: re.Match[str]) -> str:
    return " ".join((head[2] or head[3]).split()).casefold()


def _closed(lines: Lines, dropped: set[int]) -> Lines:
    """The lines that stay; where a page end cut a sentence, the empty lines around it go too."""
    kept: Lines = []
    after_page = False
    for place, (number, line) in enumerate(lines):
        if place in dropped:
            after_page = True
        elif after_page and not line.strip():
            continue
        else:
            if after_page:
                _join_or_part(kept, line)
            kept.append((number, line))
            after_page = False
    return kept


def _join_or_part(kept: Lines, following: str) -> None:
    """Take away the blank lines before a page end if the sentence goes on, else see that one is there."""
    blank = 0
    while kept and not kept[-1][1].strip():
        blank += 1
        kept.pop()
    goes_on = bool(kept) and not _SENTENCE_END.search(kept[-1][1]) and following.lstrip()[:1].islower()
    if kept and not goes_on:
        kept.append((kept[-1][0], ""))
