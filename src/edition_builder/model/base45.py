"""Base 45 (RFC 9285): bytes in the 45 characters that a QR code holds in five and a half bits each.

Two bytes are three characters, least significant first; a last single byte is two.
"""

from __future__ import annotations

__all__ = ["from_base45", "to_base45"]

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
_BASE = 45
_PAIR, _TRIPLE = 2, 3
_LARGEST_PAIR, _LARGEST_SINGLE = 0xFFFF, 0xFF


def to_base45(data: bytes) -> str:
    """The characters for some bytes."""
    signs = []
    for place in range(0, len(data), _PAIR):
        pair = data[place : place + _PAIR]
        number = int.from_bytes(pair, "big")
        for _ in range(len(pair) + 1):
            number, digit = divmod(number, _BASE)
            signs.append(_ALPHABET[digit])
    return "".join(signs)


def from_base45(text: str) -> bytes | None:
    """The bytes for some characters; None if no bytes give them."""
    data = bytearray()
    for place in range(0, len(text), _TRIPLE):
        signs = text[place : place + _TRIPLE]
        if len(signs) < _PAIR or not _VALUES.keys() >= set(signs):
            return None
        number = sum(_VALUES[sign] * _BASE**power for power, sign in enumerate(signs))
        if number > (_LARGEST_PAIR if len(signs) == _TRIPLE else _LARGEST_SINGLE):
            return None
        data += number.to_bytes(len(signs) - 1, "big")
    return bytes(data)
