"""Blocks of an edition as well-formed XHTML, for EPUB, HTML and PDF. Markup contract: ``docs/formats.md``.

First paragraphs, paragraphs after a break and the like carry no class: style sheets tell them by their neighbours.
"""

from __future__ import annotations

from typing import assert_never

from edition_builder.errors import Defect
from edition_builder.model.document import (
    Block,
    Blocks,
    CodeBlock,
    Division,
    DivisionKind,
    Figure,
    Heading,
    Inlines,
    ItemList,
    OpenBracketBlock,
    Paragraph,
    Quotation,
    SceneBreak,
    Table,
    Verse,
    VerseLine,
)
from edition_builder.rendering.dialect import Dialect, attribute, escape
from edition_builder.rendering.xhtml_inlines import inlines_markup, picture_markup

__all__ = ["blocks_markup"]

_DEEPEST_HEADING = 6
_DEEPEST_INDENT = 9
# Divisions with a meaning that readers and screen readers know (EPUB Structural Semantics 1.1, DPUB-ARIA 1.1).
_MEANINGS = {DivisionKind.EPIGRAPH, DivisionKind.DEDICATION}


def blocks_markup(blocks: Blocks, choices: Dialect) -> str:
    """The markup of blocks, one a line.

    Raises:
        Defect: a block is of a kind that editing should have replaced.
    """
    return "\n".join([_block(block, choices) for block in blocks])


def _block(block: Block, choices: Dialect) -> str:
    """One block; paragraphs first, because nearly all of them are."""
    match block:
        case Paragraph():
            opening = '<p class="continues">' if block.continues else "<p>"
            return f"{opening}{inlines_markup(block.content, choices)}</p>"
        case Heading():
            return _heading(block, choices)
        case Quotation():
            return f"<blockquote>\n{blocks_markup(block.blocks, choices)}\n</blockquote>"
        case Verse():
            return _verse(block, choices)
        case Division():
            return _division(block, choices)
        case _:
            return _rarer_block(block, choices)


def _rarer_block(block: ItemList | Table | Figure | SceneBreak | CodeBlock | OpenBracketBlock, choices: Dialect) -> str:
    """The blocks that prose seldom has."""
    match block:
        case ItemList():
            return _list(block, choices)
        case Table():
            return _table(block, choices)
        case Figure():
            return _figure(block, choices)
        case SceneBreak():
            return f'<hr class="scene-break"{choices.empty_end}'
        case CodeBlock():
            return f"<pre><code>{escape(block.value.removesuffix(chr(10)))}</code></pre>"
        case OpenBracketBlock():
            raise Defect(f"an undecided bracket reached rendering: {block.location}")
        case _:
            assert_never(block)


def _heading(heading: Heading, choices: Dialect) -> str:
    """A heading with the id that contents and links point at."""
    level = min(heading.level + choices.heading_shift, _DEEPEST_HEADING)
    identifier = f' id="{attribute(heading.identifier)}"' if heading.identifier else ""
    return f"<h{level}{identifier}>{inlines_markup(heading.content, choices)}</h{level}>"


def _verse(verse: Verse, choices: Dialect) -> str:
    """Stanzas of lines; a line is a paragraph, so that it stays one without any style sheet."""
    stanzas = ("\n".join([_verse_line(line, choices) for line in stanza]) for stanza in verse.stanzas)
    return '<div class="verse">\n' + "".join(f'<div class="stanza">\n{one}\n</div>\n' for one in stanzas) + "</div>"


def _verse_line(line: VerseLine, choices: Dialect) -> str:
    """A line of verse; how far an indent goes is the style sheet's business."""
    indent = f" indent-{min(line.indent, _DEEPEST_INDENT)}" if line.indent else ""
    return f'<p class="line{indent}">{inlines_markup(line.content, choices)}</p>'


def _division(division: Division, choices: Dialect) -> str:
    """A fenced division under its own name, with its meaning where the standards have a word for it."""
    kind = division.kind
    meaning = f' role="doc-{kind}"' if kind in _MEANINGS else ""
    if meaning and choices.epub_types:
        meaning += f' epub:type="{kind}"'
    return f'<div class="{kind}"{meaning}>\n{blocks_markup(division.blocks, choices)}\n</div>'


def _list(items: ItemList, choices: Dialect) -> str:
    """A bulleted or numbered list."""
    name = "ol" if items.ordered else "ul"
    start = f' start="{items.start}"' if items.ordered and items.start != 1 else ""
    tight = ' class="tight"' if items.tight else ""
    rows = "".join(f"<li>{blocks_markup(item, choices)}</li>\n" for item in items.items)
    return f"<{name}{tight}{start}>\n{rows}</{name}>"


def _table(table: Table, choices: Dialect) -> str:
    """A table; a head without words is left out, since an empty header cell names nothing (WCAG 1.3.1)."""
    head = "".join(_cell("th", cell, table, column, choices) for column, cell in enumerate(table.head))
    rows = "".join(
        "<tr>" + "".join(_cell("td", cell, table, column, choices) for column, cell in enumerate(row)) + "</tr>\n"
        for row in table.rows
    )
    heading = f"<thead>\n<tr>{head}</tr>\n</thead>\n" if any(table.head) else ""
    body = f"<tbody>\n{rows}</tbody>\n" if rows else ""
    table_markup = f"<table>\n{heading}{body}</table>"
    return f'<div class="table" tabindex="0">\n{table_markup}\n</div>' if choices.scrolling_tables else table_markup


def _cell(name: str, content: Inlines, table: Table, column: int, choices: Dialect) -> str:
    """A cell with the alignment of its column; an empty cell of the head is an ordinary one."""
    aligned = table.alignments[column] if column < len(table.alignments) else ""
    alignment = f' class="{aligned}"' if aligned else ""
    name, scope = ("th", ' scope="col"') if name == "th" and content else ("td", "")
    return f"<{name}{scope}{alignment}>{inlines_markup(content, choices)}</{name}>"


def _figure(figure: Figure, choices: Dialect) -> str:
    """A picture that stands alone, with its caption."""
    caption = f"\n<figcaption>{inlines_markup(figure.caption, choices)}</figcaption>" if figure.caption else ""
    return f"<figure>\n{picture_markup(figure.picture, choices)}{caption}\n</figure>"
