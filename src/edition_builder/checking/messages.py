"""Check the parts of a text in messages: each fits its channel, and joined they are the plain text of the edition."""

from __future__ import annotations

from collections.abc import Iterator

from edition_builder.checking.html import check_alone as check_page_alone
from edition_builder.checking.txt import check as check_txt
from edition_builder.checking.words import TOOL_FAULT
from edition_builder.diagnostics import Diagnostic
from edition_builder.model.channels import channel_named
from edition_builder.model.edition import Edition
from edition_builder.model.message_joining import join_parts, placed_parts
from edition_builder.model.rendition import Rendition, RenditionFile

__all__ = ["check"]


def check(rendition: Rendition, edition: Edition) -> tuple[Diagnostic, ...]:
    """Sizes, heads, words, notes and their calls; what the copying page loads or tells."""
    page, *parts = rendition.files
    faults = (*(fault for part in parts for fault in _size_faults(part)), *check_page_alone(page.name, page.data))
    if faults:
        return faults
    joined = join_parts(tuple(one for part in parts for one in placed_parts(part.name, part.data.decode())))
    if joined.value is None:
        return joined.diagnostics
    plain = RenditionFile(parts[0].name, joined.value.encode())
    return check_txt(Rendition("txt", (plain,)), edition)


def _size_faults(part: RenditionFile) -> Iterator[Diagnostic]:
    """A part that is larger than its channel takes; the folder has the channel's name."""
    channel = channel_named(part.name.split("/")[-2])
    text = part.data.decode().removesuffix("\n")
    if channel is None or not channel.fits(text):
        yield Diagnostic("EB801", f"{part.name} is larger than one message takes", None, TOOL_FAULT)
