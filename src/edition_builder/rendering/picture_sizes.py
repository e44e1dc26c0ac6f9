"""Pictures in the size that an output needs: for a phone's screen, or for the measure of a printed page.

A photograph from a phone has twelve million pixels and four megabytes; a screen shows a tenth of the pixels, and a file
that goes by Bluetooth must be small. The encoder is loaded only for an edition that has a picture which is too large.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import cast

from msgspec.structs import replace

from edition_builder.model.edition import Edition
from edition_builder.model.manuscript import PictureFile
from edition_builder.model.rendition import PictureLimits

__all__ = ["SCREEN", "paper_limits", "with_fitting_pictures"]

_DOTS_PER_INCH, _MM_PER_INCH = 300, 25.4  # what offset and laser printers resolve of a photograph


SCREEN = PictureLimits(1200, 1600, 90_000)  # three times the width of a phone in CSS pixels; a page of text has 3 kB

Fit = Callable[[PictureFile, PictureLimits], PictureFile]


def paper_limits(edition: Edition, *, grey: bool = False) -> PictureLimits:
    """The pixels that fill the text area of the edition's book page at 300 to the inch; ``grey``: without colours."""
    settings = edition.print_settings
    width, height = (round(side / _MM_PER_INCH * _DOTS_PER_INCH) for side in (settings.measure, settings.text_height))
    return PictureLimits(width, height, grey=grey)


def with_fitting_pictures(edition: Edition, limits: PictureLimits) -> Edition:
    """The edition with every picture within the limits; those that are already stay byte for byte.

    In a discreet edition every picture is grey.
    """
    limits = replace(limits, grey=limits.grey or edition.discreet)
    if all(_fits(picture, limits) for picture in edition.pictures):
        return edition
    fit = cast(Fit, import_module("edition_builder.rendering.picture_encoding").fitted)
    return replace(
        edition,
        pictures=tuple(one if _fits(one, limits) else fit(one, limits) for one in edition.pictures),
    )


def _fits(picture: PictureFile, limits: PictureLimits) -> bool:
    within = picture.width <= limits.width and picture.height <= limits.height
    return within and not limits.grey and (not limits.size or len(picture.data) <= limits.size)
