"""How much text is read: more than any person wrote at once would only take time, and is refused with a reason."""

from __future__ import annotations

import re

from edition_builder.importing.blocks import Text
from edition_builder.importing.kinds import Refusal

__all__ = ["refuse_large", "refuse_long", "refuse_mail", "refuse_packed"]

_LARGEST_TEXT = 3_000_000  # bytes: in a text without end every search takes its time
_MOST_TAGS = 120_000  # of a page, opening and closing ones: a long page has a tenth of them
_LONGEST_PARAGRAPH = 200_000  # characters: longer than any that a person wrote
_MOST_BLOCKS = 20_000  # a long novel has half of them
_MOST_BRACKETS = 20_000  # of which each is looked at with its sentence
_MOST_MARKS = 200_000  # signs that Markdown reads as marks, or that are kept from it
_MARKS = "\\*_`<["
_MOST_ELEMENTS = 300_000  # of the text of a Word or OpenDocument file: a long novel has a third of them
_LARGEST_MHTML = 12_000_000  # bytes: mail is taken apart into thirty times its size
_TAG = re.compile(rb"<[^>]*>")
_PARAGRAPH = re.compile(rb"<(?:w:p|text:[ph])[ />]")
_DIVIDE = "divide it: a long novel has 2 MB and 10,000 paragraphs"
_PICTURE_IN_PAGE = re.compile(rb"data:image/[^\"'\s]{100,}")


def refuse_large(data: bytes, *, page: bool) -> Refusal | None:
    """EB105 for a text of more bytes than are read; the pictures that a page holds itself do not count."""
    size = len(_PICTURE_IN_PAGE.sub(b"", data)) if page else len(data)
    if size > _LARGEST_TEXT:
        return Refusal("EB105", "the text is larger than 3 MB", _DIVIDE)
    if page and data.count(b"<") > _MOST_TAGS:
        return Refusal("EB105", f"the page has more than {_MOST_TAGS} tags", _DIVIDE)
    return None


def refuse_packed(content: bytes) -> Refusal | None:
    """EB105 for the text of a Word or OpenDocument file with more paragraphs or elements than are read."""
    paragraphs = len(_PARAGRAPH.findall(content))
    if paragraphs > _MOST_BLOCKS:
        return Refusal("EB105", f"the text has {paragraphs} paragraphs; at most {_MOST_BLOCKS} are read", _DIVIDE)
    # An element has two tags; the text that is neither is what a person wrote.
    if content.count(b"<") > 2 * _MOST_ELEMENTS:
        return Refusal("EB105", f"the text has more than {_MOST_ELEMENTS} pieces of formatting", _DIVIDE)
    if len(_TAG.sub(b"", content)) > _LARGEST_TEXT:
        return Refusal("EB105", "the text is larger than 3 MB", _DIVIDE)
    return None


def refuse_mail(data: bytes) -> Refusal | None:
    """EB105 for a page in one file that is larger than is taken apart."""
    if len(data) <= _LARGEST_MHTML:
        return None
    return Refusal("EB105", "the saved page is larger than 12 MB", "save it as HTML with its folder of pictures")


def refuse_long(text: Text) -> Refusal | None:
    """EB105 for a text with a paragraph that is too long, or with too many paragraphs, brackets or marks."""
    kept = [block.markdown for block in text.blocks if not block.reason]
    longest = 0 if text.header else max(map(len, kept), default=0)
    brackets = sum(markdown.count("[") for markdown in kept)
    if longest > _LONGEST_PARAGRAPH:
        message = f"a paragraph has {longest} characters; at most {_LONGEST_PARAGRAPH} are read"
        return Refusal("EB105", message, "part it with empty lines; if it is no text at all, name another file")
    if len(text.blocks) > _MOST_BLOCKS:
        return Refusal("EB105", f"the text has {len(text.blocks)} paragraphs; at most {_MOST_BLOCKS} are read", _DIVIDE)
    if brackets > _MOST_BRACKETS:
        return Refusal("EB105", f"the text has {brackets} brackets; at most {_MOST_BRACKETS} are read", _DIVIDE)
    if sum(markdown.count(mark) for markdown in kept for mark in _MARKS) > _MOST_MARKS:
        hint = "if it is a text and no drawing, divide it"
        return Refusal("EB105", f"the text has more than {_MOST_MARKS} signs such as * and _", hint)
    return None
