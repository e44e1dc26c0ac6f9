"""Style sheets in grey: each colour becomes the grey of its own luminance, so that every contrast stays as it was.

Relative luminance and contrast: WCAG 2.2, definitions; sRGB: IEC 61966-2-1. What counts as a colour: CSS Color 3.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import tinycss2
from tinycss2.color3 import parse_color

__all__ = ["greyed"]

_WEIGHTS = (0.2126, 0.7152, 0.0722)  # of red, green and blue in relative luminance
_LINEAR_BELOW = 0.0031308  # of light; sRGB is a straight line there
_STRAIGHT, _OFFSET, _POWER = 12.92, 0.055, 2.4
_BRIGHTEST = 255
_OF_COLOUR = frozenset(("hash", "ident", "function"))


def greyed(sheet: str) -> str:
    """A style sheet with a grey for every colour in its declarations; all else stays as it is written.

    Args:
        sheet: CSS without comments.
    """
    return _rules(tinycss2.parse_stylesheet(sheet))


def _rules(nodes: Iterable[Any]) -> str:
    """Rules, declarations and what stands between them, as CSS."""
    return "".join(map(_rule, nodes))


def _rule(node: Any) -> str:
    if node.type == "declaration":
        important = " !important" if node.important else ""
        return f"{node.name}:{''.join(map(_value, node.value)).rstrip()}{important};"
    if node.type not in {"qualified-rule", "at-rule"} or node.content is None:
        return str(node.serialize())
    head = tinycss2.serialize(node.prelude)
    name = f"@{node.at_keyword}" if node.type == "at-rule" else ""
    return f"{name}{head}{{{_rules(tinycss2.parse_blocks_contents(node.content))}}}"


def _value(token: Any) -> str:
    """A token of a declaration's value."""
    colour = parse_color(token) if token.type in _OF_COLOUR else None
    if colour is None or isinstance(colour, str):  # "currentColor"
        return str(token.serialize())
    grey = _grey(colour.red, colour.green, colour.blue)
    return f"rgba({grey},{grey},{grey},{colour.alpha:g})" if colour.alpha < 1 else f"#{grey:02x}{grey:02x}{grey:02x}"


def _grey(red: float, green: float, blue: float) -> int:
    """The grey of the same luminance, 0-255; the parts of a colour are 0-1."""
    light = sum(weight * _light(part) for weight, part in zip(_WEIGHTS, (red, green, blue), strict=True))
    straight = light <= _LINEAR_BELOW
    part = light * _STRAIGHT if straight else (1 + _OFFSET) * light ** (1 / _POWER) - _OFFSET
    return round(part * _BRIGHTEST)


def _light(part: float) -> float:
    """The light that a part of an sRGB colour stands for."""
    straight = part <= _LINEAR_BELOW * _STRAIGHT
    return part / _STRAIGHT if straight else ((part + _OFFSET) / (1 + _OFFSET)) ** _POWER
