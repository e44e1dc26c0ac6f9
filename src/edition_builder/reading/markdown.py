"""The parser: CommonMark with tables, notes, bracketed spans and divisions; no raw HTML.

markdown-it splits blocks first; runs of inlines are parsed later, one by one, because most hold nothing to parse.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from edition_builder.reading.block_rules import add_block_rules
from edition_builder.reading.inline_rules import USED, VERSE, add_inline_rules
from edition_builder.reading.markdown_engine import MarkdownIt, Token

__all__ = ["DEEPEST", "Environment", "parse_blocks", "parse_inlines", "unused_definitions"]

Environment = dict[str, Any]  # markdown-it's own type: link definitions of the file under "references"

DEEPEST = 32  # levels of quotes, lists, divisions or brackets; readers and printers fail soon after
_PARSER_DEEPEST = 2 * DEEPEST + 6  # a list counts twice; beyond this markdown-it leaves text out, after EB303
# Looked for one by one: that takes a fiftieth of the time of a pattern, for it is done by the C library's memchr.
_MARKUP = ("[", "*", "\\", "_", "&", "<", "`", "]", "  \n")


class _Dialect(MarkdownIt):
    """Addresses are kept as written; what may be linked to is decided where links are made."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        return link


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = _Dialect("commonmark", {"html": False, "maxNesting": _PARSER_DEEPEST, "store_labels": True}).enable(
        "table"
    )
    parser.inline.ruler.disable("html_inline")
    add_block_rules(parser)
    add_inline_rules(parser)
    return parser


def parse_blocks(text: str, environment: Environment) -> list[Token]:
    """The block tokens of a text; ``inline`` tokens are not parsed yet. Definitions go into ``environment``."""
    tokens: list[Token] = []
    parser = _parser()
    parser.block.parse(text, parser, environment, tokens)
    return tokens


def unused_definitions(environment: Environment) -> list[int]:
    """The numbers (1-based) of lines that define a link which no parsed run uses, in order."""
    used = environment.get(USED, set())
    definitions = environment.get("references", {})
    return sorted(definition["map"][0] + 1 for label, definition in definitions.items() if label not in used)


def parse_inlines(content: str, environment: Environment, *, verse: bool = False) -> list[Token] | None:
    """The tokens of a run of inlines, or None if it holds no markup at all."""
    if not verse and not any(map(content.__contains__, _MARKUP)):
        return None
    parser = _parser()
    tokens: list[Token] = []
    parser.inline.parse(
        content,
        parser,
        {USED: environment.setdefault(USED, set()), **environment, VERSE: True} if verse else environment,
        tokens,
    )
    return tokens
