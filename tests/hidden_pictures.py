"""Pictures that say something beside their pixels, one for each place where that can be hidden."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from PIL import Image, ImageCms

__all__ = ["CANARY", "GIF", "HIDING", "JPEG", "PNG", "WEBP", "pixels", "segment"]

CANARY = b"Zugvogel"


def pixels(kind: str, **more: object) -> bytes:
    made = BytesIO()
    Image.new("RGB", (9, 7), (120, 90, 60)).save(made, kind, **more)
    return made.getvalue()


JPEG, PNG, GIF, WEBP = (pixels(kind) for kind in ("JPEG", "PNG", "GIF", "WEBP"))


def profile() -> bytes:
    made = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    return made.replace("sRGB built-in".encode("utf-16-be"), "Zugvogel ist1".encode("utf-16-be"))


def exif(tag: int) -> bytes:
    made = Image.Exif()
    made[tag] = CANARY.decode()
    return made.tobytes()


def located() -> bytes:
    made = Image.Exif()
    made.get_ifd(0x8825).update({1: "N", 2: (43.0, 14.0, 15.0), 29: CANARY.decode()})
    return made.tobytes()


def segment(marker: int, content: bytes) -> bytes:
    """A JPEG file with one more segment behind its start."""
    return JPEG[:2] + struct.pack(">BBH", 0xFF, marker, len(content) + 2) + content + JPEG[2:]


def chunk(kind: bytes, content: bytes) -> bytes:
    """A PNG file with one more chunk behind its header."""
    whole = struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
    return PNG[:33] + whole + PNG[33:]


def gif_block(kind: int, content: bytes) -> bytes:
    """A GIF file with one more block before its end."""
    return GIF[:-1] + bytes((0x21, kind, len(content))) + content + b"\0" + GIF[-1:]


def webp_chunk(kind: bytes, content: bytes) -> bytes:
    whole = WEBP + kind + struct.pack("<I", len(content)) + content + bytes(len(content) % 2)
    return whole[:4] + struct.pack("<I", len(whole) - 8) + whole[8:]


HIDING: dict[str, tuple[str, bytes]] = {
    "JPEG EXIF make": ("a.jpg", pixels("JPEG", exif=exif(0x010F))),
    "JPEG EXIF model": ("a.jpg", pixels("JPEG", exif=exif(0x0110))),
    "JPEG EXIF program": ("a.jpg", pixels("JPEG", exif=exif(0x0131))),
    "JPEG EXIF artist": ("a.jpg", pixels("JPEG", exif=exif(0x013B))),
    "JPEG EXIF time": ("a.jpeg", pixels("JPEG", exif=exif(0x0132))),
    "JPEG EXIF place": ("a.jpg", pixels("JPEG", exif=located())),
    "JPEG XMP": ("a.jpg", pixels("JPEG", xmp=b"<x>" + CANARY + b"</x>")),
    "JPEG extended XMP": ("a.jpg", segment(0xE1, b"http://ns.adobe.com/xmp/extension/\0" + CANARY)),
    "JPEG IPTC": ("a.jpg", segment(0xED, b"Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x08" + CANARY)),
    "JPEG ICC": ("a.jpg", pixels("JPEG", icc_profile=profile())),
    "JPEG comment": ("a.jpg", pixels("JPEG", comment=CANARY)),
    "JPEG MPF": ("a.jpg", segment(0xE2, b"MPF\0" + CANARY)),
    "JPEG APP4": ("a.jpg", segment(0xE4, CANARY)),
    "JPEG APP11 (C2PA)": ("a.jpg", segment(0xEB, b"JP" + CANARY)),
    "JPEG long Adobe": ("a.jpg", segment(0xEE, b"Adobe" + CANARY)),
    "JPEG JFXX": ("a.jpg", segment(0xE0, b"JFXX\0" + CANARY)),
    "JPEG thumbnail": ("a.jpg", segment(0xE0, b"JFIF\0\x01\x02\0\0\x01\0\x01\x02\x02" + CANARY + b"1234")),
    "JPEG behind its end": ("a.jpg", JPEG + CANARY),
    "PNG tEXt": ("a.png", chunk(b"tEXt", b"Author\0" + CANARY)),
    "PNG zTXt": ("a.png", chunk(b"zTXt", b"Author\0\0" + zlib.compress(CANARY))),
    "PNG iTXt": ("a.png", chunk(b"iTXt", b"XML:com.adobe.xmp\0\0\0\0\0" + CANARY)),
    "PNG eXIf": ("a.png", chunk(b"eXIf", exif(0x013B)[6:])),
    "PNG tIME": ("a.png", chunk(b"tIME", b"\x07\xe8\x03\x01\x0c\0\0")),
    "PNG iCCP": ("a.png", pixels("PNG", icc_profile=profile())),
    "PNG caBX": ("a.png", chunk(b"caBX", CANARY)),
    "PNG own chunk": ("a.png", chunk(b"zuGv", CANARY)),
    "PNG behind its end": ("a.png", PNG + CANARY),
    "GIF comment": ("a.gif", gif_block(0xFE, CANARY)),
    "GIF XMP": ("a.gif", gif_block(0xFF, b"XMP DataXMP" + CANARY)),
    "GIF application": ("a.gif", gif_block(0xFF, CANARY + b"123")),
    "GIF text": ("a.gif", gif_block(0x01, CANARY)),
    "GIF behind its end": ("a.gif", GIF + CANARY),
    "WebP EXIF": ("a.webp", webp_chunk(b"EXIF", exif(0x013B))),
    "WebP XMP": ("a.webp", webp_chunk(b"XMP ", CANARY)),
    "WebP ICC": ("a.webp", webp_chunk(b"ICCP", profile())),
    "WebP own chunk": ("a.webp", webp_chunk(b"ZUGV", CANARY)),
    "WebP behind its end": ("a.webp", WEBP + CANARY),
}
