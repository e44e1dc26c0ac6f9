"""Colour profiles and what is converted by them: single colours, and pictures for a printing press.

Profiles stand in ``styles/icc`` with their licences; the conversions are LittleCMS's, through Pillow.
"""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageFile

from edition_builder.model.rendition import StyleFolder
from edition_builder.rendering.pdf_colour import Colour

__all__ = ["OFFSET", "SRGB", "Profiles"]

SRGB, OFFSET = "icc/sRGB.icc", "icc/coated-fogra39.icc"
_WHOLE = 255  # a component of eight bits


class Profiles:
    """The two profiles of a style folder: of screens, and of coated paper in offset printing."""

    def __init__(self, styles: StyleFolder) -> None:
        screen, press = (ImageCms.ImageCmsProfile(BytesIO(styles.read(name))) for name in (SRGB, OFFSET))
        intent = ImageCms.Intent.RELATIVE_COLORIMETRIC
        flags = ImageCms.Flags.BLACKPOINTCOMPENSATION
        self._to_press = ImageCms.buildTransform(screen, press, "RGB", "CMYK", intent, flags)
        self._to_screen = ImageCms.buildTransform(press, screen, "CMYK", "RGB", intent, flags)

    def for_press(self, colour: Colour) -> Colour:
        """A colour in black ink alone where it is a grey, else in four inks."""
        parts = colour.parts
        if len(parts) == 3:  # noqa: PLR2004 - red, green, blue
            return Colour(parts[:1]) if len(set(parts)) == 1 else self._through(colour, "RGB", self._to_press)
        return colour

    def for_screen(self, colour: Colour) -> Colour:
        """A colour in grey where it is black ink alone, else in sRGB."""
        *inks, black = colour.parts
        if len(inks) == 3:  # noqa: PLR2004 - cyan, magenta, yellow
            return self._through(colour, "CMYK", self._to_screen) if any(inks) else Colour((1 - black,))
        return colour

    @staticmethod
    def _through(colour: Colour, mode: str, transform: ImageCms.ImageCmsTransform) -> Colour:
        pixel = Image.new(mode, (1, 1), tuple(round(part * _WHOLE) for part in colour.parts))
        converted = ImageCms.applyTransform(pixel, transform)
        found = converted.getpixel((0, 0)) if converted else None
        return Colour(tuple(part / _WHOLE for part in found)) if isinstance(found, tuple) else colour

    def picture_for_press(self, picture: Image.Image) -> Image.Image:
        """A picture on white paper: grey, or in four inks if it has colours."""
        ImageFile.LOAD_TRUNCATED_IMAGES = False
        if picture.mode in ("RGBA", "LA"):
            paper = Image.new("RGBA", picture.size, "white")
            picture = Image.alpha_composite(paper, picture.convert("RGBA")).convert("RGB")
        if picture.mode == "L":
            return picture
        colours = picture.convert("RGB")
        red, green, blue = colours.split()
        if red.tobytes() == green.tobytes() == blue.tobytes():
            return red
        return ImageCms.applyTransform(colours, self._to_press) or colours.convert("CMYK")
