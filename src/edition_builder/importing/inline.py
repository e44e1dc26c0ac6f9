"""The inlines of an HTML tree as Markdown: stress, links, line ends, calls of notes; every other mark is dropped."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from edition_builder.importing.escaping import escape_words
from edition_builder.importing.trees import UNSEEN, Element, tag_of, text_of

__all__ = ["Run", "finish", "inline"]

_OPEN = {"em": "\ue001", "i": "\ue001", "cite": "\ue001", "dfn": "\ue001", "strong": "\ue003", "b": "\ue003"}
_CLOSE = {"\ue001": "\ue002", "\ue003": "\ue004"}
_MARKS = {"\ue001": "*", "\ue002": "*", "\ue003": "**", "\ue004": "**"}
_PAIR = re.compile("(\ue001|\ue003)([^\ue001-\ue004]*)(\ue002|\ue004)")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_LINK = re.compile(r"(?:https?|mailto):[^\s()<>\\]+", re.IGNORECASE)
_PRIVATE = re.compile("[\ue001-\ue006]")


class Run(NamedTuple):
    """A run of inlines: as Markdown with open marks (see ``finish``), and the words that a reader saw."""

    markdown: str
    words: str


class Marks(NamedTuple):
    """What a run needs to know of the whole.

    Labels of elements that call a note, words of elements that lead back to a call, what becomes of a picture.
    """

    calls: Mapping[Element, str]
    backs: Mapping[Element, str]
    picture: Callable[[Element], str]


def text_run(text: str | None) -> Run:
    """Plain words, runs of white space as one space."""
    plain = _SPACE.sub(" ", _PRIVATE.sub("", text or ""))
    return Run(escape_words(plain), plain)


def inline(element: Element, marks: Marks) -> Run:
    """An inline element with everything in it, without its tail."""
    tag = tag_of(element)
    if element in marks.calls:
        return Run(f"[^{marks.calls[element]}]", text_of(element))
    if tag in UNSEEN or not tag or element in marks.backs:
        return Run("", "")
    if tag == "br":
        return Run("\n", "\n")
    if tag == "img":
        return Run(marks.picture(element), "")
    inner = content(element, marks)
    opening = _OPEN.get(tag, "")
    if opening:
        return Run(_marked(inner.markdown, opening), inner.words)
    return Run(_linked(element, inner.markdown), inner.words) if tag == "a" else inner


def content(element: Element, marks: Marks) -> Run:
    """What stands in an element: text and inlines."""
    first = text_run(element.text)
    markdown, words = [first.markdown], [first.words]
    for child in element:
        for run in (inline(child, marks), text_run(child.tail)):
            markdown.append(run.markdown)
            words.append(run.words)
    return Run("".join(markdown), "".join(words))


def _marked(markdown: str, opening: str) -> str:
    """Stress around words, white space outside; none around nothing or within stress of the same kind."""
    inner = markdown.strip(" \n")
    if not inner or _PRIVATE.search(inner) or "\n\n" in inner:
        return markdown
    start = markdown.index(inner)
    return f"{markdown[:start]}{opening}{inner}{_CLOSE[opening]}{markdown[start + len(inner) :]}"


def _linked(element: Element, markdown: str) -> str:
    """A link that leads into the network keeps its address; what leads about in the page is only words."""
    address = (element.get("href") or "").strip()
    words = markdown.strip()
    if not words or not _LINK.fullmatch(address) or re.search(r"[\[\]!\n]", words) or words == address:
        return markdown
    start = markdown.index(words)
    return f"{markdown[:start]}[{words}]({address}){markdown[start + len(words) :]}"


def finish(markdown: str) -> str:
    """Write the marks of stress where CommonMark reads them as such (0.31, section 6.2), and drop them elsewhere."""
    while True:
        found = _PAIR.search(markdown)
        if not found:
            return _PRIVATE.sub("", markdown)
        before, after = markdown[: found.start()], markdown[found.end() :]
        inner = found[2]
        sound = _opens(before[-1:], inner[:1]) and _opens(after[:1], inner[-1:])
        mark = _MARKS[found[1]] if sound else ""
        markdown = f"{before}{mark}{inner}{mark}{after}"


def _opens(outside: str, inside: str) -> bool:
    """Whether a mark between these two characters clings to the inner one."""
    if not inside or inside.isspace() or inside in "*_":
        return False
    punctuation = not inside.isalnum()
    return not punctuation or not outside or outside.isspace() or not (outside.isalnum() or outside == "*")
