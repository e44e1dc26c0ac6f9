"""What importing did, for people: the file of what was left out, and the lines on the terminal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from edition_builder.diagnostics import Diagnostic, Location
from edition_builder.importing.blocks import LeftOut
from edition_builder.importing.counting import count_words
from edition_builder.importing.draft import Draft
from edition_builder.importing.preset import Preset
from edition_builder.importing.slips import Slip

__all__ = ["findings", "left_out_text", "summary"]

_MOST_SHOWN = 40
_SHORT = 60  # characters: a line of a terminal


def left_out_text(draft: Draft) -> str:
    """``NAME.left-out.txt``: lines with ``|`` are words of the source, lines with ``#`` are ours."""
    words = sum(sum(count_words(one.text).values()) for one in draft.left_out)
    lines = [
        "# What was left out of the manuscript, with the reason. Every word of the source stands there or here.",
        "# Lines with | are words of the source. Delete this file when you have looked through it.",
        f"# {words} words in {len(draft.left_out)} places.",
    ]
    reason = ""
    for one in draft.left_out:
        if one.reason != reason:
            reason = one.reason
            lines += ["#", f"# {_place(one, draft.text.unit)}{reason}"]
        lines += [f"| {line}" for line in one.text.split("\n")]
    return "\n".join(lines) + "\n"


def _place(one: LeftOut, unit: str) -> str:
    return f"{unit} {one.line}: " if one.line else ""


def summary(draft: Draft, preset: Preset) -> tuple[str, ...]:
    """The lines that say what was read, found and left out."""
    encoding = f", {draft.text.encoding}" if draft.text.encoding else ""
    kept = sum(sum(count_words(block.words).values()) for block in draft.blocks if not block.reason)
    reasons = Counter[str]()
    for one in draft.left_out:
        reasons[one.reason] += sum(count_words(one.text).values())
    lines = [f"read as {draft.text.kind}{encoding}: {kept} words of text"]
    lines += [
        f"  {field.key}: {_short(field.value)}  "
        f"({f'as a comment: {field.offered}' if field.offered else field.sureness}{_at(field.line, draft.text.unit)})"
        for field in draft.fields
    ]
    lines.append(f"brackets: {preset.value or 'no preset'} ({preset.reason})")
    total = sum(reasons.values())
    if total or draft.left_out:
        lines.append(
            f"left out: {total} words (" + ", ".join(f"{reason}: {count}" for reason, count in reasons.items()) + ")"
        )
    return tuple(lines)


def _at(line: int, unit: str) -> str:
    return f", {unit} {line}" if line else ""


def _short(text: str) -> str:
    return text if len(text) <= _SHORT else f"{text[: _SHORT - 1].rstrip()}…"


def findings(preset: Preset, slips: Sequence[Slip], manuscript: str, path: str) -> Iterator[Diagnostic]:
    """Likely slips with a line ready to accept, and doubtful brackets, each with its place in the manuscript.

    Args:
        preset: as chosen.
        slips: as found.
        manuscript: the text as it will be written.
        path: where it will be written.
    """
    for slip in slips[:_MOST_SHOWN]:
        message = f"“{slip.sic}” may be a slip for “{slip.meant}”; it stays as it is"
        hint = f"if it is one, write in its place: {slip.ready}"
        yield Diagnostic("EB909", message, _place_of(slip.sic, manuscript, path), hint)
    for one in preset.doubtful[:_MOST_SHOWN]:
        hint = "look at it with: edition notes; to overrule: [words]{.footnote} or [words]{.inline}"
        yield Diagnostic("EB910", f"[{_short(one.text)}] becomes {one.action}, which is in doubt", one.location, hint)


def _place_of(words: str, manuscript: str, path: str) -> Location:
    """Where words stand in the manuscript; the file as a whole if a line end stands between them."""
    start = manuscript.find(words)
    if start < 0:
        return Location(path)
    return Location(path, manuscript.count("\n", 0, start) + 1, start - manuscript.rfind("\n", 0, start))
