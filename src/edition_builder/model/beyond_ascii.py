"""The characters of a text that are not ASCII: a hundredth of an English book, so a look for rare ones is cheap."""

from __future__ import annotations

__all__ = ["beyond_ascii"]

_ASCII = bytes(range(128))


def beyond_ascii(text: str) -> str:
    """The characters from U+0080 on, in their order, repeats and lone surrogates included.

    In UTF-8 no byte of such a character is below 0x80 (RFC 3629, section 3), so the others can be taken out as bytes.
    """
    if text.isascii():
        return ""
    return text.encode(errors="surrogatepass").translate(None, _ASCII).decode(errors="surrogatepass")
