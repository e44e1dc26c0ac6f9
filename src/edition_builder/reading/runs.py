"""A run of inlines between parsing and building: its tokens, and which brackets belong together.

Pairs are found per run and never across the border of a link or an inline note. What is left over may still find its
partner in another block (``spanning``); what finds none is a character of the text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from edition_builder.reading.markdown import Environment, parse_inlines
from edition_builder.reading.markdown_engine import Token
from edition_builder.reading.places import Places

__all__ = ["Run", "keep_plain_brackets", "parse_run"]

_SCOPES = {"link_open": 1, "note_open": 1, "link_close": -1, "note_close": -1}
_EMPHASIS_OPENS = frozenset({"em_open", "strong_open"})
_EMPHASIS_CLOSES = frozenset({"em_close", "strong_close"})
# Task boxes, callouts and citations of other Markdown dialects: syntax, printed as it stands.
_SYNTAX = re.compile(r"\s*|[xX]|![A-Za-z]+|-?@[^\s\]]+.*", re.DOTALL)


class Run(Struct, eq=False):
    """A run of inlines. ``tokens`` is None for plain prose.

    ``partners`` maps the index of each bracket token to that of its partner. ``literal`` are brackets that are text
    and nothing to talk about; ``taken`` those that a spanning bracket has taken off. All others are left over.
    """

    content: str
    places: Places
    tokens: Sequence[Token] | None = None
    partners: dict[int, int] = field(default_factory=dict)
    literal: set[int] = field(default_factory=set)
    taken: set[int] = field(default_factory=set)
    indents: tuple[int, ...] = ()

    def opening_at_start(self) -> int | None:
        """The index of a left-over opening bracket that begins the run, or None."""
        return self._left_over_at_edge(range(len(self.tokens or ())), "bracket_open", _EMPHASIS_OPENS)

    def closing_at_end(self) -> int | None:
        """The index of a left-over closing bracket that ends the run, or None."""
        return self._left_over_at_edge(range(len(self.tokens or ()) - 1, -1, -1), "bracket_close", _EMPHASIS_CLOSES)

    def left_over(self) -> list[int]:
        """The indices of brackets without a partner, in order."""
        return [
            index
            for index, token in enumerate(self.tokens or ())
            if token.type in ("bracket_open", "bracket_close")
            and index not in self.partners
            and index not in self.literal
            and index not in self.taken
        ]

    def _left_over_at_edge(self, indices: range, kind: str, skipped: frozenset[str]) -> int | None:
        for index in indices:
            token = (self.tokens or ())[index]
            if token.type in skipped or (token.type == "text" and not token.content):
                continue
            known = index in self.partners or index in self.literal or index in self.taken
            return index if token.type == kind and not known else None
        return None


def parse_run(content: str, places: Places, environment: Environment, *, verse: bool = False) -> Run:
    """Parse a run and pair its brackets."""
    run = Run(content, places, parse_inlines(content, environment, verse=verse))
    if run.tokens:
        _pair(run, run.tokens)
    return run


def keep_plain_brackets(run: Run) -> None:
    """Make every bracket without attributes a character of the text, as front matter has it."""
    tokens = run.tokens or ()
    for opening, closing in tuple(run.partners.items()):
        if opening < closing and tokens[closing].meta["attributes"] is None:
            run.literal.update((opening, closing))
            del run.partners[opening], run.partners[closing]


def _pair(run: Run, tokens: Sequence[Token]) -> None:
    """Fill ``partners`` and ``literal``."""
    scopes: list[list[int]] = [[]]
    for index, token in enumerate(tokens):
        if token.type == "bracket_open":
            scopes[-1].append(index)
        elif token.type == "bracket_close" and scopes[-1]:
            _join(run, tokens, scopes[-1].pop(), index)
        elif token.type in _SCOPES:
            if _SCOPES[token.type] > 0:
                scopes.append([])
            else:
                scopes.pop()


def _join(run: Run, tokens: Sequence[Token], opening: int, closing: int) -> None:
    """Make a pair, or two characters if what they hold is the syntax of something else."""
    attributes = tokens[closing].meta["attributes"]
    inside = run.content[tokens[opening].meta["at"] + 1 : tokens[closing].meta["at"]]
    if attributes is None and _SYNTAX.fullmatch(inside):
        run.literal.update((opening, closing))
    else:
        run.partners[opening] = closing
        run.partners[closing] = opening
