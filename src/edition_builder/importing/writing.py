"""A draft as a manuscript: front matter with where each value was found, the other keys as comments, then the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from edition_builder.importing.blocks import Block, Field, Kind
from edition_builder.importing.draft import Draft
from edition_builder.importing.escaping import escape_words

__all__ = ["KeyHelp", "blank_manuscript", "write_manuscript"]

_PLAIN = re.compile(r"\d{4}(?:-\d\d){0,2}|[^\W\d_][\w ,.’()/«»“”-]*[\w.)’”»]|[^\W\d_]")
_YAML_WORDS = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n", "~"})
_PROSE = frozenset({"title", "subtitle", "headnote", "acknowledgements", "see-also", "rights"})
_PLACEHOLDERS = (("title", "?"), ("author", "?"), ("language", "en"))
_INDENTED = re.compile(r"\n(?=[^\n])")


class KeyHelp(Struct, frozen=True):
    """A key of the front matter: its name, what it says, whether it is required, an example, the keys inside it."""

    name: str
    summary: str
    required: bool = False
    example: str = '""'
    inner: tuple[KeyHelp, ...] = ()


def write_manuscript(
    draft: Draft, keys: Sequence[KeyHelp], notes: str = "", reason: str = "", *, probe: bool = False
) -> str:
    """The manuscript of a draft.

    Args:
        draft: as made.
        keys: every key of the front matter, in order.
        notes: the value of ``notes:``, "" for none.
        reason: why this preset.
        probe: fill required keys that were not found, so that the manuscript can be read to look at its brackets; the
            lines are the same as without.
    """
    header = (
        _kept_header(draft, notes, reason) if draft.text.header else _header(draft, keys, notes, reason, probe=probe)
    )
    return f"---\n{header}---\n\n{_body(draft.blocks)}\n"


def _kept_header(draft: Draft, notes: str, reason: str) -> str:
    """Front matter that the source has already, with the ``notes`` line it lacks; where it has one, a blank comment."""
    header = draft.text.header
    line = "# notes: as above\n" if re.search(r"^notes:", header, re.MULTILINE) else f"notes: {notes}  # {reason}\n"
    return header + (line if notes and not line.startswith("#") else "# notes: no preset is needed\n")


def _header(draft: Draft, keys: Sequence[KeyHelp], notes: str, reason: str, *, probe: bool) -> str:
    return "".join(_notes(notes, reason) if key.name == "notes" else _key(key, draft, probe=probe) for key in keys)


def _notes(value: str, reason: str) -> str:
    return (
        f"notes: {value}  # {reason}\n"
        if value
        else f"# notes: {{brackets: auto}}  # {reason or 'what becomes of brackets'}\n"
    )


def _key(key: KeyHelp, draft: Draft, *, probe: bool) -> str:
    """One line: the value with its evidence, or the key as a comment with what it is for."""
    fields, unit = draft.fields, draft.text.unit
    own = [field for field in fields if field.key == key.name and not field.offered]
    offered = next((field for field in fields if field.key == key.name and field.offered), None)
    inner = [field for field in fields if field.key.startswith(f"{key.name}.")]
    if inner:
        pairs = ", ".join(f"{field.key.split('.')[1]}: {_scalar(field.value, flow=True)}" for field in inner)
        return f"{key.name}: {{{pairs}}}  # {'; '.join(dict.fromkeys(_evidence(field, unit) for field in inner))}\n"
    if not own and offered and not probe:
        advice = f"{offered.offered}; correct it and delete the # before it"
        return f"# {key.name}: {_scalar(offered.value)}  # {_evidence(offered, unit)}; {advice}\n"
    if not own:
        held = dict(_PLACEHOLDERS).get(key.name) if probe else None
        return (
            f"{key.name}: {held!r}\n"
            if held
            else f"# {key.name}: {key.example}  # {'required: ' if key.required else ''}{key.summary}\n"
        )
    if len(own) == 1 and _several_names(own[0]) is None:
        return f"{key.name}: {_scalar(_value(own[0]))}  # {_evidence(own[0], unit)}\n"
    values = _several_names(own[0]) or [_value(field) for field in own]
    comments = [_evidence(own[0], unit)] if len(own) == 1 else [_evidence(field, unit) for field in own]
    lines = (
        f"  - {_scalar(value)}" + (f"  # {comments[place]}" if place < len(comments) else "")
        for place, value in enumerate(values)
    )
    return f"{key.name}:\n" + "".join(f"{line}\n" for line in lines)


def _several_names(field: Field) -> list[str] | None:
    """The names of several people, or None."""
    if field.key not in ("author", "translator", "editor"):
        return None
    names = re.split(r",\s+|\s+(?:and|und|et|y|и|&)\s+", field.value)
    return names if len(names) > 1 else None


def _value(field: Field) -> str:
    """Words that moved are Markdown already; copies in a prose key are made so."""
    return escape_words(field.value) if field.key in _PROSE and not field.moved else field.value


def _scalar(text: str, *, flow: bool = False) -> str:
    """A YAML scalar: plain where no rule of YAML can misread it, else in double quotes."""
    safe = _PLAIN.fullmatch(text) and text.lower() not in _YAML_WORDS and not (flow and "," in text)
    return text if safe else json.dumps(text, ensure_ascii=False)


def _evidence(field: Field, unit: str) -> str:
    """How sure, and where it was found."""
    where = f", {unit} {field.line}" if field.line else ""
    words = "" if field.moved else f": {field.evidence}"
    return f"{field.sureness}{where}{words}".replace("\n", " ")


def _body(blocks: Iterable[Block]) -> str:
    """The kept blocks, an empty line between two; items of one list stand together."""
    kept = _without_idle_breaks([block for block in blocks if not block.reason])
    return "".join(_parts(kept)).rstrip("\n")


def _without_idle_breaks(blocks: Sequence[Block]) -> list[Block]:
    """A rule above notes or at the end parts nothing any more."""
    kept: list[Block] = []
    for block in blocks:
        if block.kind is Kind.NOTE and kept and kept[-1].kind is Kind.BREAK:
            kept.pop()
        kept.append(block)
    return kept[:-1] if kept and kept[-1].kind is Kind.BREAK else kept


def _parts(blocks: Sequence[Block]) -> Iterator[str]:
    for place, block in enumerate(blocks):
        following = blocks[place + 1] if place + 1 < len(blocks) else None
        tight = following is not None and block.kind is following.kind is Kind.ITEM
        yield _block(block) + ("\n" if tight else "\n\n")


def _block(block: Block) -> str:
    """One block as Markdown."""
    match block.kind:
        case Kind.HEADING:
            return f"{'#' * max(1, block.level)} {' '.join(block.markdown.split())}"
        case Kind.QUOTE:
            return "> " + block.markdown.replace("\n", "\n> ")
        case Kind.ITEM:
            indent = "  " * max(0, block.level - 1)
            return f"{indent}- " + block.markdown.replace("\n", f"\n{indent}  ")
        case Kind.NOTE:
            return f"[^{block.label}]: " + _INDENTED.sub("\n    ", block.markdown)
        case _:
            return block.markdown


def blank_manuscript(keys: Sequence[KeyHelp]) -> str:
    """An empty manuscript: the required keys to fill in, every other one as a comment that explains it."""
    lines: list[str] = []
    for key in keys:
        lines.append(f"# {key.name} – {key.summary}" + (" (required)" if key.required else ""))
        lines += [f"#   {inner.name} – {inner.summary}" for inner in key.inner]
        lines.append(f'{key.name}: ""' if key.required else f"# {key.name}: {key.example}")
    return "---\n" + "\n".join(lines) + "\n---\n\n"
