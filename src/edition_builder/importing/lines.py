"""Lines of a plain text to paragraphs: wrapped ones are joined, lines that are meant (verse, addresses) are kept."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

__all__ = ["Group", "divide", "join_lines", "wrap_width"]

_WIDEST_WRAP = 100  # characters: mail, Gutenberg and typewriters wrap at 60 to 80
_NARROWEST_WRAP = 40
_FEWEST_WRAPPED = 3  # lines from which a width can be seen
_SHARE_OF_FULL_LINES = 0.75
_LONG_LINE = 120  # a line of this length is a paragraph by itself
_RULE = re.compile(r"\s*([-=_*~#•·.—–])(?:\s*\1){2,}\s*")
_EAST_ASIAN = re.compile("[\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]")


class Group(Struct, frozen=True):
    """Lines that belong together, with the number of the first; ``wrapped`` if their ends mean nothing."""

    lines: tuple[str, ...]
    line: int
    wrapped: bool
    rule: bool = False


def wrap_width(lines: Sequence[str]) -> int:
    """The width at which a text was wrapped, in characters, or 0 if it was not."""
    lengths = sorted(len(line.rstrip()) for line in lines if line.strip())
    if not lengths:
        return 0
    widest = lengths[min(len(lengths) - 1, int(len(lengths) * 0.98))]
    near = sum(length > 0.75 * widest for length in lengths)
    wrapped = (
        _NARROWEST_WRAP <= widest <= _WIDEST_WRAP and near > 0.4 * len(lengths) and len(lengths) >= _FEWEST_WRAPPED
    )
    return widest if wrapped else 0


def divide(lines: Sequence[str], *, join: bool = True) -> Iterator[Group]:
    """The groups of a text.

    Args:
        lines: without their ends.
        join: whether wrapped lines may be joined; if not, every line end is kept.
    """
    width = wrap_width(lines) if join else 0
    for start, group in _between_blanks(lines):
        if len(group) == 1:
            yield Group((group[0].strip(),), start, wrapped=True, rule=bool(_RULE.fullmatch(group[0])))
        elif width and _is_wrapped(group, width):
            yield from _indented(group, start)
        elif any(len(line) > _LONG_LINE for line in group):
            yield from (Group((line.strip(),), start + place, wrapped=True) for place, line in enumerate(group))
        else:
            yield Group(tuple(line.rstrip() for line in group), start, wrapped=False)


def _between_blanks(lines: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines that are not blank; a line that is nothing but a rule is a run of its own."""
    run: list[str] = []
    first = 1
    for number, line in enumerate((*lines, ""), start=1):
        rule = bool(_RULE.fullmatch(line))
        if run and (rule or not line.strip()):
            yield first, run
            run = []
        if rule:
            yield number, [line]
        elif line.strip():
            first = first if run else number
            run.append(line)


def _is_wrapped(group: Sequence[str], width: int) -> bool:
    """Whether the first word of most lines would not have fitted on the line before."""
    full = sum(
        len(line.rstrip()) + 1 + len(following.split(maxsplit=1)[0]) > width - 2 or len(line.rstrip()) > 0.8 * width
        for line, following in pairwise(group)
    )
    return full >= _SHARE_OF_FULL_LINES * (len(group) - 1)


def _indented(group: Sequence[str], start: int) -> Iterator[Group]:
    """A wrapped group; an indented line begins a paragraph where most lines are not indented."""
    indents = [len(line) - len(line.lstrip()) for line in group]
    usual = Counter(indents).most_common(1)[0][0]
    begins = [place for place, indent in enumerate(indents) if place == 0 or indent > usual + 1]
    for place, end in zip(begins, (*begins[1:], len(group)), strict=True):
        yield Group(tuple(line.strip() for line in group[place:end]), start + place, wrapped=True)


def join_lines(lines: Sequence[str]) -> str:
    """Wrapped lines as one: a space between two, none between East Asian letters."""
    joined = lines[0] if lines else ""
    for line in lines[1:]:
        tight = joined[-1:] and line[:1] and _EAST_ASIAN.match(joined[-1]) and _EAST_ASIAN.match(line[0])
        joined += line if tight else f" {line}"
    return joined
