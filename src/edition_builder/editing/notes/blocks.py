"""Carry the decisions out in blocks: notes that stand as blocks, headnotes, words about the file."""

from __future__ import annotations

from dataclasses import replace

from edition_builder.editing.notes.closing import GONE, close_up
from edition_builder.editing.notes.desk import LIFTED, Desk
from edition_builder.editing.notes.fate import Fate
from edition_builder.editing.notes.finding import has_brackets
from edition_builder.editing.notes.lifting import (
    blocks_with_calls,
    blocks_without_references,
    lift_loose,
    lift_run,
    refer,
    settle,
    settle_blocks,
    with_calls,
)
from edition_builder.editing.notes.runs import at_end, at_start, map_block
from edition_builder.editing.notes.slicing import cut_blocks
from edition_builder.model.document import (
    Action,
    Block,
    Blocks,
    Division,
    DivisionKind,
    Inline,
    InlineBracket,
    Inlines,
    NoteCall,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Text,
    inline_children,
    plain_text,
    walk_inlines,
)

__all__ = ["lift_blocks"]

_SENTENCE_ENDS = '.!?…:;”’"»)'


def lift_blocks(blocks: Blocks, desk: Desk) -> Blocks:
    """The blocks of one container with every bracket decided."""
    done: list[Block] = []
    held: Inlines = ()
    cut = False
    for block in blocks:
        made, calls = _lift_block(block, desk)
        for one in made:
            placed = at_start(one, held) if held else one
            held = held if placed is None else ()
            _append(done, placed or one, cut=cut, rejoin=desk.rejoin)
        held = _call_from_last(done, (*held, *calls)) if calls else held
        cut = not made
    return (*done, Paragraph(held, blocks[-1].location)) if held else tuple(done)


def _lift_block(block: Block, desk: Desk) -> tuple[Blocks, Inlines]:
    """What stands for a block, and the calls that it leaves to its neighbours."""
    match block:
        case OpenBracketBlock():
            return _lift_bracket_block(block, desk)
        case Paragraph() if _is_alone(block.content):
            return _lift_alone(block, desk)
        case _:
            return (map_block(block, lambda run: lift_run(run, desk), lambda inner: lift_blocks(inner, desk)),), ()


def _is_alone(inlines: Inlines) -> bool:
    """Whether a paragraph is nothing but brackets and punctuation."""
    return has_brackets(inlines) and not any(map(str.isalnum, _outside(inlines)))


def _outside(inlines: Inlines) -> str:
    """The text outside brackets."""
    parts = (
        _outside(inline_children(one)) or plain_text((one,)) for one in inlines if not isinstance(one, OpenBracket)
    )
    return "".join(parts)


def _lift_alone(paragraph: Paragraph, desk: Desk) -> tuple[Blocks, Inlines]:
    """A paragraph of brackets: headnotes, what stays in the line, and calls for the rest."""
    if desk.peek().action is Action.HEADNOTE:
        return _set_headnotes(paragraph, desk)
    loose = lift_loose(paragraph.content, desk)
    if any(isinstance(one, InlineBracket) for one in walk_inlines(loose)) or any(map(str.isalnum, plain_text(loose))):
        return (replace(paragraph, content=close_up(loose, desk.style, desk.author_identifiers())),), ()
    return (), _keep_punctuation(loose)


def _set_headnotes(paragraph: Paragraph, desk: Desk) -> tuple[Blocks, Inlines]:
    """One headnote for each bracket; one that is something else after all stays beside it."""
    made: list[Block] = []
    calls: list[Inline] = []
    for inline in paragraph.content:
        if isinstance(inline, OpenBracket) and desk.peek().action is Action.HEADNOTE:
            fate = desk.next_fate()
            content = with_calls(settle(inline.content, desk), desk)
            made.append(_headnote((Paragraph(content, fate.site.location),), fate))
        else:
            calls.extend(one for one in lift_loose((inline,), desk) if isinstance(one, NoteCall) and one is not GONE)
    return tuple(made), tuple(calls)


def _headnote(blocks: Blocks, fate: Fate) -> Division:
    return Division(DivisionKind.HEADNOTE, blocks, fate.site.location)


def _keep_punctuation(loose: Inlines) -> Inlines:
    """The calls alone; a stop that stood after the bracket is remembered by the last of them."""
    calls = [one for one in loose if isinstance(one, NoteCall) and one is not GONE]
    rest = plain_text(loose).strip()
    if calls and rest:
        calls[-1] = replace(calls[-1], closed_after=rest)
    return tuple(calls)


def _lift_bracket_block(block: OpenBracketBlock, desk: Desk) -> tuple[Blocks, Inlines]:
    """A bracket that spans blocks."""
    fate = desk.next_fate()
    blocks = settle_blocks(block.blocks, desk)
    if fate.action is Action.HEADNOTE:
        return (_headnote(blocks_with_calls(blocks, desk), fate),), ()
    if fate.action in (Action.INLINE, Action.UNTOUCHED) or fate.bracket_class is None:
        return _print_brackets(blocks_with_calls(blocks, desk), fate), ()
    bare, references = blocks_without_references(blocks)
    calls = tuple(call for reference in references for call in refer(reference, desk))
    return (), (*_take_away(fate, bare, desk), *calls)


def _take_away(fate: Fate, blocks: Blocks, desk: Desk) -> Inlines:
    """File a bracket's blocks as a note or among the words about the file; its call, if it has one here."""
    if fate.action is Action.BACK_MATTER:
        desk.about.extend(blocks)
    elif fate.action in LIFTED:
        body = cut_blocks(blocks, len(fate.label.leading), len(fate.label.trailing))
        if not fate.called:
            return (desk.file_note(fate, body),)
        desk.bodies[fate.site.number] = (fate, body)
    return ()


def _print_brackets(blocks: Blocks, fate: Fate) -> Blocks:
    """The brackets back where they were: at the first and the last words of the blocks."""
    if len(blocks) == 1 and isinstance(blocks[0], Paragraph):
        shown = None if fate.action is Action.UNTOUCHED else fate.bracket_class
        bracket = InlineBracket(blocks[0].content, fate.site.location, shown, fate.by)
        return (replace(blocks[0], content=(bracket,)),)
    opened = at_start(blocks[0], (Text("["),)) if blocks else None
    first = (opened, *blocks[1:]) if opened else (Paragraph((Text("["),), fate.site.location), *blocks)
    closed = at_end(first[-1], (Text("]"),))
    return (*first[:-1], closed) if closed else (*first, Paragraph((Text("]"),), fate.site.location))


def _append(done: list[Block], block: Block, *, cut: bool, rejoin: bool) -> None:
    """Add a block; one that goes on with a sentence which a note had cut in two is joined or marked so."""
    last = done[-1] if done else None
    if cut and isinstance(last, Paragraph) and isinstance(block, Paragraph) and _goes_on(last, block):
        if rejoin:
            done[-1] = replace(last, content=(*last.content, Text(" "), *block.content))
            return
        block = replace(block, continues=True)
    done.append(block)


def _goes_on(last: Paragraph, block: Paragraph) -> bool:
    """The paragraph before has no end and this one no beginning."""
    before, after = plain_text(last.content).rstrip(), plain_text(block.content).lstrip()
    return bool(before) and before[-1] not in _SENTENCE_ENDS and after[:1].islower()


def _call_from_last(done: list[Block], calls: Inlines) -> Inlines:
    """Put calls at the end of the block before; what is returned found no place and waits for the next block."""
    last = done[-1] if done else None
    ours = isinstance(last, Division) and last.kind is DivisionKind.HEADNOTE
    placed = at_end(last, calls) if last is not None and not ours else None
    if placed is None:
        return calls
    done[-1] = placed
    return ()
