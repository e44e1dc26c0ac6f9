"""From drafts to blocks; the bodies of notes are put aside on the way."""

from __future__ import annotations

from collections.abc import Iterator

from edition_builder.diagnostics import Location
from edition_builder.model.document import (
    Block,
    Blocks,
    CodeBlock,
    Division,
    DivisionKind,
    Figure,
    Heading,
    ItemList,
    OpenBracketBlock,
    Override,
    Paragraph,
    Picture,
    Quotation,
    SceneBreak,
    Table,
    Text,
    Verse,
)
from edition_builder.model.manuscript import AuthorNote
from edition_builder.reading.attributes import interpret
from edition_builder.reading.context import Context
from edition_builder.reading.drafts import Draft
from edition_builder.reading.inlines import build_inlines
from edition_builder.reading.markdown import DEEPEST
from edition_builder.reading.nearest import did_you_mean
from edition_builder.reading.spanning import join_spanning_brackets
from edition_builder.reading.verse import verse_lines

__all__ = ["build_blocks"]

_KINDS = tuple(DivisionKind)


def build_blocks(drafts: list[Draft], context: Context) -> Blocks:
    """The blocks of a file. Notes go to ``context.notes``; EB303, EB304 and EB310 are said."""
    deep = _first_too_deep(drafts, 1)
    if deep:
        context.findings.add(
            "EB303",
            f"quotations, lists or divisions stand inside one another more than {DEEPEST} deep",
            deep,
            "take markers out until at most a few stand inside one another",
        )
        return ()
    return tuple(_build_all(join_spanning_brackets(drafts), context))


def _first_too_deep(drafts: list[Draft], depth: int) -> Location | None:
    """The place of the first block below the deepest level."""
    for draft in drafts:
        if depth > DEEPEST + 1:
            return draft.location
        for group in draft.groups:
            found = _first_too_deep(group, depth + 1)
            if found:
                return found
    return None


def _build_all(drafts: list[Draft], context: Context) -> Iterator[Block]:
    """Each block; the body of a note and an empty paragraph leave nothing."""
    for draft in drafts:
        if draft.kind == "footnote_reference":
            blocks = tuple(_build_all(draft.groups[0], context))
            context.notes.append(AuthorNote(context.label(draft.token.meta["label"]), blocks, draft.location))
            continue
        block = _build(draft, context)
        if block is not None:
            yield block


def _build(draft: Draft, context: Context) -> Block | None:
    """One block."""
    match draft.kind:
        case "paragraph":
            return _paragraph(draft, context)
        case "heading":
            content = build_inlines(draft.runs[0], context)
            return Heading(int(draft.token.tag[1:]), content, draft.location) if content else None
        case "hr":
            return SceneBreak(draft.location)
        case "fence" | "code_block":
            if draft.kind == "code_block" and not context.was_said("EB313"):
                context.findings.add(
                    "EB313",
                    "lines that begin with four spaces are printed as they stand, brackets and stars too",
                    draft.location,
                    "take the spaces away if this is prose; for lines of code put ``` before and after them",
                )
            return CodeBlock(draft.token.content, draft.location)
        case "table":
            return _table(draft, context)
        case "verse":
            return Verse(tuple(verse_lines(run, context) for run in draft.runs), draft.location)
        case _:
            return _container(draft, context)


def _container(draft: Draft, context: Context) -> Block:
    """A block that holds blocks."""
    if draft.kind in ("bullet_list", "ordered_list"):
        return _list(draft, context)
    blocks = tuple(_build_all(draft.groups[0], context))
    if draft.kind == "bracket":
        attributes = draft.token.meta["attributes"]
        override = interpret(attributes, draft.location, context.findings).override if attributes else Override()
        return OpenBracketBlock(blocks, draft.location, override)
    if draft.kind == "division":
        return Division(_division_kind(draft, context), blocks, draft.location)
    return Quotation(blocks, draft.location)


def _paragraph(draft: Draft, context: Context) -> Paragraph | Figure | None:
    """A paragraph; one that holds a picture and nothing else is a figure with the picture's title as caption."""
    run = draft.runs[0]
    content = build_inlines(run, context)
    if len(content) == 1 and isinstance(content[0], Picture):
        title = next((str(token.attrs.get("title", "")) for token in run.tokens or () if token.type == "image"), "")
        return Figure(content[0], (Text(title),) if title else (), draft.location)
    if not content or all(isinstance(one, Text) and one.value.isspace() for one in content):
        return None
    return Paragraph(content, draft.location)


def _list(draft: Draft, context: Context) -> ItemList:
    """A list. It is tight if no paragraph of its items wants space around it."""
    paragraphs = [child for group in draft.groups for child in group if child.kind == "paragraph"]
    return ItemList(
        tuple(tuple(_build_all(group, context)) for group in draft.groups),
        draft.location,
        ordered=draft.kind == "ordered_list",
        start=int(draft.token.attrs.get("start", 1)),
        tight=all(child.token.hidden for child in paragraphs),
    )


def _table(draft: Draft, context: Context) -> Table:
    """A table; the first row is its head. EB312 for cells that no column takes."""
    for place in draft.overfull:
        context.findings.add(
            "EB312",
            "this row has more cells than the head of its table",
            place,
            "add a column to the head, or write \\| for a stroke that is a character of the text",
        )
    rows = tuple(tuple(build_inlines(run, context) for run in row) for row in draft.rows)
    return Table(rows[0], rows[1:], draft.alignments, draft.location)


def _division_kind(draft: Draft, context: Context) -> DivisionKind:
    """The kind that a fence names; a plain division for an unknown one (EB304)."""
    name = draft.token.info
    if not draft.token.meta["closed"]:
        context.findings.add(
            "EB310",
            f"the division ::: {name} is not closed",
            draft.location,
            "add a line with ::: where it ends",
        )
    if name in _KINDS:
        return DivisionKind(name)
    context.findings.add(
        "EB304", f"there is no division {name}", draft.location, did_you_mean(name, (*_KINDS, "verse"))
    )
    return DivisionKind.PLAIN
