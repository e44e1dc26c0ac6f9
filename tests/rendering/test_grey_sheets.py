"""Colours become greys of the same luminance, in declarations and nowhere else."""

from __future__ import annotations

import pytest

from edition_builder.rendering.grey_sheets import greyed


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance, of ``#rrggbb``."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    light = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), light, strict=True))


def grey_of(colour: str) -> str:
    return greyed(f"a {{ color: {colour}; }}").split("color:")[1].split(";")[0].strip()


@pytest.mark.parametrize(
    "colour", ["#0b57a4", "#8ab4f8", "#fff3c4", "#33301f", "#ff0000", "#000000", "#ffffff", "#010305"]
)
def test_a_grey_is_as_light_as_its_colour(colour: str) -> None:
    grey = grey_of(colour)
    assert grey[1:3] == grey[3:5] == grey[5:7]
    assert abs(luminance(grey) - luminance(colour)) < 0.005  # half a step of 255 where the curve is steepest


@pytest.mark.parametrize(
    ("colour", "grey"),
    [
        ("red", "#7f7f7f"),
        ("#f00", "#7f7f7f"),
        ("RGB(255, 0, 0)", "#7f7f7f"),
        ("hsl(0, 100%, 50%)", "#7f7f7f"),
        ("rgba(255, 0, 0, .5)", "rgba(127,127,127,0.5)"),
        ("currentColor", "currentColor"),
        ("inherit", "inherit"),
    ],
)
def test_every_way_to_write_a_colour_is_known(colour: str, grey: str) -> None:
    assert grey_of(colour) == grey


def test_what_is_no_colour_stays() -> None:
    rule = ".red:target #abc { margin: 0 auto !important; border: 1px solid %s"
    inside, outside = f"@media print {{\n{rule % '#f00'} }}\n}}\n", "@page { margin: 0 }"
    kept = f"@media print {{\n{rule % '#7f7f7f'};}}\n}}\n@page {{ margin: 0;}}"
    assert greyed(inside + outside).replace("  !", " !") == kept
