"""How long a text is in the units that channels count in."""

from __future__ import annotations

__all__ = ["GSM_SEPTETS", "gsm_septets", "utf8_bytes", "utf16_units"]

GSM_SEPTETS = 160  # in one SMS: 3GPP TS 23.038, 140 octets

# 3GPP TS 23.038, 6.2.1: the default alphabet, a septet each, and its extension table, two septets each.
_GSM = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmnopqrstuvwxyzäöñüà"
)
_GSM_EXTENSION = frozenset("\f^{}\\[~]|€")


def utf16_units(text: str) -> int:
    """Units of UTF-16: two for a character beyond U+FFFF, else one."""
    return len(text.encode("utf-16-le")) // 2


def utf8_bytes(text: str) -> int:
    """Bytes of UTF-8."""
    return len(text.encode())


def gsm_septets(text: str) -> int | None:
    """Septets of the GSM alphabet; None if a character is in neither of its tables."""
    characters = set(text)
    if not characters <= _GSM | _GSM_EXTENSION:
        return None
    extended = characters & _GSM_EXTENSION
    return len(text) + (sum(text.count(one) for one in extended) if extended else 0)
