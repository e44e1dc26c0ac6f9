"""The ways out of a place, and what each of them carries: one row a way, with source and date.

A pack is a folder made for one way. Its files stand in the order in which a stranger should try them: first what opens
on a bare telephone without network. Limits are those at which something was seen to be refused, and the smaller one
where sources differ. Whoever adds a row names where the figures come from.
"""

from __future__ import annotations

from msgspec import Struct

__all__ = ["LIGHT", "LIGHT_TOTAL", "PACKS", "SUMS", "Pack", "pack_named"]

SUMS = "SHA256SUMS.txt"  # the list of a pack, as sha256sum -c reads it
LIGHT = ("html", "txt", "phone", "epub")
LIGHT_TOTAL = 1_500_000  # bytes: a quarter of a minute by Bluetooth, at the 0.1 MB/s of slow pairs
_ANY = frozenset((".html", ".txt", ".pdf", ".epub", ".zip", ".css", ".png", ".jpg"))
_MEGABYTE = 1_000_000
_ON_SCREEN = ("html", "txt", "phone", "epub")
_ON_PAPER = ("booklet", "handout", "pdf", "large-print", "qr")


class Pack(Struct, frozen=True):
    """A row: what goes this way.

    ``formats`` are keys of ``FORMATS`` in the order of trying. ``suffixes`` are those that arrive; what has another
    stands in a zip of its own, where zip arrives. ``largest`` and ``total`` are bytes of one file and of all.
    ``zipped``: the whole folder is wanted as one file too. ``bare``: files keep their names, and stand where a server
    looks for them. ``first`` is what the first file is called behind its number. ``refuses`` says in words why formats
    of the default build are missing, "" where none is. ``channel`` is the row of ``CHANNELS`` that cuts messages.
    """

    name: str
    formats: tuple[str, ...]
    source: str
    read_on: str
    suffixes: frozenset[str] = _ANY
    largest: int = 0
    total: int = 0
    zipped: bool = False
    bare: bool = False
    first: str = "open-me"
    light: bool = True
    channel: str = ""
    refuses: str = ""


PACKS: tuple[Pack, ...] = (
    Pack(
        "usb",
        (*_ON_SCREEN, *_ON_PAPER),
        "FAT32: a file has fewer than 2^32 bytes (Microsoft, FAT specification, DIR_FileSize)",
        "2026-11",
        largest=2**32 - 1,
    ),
    Pack(
        "bluetooth",
        (*_ON_SCREEN, "handout"),
        "AOSP, packages/apps/Bluetooth, opp/Constants.java: the list of types that a telephone accepts",
        "2026-11",
        suffixes=frozenset((".html", ".txt", ".pdf", ".zip", ".png", ".jpg")),
    ),
    Pack(
        "telegram",
        (*_ON_SCREEN, "handout", "messages"),
        "python-telegram-bot, constants.FileSizeLimit: what a bot may send; a person may send more",
        "2026-11",
        largest=50 * _MEGABYTE,
        zipped=True,
        channel="telegram",
    ),
    Pack(
        "signal",
        (*_ON_SCREEN, "handout", "messages"),
        "Signal refuses attachments over 100 MB (support.signal.org)",
        "2026-11",
        largest=100 * _MEGABYTE,
        zipped=True,
        channel="signal",
    ),
    Pack(
        "whatsapp",
        (*_ON_SCREEN, "handout", "messages"),
        "WhatsApp Cloud API, documents: 100 MB; the app takes more",
        "2026-11",
        largest=100 * _MEGABYTE,
        zipped=True,
        channel="whatsapp",
    ),
    Pack(
        "email",
        (*_ON_SCREEN, "handout"),
        "Gmail: 25 MB as sent, of which base64 leaves about 18 (support.google.com/mail/answer/6584)",
        "2026-11",
        total=18 * _MEGABYTE,
        zipped=True,
    ),
    Pack(
        "sms",
        ("messages",),
        "3GPP TS 23.040: a short message carries text",
        "2026-11",
        suffixes=frozenset((".txt", ".html")),
        light=False,
        channel="sms",
        refuses="a text message carries words and no file: send the parts in messages/ one after another",
    ),
    Pack(
        "onionshare",
        ("site",),
        "OnionShare, website mode: Content-Security-Policy without inline styles (issue 1058)",
        "2026-11",
        bare=True,
        light=False,
    ),
    Pack(
        "hotspot",
        ("site",),
        "a web server that shows index.html of a folder",
        "2026-11",
        bare=True,
        light=False,
    ),
    Pack(
        "paper",
        (*_ON_PAPER, "poster"),
        "printers and copy shops take PDF",
        "2026-11",
        suffixes=frozenset((".pdf", ".txt")),
        first="print-me",
        light=False,
        refuses="EPUB, HTML and plain text are not for paper",
    ),
)


def pack_named(name: str) -> Pack | None:
    """The row of that name, or None."""
    return next((one for one in PACKS if one.name == name), None)
