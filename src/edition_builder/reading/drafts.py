"""From block tokens to drafts: the blocks of a file with their runs, before brackets between blocks are settled."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import partial

from msgspec import Struct, field

from edition_builder.diagnostics import Location
from edition_builder.reading.divisions import VERSE_KIND
from edition_builder.reading.markdown import Environment
from edition_builder.reading.markdown_engine import Token, escapedSplit
from edition_builder.reading.places import Piece, Places, aligned_pieces, cell_pieces, heading_pieces
from edition_builder.reading.runs import Run, parse_run
from edition_builder.reading.source import SourceText

__all__ = ["Draft", "draft_blocks"]

_PREFIX = re.compile(r"[ \t>]*")  # of quotations and list items, before a row


class Draft(Struct, eq=False):
    """A block in the making.

    ``kind`` is the type of the token that opened it, without ``_open``; "bracket" is a bracket that spans blocks.
    ``overfull`` are the rows of a table that have more cells than its head.
    ``groups`` are lists of child drafts: one for a quotation, one an item for a list. ``rows`` are a table's cells.
    """

    kind: str
    token: Token
    location: Location
    runs: list[Run] = field(default_factory=list)
    groups: list[list[Draft]] = field(default_factory=list)
    rows: list[list[Run]] = field(default_factory=list)
    alignments: tuple[str, ...] = ()
    overfull: list[Location] = field(default_factory=list)


def draft_blocks(tokens: Sequence[Token], source: SourceText, text: str, environment: Environment) -> list[Draft]:
    """The drafts of a file.

    Args:
        tokens: block tokens of ``text``.
        source: the file, for places.
        text: what was parsed: the file with its front matter blanked out, so line numbers are the file's.
        environment: link definitions.
    """
    return _Drafter(tokens, source, text, environment).siblings("")


class _Drafter:
    """Walks the tokens once, from the first to the last."""

    __slots__ = ("_environment", "_next", "_source", "_text", "_tokens")

    def __init__(self, tokens: Sequence[Token], source: SourceText, text: str, environment: Environment) -> None:
        self._tokens = tokens
        self._source = source
        self._text = text
        self._environment = environment
        self._next = 0

    def siblings(self, closing: str) -> list[Draft]:
        """The drafts up to the token of type ``closing``, which is consumed; to the end for ""."""
        drafts = []
        while self._next < len(self._tokens):
            token = self._tokens[self._next]
            self._next += 1
            if token.type == closing:
                break
            drafts.append(self._draft(token))
        return drafts

    def _draft(self, token: Token) -> Draft:
        """The draft that a token opens."""
        kind = token.type.removesuffix("_open")
        if kind == "paragraph":
            return self._with_run(kind, token, aligned_pieces)
        if kind == "heading":
            return self._heading(token)
        draft = Draft(kind, token, self._place(token))
        if kind in ("bullet_list", "ordered_list"):
            draft.groups = self._items(f"{kind}_close")
        elif kind == "table":
            self._table(draft)
        elif kind == "division" and token.info == VERSE_KIND:
            draft.kind, draft.runs = VERSE_KIND, self._stanzas()
        elif token.nesting == 1:
            draft.groups = [self.siblings(f"{kind}_close")]
        return draft

    def _place(self, token: Token) -> Location:
        """Where a block starts."""
        line = (token.map or [0])[0]
        at = token.meta.get("at")
        column = at - self._text.rfind("\n", 0, at) if at is not None else 1
        return Location(self._source.path, line + 1, column)

    def _with_run(self, kind: str, token: Token, pieces: Callable[[Sequence[str], int, str], Iterable[Piece]]) -> Draft:
        """A block that holds one run: its ``inline`` token and its closing token follow."""
        inline = self._tokens[self._next]
        self._next += 2
        first = (inline.map or [0])[0]
        places = Places(self._source.path, partial(pieces, self._source.lines, first, inline.content))
        return Draft(kind, token, places.start(), [parse_run(inline.content, places, self._environment)])

    def _heading(self, token: Token) -> Draft:
        """A heading; one that is underlined keeps its lines like a paragraph."""
        if not token.markup.startswith("#"):
            return self._with_run("heading", token, aligned_pieces)
        return self._with_run(
            "heading",
            token,
            lambda lines, first, content: heading_pieces(lines[first], first + 1, token.markup, content),
        )

    def _items(self, closing: str) -> list[list[Draft]]:
        """The items of a list."""
        items = []
        while self._tokens[self._next].type != closing:
            self._next += 1
            items.append(self.siblings("list_item_close"))
        self._next += 1
        return items

    def _stanzas(self) -> list[Run]:
        """The stanzas of verse, each a run in which line ends are kept."""
        runs = []
        while (token := self._tokens[self._next]).type == "inline":
            self._next += 1
            pieces = partial(aligned_pieces, self._source.lines, (token.map or [0])[0], token.content)
            run = parse_run(token.content, Places(self._source.path, pieces), self._environment, verse=True)
            run.indents = token.meta["indents"]
            runs.append(run)
        self._next += 1
        return runs

    def _table(self, draft: Draft) -> None:
        """The cells of a table, row by row, and how its columns are aligned."""
        while (token := self._tokens[self._next]).type != "table_close":
            self._next += 1
            if token.type == "tr_open":
                draft.rows.append([])
                column = 0
                if draft.alignments:
                    self._check_cells(token, draft)
            elif token.type == "th_open":
                draft.alignments += (str(token.attrs.get("style", "")).removeprefix("text-align:"),)
            elif token.type == "inline":
                run = self._cell(token, column)
                column = run.places.at(max(len(run.content) - 1, 0)).column
                draft.rows[-1].append(run)
        self._next += 1

    def _check_cells(self, token: Token, draft: Draft) -> None:
        """Remember a row with more cells than columns: Markdown takes what it has columns for and drops the rest."""
        line = (token.map or [0])[0]
        written = _PREFIX.sub("", self._source.lines[line]).strip()
        cells = escapedSplit(written.removeprefix("|"))
        if len(cells) - (not cells[-1]) > len(draft.alignments):
            draft.overfull.append(Location(self._source.path, line + 1, 1))

    def _cell(self, token: Token, start: int) -> Run:
        """A cell, looked for in its line from column ``start`` on."""
        line = (token.map or [0])[0]
        pieces = partial(cell_pieces, self._source.lines[line], line + 1, start, token.content)
        return parse_run(token.content, Places(self._source.path, pieces), self._environment)
