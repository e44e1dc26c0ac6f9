"""Carry the decisions out in a run of inlines: calls for lifted brackets, printed brackets for the others.

The tree is walked in the same order as in ``finding.py``, so that the next fate is always that of the next bracket.
"""

from __future__ import annotations

from collections.abc import Iterator

from msgspec.structs import replace

from edition_builder.editing.notes.closing import GONE, close_up
from edition_builder.editing.notes.desk import LIFTED, Desk
from edition_builder.editing.notes.fate import Fate
from edition_builder.editing.notes.runs import map_block
from edition_builder.editing.notes.settling import (
    blocks_without_references,
    printed,
    settle,
    settle_blocks,
    take_references,
)
from edition_builder.editing.notes.slicing import cut_inlines
from edition_builder.model.document import (
    Action,
    Blocks,
    Correction,
    Emphasis,
    Inline,
    InlineBracket,
    Inlines,
    Link,
    NoteCall,
    NoteReference,
    OpenBracket,
    Paragraph,
    Span,
    Strong,
    Text,
    inline_children,
)

__all__ = ["blocks_with_calls", "lift_loose", "lift_run", "refer", "with_calls"]


def lift_run(inlines: Inlines, desk: Desk) -> Inlines:
    """A paragraph, heading, line or cell with every bracket decided, its calls closed up."""
    if all(isinstance(one, Text) for one in inlines):
        return inlines
    return close_up(lift_loose(inlines, desk), desk.style, desk.author_identifiers())


def lift_loose(inlines: Inlines, desk: Desk) -> Inlines:
    """The same before closing up: ``GONE`` still stands where a bracket went away."""
    return tuple(one for inline in inlines for one in _lift(inline, desk))


def _lift(inline: Inline, desk: Desk) -> Inlines:
    """What stands for one inline."""
    match inline:
        case OpenBracket():
            return _lift_bracket(inline, desk)
        case NoteReference():
            return refer(inline, desk)
        case Link():
            return _split_link(replace(inline, content=lift_run(inline.content, desk)))
        case Emphasis() | Strong() | Span() | Correction():
            return _hoist(replace(inline, content=lift_run(inline.content, desk)))
        case _:
            return (inline,)


def _hoist(inline: Emphasis | Strong | Span | Correction) -> Inlines:
    """Calls at the end of emphasis stand behind it, so that they find the punctuation there."""
    content: list[Inline] = list(inline.content)
    calls: list[Inline] = []
    while content and isinstance(content[-1], NoteCall):
        calls.insert(0, content.pop())
    return (*((replace(inline, content=tuple(content)),) if content else ()), *calls)


def _split_link(link: Link) -> Inlines:
    """A link cannot hold a link, so a call inside it parts it in two."""
    return tuple(
        one if isinstance(one, NoteCall) else replace(link, content=(one,)) for one in _apart(link.content) if one
    )


def _apart(inlines: Inlines) -> Iterator[Inline]:
    """The same inlines with every call at the top level; what held it is parted before and after."""
    for inline in inlines:
        children = inline_children(inline)
        if isinstance(inline, Emphasis | Strong | Span | Correction) and _holds_call(children):
            for child in _apart(children):
                yield child if isinstance(child, NoteCall) else replace(inline, content=(child,))
        else:
            yield inline


def _holds_call(inlines: Inlines) -> bool:
    return any(isinstance(one, NoteCall) or _holds_call(inline_children(one)) for one in inlines)


def _lift_bracket(bracket: OpenBracket, desk: Desk) -> Inlines:
    """What stands for a bracket: a call, nothing, or the bracket itself."""
    fate = desk.next_fate()
    content = settle(bracket.content, desk)
    if fate.bracket_class is None:
        return _syntax(fate, content, desk)
    if fate.action in LIFTED or fate.action in (Action.BACK_MATTER, Action.DROP):
        body, references = take_references(content)
        here = _away(fate, body, desk)  # first, so that its note comes before those it refers to
        return (here, *(call for reference in references for call in refer(reference, desk)))
    return (printed(fate, with_calls(content, desk)),)


def _syntax(fate: Fate, content: Inlines, desk: Desk) -> Inlines:
    """A mark that calls a body elsewhere; any other is the literal text that it was."""
    if fate.calls is not None and fate.action in LIFTED:
        return (desk.call_body(fate.calls),)
    if fate.calls is not None and fate.action is Action.DROP:
        return (GONE,)
    return (Text("["), *with_calls(content, desk), Text("]"))


def _away(fate: Fate, body: Inlines, desk: Desk) -> NoteCall:
    """Take a bracket out of the line and return what stands there instead."""
    if fate.action is Action.BACK_MATTER:
        desk.about.append(Paragraph(body, fate.site.location))
    elif fate.called and fate.action in LIFTED:
        desk.bodies[fate.site.number] = (fate, note_paragraph(fate, body))
    elif fate.action in LIFTED:
        return desk.file_note(fate, note_paragraph(fate, body))
    return GONE


def note_paragraph(fate: Fate, body: Inlines) -> Blocks:
    """The content of a bracket as the paragraph of a note, without its label."""
    return (Paragraph(cut_inlines(body, len(fate.label.leading), len(fate.label.trailing)), fate.site.location),)


def with_calls(inlines: Inlines, desk: Desk) -> Inlines:
    """A run that stays in the text, its references turned into calls."""
    changed: list[Inline] = []
    for inline in inlines:
        match inline:
            case NoteReference():
                changed.extend(refer(inline, desk))
            case Emphasis() | Strong() | Span() | Link() | Correction() | InlineBracket():
                changed.append(replace(inline, content=with_calls(inline.content, desk)))
            case _:
                changed.append(inline)
    return tuple(changed)


def blocks_with_calls(blocks: Blocks, desk: Desk) -> Blocks:
    """The same for blocks."""
    return tuple(
        map_block(one, lambda run: with_calls(run, desk), lambda inner: blocks_with_calls(inner, desk))
        for one in blocks
    )


def refer(reference: NoteReference, desk: Desk) -> Inlines:
    """The call of an author's note, and behind it the calls of notes that this note itself calls."""
    if reference.label not in desk.author_notes:
        return ()  # reading has said so already (EB301)
    if desk.author_action is Action.DROP:
        return (GONE,)
    call, first = desk.call_author(reference.label)
    return (call, *_file_author_note(reference.label, desk)) if first else (call,)


def _file_author_note(label: str, desk: Desk) -> Inlines:
    """Settle the note's own brackets and file it; returns the calls of notes it refers to."""
    fates, place = desk.fates, desk.place
    desk.fates, desk.place = desk.author_fates[label], 0
    blocks = settle_blocks(desk.author_notes[label].blocks, desk)
    desk.fates, desk.place = fates, place
    bare, references = blocks_without_references(blocks)
    desk.file_author_note(label, bare)
    return tuple(call for reference in references for call in refer(reference, desk))
