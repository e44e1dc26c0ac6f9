"""Carry the decisions out in blocks: notes that stand as blocks, headnotes, words about the file."""

from __future__ import annotations

from msgspec.structs import replace

from edition_builder.editing.notes.closing import GONE, close_up
from edition_builder.editing.notes.desk import LIFTED, Desk
from edition_builder.editing.notes.fate import Fate
from edition_builder.editing.notes.finding import has_brackets
from edition_builder.editing.notes.lifting import blocks_with_calls, lift_loose, lift_run, refer, with_calls
from edition_builder.editing.notes.runs import at_end, at_start, map_block
from edition_builder.editing.notes.settling import blocks_without_references, print_around, settle, settle_blocks
from edition_builder.editing.notes.slicing import cut_blocks
from edition_builder.model.document import (
    Action,
    Block,
    Blocks,
    Division,
    DivisionKind,
    InlineBracket,
    Inlines,
    ItemList,
    NoteCall,
    OpenBracket,
    OpenBracketBlock,
    Paragraph,
    Quotation,
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
            if placed is None:  # these words cannot carry a call, and it may not come after them
                done.append(Paragraph(held, block.location))
            held = ()
            _append(done, placed or one, cut=cut, rejoin=desk.rejoin)
            cut = False
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
            mapped = map_block(block, lambda run: lift_run(run, desk), lambda inner: lift_blocks(inner, desk))
            return _without_hollows(mapped), ()


def _without_hollows(block: Block) -> Blocks:
    """No list item and no quotation is left empty by what went away."""
    match block:
        case ItemList():
            items = tuple(item for item in block.items if item)
            return (replace(block, items=items),) if items else ()
        case Quotation() | Division() if not block.blocks:
            return ()
        case _:
            return (block,)


def _is_alone(inlines: Inlines) -> bool:
    """Whether a paragraph is nothing but brackets and punctuation."""
    if any(isinstance(one, Text) and any(map(str.isalnum, one.value)) for one in inlines):
        return False
    return has_brackets(inlines) and not any(map(str.isalnum, _outside(inlines)))


def _outside(inlines: Inlines) -> str:
    """The text outside brackets."""
    parts = (
        _outside(inline_children(one)) or plain_text((one,)) for one in inlines if not isinstance(one, OpenBracket)
    )
    return "".join(parts)


def _lift_alone(paragraph: Paragraph, desk: Desk) -> tuple[Blocks, Inlines]:
    """A paragraph of brackets: headnotes, what stays in the line, and calls for the rest."""
    if _all_headnotes(paragraph.content, desk):
        return _set_headnotes(paragraph, desk), ()
    loose = lift_loose(paragraph.content, desk)
    if any(isinstance(one, InlineBracket) for one in walk_inlines(loose)) or any(map(str.isalnum, plain_text(loose))):
        return (replace(paragraph, content=close_up(loose, desk.style, desk.author_identifiers())),), ()
    return (), _keep_punctuation(loose, desk)


def _all_headnotes(inlines: Inlines, desk: Desk) -> bool:
    """Whether a paragraph is nothing but brackets that are headnotes."""
    ahead = 0
    for inline in inlines:
        if isinstance(inline, OpenBracket):
            if desk.peek(ahead).action is not Action.HEADNOTE:
                return False
            ahead += sum(isinstance(one, OpenBracket) for one in walk_inlines((inline,)))
        elif plain_text((inline,)).strip() or not isinstance(inline, Text):
            return False
    return True


def _set_headnotes(paragraph: Paragraph, desk: Desk) -> Blocks:
    """One headnote for each bracket."""
    return tuple(_set_headnote(one, desk) for one in paragraph.content if isinstance(one, OpenBracket))


def _set_headnote(bracket: OpenBracket, desk: Desk) -> Division:
    fate = desk.next_fate()
    content = with_calls(settle(bracket.content, desk), desk)
    return _headnote((Paragraph(content, fate.site.location),), fate)


def _headnote(blocks: Blocks, fate: Fate) -> Division:
    return Division(DivisionKind.HEADNOTE, blocks, fate.site.location)


def _keep_punctuation(loose: Inlines, desk: Desk) -> Inlines:
    """The calls alone; a stop that stood after the bracket is remembered by the last of its calls."""
    calls = [one for one in walk_inlines(loose) if isinstance(one, NoteCall) and one is not GONE]
    lifted = [place for place, call in enumerate(calls) if call.note not in desk.author_identifiers()]
    rest = plain_text(loose).strip()
    if lifted and rest:
        calls[lifted[-1]] = replace(calls[lifted[-1]], closed_after=rest)
    return tuple(calls)


def _lift_bracket_block(block: OpenBracketBlock, desk: Desk) -> tuple[Blocks, Inlines]:
    """A bracket that spans blocks."""
    fate = desk.next_fate()
    blocks = settle_blocks(block.blocks, desk)
    if fate.action is Action.HEADNOTE:
        return (_headnote(blocks_with_calls(blocks, desk), fate),), ()
    if fate.action in (Action.INLINE, Action.UNTOUCHED) or fate.bracket_class is None:
        return print_around(blocks_with_calls(blocks, desk), fate), ()
    bare, references = blocks_without_references(blocks)
    here = _take_away(fate, bare, desk)  # first, so that its note comes before those it refers to
    return (), (*here, *(call for reference in references for call in refer(reference, desk)))


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
    placed = at_end(last, calls) if last is not None else None
    if placed is None:
        return calls
    done[-1] = placed
    return ()
