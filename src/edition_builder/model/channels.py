"""The ways a text goes in messages, and what each of them takes: one row a channel, with source and date.

A limit counts in the channel's own unit. Whoever adds a row names where the figure comes from.
"""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from edition_builder.model.text_units import (
    GSM_SEPTETS,
    gsm_septets,
    utf8_bytes,
    utf16_units,
)

__all__ = ["CHANNELS", "SMALLEST_LIMIT", "USUAL_CHANNEL", "Channel", "channel_named"]

SMALLEST_LIMIT = 60  # below that, the head of a part leaves no room for words
LARGEST_LIMIT = 1_000_000
USUAL_CHANNEL = "telegram"
_SMS_UCS2 = 70  # UTF-16 units in one SMS that is not in the GSM alphabet: 3GPP TS 23.038, 140 octets


class Channel(Struct, frozen=True):
    """A row: how much one message takes.

    ``limit`` is in ``unit``, which is a name for people; ``size`` counts a text in it. ``source`` says where the figure
    was read, ``read_on`` when (YYYY-MM).
    """

    name: str
    limit: int
    unit: str
    size: Callable[[str], int]
    source: str
    read_on: str

    def fits(self, text: str) -> bool:
        """Whether a text goes into one message."""
        return self.size(text) <= self.limit


def _sms_size(text: str) -> int:
    """The septets that a text takes of one SMS.

    One character outside the GSM alphabet sends the whole message as UCS-2, of which 70 units fill what 160 septets
    fill; such a text is counted in that proportion, rounded up.
    """
    septets = gsm_septets(text)
    return -(-utf16_units(text) * GSM_SEPTETS // _SMS_UCS2) if septets is None else septets


CHANNELS: tuple[Channel, ...] = (
    Channel("telegram", 4096, "UTF-16 units", utf16_units, "python-telegram-bot, constants.MessageLimit", "2026-11"),
    Channel("signal", 2048, "bytes of UTF-8", utf8_bytes, "github.com/mautrix/signal, pull request 667", "2026-11"),
    Channel("whatsapp", 4096, "UTF-16 units", utf16_units, "WhatsApp Cloud API, text messages", "2026-11"),
    Channel("sms", GSM_SEPTETS, "septets of the GSM alphabet", _sms_size, "3GPP TS 23.038", "2026-11"),
)


def channel_named(name: str) -> Channel | None:
    """The channel of that name, the usual one for "", one that takes so many UTF-16 units for a number, else None."""
    if name.isdecimal() and name.isascii():
        limit = int(name)
        fits = SMALLEST_LIMIT <= limit <= LARGEST_LIMIT
        return Channel(name, limit, "UTF-16 units", utf16_units, "as asked for", "") if fits else None
    return next((one for one in CHANNELS if one.name == (name or USUAL_CHANNEL)), None)
