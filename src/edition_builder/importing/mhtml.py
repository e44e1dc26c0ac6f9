"""A page saved whole (MHTML, RFC 2557), as browsers and phones do → blocks, with the pictures that are in the file."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes
from email.message import Message
from email.policy import compat32
from urllib.parse import urljoin

from msgspec.structs import replace

from edition_builder.importing.blocks import Text
from edition_builder.importing.decoding import declared_encoding, decode
from edition_builder.importing.kinds import Refusal
from edition_builder.importing.limits import refuse_large, refuse_mail
from edition_builder.importing.page import read_page

__all__ = ["read_mhtml"]

_MOST_PARTS = 2_000
_NO_PAGE = Refusal("EB903", "the saved page is damaged: it holds no page", "save it again, or copy its text")


def read_mhtml(data: bytes, choices: frozenset[str]) -> Text | Refusal:
    """The blocks of the page, or EB105, EB902 to EB904 for one that is too large or not sound."""
    large = refuse_mail(data)
    if large:
        return large
    if data.lower().count(b"\ncontent-type:") > _MOST_PARTS:
        return Refusal("EB902", f"the saved page has more than {_MOST_PARTS} parts", "save it without pictures")
    try:
        parts = [part for part in message_from_bytes(data, policy=compat32).walk() if not part.is_multipart()]
    except (RecursionError, ValueError, LookupError):
        return _NO_PAGE
    page = next((part for part in parts if part.get_content_type() in ("text/html", "application/xhtml+xml")), None)
    if page is None:
        return _NO_PAGE
    source = _bytes(page)
    refusal = refuse_large(source, page=True)
    if refusal:
        return refusal
    decoded = decode(source, "", _charset(page) or declared_encoding(source))
    if decoded is None:
        return Refusal("EB904", "the bytes of the saved page are no text in any encoding known here", "save it as HTML")
    text = read_page(decoded, choices, dict(_pictures(parts, str(page.get("Content-Location", "")))))
    return replace(text, kind="saved web page (MHTML)")


def _charset(part: Message) -> str:
    """The encoding that the header of a part names, if it is known here."""
    named = part.get_content_charset() or ""
    return declared_encoding(f'<meta charset="{named}">'.encode("ascii", "ignore")) if named else ""


def _bytes(part: Message) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _pictures(parts: list[Message], address: str) -> Iterator[tuple[str, bytes]]:
    """Each picture under every address that a page may give for it: whole, relative to the page, by its identifier."""
    for part in parts:
        if part.get_content_maintype() != "image":
            continue
        location = urljoin(address, str(part.get("Content-Location", "")))
        identifier = str(part.get("Content-ID", "")).strip("<> ")
        data = _bytes(part)
        if location:
            yield location, data
            yield location.removeprefix(address.rpartition("/")[0] + "/"), data
        if identifier:
            yield f"cid:{identifier}", data
