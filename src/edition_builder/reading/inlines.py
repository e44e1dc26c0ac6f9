"""From tokens to inlines: emphasis and brackets may cross, no character may go."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec import Struct, field

from edition_builder.model.document import Code, Emphasis, Inline, Inlines, LineBreak, NoteReference, Strong, Text
from edition_builder.reading.context import Context
from edition_builder.reading.invisible import check_entity
from edition_builder.reading.line_ends import join_lines
from edition_builder.reading.markdown import DEEPEST
from edition_builder.reading.markdown_engine import Token
from edition_builder.reading.nodes import bracket_nodes, inline_note, link_nodes, picture_nodes
from edition_builder.reading.runs import Run

__all__ = ["build_inlines"]

_BLANKS = re.compile(r"[ \t]{2,}|\t")
_OPENS = frozenset({"em_open", "strong_open", "link_open", "note_open", "bracket_open"})
_CLOSES = frozenset({"em_close", "strong_close", "link_close", "note_close", "bracket_close"})
_LIST_OR_SMILEY = frozenset("0123456789:;=")  # before "]": "1]" of a list and smileys are said once, not at each


def build_inlines(run: Run, context: Context) -> Inlines:
    """The inlines of a run; EB401 and EB402 for brackets without a partner, EB303 for too deep a nest."""
    if run.tokens is None or _too_deep(run, context):
        text = _squeeze(join_lines(run.content))
        return (Text(text),) if text else ()
    if context.brackets:
        _report_left_over(run, run.tokens, context)
    return _Builder(run, context).build(run.tokens)


def _squeeze(text: str) -> str:
    """Runs of spaces and tabs as one space; no-break spaces and their like are kept."""
    return _BLANKS.sub(" ", text) if "  " in text or "\t" in text else text


def _too_deep(run: Run, context: Context) -> bool:
    """EB303 if inlines stand inside one another too deep."""
    depth = 0
    for index, token in enumerate(run.tokens or ()):
        if token.content and index not in run.partners:
            continue
        depth += (token.type in _OPENS) - (token.type in _CLOSES)
        if depth > DEEPEST:
            context.findings.add(
                "EB303",
                f"brackets or emphasis stand inside one another more than {DEEPEST} deep",
                run.places.at(0),
                "take out signs that are not needed, or write \\[ and \\* for characters of the text",
            )
            return True
    return False


def _report_left_over(run: Run, tokens: Sequence[Token], context: Context) -> None:
    """Say each bracket without a partner, with its place."""
    for index in run.left_over():
        at = tokens[index].meta["at"]
        if tokens[index].type == "bracket_open":
            context.findings.add(
                "EB401",
                "this bracket is opened and not closed: it is printed as a character",
                run.places.at(at),
                "add the closing bracket, or write \\[ if it is a character of the text",
            )
        elif not (run.content[at - 1 : at] in _LIST_OR_SMILEY and context.was_said("EB402")):
            context.findings.add(
                "EB402",
                "this bracket is closed and was not opened: it is printed as a character",
                run.places.at(at),
                "add the opening bracket, or write \\] if it is a character of the text",
            )


class _Frame(Struct, eq=False):
    """An inline that is still open."""

    kind: str
    token: Token | None = None
    items: list[Inline] = field(default_factory=list)
    text: list[str] = field(default_factory=list)

    def add(self, *inlines: Inline) -> None:
        """Append inlines after the text so far; text joins text."""
        for inline in inlines:
            if isinstance(inline, Text):
                self.text.append(inline.value)
            else:
                self.finish_text()
                self.items.append(inline)

    def finish_text(self) -> None:
        """Make one node of the text so far."""
        if self.text:
            text = _squeeze("".join(self.text))
            self.text.clear()
            if text:
                self.items.append(Text(text))

    def content(self) -> Inlines:
        """What the frame holds."""
        self.finish_text()
        return tuple(self.items)


class _Builder:
    """Builds one run from its tokens with a stack of open inlines."""

    __slots__ = ("_context", "_frames", "_run")

    def __init__(self, run: Run, context: Context) -> None:
        self._run = run
        self._context = context
        self._frames = [_Frame("run")]

    def build(self, tokens: Sequence[Token]) -> Inlines:
        for index, token in enumerate(tokens):
            if token.type in ("bracket_open", "bracket_close"):
                self._bracket(index, token)
            elif token.type in _OPENS:
                self._frames.append(_Frame(token.type.removesuffix("_open"), token))
            elif token.type in _CLOSES:
                self._close(token.type.removesuffix("_close"))
            else:
                self._leaf(token)
        return self._frames[0].content()

    def _leaf(self, token: Token) -> None:
        """A token without children of ours."""
        top = self._frames[-1]
        if token.type in ("softbreak", "hardbreak"):
            top.add(LineBreak())
        elif token.type == "code_inline":
            top.add(Code(token.content))
        elif token.type == "note_reference":
            place = self._run.places.at(token.meta["at"])
            label = self._context.label(token.meta["label"])
            self._context.calls.append((label, place))
            top.add(NoteReference(label, place))
        elif token.type == "image":
            top.add(*picture_nodes(token, self._run.places.at(token.meta["at"]), self._context))
        else:
            if token.info == "entity":
                place = self._run.places.at(self._run.content.find(token.markup))
                check_entity(token.content, token.markup, place, self._context.findings)
            top.text.append(token.content)

    def _bracket(self, index: int, token: Token) -> None:
        """An end of a bracket: opens, closes, is a character, or was taken off by a bracket that spans blocks."""
        if index in self._run.taken:
            return
        if index not in self._run.partners:
            self._frames[-1].text.append(token.content)
        elif token.type == "bracket_open":
            self._frames.append(_Frame("bracket", token))
        else:
            self._close_bracket(token)

    def _close_bracket(self, closing: Token) -> None:
        """Close the innermost bracket. Emphasis opened in it and still open is split: ``[a *b] c*``."""
        split: list[str] = []
        while self._frames[-1].kind != "bracket":
            split.append(self._frames[-1].kind)
            self._close(split[-1])
        frame = self._frames.pop()
        opening = frame.token
        if opening is not None:
            place = self._run.places.at(opening.meta["at"])
            nodes = bracket_nodes(frame.content(), place, closing.meta["attributes"], self._context)
            self._frames[-1].add(*nodes)
        self._frames.extend(_Frame(kind) for kind in reversed(split))

    def _close(self, kind: str) -> None:
        """Close the innermost inline of a kind. Brackets opened in it and still open split it: ``*a [b* c]``."""
        index = max(number for number, frame in enumerate(self._frames) if frame.kind == kind)
        for frame in self._frames[index + 1 :]:
            content = frame.content()
            frame.items[:] = _emphasis(kind, content)
        frame = self._frames.pop(index)
        self._frames[index - 1].add(*self._made(frame))

    def _made(self, frame: _Frame) -> Inlines:
        """The nodes of a closed frame."""
        content = frame.content()
        place = self._run.places.at(frame.token.meta["at"]) if frame.token and "at" in frame.token.meta else None
        if frame.token is None or place is None:
            return _emphasis(frame.kind, content)
        if frame.kind == "note":
            return (inline_note(content, place, self._context),)
        return link_nodes(str(frame.token.attrs["href"]), content, place, self._context)


def _emphasis(kind: str, content: Inlines) -> Inlines:
    """Emphasis around content; nothing around nothing."""
    if not content:
        return ()
    return (Strong(content),) if kind == "strong" else (Emphasis(content),)
