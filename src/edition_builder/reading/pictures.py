"""Draw each picture afresh: only pixels go into an edition.

Cameras and editors write place, time, owner and serial numbers into pictures (EXIF, XMP, IPTC, comments, thumbnails),
and a colour profile names the screen. Saving a file again keeps some of it (Pillow keeps a JPEG's comment and a PNG's
profile), so pixels are pasted onto a fresh canvas, upright and in sRGB, and encoded without any parameter of the old
file. Sizes are read from the header before anything is decoded.
"""

from __future__ import annotations

import warnings
from io import BytesIO

from PIL import Image, ImageCms, ImageFile, ImageOps, UnidentifiedImageError

from edition_builder.model.manuscript import PictureBox, PictureFile, PictureRefusal

__all__ = ["clean_picture", "redacted_picture"]

_FORMATS = ("JPEG", "PNG", "WEBP", "GIF")  # what phones and web pages give; a file of these can hold no script
_PHOTOGRAPHS = frozenset({"JPEG", "WEBP", "MPO"})
_MOST_PIXELS = 40_000_000
_LONGEST_SIDE = 12_000  # pixels
_SAVE_ANEW = "open it in a picture program and save it as JPEG or PNG"
_JPEG_QUALITY = 90  # above the quality of phones' files no reader sees a difference
_BLACK: dict[str, int | tuple[int, ...]] = {"L": 0, "RGB": (0, 0, 0), "RGBA": (0, 0, 0, 255)}
_TRANSPARENT = frozenset({"RGBA", "LA", "PA", "La", "RGBa"})


def redacted_picture(data: bytes, boxes: tuple[PictureBox, ...]) -> PictureFile | PictureRefusal:
    """A picture of nothing but pixels, with black boxes over parts of it.

    The pixels under a box are replaced before anything is encoded, so that nothing of them is in the file.

    Args:
        data: the file as it was found.
        boxes: in pixels of the upright picture.

    Returns:
        The picture, or EB504, EB505 as ``clean_picture``; EB509 for a box that is not in the picture.
    """
    return clean_picture(data, 1, boxes)


def clean_picture(data: bytes, number: int, boxes: tuple[PictureBox, ...] = ()) -> PictureFile | PictureRefusal:
    """A picture of nothing but pixels.

    Args:
        data: the file as it was found.
        number: which picture of the manuscript this is; the name is made from it.
        boxes: what is painted over, see ``redacted_picture``.

    Returns:
        The picture, or EB504 (not a picture that can be used) or EB505 (too many pixels); the message goes on after
        the picture's name.
    """
    try:
        with warnings.catch_warnings():
            # Pillow warns above 89 million pixels; the limit here is lower and is checked first.
            warnings.simplefilter("ignore")
            return _clean(data, number, boxes)
    except Image.DecompressionBombError:
        return _too_many_pixels("far more than 40 million")
    except UnidentifiedImageError:
        return PictureRefusal("EB504", "is no JPEG, PNG, WebP or GIF, whatever its name says", _SAVE_ANEW)
    except (OSError, ValueError, SyntaxError, EOFError):
        return PictureRefusal("EB504", "is damaged or cut short", _SAVE_ANEW)


def _clean(data: bytes, number: int, boxes: tuple[PictureBox, ...]) -> PictureFile | PictureRefusal:
    # Half a picture is none. WeasyPrint, once imported, asks Pillow to accept it, and for the whole process.
    ImageFile.LOAD_TRUNCATED_IMAGES = False
    with Image.open(BytesIO(data), formats=_FORMATS) as picture:
        width, height = picture.size
        if width * height > _MOST_PIXELS or max(width, height) > _LONGEST_SIDE:
            return _too_many_pixels(f"{width} × {height}")
        photograph = picture.format in _PHOTOGRAPHS
        canvas = _canvas(picture)
    for box in boxes:
        if (
            not box.width
            or not box.height
            or box.left + box.width > canvas.width
            or box.top + box.height > canvas.height
        ):
            return _outside(box, canvas.size)
        canvas.paste(_BLACK[canvas.mode], (box.left, box.top, box.left + box.width, box.top + box.height))
    return _encode(canvas, number, photograph=photograph)


def _outside(box: PictureBox, size: tuple[int, int]) -> PictureRefusal:
    return PictureRefusal(
        "EB509",
        f"the box {box.left},{box.top},{box.width},{box.height} is not in the picture of {size[0]} × {size[1]} pixels",
        "count from the upper left corner of the upright picture: left, top, width, height",
    )


def _too_many_pixels(number: str) -> PictureRefusal:
    return PictureRefusal(
        "EB505",
        f"has {number} pixels; at most {_LONGEST_SIDE} a side and 40 million are used",
        "save it with fewer pixels: 2000 on the longer side print well",
    )


def _canvas(picture: Image.Image) -> Image.Image:
    """The first frame: upright, in sRGB or grey, without anything but pixels."""
    picture.seek(0)
    picture.load()
    upright = ImageOps.exif_transpose(picture)
    pixels = _in_srgb(upright)
    canvas = Image.new(pixels.mode, pixels.size)
    canvas.paste(pixels)
    return canvas


def _in_srgb(picture: Image.Image) -> Image.Image:
    """Grey, RGB or RGBA. A profile that cannot be applied is dropped, as a browser would."""
    transparent = picture.mode in _TRANSPARENT or "transparency" in picture.info
    profile = picture.info.get("icc_profile")
    if profile and picture.mode in ("RGB", "CMYK", "L"):
        picture = _apply_profile(picture, profile)
    if picture.mode.startswith("I"):
        return _eight_bits(picture)
    if transparent:
        return picture.convert("RGBA")
    return picture if picture.mode in ("L", "RGB") else picture.convert("L" if picture.mode == "1" else "RGB")


def _apply_profile(picture: Image.Image, profile: bytes) -> Image.Image:
    """The same colours in sRGB."""
    try:
        source = ImageCms.ImageCmsProfile(BytesIO(profile))
        converted = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return converted or picture


def _eight_bits(picture: Image.Image) -> Image.Image:
    """Sixteen bits of grey as eight; Pillow's own conversion would cut off everything above 255."""
    wide = picture.convert("I") if picture.mode != "I" else picture
    return wide.point(lambda value: value / 257).convert("L")


def _encode(canvas: Image.Image, number: int, *, photograph: bool) -> PictureFile:
    """JPEG for photographs, PNG for the rest; the same bytes for the same pixels."""
    buffer = BytesIO()
    name, media_type = f"img-{number:03d}.png", "image/png"
    if photograph and canvas.mode in ("L", "RGB"):
        name, media_type = f"img-{number:03d}.jpg", "image/jpeg"
        canvas.save(buffer, "JPEG", quality=_JPEG_QUALITY, optimize=True, progressive=False)
    else:
        canvas.save(buffer, "PNG", optimize=True)
    return PictureFile(name, media_type, buffer.getvalue(), *canvas.size)
