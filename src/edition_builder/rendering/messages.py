"""The plain text in parts that go through a chat, one file a message, with a page to copy them from."""

from __future__ import annotations

from collections.abc import Callable

from edition_builder.errors import Defect
from edition_builder.model.channels import Channel, channel_named
from edition_builder.model.edition import Edition
from edition_builder.model.message_parts import head_length, marked_parts
from edition_builder.model.rendition import Order, Rendition, RenditionFile, StyleFolder
from edition_builder.rendering.dialect import dialect, term_language
from edition_builder.rendering.message_cuts import cut
from edition_builder.rendering.style_sheets import compact_sheet
from edition_builder.rendering.templates import page

__all__ = ["render"]


def render(edition: Edition, styles: StyleFolder, order: Order) -> Rendition:
    """The plain text that was made before, as ``SLUG-messages/CHANNEL/03-of-12.txt`` and ``copy.html``.

    Raises:
        Defect: there is no channel of that name, which the command line has seen to.
    """
    channel = channel_named(order.channel)
    if channel is None:
        raise Defect(f"there is no channel {order.channel!r}")
    text = order.rendition("txt").files[0].data.decode().strip("\n")
    parts = marked_parts(_pieces(text, channel), edition.text_hash)
    folder = f"{edition.metadata.slug}-messages/{channel.name}"
    width = len(str(len(parts)))
    files = tuple(
        RenditionFile(f"{folder}/{number:0{width}}-of-{len(parts)}.txt", f"{part}\n".encode())
        for number, part in enumerate(parts, start=1)
    )
    copying = RenditionFile(f"{folder}/copy.html", _copying_page(edition, styles, parts).encode())
    return Rendition("messages", (copying, *files))


def _pieces(text: str, channel: Channel) -> tuple[str, ...]:
    """The text cut so that each piece with its head fits; more digits in the heads may need more pieces."""
    digits = 1
    while True:
        pieces = tuple(cut(f"\n\n{text}", _room(channel, digits), channel.limit))
        if len(str(len(pieces))) <= digits:
            return pieces
        digits = len(str(len(pieces)))


def _room(channel: Channel, digits: int) -> Callable[[str], bool]:
    """Whether a piece fits behind a head with numbers of so many digits."""
    head = "[]".rjust(head_length(10**digits - 1), "0")
    return lambda piece: channel.fits(f"{head}{piece}")


def _copying_page(edition: Edition, styles: StyleFolder, parts: tuple[str, ...]) -> str:
    """A page with one box a part."""
    choices = dialect(edition, str)
    return page(
        "messages",
        language=edition.metadata.language,
        direction=edition.metadata.direction,
        name=edition.metadata.title,
        style=compact_sheet(styles, "messages.css", grey=edition.discreet),
        terms=edition.terms,
        terms_language=term_language(choices),
        parts=parts,
    )
