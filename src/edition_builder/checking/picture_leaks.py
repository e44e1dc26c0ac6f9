"""What a picture says beside its pixels, read from its bytes: no library that decodes it is asked.

Sources: JPEG (ITU-T T.81, annex B; JFIF 1.02; Exif 2.32), PNG (W3C, third edition, section 11), GIF (89a), WebP
(RFC 9649). The rule is the other way round than usual: what is not needed to show the pixels is a finding.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator

from edition_builder.diagnostics import Diagnostic

__all__ = ["check_alone", "is_picture", "picture_leaks"]

_CLEAN = "edition redact --box 0,0,1,1 or a picture in a manuscript gives a copy of nothing but pixels"
_PNG, _GIF = b"\x89PNG\r\n\x1a\n", (b"GIF87a", b"GIF89a")
_CUT_OFF = "is cut off"
_EXIF, _PROFILE = "EXIF: camera, time, often the place", "an ICC profile, which names a screen or camera"
_FILL, _STUFFED, _END, _COMMENT = 0xFF, 0x00, 0xD9, 0xFE  # markers of JPEG
_APP, _LAST_APP = 0xE0, 0xEF
_BARE_MARKERS = frozenset((0x01, *range(0xD0, 0xD8)))
# What a segment is called, by its marker and the bytes that it begins with; "" is one that the pixels need.
_SEGMENTS = (
    (_APP, b"JFIF\0", ""),
    (_APP, b"JFXX", "a small preview picture"),
    (_APP + 1, b"Exif\0", _EXIF),
    (_APP + 1, b"http://ns.adobe.com/x", "XMP"),
    (_APP + 2, b"ICC_PROFILE\0", _PROFILE),
    (_APP + 2, b"MPF\0", "further pictures (MPF)"),
    (_APP + 13, b"Photoshop", "IPTC: author, caption, place"),
    (_APP + 14, b"Adobe", ""),
    (_COMMENT, b"", "a comment"),
)
_THUMBNAIL = slice(12, 14)  # its width and height in a JFIF segment
_ADOBE = 12  # bytes of an Adobe segment
_GIF_PICTURE, _GIF_END, _GIF_COMMENT, _GIF_APPLICATION, _GIF_TEXT = 0x2C, 0x3B, 0xFE, 0xFF, 0x01
_NEEDED_CHUNKS = frozenset(
    (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"hIST", b"pHYs")
)
_CHUNKS = {
    **dict.fromkeys((b"tEXt", b"zTXt", b"iTXt"), "text"),
    b"eXIf": _EXIF,
    b"tIME": "the time of its last change",
    b"iCCP": _PROFILE,
    b"caBX": "a record of who made it (C2PA)",
    **dict.fromkeys((b"acTL", b"fcTL", b"fdAT"), "further pictures (APNG)"),
}
_WEBP_NEEDED = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH"))
_WEBP_CHUNKS = {
    b"EXIF": _EXIF,
    b"XMP ": "XMP",
    b"ICCP": _PROFILE,
    **dict.fromkeys((b"ANIM", b"ANMF"), "further pictures (animation)"),
}
_GIF_LOOPS = (b"NETSCAPE2.0", b"ANIMEXTS1.0")


def is_picture(data: bytes) -> bool:
    """Whether bytes begin as JPEG, PNG, GIF or WebP does."""
    return data.startswith((b"\xff\xd8\xff", _PNG, *_GIF)) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def picture_leaks(data: bytes) -> tuple[str, ...]:
    """Everything in a picture that is not pixels, in words, each once; () too for what is no picture."""
    if data.startswith(b"\xff\xd8"):
        found = _jpeg(data)
    elif data.startswith(_PNG):
        found = _png(data)
    elif data.startswith(_GIF):
        found = _gif(data)
    else:
        found = _webp(data) if is_picture(data) else iter(())
    try:
        return tuple(dict.fromkeys(found))
    except (struct.error, IndexError):
        return (_CUT_OFF,)


def check_alone(name: str, data: bytes) -> tuple[Diagnostic, ...]:
    """EB606 for each thing that a picture tells, EB605 for one that is cut off or of a kind that is not looked into."""
    if not is_picture(data):
        return (Diagnostic("EB605", f"{name}: not a JPEG, PNG, GIF or WebP picture", None, _CLEAN),)
    said = picture_leaks(data)
    return tuple(
        Diagnostic("EB605", f"{name}: {one}", None, _CLEAN)
        if one == _CUT_OFF
        else Diagnostic("EB606", f"{name}: holds {one}", None, _CLEAN)
        for one in said
    )


def _jpeg(data: bytes) -> Iterator[str]:
    """The segments of a JPEG file, in order, to its end and beyond."""
    place = 2
    while data[place] != _FILL or data[place + 1] != _END:
        marker = data[place + 1]
        if data[place] != _FILL or marker == _FILL:
            place += 1  # within a scan
        elif marker == _STUFFED or marker in _BARE_MARKERS:
            place += 2
        else:
            (length,) = struct.unpack_from(">H", data, place + 2)
            yield from _segment(marker, data[place + 4 : place + 2 + length])
            place += 2 + length
    if place + 2 < len(data):
        yield "bytes after its end"


def _segment(marker: int, content: bytes) -> Iterator[str]:
    """What one segment of a JPEG file tells."""
    known = (said for one, start, said in _SEGMENTS if one == marker and content.startswith(start))
    other = f"an APP{marker - _APP} part" if _APP <= marker <= _LAST_APP else ""
    said = next(known, other)
    if marker == _APP and content.startswith(b"JFIF") and any(content[_THUMBNAIL]):
        said = "a small preview picture"
    if said or (marker == _APP + 14 and len(content) > _ADOBE):
        yield said or other


def _png(data: bytes) -> Iterator[str]:
    """The chunks of a PNG file."""
    place, kind = len(_PNG), b""
    while kind != b"IEND":
        length, kind = struct.unpack_from(">I4s", data, place)
        place += 12 + length
        if kind not in _NEEDED_CHUNKS:
            yield _CHUNKS.get(kind, f"a part of its own ({kind.decode(errors='replace')})")
    if place > len(data):
        yield _CUT_OFF
    if place < len(data):
        yield "bytes after its end"


def _gif(data: bytes) -> Iterator[str]:
    """The blocks of a GIF file."""
    place = 13 + _colours(data[10])
    pictures = 0
    while data[place] != _GIF_END:
        if data[place] == _GIF_PICTURE:
            pictures += 1
            place = _after_blocks(data, place + 11 + _colours(data[place + 9]))
            continue
        kind, content = data[place + 1], data[place + 3 : place + 14]
        if kind == _GIF_COMMENT:
            yield "a comment"
        elif kind == _GIF_APPLICATION and content not in _GIF_LOOPS:
            yield "XMP" if content.startswith(b"XMP") else "a part of its own"
        elif kind == _GIF_TEXT:
            yield "text"
        place = _after_blocks(data, place + 2)
    if pictures > 1:
        yield "further pictures (animation)"
    if place + 1 < len(data):
        yield "bytes after its end"


def _colours(flags: int) -> int:
    """The length of a table of colours."""
    return 3 << (flags & 7) + 1 if flags & 0x80 else 0


def _after_blocks(data: bytes, place: int) -> int:
    """The place behind blocks that each begin with their length; the last has none."""
    while data[place]:
        place += data[place] + 1
    return place + 1


def _webp(data: bytes) -> Iterator[str]:
    """The chunks of a WebP file."""
    end = 8 + struct.unpack_from("<I", data, 4)[0]
    place = 12
    while place + 8 <= min(end, len(data)):
        kind, length = struct.unpack_from("<4sI", data, place)
        place += 8 + length + length % 2
        if kind not in _WEBP_NEEDED:
            yield _WEBP_CHUNKS.get(kind, f"a part of its own ({kind.decode(errors='replace')})")
    if end > len(data):
        yield _CUT_OFF
    if end < len(data):
        yield "bytes after its end"
