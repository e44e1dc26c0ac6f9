"""Short manuscripts as strings, and editions shown as strings: calls as ¹ ² ³, brackets that stay as they are."""

from __future__ import annotations

from bracket_corpus import manuscript_of
from edition_builder.diagnostics import Diagnostic
from edition_builder.editing.notes.resolve import ResolvedText, resolve_notes
from edition_builder.model.canonical import visible_text
from edition_builder.model.document import (
    Block,
    Blocks,
    Division,
    DivisionKind,
    InlineBracket,
    Inlines,
    Link,
    NoteCall,
    child_blocks,
    inline_children,
    own_inlines,
    plain_text,
)
from edition_builder.model.edition import Note

__all__ = ["findings", "head", "note_texts", "resolved", "shown"]

_MARKS = "¹²³⁴⁵⁶⁷⁸⁹"


def head(language: str = "en", notes: str = "{brackets: auto}", extra: str = "") -> str:
    """The front matter of a test text."""
    return f"---\ntitle: T\nauthor: A\nlanguage: {language}\nnotes: {notes}\n{extra}---\n\n"


def resolved(markdown: str, language: str = "en", notes: str = "{brackets: all}") -> ResolvedText:
    """Read and resolve a text."""
    outcome = resolve_notes(manuscript_of(head(language, notes) + markdown))
    assert outcome.value is not None, outcome.diagnostics
    return outcome.value


def findings(markdown: str, notes: str = "{brackets: auto}") -> tuple[Diagnostic, ...]:
    """What the engine has to say about a text."""
    return resolve_notes(manuscript_of(head(notes=notes) + markdown)).diagnostics


def shown(text: ResolvedText) -> str:
    """The body, a line a block; ``H:`` before a headnote, ``~`` before a paragraph that goes on."""
    names = {note.identifier: _MARKS[place] for place, note in enumerate(text.notes)}
    return "\n".join(_blocks(text.blocks, names))


def _blocks(blocks: Blocks, names: dict[str, str]) -> list[str]:
    lines: list[str] = []
    for block in blocks:
        before = _before(block)
        lines.extend(before + _inlines(run, names) for run in own_inlines(block))
        lines.extend(before + line for line in _blocks(tuple(child_blocks(block)), names))
    return lines


def _before(block: Block) -> str:
    if isinstance(block, Division) and block.kind is DivisionKind.HEADNOTE:
        return "H:"
    return "~" if getattr(block, "continues", False) else ""


def _inlines(inlines: Inlines, names: dict[str, str]) -> str:
    parts = []
    for inline in inlines:
        match inline:
            case NoteCall():
                parts.append(names[inline.note])
            case InlineBracket():
                parts.append(f"[{_inlines(inline.content, names)}]")
            case Link():
                parts.append(f"<{_inlines(inline.content, names)}>")
            case _:
                parts.append(_inlines(inline_children(inline), names) or plain_text((inline,)))
    return "".join(parts)


def note_texts(text: ResolvedText) -> list[str]:
    """The texts of the notes in order."""
    return [_note(note) for note in text.notes]


def _note(note: Note) -> str:
    return " / ".join(visible_text(note.blocks))
