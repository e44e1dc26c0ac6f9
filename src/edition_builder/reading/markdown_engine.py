"""markdown-it and its plug-in for notes; the only module that loads them."""

from __future__ import annotations

from edition_builder.reading.late_expressions import compiled_on_use

with compiled_on_use():
    from markdown_it import MarkdownIt
    from markdown_it.helpers import parseLinkLabel
    from markdown_it.rules_block import StateBlock, blockquote, code, fence, hr, list_block, reference, table
    from markdown_it.rules_block.table import escapedSplit
    from markdown_it.rules_inline import StateInline, autolink, image, link
    from markdown_it.rules_inline.newline import newline
    from markdown_it.token import Token
    from mdit_py_plugins.footnote.index import footnote_def

__all__ = [
    "MarkdownIt",
    "StateBlock",
    "StateInline",
    "Token",
    "autolink",
    "blockquote",
    "code",
    "escapedSplit",
    "fence",
    "footnote_def",
    "hr",
    "image",
    "link",
    "list_block",
    "newline",
    "parseLinkLabel",
    "reference",
    "table",
]
